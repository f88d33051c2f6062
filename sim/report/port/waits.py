"""Hours that ships wait before berthing, by class and cause, with the band over replications."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from sim.report.charts.captions import Caption
from sim.report.panel import Panel, extent, ticks
from sim.report.port.tables import PARTS, wide
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, INK, WIDTH
from sim.report.words import word

COLOURS = ("#2B7BBA", "#E0A800", "#009E73", "#8A94A3")
ROW, LEFT, THICK = 0.42, 1.42, 0.2
OVER = 0.12
"""Inches by which a row is taller on a phone, where the name stands over its bar."""


def draw(
    summary: pd.DataFrame,
    names: Sequence[str],
    lang: str,
    width: float = WIDTH,
    *,
    head: Caption,
    source: str,
) -> Sheet:
    """Stacked bars of mean hours, a whisker for the total's band, a diamond for the formula."""
    mean, low, high = (wide(summary, column) for column in ("mean", "low", "high"))
    formulas = [value for value in mean["yearly_model_waiting"].tolist() if math.isfinite(value)]
    entries = [
        (word(f"port_cause {part}", lang), colour, "s", False)
        for part, colour in zip(PARTS, COLOURS, strict=True)
    ]
    entries += [(word("port_formula", lang), INK, "D", True)] if formulas else []
    top = head_height(head.title, head.subtitle, width) + 0.1
    beside = width >= WIDTH
    left, row, drop = (LEFT, ROW, 0.0) if beside else (MARGIN, ROW + OVER, OVER / 2)
    after = Sheet(1.0, width).shape_key(MARGIN, top, entries)
    sheet = Sheet(after + 0.4 + row * len(names) + FOOT_HEIGHT, width)
    sheet.head(head.title, head.subtitle)
    sheet.shape_key(MARGIN, top, entries)
    reach = [*high["waiting"].tolist(), *mean["waiting"].tolist(), *mean["yearly_model_waiting"].tolist()]
    limits = extent([1.0, *reach])
    room = (width - left - MARGIN - 0.1, row * len(names))
    panel = Panel(sheet, left, after + 0.05, *room, limits, (0.0, 1.0))
    panel.vertical_grid(ticks(0.0, limits[1], 6), lambda value: f"{value:g}")
    for k, cargo in enumerate(mean.index):
        y, x = panel.top + row * (k + 0.5) + drop, 0.0
        if beside:
            sheet.text(left - 0.08, y, names[k], size=BODY, ha="right")
        else:
            sheet.text(left, y - 0.21, names[k], size=BODY)
        for part, colour in zip(PARTS, COLOURS, strict=True):
            value = float(mean.loc[cargo, part])
            if math.isfinite(value) and value > 0.0:
                sheet.boxes([(panel.x(x), y - THICK / 2, panel.x(x + value), y + THICK / 2)], colour)
                x += value
        ends = (float(low.loc[cargo, "waiting"]), float(high.loc[cargo, "waiting"]))
        if all(math.isfinite(end) for end in ends):
            low_x, high_x = panel.x(max(ends[0], 0.0)), panel.x(ends[1])
            sheet.lines([((low_x, y), (high_x, y))], INK, width=1.1)
            sheet.lines([((end, y - 0.05), (end, y + 0.05)) for end in (low_x, high_x)], INK, width=1.1)
        formula = float(mean.loc[cargo, "yearly_model_waiting"])
        if math.isfinite(formula):
            sheet.dots([(panel.x(formula), y)], INK, shape="D", size=5, hollow=True)
    sheet.source(source)
    return sheet
