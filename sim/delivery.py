"""Delivery targets: what a scenario's own levers and project dates deliver, without the model."""

from __future__ import annotations

import numpy as np

from sim.axes import Axes
from sim.scenario.scenario import Scenario
from sim.targets import Target

RAIL_LINES = "rail_network"
ADDED_UP = ("GW", "10k", "100m")
"""Beginnings of units that add up over places; any other lever is averaged."""


def delivered(scenario: Scenario, axes: Axes, target: Target) -> float:
    """Value of a delivery target under a scenario: the lever's value in the target's
    year, or the lines open by its end.
    """
    if target.lever == RAIL_LINES:
        named = ("weifang_yantai", "laixi_rongcheng", "jinghu_second")
        return float(sum(scenario.projects[line] < target.year + 1 for line in named))
    index = scenario.registers.levers[target.lever].index
    if index == "region":
        return float(scenario.lever(target.lever, [], (target.year,))[0])
    values = scenario.lever(target.lever, [axes.city], (target.year,))[0]
    places = [c for c in axes.city if c in target.region.split(";")] or list(axes.city)
    picked = values[[axes.city.index(c) for c in places]]
    unit = scenario.registers.levers[target.lever].unit
    return float(picked.sum() if unit.startswith(ADDED_UP) else np.mean(picked))
