"""How much of a scenario's measures is carried out, and how late, worked into the settings themselves.

With the share s, d years late and the neutral value n, a lever that is set to v(t) has n + s (v(t - d) - n),
and n before it starts. What comes out is an ordinary setting: nothing that reads a scenario knows about it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from sim.scenario.lever_values import BASE_YEAR, FIRST_YEAR, LAST_YEAR, PLAN_YEAR, Setting
from sim.scenario.levers import Lever
from sim.scenario.registers import Registers
from sim.scenario.schema import ExtentFile, ImplementationFile
from sim.scenario.tree import Key


@dataclass(frozen=True)
class Extent:
    """The share that is carried out, 0 to 1, and by how many whole years it is late."""

    share: float = 1.0
    years_late: int = 0


IN_FULL = Extent()


@dataclass(frozen=True)
class Implementation:
    """The extent of everything, and that of single chapters of the plan."""

    whole: Extent = IN_FULL
    chapters: Mapping[str, Extent] = field(default_factory=dict)

    def of(self, chapter: str) -> Extent:
        """The extent of one chapter."""
        return self.chapters.get(chapter, self.whole)

    def applied(
        self, levers: Mapping[str, Setting], dates: Mapping[str, float], registers: Registers
    ) -> tuple[dict[str, Setting], dict[str, float]]:
        """What remains of the settings of levers, in the order of the register, and every project's opening.

        ``dates`` are the openings that the scenario sets, years with decimals, infinity for never.
        """
        settings = {}
        for name, lever in registers.levers.items():
            left = carried_out(lever, levers[name], self.of(lever.chapter)) if name in levers else None
            if left is not None:
                settings[name] = left
        openings = {name: project.base_opening for name, project in registers.projects.items()}
        for name, date in dates.items():
            openings[name] = opened(openings[name], date, self.of(registers.project_chapters[name]))
        return settings, openings


def of_file(content: ImplementationFile) -> Implementation:
    """What a file asks for; a chapter has of the whole what it does not give itself."""

    def extent(entry: ExtentFile, else_: Extent) -> Extent:
        share = else_.share if entry.share is None else entry.share
        return Extent(share, else_.years_late if entry.years_late is None else entry.years_late)

    whole = extent(content, IN_FULL)
    return Implementation(whole, {name: extent(entry, whole) for name, entry in content.chapters.items()})


def carried_out(lever: Lever, setting: Setting, extent: Extent) -> Setting | None:
    """A lever's setting as far as it is carried out; None where nothing of it is."""
    if extent.share == 0:
        return None
    return setting if extent == IN_FULL else _carried(lever, setting, extent)


def _carried(lever: Lever, setting: Setting, extent: Extent) -> Setting:
    if isinstance(setting, Mapping) and not any(isinstance(key, int) for key in setting):
        return {place: _carried(lever, inner, extent) for place, inner in setting.items()}
    return _path(lever, setting, extent)


def opened(base: float, opens: float, extent: Extent) -> float:
    """The opening of a project, year with decimals: later, or that of the base where nothing is carried out.

    A date after the last year that files can name is infinity: never.
    """
    if extent.share == 0:
        return base
    late = opens + extent.years_late
    return late if late < LAST_YEAR + 1 else math.inf


def _path(lever: Lever, setting: Setting, extent: Extent) -> Setting:
    """A number or a path over years, cut to the share and moved."""
    late, neutral = extent.years_late, lever.usual
    if not late:
        if isinstance(setting, Mapping):
            return {year: _part(value, neutral, extent.share) for year, value in setting.items()}
        return _part(setting, neutral, extent.share)
    points = _points(lever, setting)
    first, last = min(points), max(points)
    moved = {year + late: _part(value, neutral, extent.share) for year, value in points.items()}
    if not lever.ruled:
        moved.setdefault((BASE_YEAR if first > BASE_YEAR else BASE_YEAR - 1) + late, neutral)
    if lever.timing == "level" and last <= PLAN_YEAR:
        moved[PLAN_YEAR + late] = moved[last + late]
        moved[PLAN_YEAR + late + 1] = neutral
    return _within(moved)


def _points(lever: Lever, setting: Setting) -> dict[int, float]:
    """A setting without places as the path that it stands for."""
    if isinstance(setting, Mapping):
        return {int(year): _number(value) for year, value in setting.items()}
    if lever.timing == "level":
        return {FIRST_YEAR: setting, PLAN_YEAR: setting}
    return {FIRST_YEAR if lever.ruled else PLAN_YEAR: setting}


def _part(value: Setting, neutral: float, share: float) -> float:
    return _number(value) if share == 1 else neutral + share * (_number(value) - neutral)


def _number(value: Setting) -> float:
    if isinstance(value, Mapping):
        raise TypeError("a path over years holds numbers only")
    return value


def _within(points: Mapping[int, float]) -> dict[Key, Setting]:
    """A path up to the last year that files can name, which is beyond every horizon."""
    given = sorted(points)
    kept: dict[Key, Setting] = {year: points[year] for year in given if year <= LAST_YEAR}
    if given[-1] > LAST_YEAR:
        kept[LAST_YEAR] = float(np.interp(LAST_YEAR, given, [points[year] for year in given]))
    return kept
