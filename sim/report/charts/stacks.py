"""Stacked bars with negative parts: where each part begins and ends, and columns of them by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sim.report.panel import Panel
from sim.report.style import INK

HALF = 0.34
"""Half the width of a column, in years."""


def stacked(parts: Iterable[float]) -> list[tuple[float, float]]:
    """Start and end of each part: positive ones pile up from zero, negative ones down."""
    up = down = 0.0
    result = []
    for part in parts:
        if part >= 0:
            result.append((up, up + part))
            up += part
        else:
            result.append((down, down + part))
            down += part
    return result


def columns(panel: Panel, parts: Mapping[int, Sequence[float]], colours: Sequence[str]) -> None:
    """A column for each year, its parts in their colours, over the line of zero."""
    ends = {year: stacked(values) for year, values in parts.items()}
    for k, colour in enumerate(colours):
        panel.sheet.boxes(
            [
                (
                    panel.x(y - HALF),
                    panel.y(max(ends[y][k])),
                    panel.x(y + HALF),
                    panel.y(min(ends[y][k])),
                )
                for y in parts
            ],
            colour,
        )
    panel.sheet.lines([((panel.left, panel.y(0)), (panel.right, panel.y(0)))], INK, width=0.8)
