"""What a workbook's sheets, heads and choices are called, and how such a name is recognised again.

Every name stands there in both languages, one behind the other: ``Value 取值``. A cell may hold both, either
of them, or the key.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from sim.scenario.labels import PAIR, Labels

TABLE = Path(__file__).with_name("words.csv")
ALL, DEFAULT = "all", "default"
"""Places that are not one place: every place without a row of its own, and `default:` of a file."""

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―－~～至"), "-")


@cache
def words(kind: str) -> Mapping[str, tuple[str, str]]:
    """English and Chinese by key, of a kind of word, in the table's order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {r["key"]: (r["en"], r["zh"]) for r in csv.DictReader(file) if r["kind"] == kind}


def both(english: str, chinese: str, lang: str, joint: str = " ") -> str:
    """A name in both languages, that of ``lang`` first; once if they are the same."""
    first, second = (chinese, english) if lang == "zh" else (english, chinese)
    return first if first == second else f"{first}{joint}{second}"


def named(kind: str, key: str, lang: str, joint: str = " ") -> str:
    """The word for a key in both languages."""
    return both(*words(kind)[key], lang, joint)


def plain(text: str) -> str:
    """A text without what a keyboard adds: width of characters, case, and doubled blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def recognised(text: str, known: Callable[[str], str | None]) -> str | None:
    """What a text names by itself, or by two names of one thing, one behind the other."""
    found = known(text)
    parts = text.split(" ")
    for cut in range(1, len(parts)) if found is None else ():
        first, second = known(" ".join(parts[:cut])), known(" ".join(parts[cut:]))
        if first is not None and first == second:
            return first
    return found


@cache
def _spellings(kind: str) -> Mapping[str, str]:
    return {plain(text): key for key, names in words(kind).items() for text in (key, *names)}


def key_of(kind: str, text: str) -> str | None:
    """The key of a word of a kind, in whatever language; None for another text."""
    return recognised(plain(text), _spellings(kind).get)


def place_of(labels: Labels, axis: str, text: str) -> str:
    """The id of a place, ``all`` or ``default``; a text that names none comes back as it stands."""
    names = {plain(spelling): name for spelling, name in labels.spellings.get(axis, {}).items()}

    def known(one: str) -> str | None:
        if axis == PAIR:
            return labels.find(PAIR, "-".join(_city(labels, end) for end in one.translate(DASHES).split("-")))
        return names.get(one)

    tidy = plain(text)
    return key_of("place", tidy) or recognised(tidy, known) or text.strip()


def _city(labels: Labels, text: str) -> str:
    """The id of a city, whatever the case of its name; any other text as it stands."""
    names = {plain(spelling): name for spelling, name in labels.spellings.get("city", {}).items()}
    return names.get(text.strip(), text)
