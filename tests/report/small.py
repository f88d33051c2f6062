"""A few targets and paths made by hand, for sentences and rows that can be checked in the head."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from sim.report.inputs import Context, ContributionRow, Inputs
from sim.report.target_rows import TargetRow, register, target_rows
from sim.targets import COLUMNS

REGION = "jiaodong"
POPULATION, GDP, CARGO, MARINE = "T001", "T002", "T003", "T004"
"""Headline outcomes of the plan's register."""
UNPROJECTED = "T005"
"""A headline that the tests leave without a projection."""
UNMODELLED = next(i for i, row in register().items() if row["reason"] and row["class"] == "outcome")
"""An outcome of the register that is not projected, with the reason why."""


def target(target_id: str, **given: object) -> dict[str, object]:
    """One row of a target table: an outcome of 2025 unless told otherwise, not projected unless given."""
    empty: dict[str, object] = dict.fromkeys((*COLUMNS, "added_by_grade_a"), math.nan)
    named = {"target_id": target_id, "name_en": f"Target {target_id}", "name_zh": f"目标{target_id}"}
    usual = {"class": "outcome", "region": REGION, "year": 2025, "operator": ">=", "unit": "100m CNY"}
    return empty | named | usual | {"met": None, "basis": ""} | given


def judged(
    target_id: str, goal: float, without: float, projected: float, **given: object
) -> dict[str, object]:
    """A target with its projection, held against the goal from below."""
    numbers = {"target": goal, "base_projected": without, "projected": projected, "gap": projected - goal}
    return target(
        target_id, **{**numbers, "added_by_measures": projected - without, "met": projected >= goal, **given}
    )


def frame(
    scenario: str, paths: dict[tuple[str, str, str], dict[int, float]], bands: bool = False
) -> pd.DataFrame:
    """Results of a scenario; ``paths`` are keyed by region, variable and unit."""
    rows = [
        ("Jiaodong 0.1", scenario, region, variable, unit, year, value)
        for (region, variable, unit), path in paths.items()
        for year, value in path.items()
    ]
    table = pd.DataFrame(rows, columns=["model", "scenario", "region", "variable", "unit", "year", "value"])
    return (
        table.assign(**{b: table["value"] * f for b, f in (("p05", 0.9), ("p95", 1.2))}) if bands else table
    )


PATHS = {
    (REGION, "GDP", "100m CNY 2020"): {2020: 30000.0, 2025: 36000.0},
    (REGION, "GDP|Current prices", "100m CNY"): {2020: 30000.0, 2025: 45000.0},
    (REGION, "Population", "10k persons"): {2020: 3200.0, 2025: 3280.0},
}
"""Prices rise by a quarter: 45000 / 36000."""

NO_SCORES = pd.DataFrame(columns=["indicator", "region", "naive_growth_2025", "naive_share_2025"])
NO_BACKTEST = pd.DataFrame(columns=["reading", "city", "observed", "model"])


def inputs(
    targets: Sequence[dict[str, object]],
    *,
    paths: dict[tuple[str, str, str], dict[int, float]] | None = None,
    compared: bool = True,
    bands: bool = False,
    backtest: pd.DataFrame = NO_BACKTEST,
    context: Context | None = None,
) -> Inputs:
    """What a report is made from, with little in it."""
    mine = frame("plan", PATHS if paths is None else paths, bands)
    base = frame("base", PATHS if paths is None else paths)
    table = pd.DataFrame(targets, columns=[*COLUMNS, "added_by_grade_a"])
    return Inputs(mine, base if compared else None, table, NO_SCORES, backtest, context or Context())


def rows(given: Inputs, lang: str = "en", scoreboard: pd.DataFrame | None = None) -> list[TargetRow]:
    """The target rows of these inputs."""
    return target_rows(given.targets, given.paths, lang, scoreboard)


def effect(
    lever: str, amount: float, grade: str, variable: str = "GDP|Current prices", year: int = 2025
) -> ContributionRow:
    """What one lever adds to one headline indicator."""
    label = {"en": lever.capitalize(), "zh": f"{lever}（中）"}
    known = {"target": variable, "lever": lever, "label": label, "grade": grade, "unit": "100m CNY"}
    return ContributionRow(**known, year=year, effect=amount)
