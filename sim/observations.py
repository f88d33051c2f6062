"""Published outcomes after the base year, from a file of the user's: scores of a projection and weights.

Nothing of such a file enters data or defaults. A row without a value is skipped, so that a template need not
be filled in whole.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sim.axes import Array
from sim.errors import InputError, Problem, nearest
from sim.outcome import Name, Outcome, quantiles

REQUIRED = ("region", "variable", "year", "value", "unit")
COLUMNS = (*REQUIRED, "sd")
SCORES = (
    "region",
    "variable",
    "unit",
    "year",
    "observed",
    "sd",
    "projected",
    "error",
    "error_percent",
    "p05",
    "p50",
    "p95",
    "percentile",
    "crps",
)
LEAST = 20.0
"""Effective draws below which a conditioned ensemble says nothing."""


@dataclass(frozen=True)
class Observation:
    """One published figure, with its standard error where one is given, and its line in the file."""

    region: str
    variable: str
    year: int
    value: float
    unit: str
    sd: float | None
    line: int


def template(names: Sequence[Name], year: int) -> str:
    """A file to fill in: every reported series once, for one year, without values."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((region, variable, year, "", unit, "") for region, variable, unit in names)
    return buffer.getvalue()


def read(path: Path, names: Sequence[Name], years: Sequence[int]) -> tuple[Observation, ...]:
    """Observations of a file; raises InputError with every mistake, its line and column.

    ``names`` are the series that the model reports, ``years`` those that it projects.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(Problem("there is no such file.", file=str(path))) from error
    except UnicodeDecodeError as error:
        raise InputError(Problem("is not UTF-8.", file=str(path), cure="Save it as CSV UTF-8.")) from error
    rows = list(csv.reader(io.StringIO(text)))
    head = [name.strip() for name in rows[0]] if rows else []
    problems = [
        Problem(
            f"the column '{name}' is missing.", file=str(path), line=1, cure=f"Needed: {', '.join(REQUIRED)}."
        )
        for name in REQUIRED
        if name not in head
    ]
    problems += [
        Problem(f"unknown column '{name}'.", file=str(path), line=1, cure=f"Allowed: {', '.join(COLUMNS)}.")
        for k, name in enumerate(head)
        if name not in COLUMNS or name in head[:k]
    ]
    if problems:
        raise InputError(problems)
    units = {(region, variable): unit for region, variable, unit in names}
    found: dict[tuple[str, str, int], Observation] = {}
    for line, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            problems.append(
                Problem(f"{len(cells)} cells under {len(head)} columns.", file=str(path), line=line)
            )
            continue
        row = {name: cell.strip() for name, cell in zip(head, cells, strict=True)}
        if not row["value"]:
            continue
        wrong = _mistakes(row, units, years)
        problems += [Problem(m, file=str(path), line=line, key=k, cure=c) for k, m, c in wrong]
        if wrong:
            continue
        sd = float(row["sd"]) if row.get("sd") else None
        one = Observation(
            row["region"], row["variable"], int(row["year"]), float(row["value"]), row["unit"], sd, line
        )
        key = (one.region, one.variable, one.year)
        if key in found:
            message = f"stands twice, first in line {found[key].line}."
            problems.append(Problem(message, file=str(path), line=line, key="variable"))
        found[key] = one
    if not found and not problems:
        problems.append(Problem("holds no value.", file=str(path), cure="Fill in the column 'value'."))
    if problems:
        raise InputError(problems)
    return tuple(found.values())


def _mistakes(
    row: Mapping[str, str], units: Mapping[tuple[str, str], str], years: Sequence[int]
) -> list[tuple[str, str, str]]:
    """Column, message and cure of everything wrong with one row."""
    region, variable = row["region"], row["variable"]
    wrong = []
    if (region, variable) not in units:
        places = {r for r, v in units if v == variable}
        if places:
            known = f"Reported for: {', '.join(sorted(places))}."
            wrong.append(("region", f"'{variable}' is not reported for '{region}'.", known))
        else:
            cure = nearest(variable, {v for _, v in units}) or "Names stand in the template."
            wrong.append(("variable", f"'{variable}' is not reported.", cure))
    elif row["unit"] != units[region, variable]:
        cure = f"Give it in '{units[region, variable]}'."
        wrong.append(("unit", f"found '{row['unit']}'.", cure))
    if not row["year"].isdigit() or int(row["year"]) not in years:
        wrong.append(("year", f"found '{row['year']}'.", f"Projected: {years[0]} to {years[-1]}."))
    for name in ("value", "sd"):
        text = row.get(name, "")
        if text and not math.isfinite(_number(text)):
            wrong.append((name, f"found '{text}'.", "Give a number."))
        elif name == "sd" and text and _number(text) <= 0:
            wrong.append((name, f"found '{text}'.", "Give a number above zero, or leave it empty."))
    return wrong


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def draws(outcome: Outcome, one: Observation) -> Array:
    """What the drawn members project for an observation [draw]."""
    series = outcome.find(one.region, one.variable)
    assert series is not None
    found: Array = series[outcome.years.index(one.year), 1:]
    return found


def crps(values: Array, observed: float) -> float:
    """Continuous ranked probability score of draws against a figure, in its unit; the smaller the better.

    E|X - y| - E|X - X'| / 2: the error of a forecast that is sure, less credit for honest width.
    """
    ordered, n = np.sort(values), len(values)
    pairs = np.sum((2 * np.arange(1, n + 1) - n - 1) * ordered) / n**2
    return float(np.mean(np.abs(ordered - observed)) - pairs)


def score(observations: Sequence[Observation], outcome: Outcome) -> pd.DataFrame:
    """One row an observation: the central run's error, where the figure lies among the draws, and the CRPS.

    A single central run has an error alone (its CRPS is its size).
    """
    rows = []
    for one in observations:
        series = outcome.find(one.region, one.variable)
        assert series is not None
        central = float(series[outcome.years.index(one.year), 0])
        drawn = draws(outcome, one) if outcome.members > 2 else np.array([central])
        many = len(drawn) > 1
        low, middle, high = quantiles(drawn, (0.05, 0.5, 0.95)) if many else (math.nan,) * 3
        error = central - one.value
        rows.append(
            (
                one.region,
                one.variable,
                one.unit,
                one.year,
                one.value,
                math.nan if one.sd is None else one.sd,
                central,
                error,
                100 * error / one.value if one.value else math.nan,
                float(low),
                float(middle),
                float(high),
                100 * float(np.mean(drawn < one.value)) if many else math.nan,
                crps(drawn, one.value),
            )
        )
    return pd.DataFrame(rows, columns=list(SCORES))


def weights(observations: Sequence[Observation], outcome: Outcome, file: str) -> Array:
    """Weight of every member [member] by the likelihood of the observations; zero for the central run.

    Errors are normal and independent, with the standard error of each row. Raises InputError where a row has
    none, or where fewer than 20 draws would be left to speak.
    """
    bare = [
        Problem("has no standard error.", file=file, line=one.line, key="sd", cure="--condition needs one.")
        for one in observations
        if one.sd is None
    ]
    if bare:
        raise InputError(bare)
    if outcome.members < 3:
        raise InputError(Problem("--condition needs an ensemble.", cure="Use --members 200 or more."))
    logs = np.zeros(outcome.members - 1)
    for one in observations:
        assert one.sd is not None
        logs -= ((draws(outcome, one) - one.value) / one.sd) ** 2 / 2
    found = np.exp(logs - logs.max())
    size = effective(found)
    if size < LEAST:
        message = f"only {size:.1f} of {len(found)} draws are left to speak; {LEAST:.0f} are needed."
        cure = "Run more members, give fewer rows, or standard errors that hold the model's own error too."
        raise InputError(Problem(message, file=file, cure=cure))
    return np.concatenate([[0.0], found / found.sum()])


def effective(found: Array) -> float:
    """Effective number of draws (Kish): the square of the sum of weights over the sum of squares."""
    return float(found.sum() ** 2 / np.sum(found**2))
