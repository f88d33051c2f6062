"""Ships at anchor over the year, by class: one simulated year, and the span of the replications."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sim.report.charts.captions import Caption
from sim.report.panel import Panel, extent, grid, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, CARGO, MUTED, SMALL, tint

COLUMNS, HEIGHT, PANEL, LEFT = 2, 1.65, 1.05, 0.36
DAYS = (1, 91, 182, 274, 365)


def draw(
    queue: pd.DataFrame, cargo: Sequence[str], names: Sequence[str], *, head: Caption, source: str
) -> Sheet:
    """``queue`` holds day, cargo, mean, lowest and highest over replications, and the first replication."""
    top = head_height(head.title, head.subtitle) + 0.1
    rows = -(-len(cargo) // COLUMNS)
    sheet = Sheet(top + HEIGHT * rows + FOOT_HEIGHT)
    sheet.head(head.title, head.subtitle)
    corners = grid(len(cargo), top, columns=COLUMNS, height=HEIGHT, width=sheet.width)
    width = (sheet.width - 2 * MARGIN - 0.2) / COLUMNS
    for k, (name, (x, y)) in enumerate(zip(cargo, corners, strict=True)):
        mine, colour = queue[queue["cargo"] == name], CARGO[k % len(CARGO)]
        days = mine["day"].tolist()
        sheet.text(x, y + 0.08, names[k], size=BODY, colour=MUTED)
        limits = extent([1.0, *mine["highest"].tolist()])
        panel = Panel(sheet, x + LEFT, y + 0.22, width - LEFT, PANEL, (1.0, 365.0), limits)
        panel.horizontal_grid(ticks(0.0, limits[1], 3), lambda value: f"{value:g}")
        upper, lower = (
            panel.points(days, mine["highest"].tolist()),
            panel.points(days, mine["lowest"].tolist()),
        )
        sheet.polygons([[*upper, *reversed(lower)]], tint(colour, 0.3))
        sheet.line(panel.points(days, mine["first"].tolist()), colour, width=0.9)
        for day in DAYS:
            sheet.text(panel.x(day), panel.bottom + 0.11, str(day), size=SMALL, colour=MUTED, ha="center")
    sheet.source(source)
    return sheet
