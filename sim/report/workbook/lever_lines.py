"""The rows of the sheet of levers: one for each lever and place, with its facts and what is set there."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sim.report.workbook.names import place_name, worded
from sim.scenario.lever_values import DEFAULT, Setting, at_place
from sim.scenario.levers import Lever
from sim.scenario.measures import Quote
from sim.scenario.scenario import Scenario
from sim.scenario.tree import Key
from sim.scenario.workbook.settings import flat
from sim.scenario.workbook.words import ALL


@dataclass(frozen=True)
class Line:
    """One row: its places, the same as they are shown (`default` where the scenario says so), and what is set
    there. The first row of a lever leads the others.
    """

    lever: Lever
    axes: Sequence[str]
    places: tuple[str, ...]
    shown: tuple[str, ...]
    setting: Setting | None
    leads: bool

    @property
    def path(self) -> Mapping[Key, Setting]:
        """What is set over years; empty where it is a number or nothing."""
        return self.setting if isinstance(self.setting, Mapping) else {}


def lines(scenario: Scenario, lever: Lever) -> list[Line]:
    """The rows of a lever: all places, each place, and each part of it."""
    labels = scenario.registers.labels
    axes = labels.axes(lever.index) or ()
    setting = scenario.levers.get(lever.name)
    given = {} if setting is None else dict(flat(setting, len(axes)))
    placed = {
        tuple(ALL if t == DEFAULT else t for t in shown): (shown, value) for shown, value in given.items()
    }
    grid = product(*((ALL, *labels.known(axis)) for axis in axes))
    found = []
    for number, places in enumerate(grid):
        shown, value = placed.get(places, (places, None))
        found.append(Line(lever, axes, places, shown, value, leads=not number))
    return found


def years(settings: Iterator[Setting]) -> Iterator[int]:
    """Years of every path in some settings."""
    for setting in settings:
        if isinstance(setting, Mapping):
            yield from (key for key in setting if isinstance(key, int))
            yield from years(iter(setting.values()))


def facts(line: Line, unit_zh: str, said: Sequence[Quote], lang: str) -> dict[str, object]:
    """What a row tells by column: names, unit, range, the plan's value; the first row also its words."""
    lever = line.lever
    names = [place_name(axis, token, lang) for axis, token in zip(line.axes, line.shown, strict=True)]
    if not names:
        see = lever.index == "project"
        names = [worded("book_see_projects", lang) if see else place_name("", ALL, lang)]
    told: dict[str, object] = {
        "lever": lever.name,
        "name_zh": lever.label_zh,
        "name_en": lever.label_en,
        "place": names[0],
        "part": names[1] if len(names) > 1 else None,
        "unit_zh": unit_zh,
        "unit_en": lever.unit,
        "low": lever.low,
        "high": lever.high,
        "neutral": worded("lever_rule", lang, "\n") if math.isnan(lever.neutral) else lever.neutral,
        "plan": _plan(line),
        "grade": lever.grade,
    }
    if line.leads:
        told["timing"] = worded(f"timing {lever.timing}", lang, "\n")
        told["quote_zh"] = "；".join(f"“{quote.zh}”（{quote.measure}）" for quote in said)
        told["quote_en"] = "; ".join(f"{quote.en} ({quote.measure})" for quote in said)
    return told


def _plan(line: Line) -> float | None:
    """The plan's value at a row's places, where it is one number."""
    value = at_place(json.loads(line.lever.plan_value), line.places)
    return float(value) if isinstance(value, int | float) else None
