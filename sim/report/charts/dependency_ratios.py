"""Children and the old for every hundred residents of working age, by place and year."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import cells, heading, places, sheet_height
from sim.report.charts.stacks import columns
from sim.report.inputs import PROJECTED, Inputs, paths
from sim.report.numbers import percent
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import MARGIN, Sheet, head_height
from sim.report.style import BIRTHS, DEATHS, WIDTH
from sim.report.words import word

ID = "dependency_ratios"
YOUNG, OLD, ALL = (f"{group} dependency ratio" for group in ("Youth", "Old-age", "Total"))
PARTS = {OLD: DEATHS, YOUNG: BIRTHS}
CELL = 1.95


def data(inputs: Inputs) -> pd.DataFrame:
    """The three ratios by place and year."""
    return inputs.rows((PROJECTED,), places(), [*PARTS, ALL])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Columns of both ratios by year; all panels share one scale."""
    series = paths(data)
    shown = [p for p in places() if (PROJECTED, p, ALL) in series]
    words = caption(ID, lang, data)
    top = head_height(words.title, words.subtitle, width) + 0.24
    sheet = Sheet(sheet_height(len(shown), top, CELL, width), width)
    y = sheet.head(words.title, words.subtitle)
    sheet.shape_key(
        MARGIN,
        y - 0.02,
        [(word(f"part {name}", lang), colour, "s", False) for name, colour in PARTS.items()],
    )
    span = extent([v for p in shown for v in series[PROJECTED, p, ALL].values], room=0.05)
    for name, left, upper in cells(shown, top, CELL, width):
        total, old = series[PROJECTED, name, ALL], series[PROJECTED, name, OLD]
        years = total.years
        panel = Panel(
            sheet, left + 0.42, upper + 0.47, 2.38, CELL - 0.83, (years[0] - 0.6, years[-1] + 0.6), span
        )
        ends = (percent(old.values[k], lang) for k in (0, -1))
        note = word("old_age_ratio", lang, first=years[0], a=next(ends), last=years[-1], b=next(ends))
        heading(sheet, name, left, upper, lang, note)
        panel.horizontal_grid(ticks(0, span[1], 3), lambda value: f"{value:g}")
        panel.years([y for y in years if len(years) < 8 or y % 5 == 0])
        parts = {y: [series[PROJECTED, name, part].at(y) for part in PARTS] for y in years}
        columns(panel, parts, list(PARTS.values()))
    return sheet
