"""The plan's targets held against a projection: one row per target, by class, on the
basis that the row states.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from sim.axes import Array
from sim.paths import REGISTERS
from sim.target_rules import joint

COLUMNS = [
    "target_id",
    "name_en",
    "name_zh",
    "class",
    "region",
    "year",
    "operator",
    "target",
    "unit",
    "basis",
    "base_projected",
    "projected",
    "added_by_measures",
    "lever_grade",
    "gap",
    "met",
    "probability",
    "year_reached",
    "p05",
    "p95",
    "added_p05",
    "added_p95",
    "probability_error",
    "base_probability",
]
HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    ">": lambda value, target: value > target,
    ">=": lambda value, target: value >= target,
    "<": lambda value, target: value < target,
    "<=": lambda value, target: value <= target,
}
TOLERANCE = {"R&D spending growth": 0.5, "New-economy share": 1.0}
"""Half-width around a 'about' (~) target, in its unit: the register's proposal."""

DIRECTION = "direction"
GROWTH = "R&D spending growth"


@dataclass(frozen=True)
class Target:
    """One row of the register of targets."""

    target_id: str
    name_en: str
    name_zh: str
    kind: str
    region: str
    year: int
    operator: str
    target: float
    unit: str
    basis: str
    variable: str
    lever: str
    reason: str
    modelled_now: bool
    quote_zh: str


@cache
def register(path: Path = REGISTERS / "targets.csv") -> tuple[Target, ...]:
    """All targets in the plan's order; a target without a number has NaN."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Target(
                **{
                    k: row[k]
                    for k in (
                        "target_id",
                        "name_en",
                        "name_zh",
                        "region",
                        "operator",
                        "unit",
                        "basis",
                        "variable",
                        "lever",
                        "reason",
                        "quote_zh",
                    )
                },
                kind=row["class"],
                year=int(row["year"]),
                target=_number(row["target"]),
                modelled_now=row["modelled_now"] == "yes",
            )
            for row in csv.DictReader(file)
        )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


class Lookup:
    """Values of a results table by region and variable, as a series over years; those that targets name."""

    def __init__(self, frame: pd.DataFrame) -> None:
        named = frame[frame["variable"].isin({target.variable for target in register()})]
        columns = (named[name].tolist() for name in ("region", "variable", "year", "value"))
        self._values: dict[tuple[str, str], dict[int, float]] = {}
        for region, variable, year, value in zip(*columns, strict=True):
            self._values.setdefault((region, variable), {})[year] = value
        self.units = dict(zip(named["variable"], named["unit"], strict=True))
        self.last = int(frame["year"].max())

    def path(self, region: str, variable: str) -> pd.Series | None:
        """Values by year, or None where nothing is reported."""
        values = self._values.get((region, variable))
        return None if values is None else pd.Series(values)


def grows(target: Target) -> bool:
    """Whether a target is judged by the average of a yearly growth rate."""
    return target.variable == GROWTH


def average_growth(rates: Array) -> Array:
    """Yearly growth rates [year, ...] as their compound average from the first year up to each, %."""
    factors = np.cumprod(1 + rates / 100, axis=0)
    years = np.arange(1, len(rates) + 1).reshape(-1, *[1] * (rates.ndim - 1))
    average: Array = 100 * (factors ** (1 / years) - 1)
    return average


def judged(lookup: Lookup, target: Target, region: str) -> pd.Series | None:
    """The path that judges a target; growth targets are judged by the average rate up to each year."""
    path = lookup.path(region, target.variable)
    if path is None:
        return None
    return pd.Series(average_growth(path.to_numpy()), path.index) if grows(target) else path


def met(target: Target, value: float, start: float) -> bool | None:
    """Whether a projected value meets the target; a direction target compares with the first year."""
    if np.isnan(value):
        return None
    if target.kind == DIRECTION:
        rises = target.operator in (">", ">=", "=")
        return bool(value > start) if rises else bool(value < start)
    if target.operator == "~":
        return bool(abs(value - target.target) <= TOLERANCE.get(target.variable, 0.0))
    rule = HOLDS.get(target.operator)
    return None if rule is None or np.isnan(target.target) else rule(value, target.target)


def year_reached(target: Target, path: pd.Series) -> int | None:
    """First projected year in which the target holds, if any."""
    start, later = float(path.iloc[0]), path.iloc[1:]
    reached = (int(y) for y, v in zip(later.index, later, strict=True) if met(target, float(v), start))
    return next(reached, None)


Delivered = Callable[["Target"], float]
"""Value that a scenario's levers give a delivery target that no variable judges; NaN if none."""


