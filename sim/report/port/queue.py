"""Ships at anchor over the year, by class: one simulated year, and the span of the replications."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sim.report.charts.captions import Caption
from sim.report.charts.places import columns
from sim.report.panel import Panel, extent, grid, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, CARGO, MUTED, SMALL, WIDTH, tint

HEIGHT, PANEL, LEFT = 1.65, 1.05, 0.36
DAYS = (1, 91, 182, 274, 365)


def draw(
    queue: pd.DataFrame,
    cargo: Sequence[str],
    names: Sequence[str],
    width: float = WIDTH,
    *,
    head: Caption,
    source: str,
) -> Sheet:
    """``queue`` holds day, cargo, mean, lowest and highest over replications, and the first replication."""
    top = head_height(head.title, head.subtitle, width) + 0.1
    across = columns(width)
    rows = -(-len(cargo) // across)
    sheet = Sheet(top + HEIGHT * rows + FOOT_HEIGHT, width)
    sheet.head(head.title, head.subtitle)
    corners = grid(len(cargo), top, columns=across, height=HEIGHT, width=width)
    room = (width - 2 * MARGIN - 0.2 * (across - 1)) / across
    for k, (name, (x, y)) in enumerate(zip(cargo, corners, strict=True)):
        mine, colour = queue[queue["cargo"] == name], CARGO[k % len(CARGO)]
        days = mine["day"].tolist()
        sheet.text(x, y + 0.08, names[k], size=BODY, colour=MUTED)
        limits = extent([1.0, *mine["highest"].tolist()])
        panel = Panel(sheet, x + LEFT, y + 0.22, room - LEFT, PANEL, (1.0, 365.0), limits)
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
