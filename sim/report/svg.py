"""Sheets into SVG: as a file, whose letters are outlines so that no viewer needs the font; and as part of a
page, whose letters are text in the font that the page carries.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

from sim.report.glyphs import EM, glyph
from sim.report.render import BOLD, RIM
from sim.report.sheet import Dots, Lines, Point, Polygons, Sheet, Words
from sim.report.style import PAPER

UNITS = 100
"""SVG units per inch."""


def svg(sheet: Sheet, title: str, description: str) -> bytes:
    """The sheet as SVG with a title and a description; letters are outlines, defined once each."""
    characters = sorted({c for line in sheet.words for c in line.text if len(glyph(c).codes)})
    width, height = _n(sheet.width * UNITS), _n(sheet.height * UNITS)
    size = f'width="{_n(sheet.width)}in" height="{_n(sheet.height)}in"'
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size} role="img">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(description)}</desc>",
        "<defs>",
        *(f'<path id="{_id(c)}" d="{_outline(c)}"/>' for c in characters),
        "</defs>",
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        *(_shape(mark) for mark in sheet.marks),
        *(_line_of_words(line) for line in sheet.words),
        "</svg>\n",
    ]
    return "\n".join(parts).encode()


def inline(sheet: Sheet, description: str) -> str:
    """The sheet as an SVG element for a page that embeds the shipped font; its words are text, to be found,
    selected and copied.
    """
    width, height = _n(sheet.width * UNITS), _n(sheet.height * UNITS)
    label = escape(description, {'"': "&quot;"})
    return "\n".join(
        (
            f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}">',
            *(_shape(mark) for mark in sheet.marks),
            *(_texts(look, lines) for look, lines in groupby(sheet.words, key=_look)),
            "</svg>",
        )
    )


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _at(value: float) -> str:
    """A coordinate in units, to a thousandth of an inch."""
    return f"{value:.1f}".removesuffix(".0")


def _id(character: str) -> str:
    return f"u{ord(character):x}"


@cache
def _outline(character: str) -> str:
    """Path data of a character in whole units, upwards."""
    letter = glyph(character)
    commands = {1: ("M", 1), 2: ("L", 1), 3: ("Q", 2), 4: ("C", 3), 79: ("Z", 1)}
    codes, vertices = letter.codes.tolist(), letter.vertices.tolist()
    result, k = [], 0
    while k < len(codes):
        name, count = commands[codes[k]]
        points = "" if name == "Z" else " ".join(f"{x:.0f} {y:.0f}" for x, y in vertices[k : k + count])
        result.append(name + points)
        k += count
    return "".join(result)


def _path(points: tuple[Point, ...]) -> str:
    """Path data through points; steps along an axis name the one coordinate that changes."""
    spots = [(_at(x * UNITS), _at(y * UNITS)) for x, y in points]
    steps = [f"M{spots[0][0]},{spots[0][1]}"] if spots else []
    for (x0, y0), (x, y) in pairwise(spots):
        steps.append(f"H{x}" if y == y0 else f"V{y}" if x == x0 else f"L{x},{y}")
    return "".join(steps)


def _shape(mark: Polygons | Lines | Dots) -> str:
    match mark:
        case Polygons():
            path = "".join(f"{_path(shape)}Z" for shape in mark.shapes)
            opacity = f' fill-opacity="{mark.opacity:g}"' if mark.opacity < 1 else ""
            return f'<path d="{path}" fill="{mark.colour}"{opacity}/>'
        case Lines():
            path = "".join(map(_path, mark.lines))
            dashes = (
                f' stroke-dasharray="{" ".join(_n(d * UNITS / 72) for d in mark.dashes)}"'
                if mark.dashes
                else ""
            )
            width = _n(mark.width * UNITS / 72)
            return f'<path d="{path}" fill="none" stroke="{mark.colour}" stroke-width="{width}"{dashes}/>'
        case Dots():
            fill = PAPER if mark.hollow else mark.colour
            rim = f' stroke="{mark.colour}" stroke-width="{_n(RIM * UNITS / 72)}"' if mark.hollow else ""
            dots = "".join(_dot(mark, x * UNITS, y * UNITS) for x, y in mark.points)
            return f'<g fill="{fill}"{rim}>{dots}</g>'


def _dot(mark: Dots, x: float, y: float) -> str:
    half = mark.size * UNITS / 72 / 2
    corners = {
        "s": ((-half, -half), (half, -half), (half, half), (-half, half)),
        "D": ((0, -1.414 * half), (1.414 * half, 0), (0, 1.414 * half), (-1.414 * half, 0)),
        "^": ((0, -half), (half, half), (-half, half)),
        "_": ((-half, 0), (half, 0)),
    }
    if mark.shape == "o":
        return f'<circle cx="{_at(x)}" cy="{_at(y)}" r="{_n(half)}"/>'
    path = " ".join(f"{_at(x + dx)},{_at(y + dy)}" for dx, dy in corners[mark.shape])
    return f'<path d="M{path}Z"/>'


def _line_of_words(line: Words) -> str:
    scale = line.size / 72 * UNITS / EM
    x, letters = 0.0, []
    for character in line.text:
        letter = glyph(character)
        if len(letter.codes):
            letters.append(
                f'<use href="#{_id(character)}" x="{_n(x)}"/>' if x else f'<use href="#{_id(character)}"/>'
            )
        x += letter.advance * EM
    weight = f' stroke="{line.colour}" stroke-width="{_n(BOLD * EM)}"' if line.bold else ""
    place = (
        f'transform="translate({_n(line.x * UNITS)} {_n(line.y * UNITS)}) scale({scale:.5f} {-scale:.5f})"'
    )
    return f'<g {place} fill="{line.colour}"{weight}>{"".join(letters)}</g>'


def _look(line: Words) -> tuple[float, str, bool]:
    return line.size, line.colour, line.bold


def _texts(look: tuple[float, str, bool], lines: Iterable[Words]) -> str:
    """Lines of one look, which is said once."""
    size, colour, bold = look
    weight = f' stroke="{colour}" stroke-width="{_n(BOLD * size / 72 * UNITS)}"' if bold else ""
    texts = (
        f'<text x="{_at(line.x * UNITS)}" y="{_at(line.y * UNITS)}">{escape(line.text)}</text>'
        for line in lines
    )
    return f'<g font-size="{_n(size / 72 * UNITS)}" fill="{colour}"{weight}>{"".join(texts)}</g>'
