"""The shipped font inside a page: Chinese reads on any machine.

The characters of the project's own words lie ready in pieces, cut from the shipped font by
``docs/build_font_pieces.py``; a page embeds the pieces that it has a character of. Only for what no piece
has, a rare character in a title, is the font cut while the page is written.
"""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sim.report.glyphs import FONT_FILE, shipped

FAMILY = "Jiaodong Sans SC"
PIECES = FONT_FILE.with_name("pieces.csv")
WIDE = frozenset(map(ord, "‘’“”—―…"))
"""Quotation marks and dashes that this font draws as wide as an ideograph: left to other fonts in English."""


def font_face(text: str, lang: str) -> str:
    """CSS rules that hold the glyphs of ``text``, those that the shipped font has, as WOFF; the same text
    gives the same bytes.
    """
    wanted = set(map(ord, set(text))) - (set() if lang == "zh" else WIDE)
    rules = []
    for file, held in pieces().items():
        if wanted & held:
            rules.append(_rule(file.read_bytes(), held if lang == "zh" else held - WIDE))
            wanted -= held
    rest = {code for code in wanted if shipped(chr(code))}
    return "".join([*rules, *([_rule(cut(rest), rest)] if rest else [])])


@cache
def pieces() -> dict[Path, frozenset[int]]:
    """The ready pieces and the characters of each, in the order in which they are tried."""
    with PIECES.open(encoding="utf-8", newline="") as file:
        return {PIECES.with_name(row["file"]): codes(row["unicode_range"]) for row in csv.DictReader(file)}


def codes(unicode_range: str) -> frozenset[int]:
    """The characters of a unicode-range of CSS."""
    found: set[int] = set()
    for part in unicode_range.split(", "):
        first, _, last = part.removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def unicode_range(characters: Iterable[int]) -> str:
    """Characters as a unicode-range of CSS, in order."""
    runs: list[list[int]] = []
    for code in sorted(characters):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ", ".join(f"U+{first:X}" + (f"-{last:X}" if last > first else "") for first, last in runs)


def cut(characters: Iterable[int]) -> bytes:
    """The shipped font with these characters alone, its names and licence, as WOFF."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    buffer = io.BytesIO()
    with TTFont(FONT_FILE, recalcTimestamp=False, recalcBBoxes=False, lazy=True) as font:
        # The shipped font has no hints left; looking for some takes longer than the rest.
        subsetter = Subsetter(Options(layout_features=[], hinting=True, name_IDs=["*"]))
        subsetter.populate(unicodes=characters)
        subsetter.subset(font)
        font.flavor = "woff"
        font.save(buffer)
    return buffer.getvalue()


def _rule(font: bytes, characters: Iterable[int]) -> str:
    data = base64.b64encode(font).decode()
    source = f'url(data:font/woff;base64,{data}) format("woff")'
    held = unicode_range(characters)
    return f'@font-face {{ font-family: "{FAMILY}"; src: {source}; unicode-range: {held}; }}\n'
