"""Letters as outlines: widths for layout, and shapes that look the same on every machine.

A chart has a hundred short labels. Drawing them as outlines that are read once per character takes a fifth
of the time of
matplotlib's text, and neither a viewer nor a machine needs the font.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import get_data_path
from matplotlib.ft2font import FT2Font, LoadFlags
from numpy.typing import NDArray

FONT_FILE = Path(__file__).parent / "fonts" / "NotoSansSC-subset.otf"
EM = 1000
"""Units of an outline per em."""

STRAIGHT = str.maketrans("‘’“”", "''\"\"")
REPLACEMENT = "□"
CLOSING = "，。、；：）》”！？%)"


@dataclass(frozen=True)
class Glyph:
    """Outline of one character: vertices [n, 2] in units of 1/1000 em, upwards; path codes [n]; advance in
    ems.
    """

    vertices: NDArray[np.float64]
    codes: NDArray[np.integer[Any]]
    advance: float


@cache
def _fonts() -> tuple[FT2Font, ...]:
    """Read into memory: processes that are copies of one another would share the place in an open file."""
    files = (FONT_FILE, Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")
    fonts = tuple(FT2Font(io.BytesIO(file.read_bytes())) for file in files)
    for font in fonts:
        font.set_size(EM, 72)
    return fonts


def shipped(character: str) -> bool:
    """Whether the project's own font has the character."""
    return bool(_fonts()[0].get_char_index(ord(character)))


def known(character: str) -> bool:
    """Whether the shipped fonts have the character."""
    return any(font.get_char_index(ord(character)) for font in _fonts())


@cache
def glyph(character: str) -> Glyph:
    """The outline of a character; one that no shipped font has becomes a hollow square."""
    if not known(character):
        return glyph(REPLACEMENT)
    font = next(font for font in _fonts() if font.get_char_index(ord(character)))
    advance = font.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / EM
    vertices, codes = font.get_path()
    return Glyph(np.rint(vertices), codes, advance)


def text_width(text: str, size: float) -> float:
    """Width in inches of a line of text of ``size`` points."""
    return sum(map(_advance, text)) * size / 72


@cache
def _advance(character: str) -> float:
    return glyph(character).advance


def straight_quotes(text: str) -> str:
    """Straight quotation marks in a text without Chinese: the font's curly ones are as wide as an
    ideograph.
    """
    return text if any(map(_ideograph, text)) else text.translate(STRAIGHT)


def wrap(text: str, size: float, width: float) -> list[str]:
    """Lines of at most ``width`` inches, broken at blanks or between Chinese characters; a word that is
    longer than a line is broken where the line ends.
    """
    lines = [""]
    pieces = _pieces(straight_quotes(text))
    for piece in (part for whole in pieces for part in _parts(whole, size, width)):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """Parts of a text that stay on one line: words with their blank, and single Chinese characters."""
    pieces: list[str] = []
    for character in text:
        previous = pieces[-1][-1] if pieces else " "
        same_word = previous != " " and not _ideograph(previous) and not _ideograph(character)
        if pieces and (same_word or character == " " or character in CLOSING):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _parts(piece: str, size: float, width: float) -> list[str]:
    """A piece in parts that fit into a line."""
    parts = [""]
    for character in piece:
        if parts[-1] and text_width((parts[-1] + character).rstrip(), size) > width:
            parts.append("")
        parts[-1] += character
    return parts


def _ideograph(character: str) -> bool:
    return ord(character) >= 0x2E80
