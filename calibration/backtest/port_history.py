"""The ports' past from the demand side: growth modelled and observed, beside rules that know no cargo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from calibration.backtest import port_activity, port_hindcast, port_series
from calibration.backtest.port_activity import YEARS
from calibration.backtest.port_hindcast import Hindcast
from calibration.backtest.port_series import Calibre
from calibration.backtest.rolling import COLUMNS, LONGEST, ORIGINS, region, scored
from calibration.backtest.rules import LATELY, SHARE, UNCHANGED
from calibration.estimation.capital import WINDOW
from calibration.estimation.prior import PERCENT, setting
from calibration.growth import read as read_growth
from calibration.tables import Figures
from sim.axes import Array
from sim.baseline import Baseline

DEMAND, OWN_PAST, TREND = "demand_side", "demand_side_own_elasticity", "log_trend"
RULES = (DEMAND, OWN_PAST, SHARE, LATELY, TREND, UNCHANGED)
YEARLY, SINCE = "year by year", "mean since the origin"
TOGETHER = "three_ports"
ELASTICITY = "throughput_gdp_elasticity"
SHORTEST = 3
"""Levels of one calibre up to an origin without which no rule is asked: two rates of growth."""
MEMBERS = 300


@dataclass(frozen=True)
class Runs:
    """The block's past: drawn, and with the elasticity that each origin could have measured."""

    drawn: Hindcast
    by_origin: Mapping[int, Hindcast]
    national: Array


def national_growth() -> Array:
    """Log growth of national GDP in 2011-2020 [year]."""
    rates = read_growth(Figures("city_accounts_history"), Figures("macro"), (), YEARS[1:])
    return np.log1p(rates.national)


def measured_elasticity(baseline: Baseline, tonnes: Calibre, origin: int) -> float:
    """Tonnes of Qingdao by GDP of Qingdao, both in log growth up to an origin."""
    past = port_activity.read(baseline.axes.city, np.zeros(1))
    city, last = baseline.axes.city.index("qingdao"), YEARS.index(origin)
    gdp = np.log(past.gdp[city, last, 0] / past.gdp[city, 0, 0])
    return float(tonnes.growth(YEARS[0], origin).sum() / gdp)


def hindcast(
    baseline: Baseline,
    *,
    members: int,
    overrides: Mapping[str, float],
    imports: bool = False,
    outer_heavy: Array | None = None,
) -> Hindcast:
    """One run of the block over 2010-2020; ``outer_heavy`` [year] replaces what moves manufacturing outside
    the cities.
    """
    params, weight = port_hindcast.parameters(
        baseline, members=members, seed=int(setting("estimation_seed")), overrides=overrides
    )
    past = port_activity.read(baseline.axes.city, weight)
    if outer_heavy is not None:
        past = replace(past, outer_heavy=outer_heavy)
    return port_hindcast.run(baseline.axes.port, past, params, imports=imports)


def runs(baseline: Baseline, members: int = MEMBERS) -> Runs:
    """All runs that the rules need."""
    qingdao = next(c for c in port_series.read() if c.port == "port_qingdao")
    own = {
        year: hindcast(
            baseline, members=1, overrides={ELASTICITY: measured_elasticity(baseline, qingdao, year)}
        )
        for year in ORIGINS
    }
    return Runs(hindcast(baseline, members=members, overrides={}), own, national_growth())


def say(calibre: Calibre, origin: int, last: int, past: Runs, *, boxes: bool) -> dict[str, Array]:
    """Log growth [year, member] after an origin up to ``last`` by rule."""
    ahead = range(origin, last + 1)
    until = calibre.growth(calibre.years[0], origin)
    places = slice(YEARS.index(origin), YEARS.index(last))

    def flat(rate: float) -> Array:
        return np.full((len(ahead) - 1, 1), rate)

    return {
        DEMAND: past.drawn.growth(calibre.port, ahead, boxes=boxes),
        OWN_PAST: past.by_origin[origin].growth(calibre.port, ahead, boxes=boxes),
        SHARE: past.national[places, None],
        LATELY: flat(float(until[-WINDOW:].mean())),
        TREND: flat(calibre.trend(origin)),
        UNCHANGED: flat(float(until[-1])),
    }


def since(rates: Array) -> Array:
    """Mean growth a year [place, year, ...] from the origin to each year, from log growth of each year."""
    count = np.arange(1, rates.shape[1] + 1).reshape(-1, *[1] * (rates.ndim - 2))
    mean: Array = np.cumsum(rates, axis=1) / count
    return mean


def windows(calibres: tuple[Calibre, ...], origin: int) -> Iterator[tuple[str, tuple[Calibre, ...], int]]:
    """Place, its ports and the last year to score, for one origin: the ports with enough years of one calibre
    before it and some after it, and all together in years that every one of them counted alike.
    """
    known = [
        c
        for c in calibres
        if origin in c.years and c.years.index(origin) + 1 >= SHORTEST and origin < c.years[-1]
    ]
    for calibre in known:
        yield calibre.port, (calibre,), min(calibre.years[-1], origin + LONGEST)
    if len(known) == len(port_series.CALIBRES):
        yield TOGETHER, tuple(known), min(origin + LONGEST, *(c.years[-1] for c in known))


def rolling(calibres: tuple[Calibre, ...], past: Runs, *, boxes: bool = False) -> pd.DataFrame:
    """Scores in the columns of the growth backtest, % a year, of growth in each year ahead and of the mean
    since the origin; ports together are weighted by what they handled at the origin.
    """
    rows: list[tuple[object, ...]] = []
    for origin in ORIGINS:
        for place, ports, last in windows(calibres, origin):
            weights = np.array([c.levels[c.years.index(origin)] for c in ports])
            said = [say(c, origin, last, past, boxes=boxes) for c in ports]
            seen = _together([c.growth(origin, last) for c in ports], weights)
            for rule in RULES:
                rates = _together([growth[rule] for growth in said], weights)
                for reading, shown in (
                    (YEARLY, (rates, seen)),
                    (SINCE, (since(rates), since(seen))),
                ):
                    members, outcome = (PERCENT * np.expm1(logs) for logs in shown)
                    rows += scored((reading, rule, origin), (place,), members, outcome)
    return pd.DataFrame(rows, columns=COLUMNS)


def _together(log_growth: list[Array], weights: Array) -> Array:
    """Log growth [1, year, ...] of ports together, or of one."""
    return np.log1p(region(np.expm1(np.array(log_growth)), weights))[None]
