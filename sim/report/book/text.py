"""Text as a cell, a sheet's name or a footer holds it, and the room that it takes."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from sim.report.lever_text import columns

LONGEST_TEXT = 32_767
"""Characters that a cell holds, counted in two bytes each."""
UNWRITABLE = re.compile(r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""
UNKNOWN, CUT = "\ufffd", "…"

FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
"""Characters that a sheet's name may not have."""
LONGEST_NAME, LONGEST_FOOTER = 31, 60

LINE, PADDING = 16.0, 4.0
"""Points that a line of a cell takes, and the room around them."""
HIGHEST = 409.0
"""Points of the highest row."""


@lru_cache(maxsize=8192)
def written(text: str) -> str:
    """The text as a cell can hold it: what is not printed is replaced, what is too long cut with a mark."""
    plain = UNWRITABLE.sub(UNKNOWN, text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(plain) * 2 <= LONGEST_TEXT:
        return plain
    if len(plain.encode("utf-16-le")) <= 2 * LONGEST_TEXT:
        return plain
    return _first(plain, LONGEST_TEXT - len(CUT)) + CUT


def sheet_name(text: str) -> str:
    """The text as the name of a sheet."""
    return _first(written(text).translate(FORBIDDEN).strip(), LONGEST_NAME)


def _first(text: str, count: int) -> str:
    """The text's first characters, as Excel counts them: in units of UTF-16."""
    return text.encode("utf-16-le")[: 2 * count].decode("utf-16-le", "ignore")


def footer_text(text: str) -> str:
    """The text as part of a footer, where '&' begins a command."""
    return " ".join(written(text).split())[:LONGEST_FOOTER].replace("&", "&&")


def height(text: str, width: float) -> float:
    """Points that a row needs for a text that is wrapped in a column; a Chinese character is two wide."""
    lines = sum(math.ceil(max(columns(part), 1) / (width - 2)) for part in text.split("\n"))
    return LINE * lines + PADDING
