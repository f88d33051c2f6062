"""One target on one strip: today, with and without the measures, the band, the target, the naive rules."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sim.report.glyphs import text_width
from sim.report.numbers import display
from sim.report.panel import Panel, side_by_side
from sim.report.sheet import MARGIN, Sheet
from sim.report.style import GRID, MEASURES, MUTED, REFERENCE, SMALL, TARGET, tint
from sim.report.target_rows import TargetRow
from sim.report.words import word

RULES = {"naive_growth": "D", "naive_share": "^"}
"""Naive rules and their shapes."""
COLOURS = {"start": MUTED, "without": "#5A6672", "projected": MEASURES}
"""Colours of the labelled values, from today to the projection."""
TRACK, LABEL, LINE = 0.3, 0.15, 0.19
"""Heights of the strip with its marks, of a line under it, and of a line of the key."""


@dataclass(frozen=True)
class Strip:
    """What stands on a strip, all in ``unit``; NaN where there is none. ``without`` is NaN where no measures
    are held against it.
    """

    start: float
    without: float
    projected: float
    low: float
    high: float
    target: float
    naive_growth: float
    naive_share: float
    unit: str

    @property
    def compared(self) -> bool:
        """Whether the path without the measures is shown."""
        return math.isfinite(self.without)

    def extent(self) -> tuple[float, float]:
        """Range of all values with some room."""
        shown = [v for v in vars(self).values() if isinstance(v, float) and math.isfinite(v)]
        low, high = min(shown), max(shown)
        room = 0.06 * (high - low or abs(high) or 1)
        return low - room, high + room


def strip(row: TargetRow, lang: str, width: float, base_year: int) -> Sheet:
    """The strip of one judged target alone, for a card: every value is labelled, nothing has a title.

    ``width`` in inches, 2.6 at least; the sheet is as high as its labels need. The path without the measures
    is left out where it equals the projection.
    """
    shown = Strip(
        row.start,
        row.without if row.without != row.projected else math.nan,
        row.projected,
        row.low,
        row.high,
        row.target,
        row.naive_growth,
        row.naive_share,
        row.unit,
    )
    sheet = Sheet(1.0, width)
    panel = track(sheet, MARGIN + 0.1, 0.24, width - 2 * MARGIN - 0.2, shown)
    goal(panel, shown, lang)
    names = {
        "start": word("strip_year", lang, year=base_year),
        "without": word("strip_without", lang),
        "projected": word("strip_with" if shown.compared else "strip_year", lang, year=row.year),
    }
    values(panel, shown, lang, names)
    sheet.height = _key(sheet, panel.bottom + 0.12 + 2 * LABEL + 0.1, shown, lang)
    return sheet


def track(sheet: Sheet, left: float, top: float, width: float, shown: Strip) -> Panel:
    """The strip with its marks; returns its scale."""
    panel = Panel(sheet, left, top, width, TRACK, shown.extent(), (0, 1))
    middle = top + TRACK / 2
    sheet.lines([((panel.left, middle), (panel.right, middle))], GRID, width=3)
    if shown.high > shown.low:
        band = (panel.x(shown.low), middle - 0.07, panel.x(shown.high), middle + 0.07)
        sheet.boxes([band], MEASURES, opacity=0.2)
    middle_value = shown.without if shown.compared else shown.projected
    if math.isfinite(shown.start):
        ends = ((panel.x(shown.start), middle), (panel.x(middle_value), middle))
        sheet.lines([ends], tint(REFERENCE, 0.6), width=3)
    if shown.compared:
        ends = ((panel.x(shown.without), middle), (panel.x(shown.projected), middle))
        sheet.lines([ends], MEASURES, width=4)
    for name, shape in RULES.items():
        if math.isfinite(getattr(shown, name)):
            at = (panel.x(getattr(shown, name)), middle)
            sheet.dots([at], MUTED, shape=shape, size=5.5, hollow=True)
    if math.isfinite(shown.start):
        sheet.dots([(panel.x(shown.start), middle)], MUTED, size=7, hollow=True)
    if shown.compared:
        sheet.dots([(panel.x(shown.without), middle)], REFERENCE, size=7)
    sheet.dots([(panel.x(shown.projected), middle)], MEASURES, size=8.5)
    if math.isfinite(shown.target):
        x = panel.x(shown.target)
        sheet.lines([((x, middle - 0.15), (x, middle + 0.12))], TARGET, width=2.2)
    return panel


def goal(panel: Panel, shown: Strip, lang: str) -> None:
    """The target with its value and unit over its mark."""
    if math.isfinite(shown.target):
        unit = display(shown.unit, shown.target, lang)
        text = word("target_value", lang, value=unit.goal(shown.target))
        half = text_width(text, SMALL) / 2
        x = min(max(panel.x(shown.target), MARGIN + half), panel.sheet.width - MARGIN - half)
        panel.sheet.text(x, panel.top - 0.09, text, size=SMALL, colour=TARGET, ha="center")


def values(panel: Panel, shown: Strip, lang: str, names: Mapping[str, str] | None = None) -> None:
    """Values under their marks, moved apart where they would touch; ``names`` stand over them."""
    unit = display(shown.unit, shown.target if math.isfinite(shown.target) else shown.projected, lang)
    found = [name for name in COLOURS if math.isfinite(getattr(shown, name))]
    lines = {name: [*([names[name]] if names else []), unit.number(getattr(shown, name))] for name in found}
    widths = [max(text_width(text, SMALL) for text in lines[name]) for name in found]
    marks = [panel.x(getattr(shown, name)) for name in found]
    placed = side_by_side(marks, widths, MARGIN, panel.sheet.width - MARGIN)
    for name, mark, x in zip(found, marks, placed, strict=True):
        if abs(mark - x) > 0.06:
            ends = ((mark, panel.bottom - 0.06), (x, panel.bottom + 0.03))
            panel.sheet.lines([ends], tint(COLOURS[name], 0.6), width=0.7)
        for k, text in enumerate(lines[name]):
            panel.sheet.text(
                x,
                panel.bottom + 0.11 + k * LABEL,
                text,
                size=SMALL,
                colour=COLOURS[name],
                ha="center",
                bold=name == "projected" and k == len(lines[name]) - 1,
            )


def _key(sheet: Sheet, top: float, shown: Strip, lang: str) -> float:
    """The band and the naive rules with their values, a line each; returns the lower edge."""
    unit = display(shown.unit, shown.target if math.isfinite(shown.target) else shown.projected, lang)
    y = top
    if shown.high > shown.low:
        sheet.boxes([(MARGIN, y - 0.05, MARGIN + 0.13, y + 0.05)], MEASURES, opacity=0.2)
        text = word("strip_value", lang, name=word("band", lang), value=unit.range(shown.low, shown.high))
        sheet.text(MARGIN + 0.19, y, text, size=SMALL, colour=MUTED)
        y += LINE
    for name, shape in RULES.items():
        if math.isfinite(getattr(shown, name)):
            sheet.dots([(MARGIN + 0.065, y)], MUTED, shape=shape, size=5.5, hollow=True)
            value = unit.number(getattr(shown, name))
            text = word("strip_value", lang, name=word(f"rule {name}", lang), value=value)
            sheet.text(MARGIN + 0.19, y, text, size=SMALL, colour=MUTED)
            y += LINE
    return y
