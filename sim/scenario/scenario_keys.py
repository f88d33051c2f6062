"""The Chinese spellings of the format's own keys and words, and a file's tree under the English ones."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SCENARIO = "scenario"
"""What the top level of a file is called in the register."""


@dataclass(frozen=True)
class Spelling:
    """One row: a key, or a word that stands as a value, below a part of a scenario."""

    under: str
    word: str
    id: str
    zh: str


@dataclass(frozen=True)
class Keys:
    """All spellings."""

    spellings: tuple[Spelling, ...]

    @cached_property
    def labels(self) -> Mapping[tuple[str, str], str]:
        """The Chinese spelling of what stands below a part, by part and id."""
        return {(entry.under, entry.id): entry.zh for entry in self.spellings}

    def ids(self, under: str) -> dict[str, str]:
        """Ids below a part by their Chinese spelling."""
        return {entry.zh: entry.id for entry in self.spellings if entry.under == under}


def read_keys(path: Path) -> Keys:
    """Read the register of spellings."""
    with path.open(encoding="utf-8", newline="") as file:
        return Keys(tuple(Spelling(r["under"], r["is"], r["id"], r["zh"]) for r in csv.DictReader(file)))
