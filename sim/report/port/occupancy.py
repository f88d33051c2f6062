"""Share of the berth hours of each class in which a berth is held, with the band over replications."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from sim.report.charts.captions import Caption
from sim.report.panel import Panel
from sim.report.port.tables import wide
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, CARGO, INK, SMALL, WIDTH
from sim.report.words import word

ROW, LEFT, RIGHT, THICK = 0.36, 1.42, 0.75, 0.18
OVER = 0.14
"""Inches by which a row is taller on a phone, where the name stands over its bar."""
PERCENT = 100.0


def draw(
    summary: pd.DataFrame,
    names: Sequence[str],
    berths: Sequence[int],
    lang: str,
    width: float = WIDTH,
    *,
    head: Caption,
    source: str,
) -> Sheet:
    """Bars of mean occupancy, a whisker for its band, a diamond for the yearly model, the number of berths at
    the right.
    """
    mean, low, high = (wide(summary, column) for column in ("mean", "low", "high"))
    top = head_height(head.title, head.subtitle, width) + 0.1
    counts = [word("port_berths_count", lang, count=count) for count in berths]
    beside = width >= WIDTH
    left, right = (LEFT, MARGIN + RIGHT) if beside else (MARGIN, MARGIN + 0.12)
    row, drop = (ROW, 0.0) if beside else (ROW + OVER, OVER / 2)
    entries = [(word("port_occupied", lang), INK, "s", False), (word("port_yearly", lang), INK, "D", True)]
    after = Sheet(1.0, width).shape_key(MARGIN, top, entries)
    sheet = Sheet(after + 0.44 + row * len(names) + FOOT_HEIGHT, width)
    sheet.head(head.title, head.subtitle)
    sheet.shape_key(MARGIN, top, entries)
    room = (width - left - right, row * len(names))
    panel = Panel(sheet, left, after + 0.1, *room, (0.0, PERCENT), (0.0, 1.0))
    panel.vertical_grid((0.0, 20.0, 40.0, 60.0, 80.0, 100.0), lambda value: f"{value:g}%")
    for k, cargo in enumerate(mean.index):
        y, value = panel.top + row * (k + 0.5) + drop, PERCENT * float(mean.loc[cargo, "occupancy"])
        if beside:
            sheet.text(left - 0.08, y, names[k], size=BODY, ha="right")
            sheet.text(panel.right + 0.1, y, counts[k], size=SMALL)
        else:
            sheet.text(left, y - 0.2, names[k], size=BODY)
            sheet.text(width - MARGIN, y - 0.2, counts[k], size=SMALL, ha="right")
        sheet.boxes([(panel.x(0.0), y - THICK / 2, panel.x(value), y + THICK / 2)], CARGO[k % len(CARGO)])
        ends = [PERCENT * float(table.loc[cargo, "occupancy"]) for table in (low, high)]
        if all(map(math.isfinite, ends)):
            low_x, high_x = (panel.x(min(max(end, 0.0), PERCENT)) for end in ends)
            sheet.lines([((low_x, y), (high_x, y))], INK, width=1.1)
            sheet.lines([((end, y - 0.05), (end, y + 0.05)) for end in (low_x, high_x)], INK, width=1.1)
        yearly = PERCENT * float(mean.loc[cargo, "yearly_model_occupancy"])
        if math.isfinite(yearly) and yearly <= PERCENT:
            sheet.dots([(panel.x(yearly), y)], INK, shape="D", size=5, hollow=True)
    sheet.source(source)
    return sheet
