"""Differences from the first scenario, member by member: both meet the same draws, so that a band of the
difference holds what the scenarios change and not the luck that they share.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.axes import Array
from sim.outcome import Outcome, quantiles
from sim.report.compare.compared import VARIABLES, Compared, names, places, same_draws, years
from sim.report.tables import csv_bytes

BAND = (0.05, 0.95)
KEYS = ["region", "variable", "unit", "year"]
RATIOS = ("%", "share", "% points")
"""Units in which a difference in per cent of the first would mislead."""

COLUMNS = ("scenario", *KEYS, "value", "first", "difference", "p05", "p95", "percent")
"""Columns of ``differences.csv`` before those of the band of ``percent``."""


def differences(scenarios: Sequence[Compared]) -> pd.DataFrame:
    """One row a scenario after the first, series and shared year.

    Columns: order (place among all scenarios), ``COLUMNS``, percent_p05, percent_p95. ``value`` and ``first``
    are of the central runs; the bands are 90 % of the draws that both scenarios have, NaN where they share
    fewer than two or are not drawn alike.
    """
    labels = names(scenarios)
    parts = [_of(scenarios, k).assign(scenario=labels[k], order=k) for k in range(1, len(scenarios))]
    table = pd.concat(parts, ignore_index=True).dropna(subset=["difference"])
    return table[["order", *COLUMNS, "percent_p05", "percent_p95"]].reset_index(drop=True)


def _of(scenarios: Sequence[Compared], at: int) -> pd.DataFrame:
    base, other = scenarios[0], scenarios[at]
    shared = years(scenarios)
    wanted = [(place, variable) for variable in VARIABLES for place in places(variable)]
    found = [
        (place, variable, other.outcome.unit(place, variable))
        for place, variable in wanted
        if base.outcome.find(place, variable) is not None and other.outcome.find(place, variable) is not None
    ]
    without, mine = (values(each.outcome, found, shared) for each in (base, other))
    count = common_draws(base, other)
    difference, relative = mine[..., 0] - without[..., 0], _percent(mine[..., 0], without[..., 0])
    drawn, first = mine[..., 1 : count + 1], without[..., 1 : count + 1]
    weights = None if other.outcome.weights is None else other.outcome.weights[1 : count + 1]
    low, high = band(drawn - first, weights)
    percent_low, percent_high = band(_percent(drawn, first), weights)
    ratio = np.repeat([unit in RATIOS for _, _, unit in found], len(shared))
    columns = {
        "region": np.repeat([place for place, _, _ in found], len(shared)),
        "variable": np.repeat([variable for _, variable, _ in found], len(shared)),
        "unit": np.repeat([unit for _, _, unit in found], len(shared)),
        "year": np.tile(shared, len(found)),
        "value": mine[..., 0].ravel(),
        "first": without[..., 0].ravel(),
        "difference": difference.ravel(),
        "p05": low.ravel(),
        "p95": high.ravel(),
        "percent": np.where(ratio, np.nan, relative.ravel()),
        "percent_p05": np.where(ratio, np.nan, percent_low.ravel()),
        "percent_p95": np.where(ratio, np.nan, percent_high.ravel()),
    }
    return pd.DataFrame(columns)


def values(outcome: Outcome, found: Sequence[tuple[str, str, str]], shared: Sequence[int]) -> Array:
    """Values [series, year, member] of series that are there, in the shared years."""
    at = [outcome.years.index(year) for year in shared]
    series = [outcome.find(place, variable) for place, variable, _ in found]
    return np.stack([path[at] for path in series if path is not None])


def _percent(value: Array, first: Array) -> Array:
    """Per cent above the first; NaN where the first is not positive."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(first > 0, 100 * (value / first - 1), np.nan)


def common_draws(one: Compared, other: Compared) -> int:
    """Drawn members that two scenarios share, the central run not among them."""
    least = min(one.outcome.members, other.outcome.members) - 1
    return least if least >= 2 and same_draws(one, other) else 0


def band(drawn: Array, weights: Array | None) -> Array:
    """90 % band [bound, ...] over the last axis; NaN where nothing is drawn."""
    if drawn.shape[-1] == 0:
        return np.full((len(BAND), *drawn.shape[:-1]), np.nan)
    return quantiles(drawn, BAND, weights)


def side_by_side(scenarios: Sequence[Compared]) -> pd.DataFrame:
    """The wide table of ``comparison.csv``: one row a region, variable and year that any scenario has; a
    column a scenario and its difference from the first.
    """
    labels = names(scenarios)
    columns = {
        name: each.frame.loc[each.frame["scenario"] != "observed"].set_index(KEYS)["value"]
        for name, each in zip(labels, scenarios, strict=True)
    }
    wide = pd.concat(columns, axis=1, sort=False)
    for name in labels[1:]:
        wide[f"{name} minus {labels[0]}"] = wide[name] - wide[labels[0]]
    return wide.reset_index()


def differences_csv(table: pd.DataFrame) -> bytes:
    """The tidy table of differences."""
    return csv_bytes(table.drop(columns="order"))
