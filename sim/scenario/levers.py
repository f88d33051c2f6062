"""The register of levers: what a policy can move, in which unit and range, with which grade of evidence."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, cast

from sim.errors import InputError, Problem

Timing: TypeAlias = Literal["ramp", "level"]
TEXTS = (
    "chapter",
    "label_en",
    "label_zh",
    "unit",
    "index",
    "plan_value",
    "plan_basis",
    "grade",
    "mechanism",
    "mechanism_zh",
    "indicator",
    "parameters",
    "evidence",
    "evidence_strength",
    "source",
    "seen",
    "spending",
    "note",
)


@dataclass(frozen=True)
class Lever:
    """One row of the register.

    `neutral` is NaN where a lever that is not set leaves its own rule in force (an empty cell); `rule_value`
    is about what that rule comes to, None elsewhere. A `ramp` is a state that is reached step by step and
    stays; a `level` is an effort per year that ends with the plan.
    """

    name: str
    neutral: float
    rule_value: float | None
    low: float
    high: float
    timing: Timing
    chapter: str
    label_en: str
    label_zh: str
    unit: str
    index: str
    plan_value: str
    plan_basis: str
    grade: str
    mechanism: str
    mechanism_zh: str
    indicator: str
    parameters: str
    evidence: str
    evidence_strength: str
    source: str
    seen: str
    spending: str
    note: str

    @property
    def ruled(self) -> bool:
        """Whether a rule of its own holds where the lever is not set."""
        return math.isnan(self.neutral)

    @property
    def usual(self) -> float:
        """The value from which an effort is counted: neutral, or what its own rule comes to.

        Raises ValueError for openings, which have neither.
        """
        if not self.ruled:
            return self.neutral
        if self.rule_value is None:
            raise ValueError(f"lever '{self.name}' has neither a neutral nor a rule's value")
        return self.rule_value

    @property
    def range(self) -> str:
        """The allowed values in words."""
        return f"{self.low:g} to {self.high:g} ({self.unit})"

    @property
    def called(self) -> str:
        """What messages call it."""
        return f"lever '{self.name}'"


def read_levers(path: Path) -> dict[str, Lever]:
    """Read the register by lever name; raises InputError with every faulty row.

    Without a column `timing`, a lever whose unit is per year is a level and any other a ramp.
    """
    levers: dict[str, Lever] = {}
    problems: list[Problem] = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            name = row["lever"]
            try:
                lever = _lever(row)
            except (KeyError, ValueError) as error:
                problems.append(Problem(f"cannot be read: {error}.", path.name, rows.line_num, name))
                continue
            if name in levers:
                problems.append(Problem("is registered twice.", path.name, rows.line_num, name))
            levers[name] = lever
    if problems:
        raise InputError(problems)
    return levers


def _lever(row: dict[str, str]) -> Lever:
    low, high = float(row["low"]), float(row["high"])
    neutral = float(row["neutral"]) if row["neutral"].strip() else math.nan
    rule = row.get("rule_value", "").strip()
    rule_value = float(rule) if rule else None
    if not low <= high or neutral < low or neutral > high:
        raise ValueError(f"neutral {neutral:g} must lie in {low:g}..{high:g}")
    if (
        math.isnan(neutral)
        and row["index"] != "project"
        and (rule_value is None or not low <= rule_value <= high)
    ):
        raise ValueError(f"without neutral, rule_value must lie in {low:g}..{high:g}")
    timing = row.get("timing") or ("level" if "per year" in row["unit"] or "/year" in row["unit"] else "ramp")
    if timing not in ("ramp", "level"):
        raise ValueError(f"timing '{timing}' is neither 'ramp' nor 'level'")
    texts = {name: row[name] for name in TEXTS}
    timed = cast("Timing", timing)
    return Lever(
        name=row["lever"], neutral=neutral, rule_value=rule_value, low=low, high=high, timing=timed, **texts
    )
