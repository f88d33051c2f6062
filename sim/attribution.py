"""What an attribution is: who makes a difference between two scenarios, in which groups, and how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.outcome import Name
from sim.scenario.scenario import Scenario
from sim.shapley import Estimate, Masks

LEVERS, PROJECTS, FLAGS, PARAMETERS = "levers", "projects", "flags", "parameters"
SHOCKS, DRIVERS = "shocks", "drivers"
SECTIONS = (LEVERS, PROJECTS, FLAGS, PARAMETERS, SHOCKS, DRIVERS)
OUTSIDE = "outside"
CHAPTER_OF: Mapping[str, str] = {FLAGS: FLAGS, PARAMETERS: PARAMETERS, SHOCKS: OUTSIDE, DRIVERS: OUTSIDE}
"""What stands for a chapter where a setting belongs to none of the plan's."""
PROJECT_GRADE = "A"
"""Opening dates and travel times are quantified."""

BAND = (0.05, 0.5, 0.95)

PLAYER, CHAPTER, GRADE, SECTION, TOTAL = "player", "chapter", "grade", "section", "total"
CHAPTER_GRADE = "chapter and grade"
LEVELS = (PLAYER, CHAPTER, GRADE, CHAPTER_GRADE, SECTION, TOTAL)


@dataclass(frozen=True)
class Player:
    """One setting that differs: section of the scenario file, name, chapter, and grade of its evidence; what
    is no policy has no grade.
    """

    section: str
    name: str
    chapter: str
    grade: str

    @property
    def key(self) -> str:
        """Its path in a scenario file."""
        return f"{self.section}.{self.name}"


@dataclass(frozen=True)
class Groups:
    """One way of adding up: its level, the key of each group, and who belongs to it [group, player]."""

    level: str
    keys: tuple[str, ...]
    members: Masks


@dataclass(frozen=True)
class Shares:
    """What the groups of a level make [group, series, year], with what each does alone and within the rest,
    and the sum of what its players do alone.
    """

    groups: Groups
    found: Estimate
    alone: Array
    within: Array
    players_alone: Array


@dataclass(frozen=True)
class Bands:
    """Contributions of chapters over the members [chapter, series, year, member]; member 0 is central.

    ``start`` and ``end`` [series, year, member] are the two scenarios.
    """

    keys: tuple[str, ...]
    values: Array
    start: Array
    end: Array

    @property
    def quantiles(self) -> Array:
        """5th, 50th and 95th percentile over the drawn members [quantile, chapter, series, year]."""
        return _quantiles(self.values)

    @property
    def quantiles_together(self) -> Array:
        """The same of all chapters together [quantile, series, year]."""
        return _quantiles(self.end - self.start)


def _quantiles(values: Array) -> Array:
    found: Array = np.quantile(values[..., 1:], BAND, axis=-1)
    return found


@dataclass(frozen=True)
class Attribution:
    """The difference of two scenarios, attributed.

    ``start`` and ``end`` [series, year] are their values; ``shares`` holds one entry a level. ``complete``
    where every order was taken. ``bands`` is None without an ensemble. ``horizons`` are those of the two
    scenarios; ``years`` end with the smaller.
    """

    one: Scenario
    other: Scenario
    horizons: tuple[int, int]
    players: tuple[Player, ...]
    series: tuple[Name, ...]
    years: tuple[int, ...]
    start: Array
    end: Array
    shares: tuple[Shares, ...]
    pairs: int
    complete: bool
    bands: Bands | None

    def of(self, level: str) -> Shares:
        """The shares of a level."""
        return next(shares for shares in self.shares if shares.groups.level == level)
