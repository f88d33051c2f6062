"""Who makes a difference between two scenarios: every setting that they have otherwise, and scenarios
between the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from sim.attribution import (
    CHAPTER_OF,
    DRIVERS,
    FLAGS,
    LEVERS,
    PARAMETERS,
    PROJECT_GRADE,
    PROJECTS,
    SECTIONS,
    SHOCKS,
    Player,
)
from sim.scenario.scenario import Scenario
from sim.scenario.shocks import Shock
from sim.shapley import Masks

Value = TypeVar("Value")


def players(one: Scenario, other: Scenario) -> tuple[Player, ...]:
    """Every setting that two scenarios have otherwise, in the order of the registers.

    The horizon and what is drawn play no part: neither acts on a central run of a given length.
    """
    register, chapter_of = other.registers.levers, other.registers.project_chapters
    found = [
        Player(LEVERS, name, lever.chapter, lever.grade)
        for name, lever in register.items()
        if one.levers.get(name) != other.levers.get(name)
    ]
    found += [
        Player(PROJECTS, name, chapter_of[name], PROJECT_GRADE)
        for name in _moved(one.projects, other.projects)
    ]
    pairs: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        (FLAGS, one.flags, other.flags),
        (PARAMETERS, one.parameters, other.parameters),
        (SHOCKS, _events(one.shocks), _events(other.shocks)),
        (DRIVERS, _drivers(one), _drivers(other)),
    )
    return (
        *found,
        *(
            Player(section, name, CHAPTER_OF[section], "")
            for section, before, after in pairs
            for name in _moved(before, after)
        ),
    )


def mixed(one: Scenario, other: Scenario, taken: Iterable[Player]) -> Scenario:
    """The first scenario with the settings of some players as the second has them."""
    names: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for player in taken:
        names[player.section].append(player.name)
    shocks = _merged(_by_name(one.shocks), _by_name(other.shocks), names[SHOCKS])
    return replace(
        one,
        levers=_merged(one.levers, other.levers, names[LEVERS]),
        projects=_merged(one.projects, other.projects, names[PROJECTS]),
        flags=_merged(one.flags, other.flags, names[FLAGS]),
        parameters=_merged(one.parameters, other.parameters, names[PARAMETERS]),
        shocks=tuple(shocks[name] for name in sorted(shocks)),
        drivers=other.drivers if names[DRIVERS] else one.drivers,
    )


def membership(keys: Sequence[str], of_players: Sequence[str]) -> Masks:
    """Which players belong to each key [key, player]."""
    belongs: Masks = np.array(keys)[:, None] == np.array(of_players)
    return belongs


def _moved(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def _merged(one: Mapping[str, Value], other: Mapping[str, Value], taken: Sequence[str]) -> dict[str, Value]:
    """A mapping with some of its entries as another has them; what the other lacks is removed."""
    kept = {name: value for name, value in one.items() if name not in taken}
    return kept | {name: other[name] for name in taken if name in other}


def _by_name(shocks: Iterable[Shock]) -> dict[str, Shock]:
    return {shock.name: shock for shock in shocks}


def _events(shocks: Iterable[Shock]) -> dict[str, object]:
    """What shocks do; why they are assumed is for the reader."""
    return {shock.name: (shock.kind, shock.size) for shock in shocks}


def _drivers(scenario: Scenario) -> dict[str, object]:
    """The paths of a vintage as one setting: its series belong together."""
    series = scenario.drivers.series
    return {"vintage": {name: (entry.unit, dict(entry.values)) for name, entry in series.items()}}
