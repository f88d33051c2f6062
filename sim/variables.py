"""The register of variables: one row per quantity that a block writes or a result table reports."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REGISTER = Path(__file__).with_name("variables.csv")


@dataclass(frozen=True)
class Variable:
    """One registered quantity.

    ``field`` is its name in the code, ``variable`` its name in result tables (``{axis}`` stands for a label;
    empty if it is not reported). ``axes`` leave out the member axis. ``kind`` is ``stock`` (year end) or
    ``flow`` (within the year). ``block`` writes it; ``scale`` takes the code's unit to the reported one;
    ``region`` says how cities or ports make the region's figure (``sum`` or ``none``).
    """

    field: str
    variable: str
    axes: tuple[str, ...]
    unit: str
    reported_unit: str
    scale: float
    kind: str
    block: str
    region: str
    label_en: str
    label_zh: str
    symbol: str
    meaning: str


@cache
def register(path: Path = REGISTER) -> dict[str, Variable]:
    """All registered variables by field name.

    Raises ValueError if a field or a reported name stands twice, since each quantity has one home.
    """
    rows: dict[str, Variable] = {}
    reported: set[str] = set()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entry = Variable(
                **{
                    k: row[k]
                    for k in ("field", "variable", "unit", "kind", "block", "region", "label_en", "label_zh")
                },
                axes=tuple(row["axes"].split()),
                reported_unit=row["reported_unit"] or row["unit"],
                scale=float(row["scale"] or 1.0),
                symbol=row["symbol"],
                meaning=row["meaning"],
            )
            if entry.field in rows or (entry.variable and entry.variable in reported):
                raise ValueError(f"{path.name}: {entry.field} ({entry.variable}) is registered twice")
            rows[entry.field] = entry
            reported.add(entry.variable)
    return rows
