"""Share of the berth hours of each class in which a berth is held, with the band over replications."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from sim.report.charts.captions import Caption
from sim.report.panel import Panel
from sim.report.port.tables import wide
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, CARGO, INK, SMALL
from sim.report.words import word

ROW, LEFT, RIGHT, THICK = 0.36, 1.42, 0.75, 0.18
PERCENT = 100.0


def draw(
    summary: pd.DataFrame,
    names: Sequence[str],
    berths: Sequence[int],
    lang: str,
    *,
    head: Caption,
    source: str,
) -> Sheet:
    """Bars of mean occupancy, a whisker for its band, a diamond for the yearly model, the number of berths at
    the right.
    """
    mean, low, high = (wide(summary, column) for column in ("mean", "low", "high"))
    top = head_height(head.title, head.subtitle) + 0.1
    sheet = Sheet(top + 0.65 + ROW * len(names) + FOOT_HEIGHT)
    sheet.head(head.title, head.subtitle)
    entries = [(word("port_occupied", lang), INK, "s", False), (word("port_yearly", lang), INK, "D", True)]
    after = sheet.shape_key(MARGIN, top, entries)
    width = sheet.width - LEFT - MARGIN - RIGHT
    panel = Panel(sheet, LEFT, after + 0.1, width, ROW * len(names), (0.0, PERCENT), (0.0, 1.0))
    panel.vertical_grid((0.0, 20.0, 40.0, 60.0, 80.0, 100.0), lambda value: f"{value:g}%")
    for k, cargo in enumerate(mean.index):
        y, value = panel.top + ROW * (k + 0.5), PERCENT * float(mean.loc[cargo, "occupancy"])
        sheet.text(LEFT - 0.08, y, names[k], size=BODY, ha="right")
        sheet.boxes([(panel.x(0.0), y - THICK / 2, panel.x(value), y + THICK / 2)], CARGO[k % len(CARGO)])
        ends = [PERCENT * float(table.loc[cargo, "occupancy"]) for table in (low, high)]
        if all(map(math.isfinite, ends)):
            left, right = (panel.x(min(max(end, 0.0), PERCENT)) for end in ends)
            sheet.lines([((left, y), (right, y))], INK, width=1.1)
            sheet.lines([((end, y - 0.05), (end, y + 0.05)) for end in (left, right)], INK, width=1.1)
        yearly = PERCENT * float(mean.loc[cargo, "yearly_model_occupancy"])
        if math.isfinite(yearly) and yearly <= PERCENT:
            sheet.dots([(panel.x(yearly), y)], INK, shape="D", size=5, hollow=True)
        text = word("port_berths_count", lang, count=berths[k])
        sheet.text(panel.right + 0.1, y, text, size=SMALL)
    sheet.source(source)
    return sheet
