"""What an ensemble says of a target: how likely it is met, when, and what the measures add, member by member.

Two scenarios meet the same draws, so that their difference in a member is policy and not luck. Member 0, the
central run, is no draw and has no part in any of this.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.axes import Array
from sim.outcome import Outcome, quantiles
from sim.target_rules import joint
from sim.targets import DIRECTION, HOLDS, TOLERANCE, Target, average_growth, grows, register

BAND = (0.05, 0.95)
COLUMNS = (
    "p05",
    "p95",
    "added_p05",
    "added_p95",
    "probability",
    "probability_error",
    "base_probability",
    "year_reached",
)


@dataclass(frozen=True)
class Sample:
    """A target's judged values of the drawn members [year, draw] with their weights (None: all alike)."""

    years: tuple[int, ...]
    values: Array
    weights: Array | None

    @property
    def share(self) -> Array:
        """Weight of each draw; they add up to one."""
        n = self.values.shape[-1]
        return np.full(n, 1 / n) if self.weights is None else self.weights / self.weights.sum()

    @property
    def size(self) -> float:
        """Number of draws that would say as much if they counted alike (Kish)."""
        return float(1 / np.sum(self.share**2))


def sample(outcome: Outcome, target: Target) -> Sample | None:
    """Values that judge a target, or None where nothing is reported or nothing drawn."""
    found = outcome.find(target.region, target.variable)
    if found is None or outcome.members < 3:
        return None
    drawn, years = found[:, 1:], outcome.years
    known = ~np.isnan(found[:, 0])
    drawn, years = drawn[known], tuple(year for year, has in zip(years, known, strict=True) if has)
    return Sample(years, average_growth(drawn) if grows(target) else drawn, outcome.drawn_weights)


def holds(target: Target, values: Array, start: Array) -> NDArray[np.bool_] | None:
    """Whether each value meets the target; None for a target without a number."""
    if target.kind == DIRECTION:
        rises = target.operator in (">", ">=", "=")
        return values > start if rises else values < start
    if math.isnan(target.target):
        return None
    if target.operator == "~":
        near: NDArray[np.bool_] = np.abs(values - target.target) <= TOLERANCE.get(target.variable, 0.0)
        return near
    rule: Callable[..., Any] | None = HOLDS.get(target.operator)
    return None if rule is None else np.asarray(rule(values, target.target))


def probability(drawn: Sample, met: NDArray[np.bool_]) -> tuple[float, float]:
    """Share of the draws [draw] that meet a target, and the standard error of sampling so few of them."""
    p = float(np.average(met, weights=drawn.share))
    return p, math.sqrt(p * (1 - p) / drawn.size)


def median_year(drawn: Sample, met: NDArray[np.bool_]) -> float:
    """First projected year in which half of the draws have met a target [year, draw]; NaN if none has."""
    reached = np.logical_or.accumulate(met[1:], axis=0)
    shares = np.average(reached, axis=1, weights=drawn.share)
    years = [year for year, share in zip(drawn.years[1:], shares, strict=True) if share >= 0.5]
    return float(years[0]) if years else math.nan


def together(mine: Outcome, base: Outcome, parts: Sequence[Target]) -> dict[str, float]:
    """Probability that several targets hold in one and the same draw; nothing without an ensemble."""
    found: dict[str, float] = {}
    for outcome, names in ((mine, ("probability", "probability_error")), (base, ("base_probability", ""))):
        samples = [sample(outcome, part) for part in parts]
        verdicts = [_last(drawn, part) for drawn, part in zip(samples, parts, strict=True)]
        drawn = samples[0]
        if drawn is None or any(verdict is None for verdict in verdicts):
            continue
        p = probability(drawn, np.logical_and.reduce([v for v in verdicts if v is not None]))
        found |= {name: value for name, value in zip(names, p, strict=True) if name}
    return found


def _last(drawn: Sample | None, target: Target) -> NDArray[np.bool_] | None:
    """Whether each draw meets a target in its year."""
    if drawn is None or target.year not in drawn.years:
        return None
    return holds(target, drawn.values[drawn.years.index(target.year)], drawn.values[0])


def add(table: pd.DataFrame, mine: Outcome, base: Outcome) -> pd.DataFrame:
    """The target table of one scenario with what its ensemble says, beside that of the base.

    ``year_reached`` becomes the median over the draws. Without an ensemble the table is unchanged.
    """
    result = table.copy()
    columns = {
        name: result[name].astype(float).tolist() if name in result else [math.nan] * len(result)
        for name in COLUMNS
    }
    known = {target.target_id: target for target in register()}
    for row, target_id in enumerate(table["target_id"]):
        target = known[target_id]
        if target_id in joint():
            parts = [known[part] for part in joint()[target_id]]
            for name, value in together(mine, base, parts).items():
                columns[name][row] = value
            continue
        drawn = sample(mine, target) if target.modelled_now else None
        if drawn is None or target.year not in drawn.years:
            continue
        at = drawn.years.index(target.year)
        last = drawn.values[at]
        found = dict(zip(("p05", "p95"), quantiles(last, BAND, drawn.weights), strict=True))
        without = sample(base, target)
        if without is not None and without.values.shape == drawn.values.shape:
            added = quantiles(last - without.values[at], BAND, drawn.weights)
            found |= dict(zip(("added_p05", "added_p95"), added, strict=True))
            met = holds(target, without.values[at], without.values[0])
            if met is not None:
                found["base_probability"], _ = probability(without, met)
        met = holds(target, drawn.values, drawn.values[0])
        if met is not None:
            found["probability"], found["probability_error"] = probability(drawn, met[at])
            found["year_reached"] = median_year(drawn, met)
        for name, value in found.items():
            columns[name][row] = float(value)
    return result.assign(**columns)
