"""Titles, explanations and alternative texts of the charts in both languages, from one table; and what the
sentences on their findings have in common.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import pandas as pd

from sim.report.words import word

K = TypeVar("K")

TABLE = Path(__file__).with_name("captions.csv")


@dataclass(frozen=True)
class Caption:
    """Wording of one chart in one language."""

    title: str
    subtitle: str
    alt: str


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def ids() -> Collection[str]:
    """Ids of all captions."""
    return _table().keys()


def caption(chart: str, lang: str, data: pd.DataFrame, **parts: str) -> Caption:
    """Wording of a chart; in it, ``{first}``, ``{start}`` and ``{last}`` are the first year, the first
    projected one and the last year of the data, and ``parts`` what else it names.
    """
    row = _table()[chart]
    years: dict[str, object] = {"first": "", "start": "", "last": ""}
    if "year" in data.columns and len(data):
        projected = data.loc[data["kind"] == "projected", "year"] if "kind" in data.columns else data["year"]
        years = {"first": data["year"].min(), "start": projected.min(), "last": data["year"].max()}
    return Caption(*(row[f"{part}_{lang}"].format(**years, **parts) for part in ("title", "subtitle", "alt")))


def sentence(clauses: Iterable[str], lang: str) -> str:
    """One sentence of what a chart shows; clauses that are empty are left out."""
    text = word("joint", lang).join(c for c in clauses if c) + word("full_stop", lang)
    return text[0].upper() + text[1:]


def extremes(values: Mapping[K, float]) -> tuple[K, K]:
    """Keys of the largest and of the smallest value, the first ones of equals."""
    return max(values, key=values.__getitem__), min(values, key=values.__getitem__)


def contrast(
    key: str, lang: str, values: Mapping[K, float], name: Callable[[K], str], number: Callable[[K], str]
) -> str:
    """A clause on the largest (``most``, ``a``) and the smallest (``least``, ``b``) of several values; empty
    where they read alike.
    """
    if not values:
        return ""
    most, least = extremes(values)
    a, b = number(most), number(least)
    return "" if a == b else word(key, lang, most=name(most), a=a, least=name(least), b=b)


def alt_text(what: str, reading: str, lang: str) -> str:
    """What a chart is, then what it shows."""
    return what + (" " if lang == "en" and reading else "") + reading
