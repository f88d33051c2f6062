"""Scales and the frame of a small panel: where values fall on the sheet, and a thin grid to read them by."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sim.report.glyphs import text_width
from sim.report.sheet import MARGIN, Point, Sheet
from sim.report.style import GRID, INK, MUTED, SMALL

YEAR_ROOM, LABEL_GAP = 0.37, 0.06
"""Inches that the number of a year takes with a gap, and the least gap between two labels of a scale."""


def ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Round values within [low, high]: about ``count`` of them, and three at least."""
    if not high > low:
        return [low]
    power = 10 ** math.floor(math.log10((high - low) / max(count, 1)))
    steps = [m * power for m in (10, 5, 2.5, 2, 1, 0.5)]
    fitting = [step for step in steps if step >= (high - low) / max(count, 1) * 0.999]
    step = next(
        (
            s
            for s in [fitting[-1], *(s for s in steps if s < fitting[-1])]
            if len(_multiples(low, high, s)) > 2
        ),
        steps[-1],
    )
    return _multiples(low, high, step)


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [k * step for k in range(first, last + 1)]


def extent(values: Iterable[float], *, zero: bool = True, room: float = 0.05) -> tuple[float, float]:
    """Range of the finite values with some room, including zero unless told otherwise."""
    finite = [v for v in values if math.isfinite(v)] or [0.0, 1.0]
    low, high = min(finite), max(finite)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    span = (high - low) or abs(high) or 1.0
    return (low if zero and low == 0 else low - room * span), high + room * span


@dataclass(frozen=True)
class Panel:
    """A rectangle of the sheet (left, top, width, height in inches) with the values at its edges."""

    sheet: Sheet
    left: float
    top: float
    width: float
    height: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    @property
    def right(self) -> float:
        """Right edge in inches."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower edge in inches."""
        return self.top + self.height

    def x(self, value: float) -> float:
        """Place of a horizontal value."""
        low, high = self.x_range
        return self.left + (value - low) / (high - low) * self.width

    def y(self, value: float) -> float:
        """Place of a vertical value."""
        low, high = self.y_range
        return self.top + (high - value) / (high - low) * self.height

    def points(self, xs: Sequence[float], ys: Sequence[float]) -> list[Point]:
        """Places of a series."""
        return [(self.x(x), self.y(y)) for x, y in zip(xs, ys, strict=True)]

    def horizontal_grid(self, values: Sequence[float], label: Callable[[float], str]) -> None:
        """Thin lines across, labelled on the left; zero is drawn in ink."""
        self.sheet.lines([((self.left, self.y(v)), (self.right, self.y(v))) for v in values if v], GRID)
        if self.y_range[0] <= 0 <= self.y_range[1]:
            self.sheet.lines([((self.left, self.y(0)), (self.right, self.y(0)))], INK, width=0.8)
        for value in values:
            self.sheet.text(
                self.left - 0.05, self.y(value), label(value), size=SMALL, colour=MUTED, ha="right"
            )

    def vertical_grid(
        self, values: Sequence[float], label: Callable[[float], str], *, above: bool = False
    ) -> None:
        """Thin lines up and down, labelled below (or above)."""
        self.sheet.lines([((self.x(v), self.top), (self.x(v), self.bottom)) for v in values], GRID)
        y = self.top - 0.09 if above else self.bottom + 0.11
        for value in _apart([(self.x(v), v, text_width(label(v), SMALL)) for v in values]):
            self.sheet.text(self.x(value), y, label(value), size=SMALL, colour=MUTED, ha="center")

    def years(self, years: Sequence[int]) -> None:
        """Years below the panel."""
        for year in years:
            self.sheet.text(
                self.x(year), self.bottom + 0.12, str(year), size=SMALL, colour=MUTED, ha="center"
            )

    def calendar(self, first: int, last: int) -> None:
        """Years below the panel, as many as have room: each, or every second, fifth or tenth to the last."""
        room = (self.x(first + 1) - self.x(first)) if last > first else self.width
        step = next((s for s in (1, 2, 5) if s * room >= YEAR_ROOM), 10)
        self.years([year for year in range(first, last + 1) if (last - year) % step == 0])


def _apart(labels: Sequence[tuple[float, float, float]]) -> list[float]:
    """Every value, or every second, third or so on, whose labels (place, value, width) do not touch."""
    for step in range(1, len(labels) + 1):
        kept = labels[::step]
        if all(abs(b[0] - a[0]) >= (a[2] + b[2]) / 2 + LABEL_GAP for a, b in pairwise(kept)):
            return [value for _, value, _ in kept]
    return []


def grid(
    count: int,
    top: float,
    *,
    columns: int,
    height: float,
    width: float,
    left: float = MARGIN,
    gap: float = 0.2,
) -> list[Point]:
    """Top left corners of small multiples in rows."""
    cell = (width - 2 * MARGIN - gap * (columns - 1)) / columns
    return [(left + (k % columns) * (cell + gap), top + (k // columns) * height) for k in range(count)]


def spread(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Places near the wanted ones (from top to bottom of a list), at least ``least`` apart and within [low,
    high].
    """
    order = sorted(range(len(wanted)), key=lambda k: wanted[k])
    placed: list[float] = []
    for k in order:
        placed.append(max(wanted[k], placed[-1] + least if placed else low))
    overshoot = placed[-1] - high if placed else 0.0
    if overshoot > 0:
        placed[-1] = high
        for k in range(len(placed) - 2, -1, -1):
            placed[k] = min(placed[k], placed[k + 1] - least)
    result = [0.0] * len(wanted)
    for k, value in zip(order, placed, strict=True):
        result[k] = value
    return result


def side_by_side(
    wanted: Sequence[float], widths: Sequence[float], low: float, high: float, *, gap: float = 0.1
) -> list[float]:
    """Centres of texts in a row near the wanted ones, in their order: none touches another, all lie within
    [low, high] where they fit.
    """
    order = sorted(range(len(wanted)), key=lambda k: wanted[k])
    near, size = [wanted[k] for k in order], [widths[k] for k in order]
    pushed = _pushed(near, size, low, high, gap)
    back = _pushed([-v for v in reversed(near)], size[::-1], -high, -low, gap)
    result = [0.0] * len(wanted)
    for k, one, other in zip(order, pushed, reversed(back), strict=True):
        result[k] = (one - other) / 2
    return result


def _pushed(
    wanted: Sequence[float], widths: Sequence[float], low: float, high: float, gap: float
) -> list[float]:
    """Centres pushed to the right where texts would touch, and back from the right edge."""
    placed: list[float] = []
    for k, (centre, width) in enumerate(zip(wanted, widths, strict=True)):
        edge = placed[-1] + widths[k - 1] / 2 + gap if placed else low
        placed.append(max(centre, edge + width / 2))
    edge = high
    for k in range(len(placed) - 1, -1, -1):
        placed[k] = min(placed[k], edge - widths[k] / 2)
        edge = placed[k] - widths[k] / 2 - gap
    return placed
