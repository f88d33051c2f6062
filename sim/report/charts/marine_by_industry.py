"""Value added of the marine industries: who holds it in the last year, and where it stood in the first."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, contrast, extremes, sentence
from sim.report.charts.places import begin
from sim.report.charts.stacks import stacked
from sim.report.glyphs import wrap
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import ids, names, place, region
from sim.report.numbers import display, growth_rate, percent
from sim.report.panel import Panel, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet
from sim.report.style import INK, MUTED, SMALL, WIDTH, place_colour
from sim.report.words import word

ID = "marine_by_industry"
BAR, GAP, NAMES, NAME, NUMBERS = 0.24, 0.12, 1.78, 0.19, 1.12
"""Height of a bar and what lies between two, room for names beside bars or over them, for the numbers."""


def data(inputs: Inputs) -> pd.DataFrame:
    """Marine value added at 2020 prices by industry and place in the first and the last year."""
    industries = [f"Marine GDP|{m}" for m in names("marine", "en")]
    return inputs.rows((PROJECTED,), (region(), *ids("city")), industries, inputs.years)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Bars by industry, stacked by city; a tick for the first year; value and growth on the right. Names
    stand over their bars on a phone.
    """
    series = paths(data)
    keys = [(place(c, lang), place_colour(c), "s", False) for c in ids("city")]
    sheet, top = begin(caption(ID, lang, data), width, keys)
    found, whole = _found(series), _whole(series)
    label = dict(zip(names("marine", "en"), names("marine", lang), strict=True))
    beside = 0.0 if width < WIDTH else NAMES
    row = BAR + GAP + (0.0 if beside else NAME)
    top += 0.26
    sheet.height = top + row * len(found) + 0.3 + FOOT_HEIGHT
    largest = max(max(p.values) for p in whole.values())
    unit = display(data["unit"].iloc[0], 0.0, lang)
    right, left = width - MARGIN, MARGIN + beside
    across = right - left - NUMBERS - (0.0 if beside else 0.06)
    panel = Panel(sheet, left, top, across, row * len(found), (0, largest * 1.02), (0, len(found)))
    panel.vertical_grid([v * unit.divisor for v in ticks(0, largest / unit.divisor, 4)], unit.tick)
    sheet.text(right - 0.58, top - 0.12, unit.label, size=SMALL, colour=MUTED, ha="right")
    sheet.text(right, top - 0.12, word("growth_column", lang), size=SMALL, colour=MUTED, ha="right")
    ticks_of_first = []
    for r, industry in enumerate(found):
        upper, path = top + (r + 1) * row - BAR - GAP / 2, whole[industry]
        middle = upper + BAR / 2
        held = [series[PROJECTED, c, f"Marine GDP|{industry}"].values[-1] for c in ids("city")]
        for city, (start, end) in zip(ids("city"), stacked(held), strict=True):
            sheet.boxes([(panel.x(start), upper, panel.x(end), upper + BAR)], place_colour(city))
        lines = wrap(label[industry], SMALL, beside - 0.1) if beside else [label[industry]]
        for k, line in enumerate(lines):
            y = middle + (k - (len(lines) - 1) / 2) * 0.15 if beside else upper - 0.095
            sheet.text(MARGIN, y, line, size=SMALL)
        sheet.text(right - 0.58, middle, unit.number(path.values[-1], 1), size=SMALL, ha="right")
        sheet.text(right, middle, _rate(path, lang), size=SMALL, ha="right", colour=MUTED)
        x = panel.x(path.values[0])
        ticks_of_first.append(((x, upper - 0.04), (x, upper + BAR + 0.04)))
    sheet.lines(ticks_of_first, INK, width=1.3)
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """The largest industry at last, and those that grow fastest and slowest."""
    whole = _whole(paths(data))
    label = dict(zip(names("marine", "en"), names("marine", lang), strict=True))
    largest, _ = extremes({m: path.values[-1] for m, path in whole.items()})
    unit = display(whole[largest].unit, 0.0, lang)
    value = unit.amount(whole[largest].values[-1], 1)
    rates = {m: _growth(path) for m, path in whole.items()}
    year, number = whole[largest].years[-1], (lambda m: _rate(whole[m], lang))
    clauses = [
        word("shows industry", lang, industry=label[largest], value=value, year=year),
        contrast("shows sectors_grow", lang, rates, label.__getitem__, number),
    ]
    return sentence(clauses, lang)


def _whole(series: Mapping[Key, Path]) -> dict[str, Path]:
    """The region's path of each industry."""
    found = {m: series.get((PROJECTED, region(), f"Marine GDP|{m}")) for m in names("marine", "en")}
    return {m: path for m, path in found.items() if path}


def _found(series: Mapping[Key, Path]) -> list[str]:
    """Industries, the largest of the last year first."""
    whole = _whole(series)
    return sorted(whole, key=lambda m: -whole[m].values[-1])


def _growth(path: Path) -> float:
    return growth_rate(path.values[0], path.values[-1], path.years[-1] - path.years[0])


def _rate(path: Path, lang: str) -> str:
    """Growth, % a year."""
    return percent(_growth(path), lang, sign=True)
