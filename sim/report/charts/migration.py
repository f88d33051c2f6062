"""Net migration of each place by year: with the rest of the country and between the cities."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import cells, heading, places, sheet_height
from sim.report.charts.stacks import columns, stacked
from sim.report.inputs import PROJECTED, REFERENCE, Inputs, paths
from sim.report.numbers import display
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import MARGIN, Sheet, head_height
from sim.report.style import INK, MUTED, OUTSIDE, SMALL, WIDTH, WITHIN
from sim.report.words import word

ID = "migration"
NET = "Net migration"
PARTS = {f"{NET}|Outside region": OUTSIDE, f"{NET}|Within region": WITHIN}
CELL = 1.95


def data(inputs: Inputs) -> pd.DataFrame:
    """Both kinds of net migration and their sum by place and year, and the sum without the measures."""
    rows = inputs.rows((PROJECTED, REFERENCE), places(), [*PARTS, NET])
    return rows[(rows["kind"] == PROJECTED) | (rows["variable"] == NET)]


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Stacked columns by year, gains up and losses down; the line is the sum without the measures."""
    series = paths(data)
    shown = [p for p in places() if (PROJECTED, p, NET) in series]
    words = caption(ID, lang, data)
    top = head_height(words.title, words.subtitle, width) + 0.24
    sheet = Sheet(sheet_height(len(shown), top, CELL, width), width)
    y = sheet.head(words.title, words.subtitle)
    keys = [(word(f"part {name}", lang), colour, "s", False) for name, colour in PARTS.items()]
    compared = (REFERENCE, shown[0], NET) in series
    reference = [(word("net_without_measures", lang), INK, "D", True)] if compared else []
    sheet.shape_key(MARGIN, y - 0.02, [*keys, *reference])
    for name, left, upper in cells(shown, top, CELL, width):
        net, without = series[PROJECTED, name, NET], series.get((REFERENCE, name, NET))
        unit = display(net.unit, max(map(abs, net.values)), lang)
        parts = {
            year: [
                series[PROJECTED, name, part].at(year) if (PROJECTED, name, part) in series else 0.0
                for part in PARTS
            ]
            for year in net.years
        }
        reached = [e for values in parts.values() for pair in stacked(values) for e in pair]
        span = extent([*reached, *(without.values if without else [])], room=0.08)
        years = net.years
        panel = Panel(
            sheet, left + 0.42, upper + 0.47, 2.38, CELL - 0.83, (years[0] - 0.6, years[-1] + 0.6), span
        )
        total = word("sum_of_years", lang, first=years[0], last=years[-1], sum=unit.amount(sum(net.values)))
        heading(sheet, name, left, upper, lang, total)
        sheet.text(left + 2.8, upper + 0.10, unit.label, size=SMALL, colour=MUTED, ha="right")
        panel.horizontal_grid(
            [v * unit.divisor for v in ticks(span[0] / unit.divisor, span[1] / unit.divisor, 3)], unit.tick
        )
        panel.years([y for y in years if len(years) < 8 or y % 5 == 0])
        columns(panel, parts, list(PARTS.values()))
        if without:
            marks = [(panel.x(y), panel.y(v)) for y, v in zip(without.years, without.values, strict=True)]
            sheet.dots(marks, INK, shape="D", size=5, hollow=True)
    return sheet
