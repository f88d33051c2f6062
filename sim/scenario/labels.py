"""Names of places, kinds and exogenous series in English and Chinese."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CITY, PORT, PAIR = "city", "port", "city_pair"
CALLED = {PAIR: "city pair", "marine": "marine industry"}
"""What messages call an axis whose id is no plain word."""


@dataclass(frozen=True)
class Labels:
    """Ids per axis in register order, and every accepted spelling of each id."""

    ids: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, Mapping[str, str]]

    def axes(self, index: str) -> tuple[str, ...] | None:
        """Axes of a lever's index: 'port_cargo' -> (port, cargo); None if a part of it has no labels."""
        if index in ("", "region"):
            return ()
        if index == PAIR:
            return (PAIR,)
        parts = tuple(index.replace("_", " ").split())
        return parts if all(part in self.ids for part in parts) else None

    def find(self, axis: str, key: str) -> str | None:
        """The id that a key of an axis stands for, or None. A pair of cities may come in either order."""
        if axis != PAIR:
            return self.spellings.get(axis, {}).get(key)
        ends = key.split("-")
        cities = [self.find(CITY, end.strip()) for end in ends]
        if len(cities) != 2 or None in cities or cities[0] == cities[1]:
            return None
        return "-".join(city for city in self.ids[CITY] if city in cities)

    def known(self, axis: str) -> tuple[str, ...]:
        """Every id of an axis; for pairs, each pair once."""
        if axis != PAIR:
            return self.ids.get(axis, ())
        cities = self.ids[CITY]
        return tuple(f"{a}-{b}" for at, a in enumerate(cities) for b in cities[at + 1 :])

    def offered(self, axis: str, key: str) -> tuple[str, ...]:
        """What to write instead of an unknown key: ids, or for a key in Chinese the Chinese names."""
        if key.isascii():
            return self.known(axis)
        chinese: dict[str, str] = {}
        for name, entry in self.spellings[axis if axis != PAIR else CITY].items():
            if not name.isascii():
                chinese.setdefault(entry, name)
        return tuple(
            "-".join(chinese.get(end, end) for end in entry.split("-")) for entry in self.known(axis)
        )


def read_labels(path: Path) -> Labels:
    """Read the label register: ids, and the English and Chinese labels as further spellings.

    A port also answers to the name of its city.
    """
    ids: dict[str, list[str]] = {}
    spellings: dict[str, dict[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ids.setdefault(row["axis"], []).append(row["id"])
            names = spellings.setdefault(row["axis"], {})
            names |= {row["label_zh"]: row["id"], row["label_en"]: row["id"], row["id"]: row["id"]}
    ports = spellings.setdefault(PORT, {})
    for name, city in spellings.get(CITY, {}).items():
        if f"{PORT}_{city}" in ids.get(PORT, ()):
            ports.setdefault(name, f"{PORT}_{city}")
    return Labels({axis: tuple(entries) for axis, entries in ids.items()}, spellings)


@dataclass(frozen=True)
class SeriesLabel:
    """What an exogenous series is called and measured in, in both languages."""

    label_en: str
    label_zh: str
    unit: str
    unit_zh: str


def series_labels(path: Path) -> dict[str, SeriesLabel]:
    """Labels of the registered exogenous series by name."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row.pop("series"): SeriesLabel(**row) for row in csv.DictReader(file)}
