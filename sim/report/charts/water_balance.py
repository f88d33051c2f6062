"""Water of each city: where it comes from, what is needed, and what a dry year would bring."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import cells, heading, places, sheet_height
from sim.report.charts.stacks import columns
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import names
from sim.report.numbers import display, percent
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import MARGIN, Sheet, head_height
from sim.report.style import INK, MUTED, SMALL, WIDTH
from sim.report.words import word

ID = "water_balance"
NEED, DRY = "Water demand", "Water supply|Dry-year ratio"
SOURCES = ("#2B7BBA", "#7A6A53", "#5DA5A4", "#B8A9D9", "#E0A800", "#86B8A5")
"""Colours of the sources in the order of the register."""
RED, CELL = "#B2182B", 2.0


def data(inputs: Inputs) -> pd.DataFrame:
    """Supply by source, need and the dry-year ratio by place and year."""
    supply = [f"Water supply|{source}" for source in names("water_source", "en")]
    return inputs.rows((PROJECTED,), places(), [*supply, NEED, DRY])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Stacked columns of supply by year, the line of need, and dashed what a dry year would bring."""
    series = paths(data)
    sources = names("water_source", "en")
    shown = [p for p in places() if (PROJECTED, p, NEED) in series]
    words = caption(ID, lang, data)
    top = head_height(words.title, words.subtitle, width) + 0.62
    sheet = Sheet(sheet_height(len(shown), top, CELL, width), width)
    y = sheet.head(words.title, words.subtitle)
    keys = [(label, SOURCES[k], "s", False) for k, label in enumerate(names("water_source", lang))]
    sheet.shape_key(MARGIN, y - 0.02, keys)
    sheet.shape_key(
        MARGIN,
        y + 0.36,
        [(word("water_need", lang), INK, "_", True), (word("water_dry", lang), RED, "_", True)],
    )
    for name, left, upper in cells(shown, top, CELL, width):
        parts = [series[PROJECTED, name, f"Water supply|{source}"] for source in sources]
        need, ratio = series[PROJECTED, name, NEED], series[PROJECTED, name, DRY]
        years = need.years
        dry = [n * r for n, r in zip(need.values, ratio.values, strict=True)]
        span = extent([*need.values, *dry], room=0.1)
        unit = display(need.unit, span[1], lang)
        panel = Panel(
            sheet, left + 0.42, upper + 0.47, 2.38, CELL - 0.85, (years[0] - 0.6, years[-1] + 0.6), span
        )
        heading(sheet, name, left, upper, lang, _note(series, name, lang))
        sheet.text(left + 2.8, upper + 0.10, unit.label, size=SMALL, colour=MUTED, ha="right")
        panel.horizontal_grid([v * unit.divisor for v in ticks(0, span[1] / unit.divisor, 3)], unit.tick)
        panel.years([y for y in years if len(years) < 8 or y % 5 == 0])
        columns(panel, {y: [part.at(y) for part in parts] for y in years}, SOURCES)
        sheet.line(panel.points(years, need.values), INK, width=1.4)
        sheet.line(panel.points(years, dry), RED, width=1.2, dashes=(3, 2))
    return sheet


def _note(series: Mapping[Key, Path], name: str, lang: str) -> str:
    """Supply of a dry year over need, at first and at last."""
    a, b = (percent(100 * series[PROJECTED, name, DRY].values[k], lang, 0) for k in (0, -1))
    return word("water_note", lang, a=a, b=b)
