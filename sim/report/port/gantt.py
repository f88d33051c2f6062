"""One week at the berths: who lay where, who held a berth without being able to move, and when the port was
shut.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.port.quay import Intervals
from sim.report.charts.captions import Caption
from sim.report.panel import Panel
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import CARGO, GRID, INK, MUTED, SMALL, WIDTH, tint

DAY, DAYS = 24.0, 7
LEFT, ROOM, TALLEST, GAP = 1.32, 6.4, 0.13, 0.09
OVER = 0.19
"""Inches of a terminal's name over its berths, on a phone."""
HELD = 0.35
"""Tint of a berth that is held while nothing moves: before berthing, or after work is done."""


def draw(
    calls: pd.DataFrame,
    berths: Sequence[int],
    names: Sequence[str],
    closures: Intervals,
    width: float = WIDTH,
    *,
    start: float,
    head: Caption,
    source: str,
) -> Sheet:
    """Rows are berths, by terminal; ``start`` is the first hour shown."""
    end, top = start + DAYS * DAY, head_height(head.title, head.subtitle, width)
    beside = width >= WIDTH
    left, gap = (LEFT, GAP) if beside else (MARGIN, OVER)
    top += 0.0 if beside else OVER
    height = min(TALLEST, ROOM / max(sum(berths), 1))
    body = height * sum(berths) + gap * (len(berths) - 1)
    sheet = Sheet(top + body + 0.35 + FOOT_HEIGHT, width)
    sheet.head(head.title, head.subtitle)
    panel = Panel(sheet, left, top, width - left - MARGIN, body, (start / DAY + 1, end / DAY + 1), (0.0, 1.0))
    shut = [(max(b, start), min(e, end)) for b, e in zip(*closures, strict=True) if e > start and b < end]
    sheet.boxes([(panel.x(b / DAY + 1), top, panel.x(e / DAY + 1), panel.bottom) for b, e in shut], GRID)
    days = np.arange(int(start / DAY) + 1, int(end / DAY) + 2)
    panel.vertical_grid(days.tolist(), lambda day: f"{day:.0f}")
    shown = calls[(calls["departure"] > start) & (calls["given"] < end)]
    y, first = top, 1
    for k, count in enumerate(berths):
        colour = CARGO[k % len(CARGO)]
        mine = shown[(shown["berth"] >= first) & (shown["berth"] < first + count)]
        rows = y + (mine["berth"].to_numpy() - first) * height
        _bars(panel, mine, "given", "departure", rows, height, tint(colour, HELD), (start, end))
        _bars(panel, mine, "start", "finished", rows, height, colour, (start, end))
        _bars(panel, mine, "cast_off", "departure", rows, height, colour, (start, end))
        if beside:
            sheet.text(left - 0.08, y + count * height / 2, names[k], size=SMALL, colour=INK, ha="right")
        else:
            sheet.text(left, y - OVER / 2, names[k], size=SMALL, colour=INK)
        y, first = y + count * height + gap, first + count
        if beside and k + 1 < len(berths):
            sheet.lines([((left, y - gap / 2), (panel.right, y - gap / 2))], MUTED, width=0.4)
    sheet.source(source)
    return sheet


def _bars(
    panel: Panel,
    ships: pd.DataFrame,
    begin: str,
    end: str,
    rows: np.ndarray,
    height: float,
    colour: str,
    span: tuple[float, float],
) -> None:
    first = np.maximum(ships[begin].to_numpy(), span[0]) / DAY + 1
    last = np.minimum(ships[end].to_numpy(), span[1]) / DAY + 1
    thin = 0.12 * height
    panel.sheet.boxes(
        [
            (panel.x(a), y + thin, panel.x(b), y + height - thin)
            for a, b, y in zip(first.tolist(), last.tolist(), rows.tolist(), strict=True)
            if b > a
        ],
        colour,
    )
