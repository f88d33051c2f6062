"""Stacked bars with negative parts: where each part begins and ends, columns of them by year, the names of
the parts beside the last column, and its band.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sim.report.glyphs import text_width
from sim.report.numbers import Display
from sim.report.panel import Panel, spread
from sim.report.style import INK, SMALL

HALF = 0.34
"""Half the width of a column, in years."""
LINE, LEADER = 0.15, 0.16
"""Inches between the names of two parts, and from a column to a name."""
DIGITS, NOTHING = 3, 1e-9
"""Significant digits of a part, and the share of a column that is no more than rounding."""


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


def part_text(name: str, value: float, unit: Display) -> str:
    """A part with its value."""
    return f"{name} {unit.number(value, unit.decimals(value, DIGITS))}"


def label_room(texts: Iterable[str]) -> float:
    """Inches that the names of the parts take beside the last column."""
    return LEADER + max((text_width(text, SMALL) for text in texts), default=0.0)


def end_labels(
    panel: Panel, year: int, parts: Sequence[float], texts: Sequence[str], colours: Sequence[str]
) -> None:
    """Names of the parts beside the column of a year, each tied to its part by a line of its colour; a part
    that is zero, but for rounding, has none.
    """
    ends = stacked(parts)
    least = NOTHING * sum(map(abs, parts))
    shown = [k for k, part in enumerate(parts) if abs(part) > least]
    middles = [panel.y(sum(ends[k]) / 2) for k in shown]
    edge = panel.x(year + HALF)
    for k, middle, y in zip(shown, middles, spread(middles, LINE, panel.top, panel.bottom), strict=True):
        panel.sheet.line([(edge + 0.01, middle), (edge + LEADER - 0.03, y)], colours[k], width=1.6)
        panel.sheet.text(edge + LEADER, y, texts[k], size=SMALL)


def whisker(panel: Panel, x: float, low: float, high: float) -> None:
    """A band of the total as an upright line with caps at the horizontal value x."""
    at, top, bottom = panel.x(x), panel.y(high), panel.y(low)
    caps = [((at - 0.035, y), (at + 0.035, y)) for y in (top, bottom)]
    panel.sheet.lines([((at, top), (at, bottom)), *caps], INK, width=1.0)
