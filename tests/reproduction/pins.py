"""The pinned headline numbers: which they are, how they are read from a run, written and compared."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pandas as pd

from sim.baseline import load
from sim.growth_accounting import CAUSES
from tests.runs import frame

PINNED = Path(__file__).with_name("pinned.csv")
SCENARIOS = ("base", "plan")
HORIZON = "horizon=2035"
REGION = "jiaodong"
KEYS = ["scenario", "region", "variable", "unit", "year"]
RTOL = 1e-6
"""Platforms differ in the last bits of exp, log and matrix products, which fifteen years and the Newton steps
of the ports carry to some 1e-12 of a result; a changed equation or datum shows far above a millionth.
"""

Key = tuple[str, str, int]


def headlines() -> list[Key]:
    """Region, variable and year of every pinned number, the same for each scenario."""
    cities = load().axes.city
    ports = tuple(f"port_{city}" for city in cities)
    return [
        *product((*cities, REGION), ("GDP",), (2020, 2025, 2035)),
        *product((*cities, REGION), ("Population", "Marine GDP"), (2025,)),
        *product((*ports, REGION), ("Port throughput",), (2025,)),
        *product((REGION,), ("Population", "Marine GDP", "Port throughput"), (2020, 2035)),
        *product((REGION,), ("Port containers", "Urbanisation rate", "R&D intensity", "Employment"), (2025,)),
        *product((REGION,), (f"Growth contribution|{cause}" for cause in CAUSES), (2025,)),
    ]


def projected() -> pd.DataFrame:
    """The pinned numbers of the code and data as they are now, in the order of ``headlines``."""
    tables = []
    for scenario in SCENARIOS:
        rows = frame(scenario, HORIZON).set_index(["region", "variable", "year"])
        tables.append(rows.loc[headlines()].reset_index())
    return pd.concat(tables, ignore_index=True)[[*KEYS, "value"]]


def read(path: Path = PINNED) -> pd.DataFrame:
    """The pinned numbers as they were accepted."""
    return pd.read_csv(path)


def write(table: pd.DataFrame, path: Path = PINNED) -> None:
    """Write pinned numbers with twelve digits, so that a platform's last bits do not change the file."""
    table.to_csv(path, index=False, lineterminator="\n", float_format="%.12g")


@dataclass(frozen=True)
class Change:
    """One number that is not what was pinned; a number that is new or gone lacks one of the two."""

    key: str
    pinned: float
    found: float

    @property
    def relative(self) -> float:
        """Change relative to the pinned number; infinite where that is zero or one of the two missing."""
        if self.found == self.pinned:
            return 0.0
        change = abs(self.found - self.pinned)
        return change / abs(self.pinned) if change >= 0 and self.pinned else math.inf

    def __str__(self) -> str:
        values = f"{self.pinned:.9g} -> {self.found:.9g}"
        return f"{self.key}: {values}" + (f" ({self.relative:.2%})" if self.relative < math.inf else "")


def changes(pinned: pd.DataFrame, found: pd.DataFrame, rtol: float = RTOL) -> list[Change]:
    """Numbers that differ by more than ``rtol`` of the pinned one, the largest change first."""
    both = pinned.merge(found, on=KEYS, how="outer", suffixes=("_pinned", "_found"), validate="one_to_one")
    rows = [
        Change(
            f"{row.scenario}, {row.region}, {row.variable} {row.year} ({row.unit})",
            row.value_pinned,
            row.value_found,
        )
        for row in both.itertuples()
    ]
    return sorted((row for row in rows if row.relative > rtol), key=lambda row: -row.relative)
