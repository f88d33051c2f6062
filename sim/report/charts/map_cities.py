"""The five cities by GDP and their ports by throughput on the map, first and last year."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.inputs import PROJECTED, Inputs, Path, paths
from sim.report.labels import ids, place
from sim.report.maps.base import (
    Map,
    anchor,
    base_map,
    label,
    map_height,
    neighbours,
    notes,
    notes_height,
)
from sim.report.maps.marks import HARBOUR, city_mark, moor, port_mark
from sim.report.numbers import Display, amount, display, percent
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import INK, MUTED, WIDTH, place_colour, tint
from sim.report.words import word

ID = "map_cities"
CITY, PORT = "GDP", "Port throughput"
LARGEST = {CITY: 0.075, PORT: 0.05}
"""Half the width of the largest mark, as a share of the map's width."""


def data(inputs: Inputs) -> pd.DataFrame:
    """GDP at 2020 prices of each city and throughput of each port, in the first and the last year."""
    cities = inputs.rows((PROJECTED,), ids("city"), [CITY], inputs.years)
    ports = inputs.rows((PROJECTED,), ids("port"), [PORT], inputs.years)
    return pd.concat([cities, ports], ignore_index=True)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Marks whose areas are in proportion: filled as in the last year, the rim as in the first."""
    series, words = paths(data), caption(ID, lang, data)
    years = (int(data["year"].min()), int(data["year"].max()))
    shown = {kind: {key[1]: path for key, path in series.items() if key[2] == kind} for kind in (CITY, PORT)}
    units = {
        kind: display(next(iter(mine.values())).unit, min(p.values[-1] for p in mine.values()), lang)
        for kind, mine in shown.items()
        if mine
    }
    keys = [
        (word(f"map_key {kind}", lang, unit=unit.label, first=years[0], last=years[1]), colour, shape, False)
        for (kind, unit), colour, shape in zip(units.items(), (MUTED, HARBOUR), "os", strict=False)
    ]
    small = [word("map_source", lang)]
    top = head_height(words.title, words.subtitle, width)
    probe = Sheet(1.0, width).shape_key(MARGIN, 0.0, keys)
    below = top + map_height(width - 2 * MARGIN) + 0.17
    sheet = Sheet(below + probe + notes_height(small, width) + FOOT_HEIGHT - 0.08, width)
    sheet.head(words.title, words.subtitle)
    ground = base_map(sheet, top, lang)
    neighbours(ground, lang)
    for kind, mine in shown.items():
        _marks(ground, kind, mine)
        for name, path in mine.items():
            _label(ground, name, path, units[kind], lang)
    notes(sheet, sheet.shape_key(MARGIN, below, keys) - 0.03, small)
    return sheet


def _marks(ground: Map, kind: str, shown: Mapping[str, Path]) -> None:
    """Marks of one kind, the largest below."""
    sheet, largest = ground.sheet, max(max(p.values) for p in shown.values())
    for name, path in sorted(shown.items(), key=lambda item: -item[1].values[-1]):
        halves = [LARGEST[kind] * ground.width * math.sqrt(v / largest) for v in path.values]
        if kind == PORT:
            moor(ground, name)
        colour, mark = (place_colour(name), city_mark) if kind == CITY else (HARBOUR, port_mark)
        first, last = (mark(ground, name, half) for half in (halves[0], halves[-1]))
        sheet.polygons([last], tint(colour, 0.6), opacity=0.9 if kind == CITY else 1.0)
        sheet.lines([last], colour, width=0.8)
        sheet.lines([first], INK, width=0.9)


def _label(ground: Map, name: str, path: Path, unit: Display, lang: str) -> None:
    """Name, value of the last year and growth since the first."""
    at, align = anchor(ground, ID, name)
    growth = percent(100 * (path.values[-1] / path.values[0] - 1), lang, 0, sign=True)
    text = f"{unit.number(path.values[-1])} ({growth})"
    colour = place_colour(name, text=True)
    label(ground, at, align, [(place(name, lang), colour, True), (text, INK, False)])


def reading(data: pd.DataFrame, lang: str) -> str:
    """Who grows fastest and slowest, and what the ports add."""
    series = paths(data)
    growth = {key[1]: path.values[-1] / path.values[0] for key, path in series.items() if key[2] == CITY}
    fast, slow = max(growth, key=growth.__getitem__), min(growth, key=growth.__getitem__)
    cargo = [path for key, path in series.items() if key[2] == PORT]
    return word(
        "map_cities_reading",
        lang,
        first=int(data["year"].min()),
        last=int(data["year"].max()),
        fast=place(fast, lang),
        most=percent(100 * (growth[fast] - 1), lang, 0),
        slow=place(slow, lang),
        least=percent(100 * (growth[slow] - 1), lang, 0),
        cargo=amount(sum(p.values[-1] for p in cargo), cargo[0].unit, lang),
        added=amount(sum(p.values[-1] - p.values[0] for p in cargo), cargo[0].unit, lang),
    )