def evaluate(
    frame: pd.DataFrame, base: pd.DataFrame, grades: str, delivered: Delivered, base_delivered: Delivered
) -> pd.DataFrame:
    """The target table of one scenario beside its base; ``grades`` names the grades of the levers in use.

    A target that this version does not project keeps its row, with an empty projection;
    the register gives the reason.
    """
    mine = Lookup(frame)
    reference = mine if base is frame else Lookup(base)
    rows = []
    for target in register():
        row: dict[str, object] = {
            "target_id": target.target_id,
            "name_en": target.name_en,
            "name_zh": target.name_zh,
            "class": target.kind,
            "region": target.region,
            "year": target.year,
            "operator": target.operator,
            "target": target.target,
            "unit": target.unit,
            "basis": target.basis,
        }
        path = judged(mine, target, target.region) if target.modelled_now else None
        if path is not None and target.year in path.index:
            value = float(path[target.year])
            without = judged(reference, target, target.region)
            base_value = float(without[target.year]) if without is not None else float("nan")
            row |= {
                "base_projected": base_value,
                "projected": value,
                "added_by_measures": value - base_value,
                "lever_grade": grades,
                "gap": value - target.target,
                "met": met(target, value, float(path.iloc[0])),
                "year_reached": year_reached(target, path),
            }
            if target.kind == DIRECTION:
                row |= {"unit": mine.units[target.variable], "gap": float("nan")}
        elif path is None and target.modelled_now and target.lever and target.year <= mine.last:
            value, base_value = delivered(target), base_delivered(target)
            row |= {
                "base_projected": base_value,
                "projected": value,
                "added_by_measures": value - base_value,
                "lever_grade": grades,
                "gap": value - target.target,
                "met": met(target, value, base_value),
                "year_reached": None,
            }
        if target.target_id in joint():
            row |= _joint(target, mine, reference, grades)
        rows.append(row)
    return pd.DataFrame(rows, columns=COLUMNS)


def _joint(target: Target, mine: Lookup, base: Lookup, grades: str) -> dict[str, object]:
    """A target that others make up: the share of those that hold, met when all do; empty if one is not
    projected.
    """
    known = {each.target_id: each for each in register()}
    parts = [known[part] for part in joint()[target.target_id]]
    found, without = (_verdicts(lookup, parts) for lookup in (mine, base))
    if found is None or without is None:
        return {}
    value, base_value = float(np.mean(found)), float(np.mean(without))
    return {
        "base_projected": base_value,
        "projected": value,
        "added_by_measures": value - base_value,
        "lever_grade": grades,
        "gap": value - target.target,
        "met": met(target, value, base_value),
    }


def _verdicts(lookup: Lookup, parts: list[Target]) -> list[bool] | None:
    """Whether each target holds, or None if one of them is not projected."""
    found = []
    for part in parts:
        path = judged(lookup, part, part.region)
        verdict = None if path is None else met(part, float(path.get(part.year, np.nan)), float(path.iloc[0]))
        if verdict is None:
            return None
        found.append(verdict)
    return found


def counts(table: pd.DataFrame) -> dict[str, tuple[int, int, int]]:
    """Per class: met, judged, and all rows; classes are never summed."""
    result = {}
    for kind, group in table.groupby("class", sort=False):
        known = group["met"].dropna()
        result[str(kind)] = (int(known.astype(bool).sum()), len(known), len(group))
    return result
