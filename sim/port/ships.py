"""The register of ships: sizes of each cargo class, what they carry and need."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.paths import REGISTERS


@dataclass(frozen=True)
class ShipSize:
    """Ships of one size: share of the class's calls, parcel over the class's mean, what they need to move,
    and their deadweight (1000 tonnes), by which they are drawn.
    """

    name: str
    rank: int
    share: float
    parcel_ratio: float
    tugs: int
    pilots: int
    deep: int
    deadweight: float


@cache
def ships(path: Path = REGISTERS / "port_ships.csv") -> dict[str, tuple[int, tuple[ShipSize, ...]]]:
    """Priority and sizes by cargo class; parcels are scaled so that their mean over calls is one."""
    rows: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["cargo"], []).append(row)
    found = {}
    for cargo, mine in rows.items():
        total = sum(float(r["share_of_calls"]) for r in mine)
        mean = sum(float(r["share_of_calls"]) * float(r["parcel_ratio"]) for r in mine) / total
        sizes = tuple(
            ShipSize(
                r["size"],
                int(r["rank"]),
                float(r["share_of_calls"]) / total,
                float(r["parcel_ratio"]) / mean,
                int(r["tugs"]),
                int(r["pilots"]),
                int(r["deep"]),
                float(r["deadweight"]),
            )
            for r in mine
        )
        found[cargo] = (int(mine[0]["priority"]), sizes)
    return found
