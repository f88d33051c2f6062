"""Delivery targets: what a scenario's own levers and project dates deliver, without the model."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from sim.axes import Axes
from sim.scenario.labels import CITY, PAIR, PORT
from sim.scenario.scenario import Scenario
from sim.target_rules import counted
from sim.targets import Target

RAIL_LINES = "rail_network"
ADDED_UP = ("GW", "10k", "100m")
"""Beginnings of units that add up over places; any other lever is averaged."""


def delivered(scenario: Scenario, axes: Axes, target: Target) -> float:
    """Value of a delivery target under a scenario: the lever's value in the target's
    year, over the places of its index; the places where it is high enough; or the lines open by its end.
    """
    if target.lever == RAIL_LINES:
        lines = ("weifang_yantai", "laixi_rongcheng", "jinghu_second")
        return float(sum(scenario.projects[line] < target.year + 1 for line in lines))
    lever = scenario.registers.levers[target.lever]
    pairs = lever.index == PAIR
    names = (CITY, CITY) if pairs else scenario.registers.labels.axes(lever.index) or ()
    labels = [axes.labels(name) for name in names]
    values = scenario.lever(target.lever, labels, (target.year,))[0]
    named = target.region.split(";")
    if pairs:
        picked = np.array([values[at] for at in _pairs(axes.city, named)])
    else:
        chosen = [_chosen(entries, named) for entries in labels]
        picked = values[np.ix_(*chosen)] if chosen else values
    rule = counted().get(target.target_id)
    if rule is not None:
        places = picked[:, labels[-1].index(rule.part)] if rule.part else picked
        return float(np.count_nonzero(places >= rule.least))
    return float(picked.sum() if lever.unit.startswith(ADDED_UP) else np.mean(picked))


def _chosen(labels: Sequence[str], region: Sequence[str]) -> list[int]:
    """Positions of the places that the target names (a port by its city), or of all if it names none."""
    named = [at for at, label in enumerate(labels) if label.removeprefix(f"{PORT}_") in region]
    return named or list(range(len(labels)))


def _pairs(cities: Sequence[str], region: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of cities that the target names ('qingdao-rizhao'), or every pair once if it names none."""
    every = list(combinations(range(len(cities)), 2))
    return [(a, b) for a, b in every if f"{cities[a]}-{cities[b]}" in region] or every
