"""A sheet of paper measured in inches from its top left corner, on which charts place their marks.

Charts that repeat a small panel many times spend most of their time in a plotting library's axes, ticks and
texts. Here a
chart scales its own values (``sim.report.panel``) and puts boxes, lines, dots and words where it wants them;
``sim.report.render`` makes a matplotlib figure, PNG or SVG of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sim.report.glyphs import straight_quotes, text_width, wrap
from sim.report.style import BODY, FOOT, GRID, INK, MUTED, SMALL, TITLE, WIDTH

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in inches."""

MARGIN = 0.12
FOOT_HEIGHT, FOOT_LINES = 0.44, 2
"""Height kept free at the foot, and the lines of a source that it holds."""

TITLE_LINE, SUBTITLE_LINE, FOOT_LINE, KEY_LINE = 0.25, 0.19, 0.155, 0.21


@dataclass(frozen=True)
class Polygons:
    """Filled shapes of one colour; ``opacity`` lets what lies below shine through."""

    shapes: tuple[tuple[Point, ...], ...]
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Lines:
    """Lines of one look: width in points, dashes as lengths in points."""

    lines: tuple[tuple[Point, ...], ...]
    colour: str
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Dots:
    """Marks of one look: shape ``o`` round, ``s`` square, ``D`` diamond, ``^`` triangle, ``_`` line; size
    in points; a rim instead of a filling.
    """

    points: tuple[Point, ...]
    shape: str
    colour: str
    size: float
    hollow: bool = False


@dataclass(frozen=True)
class Words:
    """A line of text whose left end stands on the baseline at (x, y)."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False


class Sheet:
    """Marks in the order in which they are drawn; words always lie on top."""

    def __init__(self, height: float, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self.marks: list[Polygons | Lines | Dots] = []
        self.words: list[Words] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = BODY,
        colour: str = INK,
        ha: str = "left",
        bold: bool = False,
    ) -> None:
        """A line of text centred on y; ``ha`` says which part of it stands at x: left, center or right."""
        text = straight_quotes(text)
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[ha]
        if shift:
            x -= shift * text_width(text, size)
        self.words.append(Words(x, y + 0.365 * size / 72, text, size, colour, bold))

    def line(
        self, points: Iterable[Point], colour: str, *, width: float = 1.6, dashes: tuple[float, ...] = ()
    ) -> None:
        """A line through points."""
        self.lines([tuple(points)], colour, width=width, dashes=dashes)

    def lines(
        self,
        lines: Iterable[Iterable[Point]],
        colour: str,
        *,
        width: float = 0.6,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """Several separate lines of one look."""
        self.marks.append(Lines(tuple(tuple(line) for line in lines), colour, width, dashes))

    def boxes(self, boxes: Iterable[Box], colour: str, *, opacity: float = 1.0) -> None:
        """Filled rectangles."""
        self.polygons(
            (((x0, y0), (x1, y0), (x1, y1), (x0, y1)) for x0, y0, x1, y1 in boxes), colour, opacity=opacity
        )

    def polygons(self, shapes: Iterable[Iterable[Point]], colour: str, *, opacity: float = 1.0) -> None:
        """Filled shapes."""
        self.marks.append(Polygons(tuple(tuple(shape) for shape in shapes), colour, opacity))

    def dots(
        self,
        points: Iterable[Point],
        colour: str,
        *,
        shape: str = "o",
        size: float = 6.0,
        hollow: bool = False,
    ) -> None:
        """Round, square, diamond or triangular marks."""
        self.marks.append(Dots(tuple(points), shape, colour, size, hollow))

    def head(self, title: str, subtitle: str) -> float:
        """Title and explanation at the top; returns where the chart can begin."""
        y = 0.10
        for line in wrap(title, TITLE, self.width - 2 * MARGIN):
            self.text(MARGIN, y + 0.13, line, size=TITLE, bold=True)
            y += TITLE_LINE
        for line in wrap(subtitle, SMALL, self.width - 2 * MARGIN):
            self.text(MARGIN, y + 0.10, line, size=SMALL, colour=MUTED)
            y += SUBTITLE_LINE
        return y + 0.14

    def key(
        self, x: float, y: float, entries: Iterable[tuple[str, str]], *, right: float | None = None
    ) -> float:
        """Colour keys in rows from (x, y); returns the y of the next free row."""
        return self.shape_key(x, y, [(label, colour, "s", False) for label, colour in entries], right=right)

    def shape_key(
        self, x: float, y: float, entries: Iterable[tuple[str, str, str, bool]], *, right: float | None = None
    ) -> float:
        """Keys with their own shapes: label, colour, shape, hollow."""
        left, edge = x, right if right is not None else self.width - MARGIN
        for label, colour, shape, hollow in entries:
            length = text_width(label, SMALL) + 0.32
            if x > left and x + length - 0.14 > edge:
                x, y = left, y + KEY_LINE
            self.dots([(x + 0.06, y)], colour, shape=shape, size=7, hollow=hollow)
            self.text(x + 0.16, y, label, size=SMALL)
            x += length
        return y + KEY_LINE

    def rule(self, y: float) -> None:
        """A thin line across the sheet."""
        self.lines([((MARGIN, y), (self.width - MARGIN, y))], GRID, width=0.8)

    def source(self, text: str) -> None:
        """The source line at the foot; the sheet grows by what it needs beyond two lines."""
        lines = wrap(text, FOOT, self.width - 2 * MARGIN)
        self.height += FOOT_LINE * max(0, len(lines) - FOOT_LINES)
        for k, line in enumerate(reversed(lines)):
            self.text(MARGIN, self.height - 0.13 - FOOT_LINE * k, line, size=FOOT, colour=MUTED)


def head_height(title: str, subtitle: str, width: float = WIDTH) -> float:
    """Height that ``Sheet.head`` takes, for charts that size their sheet first."""
    usable = width - 2 * MARGIN
    return (
        0.24
        + TITLE_LINE * len(wrap(title, TITLE, usable))
        + SUBTITLE_LINE * len(wrap(subtitle, SMALL, usable))
    )
