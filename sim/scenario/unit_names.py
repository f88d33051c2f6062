"""Chinese names of units, from the registers that hold them: of levers, of shocks, and all others."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from sim.paths import REGISTERS

TABLES = ("units.csv", "lever_units.csv", "shocks.csv")


@cache
def chinese_units() -> Mapping[str, str]:
    """Chinese by the unit as registers and results write it."""
    found: dict[str, str] = {}
    for name in TABLES:
        with (REGISTERS / name).open(encoding="utf-8", newline="") as file:
            found |= {row["unit"]: row["unit_zh"] for row in csv.DictReader(file)}
    return found


def unit_name(unit: str, lang: str) -> str:
    """A unit in a language; as it stands where it has no Chinese name."""
    return chinese_units().get(unit, unit) if lang == "zh" else unit
