"""Where the words of a sheet lie: boxes in inches, and those that leave the sheet or cover one another."""

from __future__ import annotations

from itertools import combinations

from sim.report.charts.catalogue import Drawn
from sim.report.glyphs import text_width
from sim.report.sheet import Box, Sheet, Words

CAPITALS = 0.73
"""Height of capitals and digits over the baseline, in ems."""
TOUCH = 0.01
"""Inches by which boxes may meet: letters do not fill their boxes."""


def box(line: Words) -> Box:
    """Left, top, right, bottom of a line of text."""
    return line.x, line.y - CAPITALS * line.size / 72, line.x + text_width(line.text, line.size), line.y


def outside(sheet: Sheet) -> list[str]:
    """Texts that leave the sheet."""
    found = []
    for line in sheet.words:
        left, top, right, bottom = box(line)
        if left < 0 or top < 0 or right > sheet.width or bottom > sheet.height:
            found.append(line.text)
    return found


def covered(sheet: Sheet) -> list[tuple[str, str]]:
    """Pairs of texts that lie on one another."""
    boxes = [(box(line), line.text) for line in sheet.words]
    return [
        (text, other)
        for ((left, top, right, bottom), text), ((x0, y0, x1, y1), other) in combinations(boxes, 2)
        if min(right, x1) - max(left, x0) > TOUCH and min(bottom, y1) - max(top, y0) > TOUCH
    ]


def sheets(chart: Drawn) -> tuple[Sheet, Sheet]:
    """The wide and the narrow drawing of a chart."""
    assert chart.narrow is not None
    return chart.sheet, chart.narrow
