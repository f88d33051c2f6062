"""Wordings and names of places in both languages, as a workbook writes them."""

from __future__ import annotations

from functools import cache

from sim.report.labels import ids, names
from sim.report.words import word
from sim.scenario.labels import CITY, PAIR
from sim.scenario.workbook.words import ALL, DEFAULT, both, named


def worded(key: str, lang: str, joint: str = " ", **values: object) -> str:
    """The report's wording for a key in both languages."""
    return both(word(key, "en", None, **values), word(key, "zh", None, **values), lang, joint)


def place_name(axis: str, token: str, lang: str) -> str:
    """A place of an axis, ``all`` or ``default``, in both languages."""
    if token in (ALL, DEFAULT):
        return named("place", token, lang)
    if axis != PAIR:
        return both(*_labels(axis)[token], lang)
    (one_en, one_zh), (two_en, two_zh) = (_labels(CITY)[end] for end in token.split("-"))
    return both(f"{one_en}-{two_en}", f"{one_zh}—{two_zh}", lang)


@cache
def _labels(axis: str) -> dict[str, tuple[str, str]]:
    return dict(zip(ids(axis), zip(names(axis, "en"), names(axis, "zh"), strict=True), strict=True))
