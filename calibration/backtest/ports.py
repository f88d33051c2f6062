"""Backtest of port throughput where one calibre holds: Qingdao, 2010-2019 (recalled series).

Yantai has three calibres, Rizhao a step in 2018, Weihai and Weifang no series: calibration/sources/README.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.backtest.rolling import COLUMNS, LONGEST, ORIGINS, PRINTED, scored
from calibration.backtest.rules import COMBINED, LATELY, POOLED, SHARE, UNCHANGED, Origin, combined, pooled
from calibration.estimation import record
from calibration.estimation.capital import WINDOW
from calibration.estimation.prior import PERCENT, setting
from calibration.tables import SOURCES, Figures
from sim.axes import Array
from sim.baseline import Baseline

PORT, CITY = "port_qingdao", "qingdao"


def throughput_growth(folder: Path = SOURCES) -> Array:
    """Log growth of throughput [year] in the years of the record."""
    series = Figures("ports", folder).series(CITY, "cargo_throughput")
    levels = np.array([series[year] for year in (record.YEARS.start - 1, *record.YEARS)])
    return np.diff(np.log(levels))


def say(baseline: Baseline, origin: Origin, tonnes: Array) -> dict[str, Array]:
    """Growth of throughput [1, year, member] by rule; ``tonnes`` [year] is log growth up to the origin.

    The model: the elasticity to the city's GDP up to the origin, times GDP projected as for the cities. It
    is fitted at each origin, because the register's was measured on this very series.
    """
    city = baseline.axes.city.index(CITY)
    elasticity = tonnes.mean() / origin.seen.cities[city].mean()
    gdp = pooled(baseline, origin)[0][city]
    model = np.expm1(elasticity * np.log1p(gdp))[None]
    nation = np.expm1(origin.national)[None]

    def flat(rate: float) -> Array:
        return np.full((1, len(origin.national), 1), np.expm1(rate))

    return {
        POOLED: model,
        COMBINED: combined(model, nation, setting("combination_weight")),
        SHARE: nation[..., None],
        LATELY: flat(float(tonnes[-WINDOW:].mean())),
        UNCHANGED: flat(float(tonnes[-1])),
    }


def run(baseline: Baseline, folder: Path = SOURCES) -> pd.DataFrame:
    """Scores in the columns of the growth backtest."""
    whole, growth = record.read(baseline.axes.city, folder), throughput_growth(folder)
    years = np.array(whole.years)

    def lines() -> Iterator[tuple[object, ...]]:
        for year in ORIGINS:
            after = years > year
            origin = Origin(year, whole.until(year), whole.national[after][:LONGEST])
            observed = PERCENT * np.expm1(growth[after][:LONGEST])[None]
            for rule, members in say(baseline, origin, growth[~after]).items():
                yield from scored((PRINTED, rule, year), (PORT,), PERCENT * members, observed)

    return pd.DataFrame(lines(), columns=COLUMNS)
