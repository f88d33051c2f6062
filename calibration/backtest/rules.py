"""What each rule says of the years after an origin, as members of a distribution or as one number.

Every rule sees growth as printed up to the origin: nobody knew of the break of 2018. National growth of later
years is given to all rules that use it, save the one that says so in its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from calibration.backtest import single
from calibration.estimation import forecast
from calibration.estimation.capital import WINDOW
from calibration.estimation.posterior import choose, weigh
from calibration.estimation.prior import setting
from calibration.estimation.record import Observed
from calibration.growth import Record
from sim.axes import Array
from sim.baseline import Baseline
from sim.parameters import stream

POOLED, BLIND, LASTING = "model_pooled", "model_pooled_without_national_knowledge", "model_lasting_trend"
COMBINED = "combination"
SHARE, LATELY, UNCHANGED = "constant_share_of_nation", "last_five_years", "no_change"
RULES = (POOLED, BLIND, LASTING, COMBINED, SHARE, LATELY, UNCHANGED)
NAIVE = (SHARE, LATELY, UNCHANGED)


@dataclass(frozen=True)
class Origin:
    """What is known at the end of a year, and the nation's log growth in the years after it [year]."""

    year: int
    seen: Observed
    national: Array

    @property
    def record(self) -> Record:
        """Growth rates as printed up to the origin."""
        rates = np.where(self.seen.known, np.expm1(self.seen.cities), np.nan)
        return Record(self.seen.years, rates, np.expm1(self.seen.national))


def combined(members: Array, other: Array, weight: float) -> Array:
    """Members [..., member] moved so that their mean is ``weight`` times itself plus the rest times
    ``other`` [...]; their spread stays.
    """
    away = other[..., None] - members.mean(axis=-1, keepdims=True)
    moved: Array = members + (1 - weight) * away
    return moved


def pooled(baseline: Baseline, origin: Origin) -> tuple[Array, Array]:
    """Growth [city, year, member] by the estimated model, with and without knowing the nation's."""
    weighted = weigh(baseline, origin.seen, int(setting("backtest_draws")), break_known=False)
    rows = choose(weighted, int(setting("backtest_members")))
    growth = origin.seen.cities[None]
    held = np.full_like(origin.national, origin.seen.national[-1])
    found = []
    for after in (origin.national, held):
        rng = stream(int(setting("estimation_seed")), f"backtest_{origin.year}")
        projected = forecast.project(
            growth,
            np.concatenate([origin.seen.national, after]),
            weighted.left.take(rows),
            weighted.technology.take(rows),
            weighted.spreads.take(rows),
            rng,
        )
        found.append(np.moveaxis(np.expm1(projected), 0, -1))
    return found[0], found[1]


def lasting(origin: Origin) -> Array:
    """Growth [city, year, 1] by the trend of the last five years as the simulation's base takes it on."""
    window = range(max(origin.seen.years[0], origin.year - WINDOW + 1), origin.year + 1)
    core, nation = single.core_parameters(), np.expm1(origin.national)
    return single.project(origin.record, core, nation, window)[..., None]


def last_known(rates: Array) -> Array:
    """The latest published rate of each city [city]."""
    return np.array([row[~np.isnan(row)][-1] for row in rates])


def say(baseline: Baseline, origin: Origin) -> Mapping[str, Array]:
    """Growth [city, year, member] by rule; a rule that gives one number has one member."""
    known, blind = pooled(baseline, origin)
    rates = origin.record.cities
    ahead = known.shape[:2]

    def flat(by_city: Array) -> Array:
        return np.broadcast_to(by_city[:, None, None], (*ahead, 1))

    nation = np.broadcast_to(np.expm1(origin.national), ahead)
    return {
        POOLED: known,
        BLIND: blind,
        LASTING: lasting(origin),
        COMBINED: combined(known, nation, setting("combination_weight")),
        SHARE: nation[..., None],
        LATELY: flat(np.expm1(np.nanmean(np.log1p(rates[:, -WINDOW:]), axis=1))),
        UNCHANGED: flat(last_known(rates)),
    }
