"""Hours that ships wait before berthing, by class and cause, with the band over replications."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from sim.report.panel import Panel, extent, ticks
from sim.report.port.tables import PARTS, wide
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, INK

COLOURS = ("#2B7BBA", "#E0A800", "#009E73", "#8A94A3")
LABELS = ("for a berth", "for tugs or pilots", "for high water", "for weather")
ROW, LEFT, THICK = 0.42, 1.42, 0.2


def draw(summary: pd.DataFrame, names: Sequence[str], *, title: str, source: str) -> Sheet:
    """Stacked bars of mean hours, a whisker for the total's band, a diamond for the formula."""
    subtitle = (
        "Hours between arrival and the start of berthing, mean of all calls after the warm-up. Whisker: 95 % "
        "band over replications"
    )
    mean, low, high = (wide(summary, column) for column in ("mean", "low", "high"))
    formulas = [value for value in mean["yearly_model_waiting"].tolist() if math.isfinite(value)]
    told = "; diamond: waiting by the formula of the yearly model, for a berth alone." if formulas else "."
    subtitle += told
    top = head_height(title, subtitle) + 0.1
    sheet = Sheet(top + 0.5 + ROW * len(names) + 0.35 + FOOT_HEIGHT)
    sheet.head(title, subtitle)
    entries = [(label, colour, "s", False) for label, colour in zip(LABELS, COLOURS, strict=True)]
    after = sheet.shape_key(MARGIN, top, entries + ([("formula", INK, "D", True)] if formulas else []))
    reach = [*high["waiting"].tolist(), *mean["waiting"].tolist(), *mean["yearly_model_waiting"].tolist()]
    limits = extent([1.0, *reach])
    panel = Panel(
        sheet, LEFT, after + 0.05, sheet.width - LEFT - MARGIN - 0.1, ROW * len(names), limits, (0.0, 1.0)
    )
    panel.vertical_grid(ticks(0.0, limits[1], 6), lambda value: f"{value:g}")
    for k, cargo in enumerate(mean.index):
        y, x = panel.top + ROW * (k + 0.5), 0.0
        sheet.text(LEFT - 0.08, y, names[k], size=BODY, ha="right")
        for part, colour in zip(PARTS, COLOURS, strict=True):
            value = float(mean.loc[cargo, part])
            if math.isfinite(value) and value > 0.0:
                sheet.boxes([(panel.x(x), y - THICK / 2, panel.x(x + value), y + THICK / 2)], colour)
                x += value
        ends = (float(low.loc[cargo, "waiting"]), float(high.loc[cargo, "waiting"]))
        if all(math.isfinite(end) for end in ends):
            left, right = panel.x(max(ends[0], 0.0)), panel.x(ends[1])
            sheet.lines([((left, y), (right, y))], INK, width=1.1)
            sheet.lines([((end, y - 0.05), (end, y + 0.05)) for end in (left, right)], INK, width=1.1)
        formula = float(mean.loc[cargo, "yearly_model_waiting"])
        if math.isfinite(formula):
            sheet.dots([(panel.x(formula), y)], INK, shape="D", size=5, hollow=True)
    sheet.source(source)
    return sheet
