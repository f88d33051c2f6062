"""Backtest from rolling origins: fitted to each year from 2013 to 2018, scored on the years after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.backtest import scoring
from calibration.backtest.rules import RULES, Origin, say
from calibration.estimation import record
from calibration.estimation.prior import PERCENT
from calibration.estimation.record import Observed
from calibration.tables import SOURCES, Figures
from sim.axes import Array
from sim.baseline import Baseline

ORIGINS = range(2013, 2019)
LONGEST = 5
"""Years ahead."""
REGION = "jiaodong"
PRINTED, SPREAD = "as printed", "break spread over 2014-2018"
COLUMNS = [
    "reading", "rule", "origin", "ahead", "place", "observed", "error", "crps",
    *(f"in_{level}" for level in scoring.LEVELS),
]  # fmt: skip


def region(growth: Array, weights: Array) -> Array:
    """Growth of the five together [year, ...] from that of the cities [city, year, ...]; ``weights`` are
    levels at the origin.
    """
    shape = (-1, *[1] * (growth.ndim - 1))
    level = weights.reshape(shape) * np.cumprod(1 + growth, axis=1)
    before = np.concatenate(
        [np.broadcast_to(weights.reshape(shape), level[:, :1].shape), level[:, :-1]], axis=1
    )
    together: Array = level.sum(axis=0) / before.sum(axis=0) - 1
    return together


def outcomes(whole: Observed, origin: int) -> dict[str, Array]:
    """Growth [city, year] after an origin by reading of history; NaN where none was published."""
    after = np.array(whole.years) > origin
    found = {}
    for reading, weight in ((PRINTED, 0.0), (SPREAD, 1.0)):
        growth = whole.with_break(np.array([weight]))[0]
        rates = np.where(whole.known, np.expm1(growth), np.nan)
        found[reading] = rates[:, after][:, :LONGEST]
    return found


def lines(
    baseline: Baseline, origin: Origin, whole: Observed, weights: Array
) -> Iterator[tuple[object, ...]]:
    """Scores of every rule, reading, place and year after one origin, in % a year."""
    said = say(baseline, origin)
    places = (*baseline.axes.city, REGION)
    for reading, rates in outcomes(whole, origin.year).items():
        observed = np.vstack([rates, region(rates, weights)]) * PERCENT
        for rule in RULES:
            members = np.concatenate([said[rule], region(said[rule], weights)[None]]) * PERCENT
            yield from scored((reading, rule, origin.year), places, members, observed)


def scored(
    labels: tuple[object, ...], places: tuple[str, ...], members: Array, observed: Array
) -> Iterator[tuple[object, ...]]:
    """One line for every observed [place, year] with its members [place, year, member]."""
    error = members.mean(axis=-1) - observed
    score = scoring.crps(members, observed)
    point = members.shape[-1] == 1
    inside = [scoring.covered(members, observed, level) for level in scoring.LEVELS]
    for c, t in np.argwhere(np.isfinite(observed)):
        hits = (np.nan if point else float(hit[c, t]) for hit in inside)
        yield (*labels, int(t) + 1, places[c], observed[c, t], error[c, t], score[c, t], *hits)


def run(baseline: Baseline, folder: Path = SOURCES) -> pd.DataFrame:
    """One row per reading, rule, origin, years ahead and place: observed, error, CRPS and coverage.

    The region's growth counts in years that every city published.
    """
    cities = baseline.axes.city
    whole, history = record.read(cities, folder), Figures("city_accounts_history", folder)
    rows: list[tuple[object, ...]] = []
    for year in ORIGINS:
        after = np.array(whole.years) > year
        origin = Origin(year, whole.until(year), whole.national[after][:LONGEST])
        weights = np.array([history.value(city, "gdp_current", year) for city in cities])
        rows += lines(baseline, origin, whole, weights)
    return pd.DataFrame(rows, columns=COLUMNS)
