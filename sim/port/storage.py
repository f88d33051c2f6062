"""Yard, tanks and silos that a year's cargo would need. Reported beside the simulation; it limits nothing."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.parameters import Parameter
from sim.paths import REGISTERS
from sim.port.description import CONTAINERS, Cargo

DAYS = 365.0
NORM = "yard_occupancy_norm"


@dataclass(frozen=True)
class Store:
    """Room that a class needs: ``need`` with its lowest and highest value, in ``unit``; ``days`` of dwell.
    NaN where the register has no dwell time for the class.
    """

    cargo: str
    unit: str
    days: float
    need: float
    low: float
    high: float


def room(amount: float, days: float, occupancy: float) -> float:
    """Capacity for a yearly ``amount`` that stays ``days`` where ``occupancy`` of the room is in use."""
    return amount * days / DAYS / occupancy


def need(
    cargo: Cargo, values: Mapping[str, float], register: Mapping[str, Parameter], tonnes_per_teu: float
) -> Store:
    """Room for one class. The low end takes the shortest dwell and the fullest yard of the register's
    ranges, the high end the opposite; other parameters stay central. A class with a registered density is
    stored in tanks (m3). Containers mix laden and empty ones by
    the registered share. Boxes in transhipment count at each crossing of the quay, hence twice.
    """
    density = values.get(f"storage_density_{cargo.name}")
    unit = "TEU" if cargo.name == CONTAINERS else "t" if density is None else "m3"
    if cargo.name == CONTAINERS:
        amount, empty = cargo.tonnes / tonnes_per_teu, values["container_empty_share"]
        shares = {"container_dwell_laden": 1.0 - empty, "container_dwell_empty": empty}
    else:
        shares = {f"storage_dwell_{cargo.name}": 1.0}
        amount = cargo.tonnes / (density or 1.0)
    if not shares.keys() <= values.keys():
        return Store(cargo.name, unit, math.nan, math.nan, math.nan, math.nan)
    days = sum(share * values[name] for name, share in shares.items())
    shortest = sum(share * min(register[name].low, values[name]) for name, share in shares.items())
    longest = sum(share * max(register[name].high, values[name]) for name, share in shares.items())
    norm = register[NORM]
    return Store(
        cargo.name,
        unit,
        days,
        room(amount, days, values[NORM]),
        room(amount, shortest, max(norm.high, values[NORM])),
        room(amount, longest, min(norm.low, values[NORM])),
    )


@dataclass(frozen=True)
class Known:
    """A published capacity: of one port, or of all together; ``capacity`` in ``unit``."""

    port: str
    cargo: str
    year: int
    capacity: float
    unit: str
    calibre: Mapping[str, str]
    provenance: str
    source: str


@cache
def known(path: Path = REGISTERS / "port_storage.csv") -> tuple[Known, ...]:
    """Published capacities of tanks and yards."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Known(
                row["port"],
                row["cargo"],
                int(row["year"]),
                float(row["capacity"]),
                row["unit"],
                {"en": row["calibre_en"], "zh": row["calibre_zh"]},
                row["provenance"],
                row["source"],
            )
            for row in csv.DictReader(file)
        )
