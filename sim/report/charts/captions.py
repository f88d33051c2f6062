"""Titles, explanations and alternative texts of the charts in both languages, from one table."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

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
