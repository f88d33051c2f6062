"""Shocks: dated events from outside that no policy decides, and the register of their kinds."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.axes import Array
from sim.errors import InputError, Problem
from sim.scenario.lever_values import Setting, at_place

TEXTS = ("label_en", "label_zh", "unit", "unit_zh", "index", "meaning", "meaning_zh")


@dataclass(frozen=True)
class ShockKind:
    """One row of the register: what a shock of this kind changes, in which unit, range and places."""

    name: str
    low: float
    high: float
    label_en: str
    label_zh: str
    unit: str
    unit_zh: str
    index: str
    meaning: str
    meaning_zh: str

    @property
    def range(self) -> str:
        """The allowed values in words."""
        return f"{self.low:g} to {self.high:g} ({self.unit})"

    @property
    def called(self) -> str:
        """What messages call it."""
        return f"shock '{self.name}'"


@dataclass(frozen=True)
class Shock:
    """One event of a scenario: its kind, why it is assumed, and its size by place and year."""

    name: str
    kind: str
    cause: str
    size: Setting

    def content(self) -> dict[str, object]:
        """The event as a scenario file writes it."""
        return {"name": self.name, "kind": self.kind, "cause": self.cause, "size": self.size}


def read_shocks(path: Path) -> dict[str, ShockKind]:
    """Read the register by kind; raises InputError with every faulty row."""
    kinds: dict[str, ShockKind] = {}
    problems: list[Problem] = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            name = row["kind"]
            try:
                kind = ShockKind(
                    name, float(row["low"]), float(row["high"]), **{text: row[text] for text in TEXTS}
                )
            except (KeyError, ValueError) as error:
                problems.append(Problem(f"cannot be read: {error}.", path.name, rows.line_num, name))
                continue
            if not kind.low <= 0 <= kind.high or kind.low <= -100:
                said = f"the range {kind.low:g} to {kind.high:g} must hold 0 and stay above -100."
                problems.append(Problem(said, path.name, rows.line_num, name))
            if name in kinds:
                problems.append(Problem("is registered twice.", path.name, rows.line_num, name))
            kinds[name] = kind
    if problems:
        raise InputError(problems)
    return kinds


def combined(one: Array, other: Array) -> Array:
    """Two changes of one thing, all in %: (1 + a) (1 + b) - 1, written so that with 0 nothing is rounded."""
    both: Array = one + other + one * other / 100
    return both


def _in_year(setting: Setting | None, year: int) -> float:
    size = setting.get(year, 0.0) if isinstance(setting, Mapping) else 0.0
    if isinstance(size, Mapping):
        raise TypeError("a size by year holds numbers only")
    return size


def series(shocks: Iterable[Shock], labels: Sequence[Sequence[str]], years: Sequence[int]) -> Array:
    """All shocks of one kind together, shape [year, *labels], in %: zero in the years that none names."""
    total = np.zeros((len(years), *(len(entries) for entries in labels)))
    for shock in shocks:
        values = np.zeros_like(total)
        for at in np.ndindex(values.shape[1:]):
            here = at_place(shock.size, [entries[n] for entries, n in zip(labels, at, strict=True)])
            values[(slice(None), *at)] = [_in_year(here, year) for year in years]
        total = combined(total, values)
    return total
