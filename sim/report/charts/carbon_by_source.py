"""CO2 of the region and each city by source and year, against the path without the measures."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import cells, heading, places, sheet_height
from sim.report.charts.stacks import columns
from sim.report.inputs import PROJECTED, REFERENCE, Inputs, Key, Path, paths
from sim.report.numbers import display, percent
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import MARGIN, Sheet, head_height
from sim.report.style import CARBON, INK, MUTED, SMALL, WIDTH, place_colour
from sim.report.style import REFERENCE as DASHED
from sim.report.words import word

ID = "carbon_by_source"
TOTAL = "CO2 emissions"
SOURCES = (
    ("Coal power", "carbon_coal_power"),
    ("End use|Coal", "carbon_coal"),
    ("End use|Oil products", "carbon_oil"),
    ("End use|Natural gas", "carbon_gas"),
    ("Cement", "carbon_cement"),
)
"""Last part of the variable, and the word for it."""
CELL = 2.0


def data(inputs: Inputs) -> pd.DataFrame:
    """CO2 by source, its total, and the total without the measures, by place and year."""
    parts = [f"{TOTAL}|{part}" for part, _ in SOURCES]
    rows = [
        inputs.rows((PROJECTED,), places(), [*parts, TOTAL]),
        inputs.rows((REFERENCE,), places(), [TOTAL]),
    ]
    return pd.concat(rows, ignore_index=True)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Stacked columns by year; the dashes are the total without the measures."""
    series = paths(data)
    shown = [p for p in places() if (PROJECTED, p, TOTAL) in series]
    words = caption(ID, lang, data)
    top = head_height(words.title, words.subtitle, width) + 0.24
    sheet = Sheet(sheet_height(len(shown), top, CELL, width), width)
    y = sheet.head(words.title, words.subtitle)
    keys = [(word(key, lang), colour, "s", False) for (_, key), colour in zip(SOURCES, CARBON, strict=True)]
    sheet.shape_key(MARGIN, y - 0.02, keys)
    for name, left, upper in cells(shown, top, CELL, width):
        total, reference = series[PROJECTED, name, TOTAL], series.get((REFERENCE, name, TOTAL))
        years = total.years
        span = extent([*total.values, *(reference.values if reference else [])], room=0.1)
        unit = display(total.unit, span[1], lang)
        panel = Panel(
            sheet, left + 0.42, upper + 0.47, 2.38, CELL - 0.85, (years[0] - 0.6, years[-1] + 0.6), span
        )
        change = 100 * (total.values[-1] / total.values[0] - 1)
        note = word("change_since", lang, year=years[0], rate=percent(change, lang, sign=True))
        heading(sheet, name, left, upper, lang, note, colour=place_colour(name, text=True))
        sheet.text(left + 2.8, upper + 0.10, unit.label, size=SMALL, colour=MUTED, ha="right")
        panel.horizontal_grid([v * unit.divisor for v in ticks(0, span[1] / unit.divisor, 3)], unit.tick)
        panel.years([y for y in years if len(years) < 8 or y % 5 == 0])
        columns(panel, {y: _parts(series, name, y) for y in years}, CARBON)
        if reference:
            sheet.line(panel.points(reference.years, reference.values), DASHED, width=1.3, dashes=(3, 2))
        for k in (0, len(years) - 1):
            sheet.text(
                panel.x(years[k]),
                panel.y(max(total.values[k], reference.values[k] if reference else 0.0)) - 0.09,
                unit.number(total.values[k]),
                size=SMALL,
                colour=INK,
                ha="center",
            )
    return sheet


def _parts(series: Mapping[Key, Path], name: str, year: int) -> list[float]:
    """Emissions of each source in a year."""
    return [series[PROJECTED, name, f"{TOTAL}|{part}"].at(year) for part, _ in SOURCES]
