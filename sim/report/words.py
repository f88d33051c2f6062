"""The report's own words in both languages, from one table."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("words.csv")


@cache
def _table() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: {"en": row["en"], "zh": row["zh"]} for row in csv.DictReader(file)}


def word(key: str, lang: str, default: str | None = None, **values: object) -> str:
    """The wording for a key, with ``{name}`` places filled.

    Raises KeyError for an unknown key unless a default is given: a missing word is a defect of the table.
    """
    known = _table()
    if key not in known and default is not None:
        return default
    text = known[key][lang]
    return text.format(**values) if values else text


def in_language(text: str | Mapping[str, str] | None, lang: str) -> str:
    """A text that may be given once, or per language; the other language stands in for a missing one."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    return text.get(lang) or next((t for t in text.values() if t), "")


def listed(items: list[str], lang: str) -> str:
    """Items as a running list."""
    return ("、" if lang == "zh" else ", ").join(items)
