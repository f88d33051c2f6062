"""Rows of a name, a bar and an amount: side by side, on a phone name and amount over the bar."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.glyphs import text_width, wrap
from sim.report.sheet import MARGIN, Point, Sheet
from sim.report.style import SMALL, WIDTH

LINE = 0.135
"""Inches between the lines of a name."""
OVER, UNDER, BESIDE = 0.11, 0.02, 0.12
"""On a phone: inches down to a name and its line, less room below a bar, and half a line beside a bar."""


@dataclass(frozen=True)
class Rows:
    """Inches of the columns of names and amounts beside the bars (none on a phone), of a row, of the room
    that a name has, and from the middle of a row down to its bar.
    """

    names: float
    amounts: float
    height: float
    room: float
    drop: float

    def bar(self, middle: float) -> float:
        """Where the bar of a row lies."""
        return middle + self.drop

    def upright(self, x: float, top: float, count: int) -> list[tuple[Point, Point]]:
        """A line down all rows; on a phone beside the bars alone, so that it crosses no name."""
        if not self.drop:
            return [((x, top), (x, top + count * self.height))]
        bars = [self.bar(top + (k + 0.5) * self.height) for k in range(count)]
        return [((x, y - BESIDE), (x, y + BESIDE)) for y in bars]

    def name(self, sheet: Sheet, middle: float, text: str, *, bold: bool = False) -> None:
        """The name of a row, in two lines at most."""
        lines = wrap(text, SMALL, self.room)[:2]
        top = middle - self.height / 2 + OVER if self.drop else middle - (len(lines) - 1) / 2 * LINE
        for k, line in enumerate(lines):
            sheet.text(MARGIN, top + k * LINE, line, size=SMALL, bold=bold)

    def amount(self, sheet: Sheet, middle: float, text: str, *, bold: bool = False) -> None:
        """The amount of a row, at the right edge of the sheet."""
        y = middle - self.height / 2 + OVER if self.drop else middle
        sheet.text(sheet.width - MARGIN, y, text, size=SMALL, ha="right", bold=bold)


def rows(
    width: float, texts: list[str], longest: list[str], *, names: float, amounts: float, height: float
) -> Rows:
    """The layout for a sheet: ``texts`` are the names and ``longest`` the amounts; ``names``, ``amounts`` and
    ``height`` hold where there is room for all side by side.
    """
    if width >= WIDTH:
        return Rows(names, amounts, height, names - 0.1, 0.0)
    room = width - 2 * MARGIN - 0.12 - max(text_width(text, SMALL) for text in longest)
    lines = min(2, max(len(wrap(text, SMALL, room)) for text in texts))
    over = OVER + LINE * (lines - 1) + 0.06
    return Rows(0.0, 0.0, over + height - UNDER, room, over / 2 - UNDER / 2)
