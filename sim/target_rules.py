"""Targets that are neither one indicator nor one lever's value: several at once, or a count of places."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.paths import REGISTERS


@dataclass(frozen=True)
class Count:
    """Places whose lever reaches ``least``; ``part`` picks an entry of the lever's second axis, if any."""

    part: str
    least: float


@cache
def joint(path: Path = REGISTERS / "target_rules.csv") -> dict[str, tuple[str, ...]]:
    """Targets that hold when all of others hold, with the ids of those."""
    return {row["target_id"]: tuple(row["of"].split(";")) for row in _rows(path) if row["rule"] == "joint"}


@cache
def counted(path: Path = REGISTERS / "target_rules.csv") -> dict[str, Count]:
    """Deliveries that count places, by target."""
    return {
        row["target_id"]: Count(row["part"], float(row["least"]))
        for row in _rows(path)
        if row["rule"] == "count"
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
