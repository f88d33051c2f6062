"""The scoreboard: each headline indicator beside the naive rules that any forecast must beat.

Two rules: the growth of the last five years (or of as many as one statistical calibre covers), and a constant
share of the nation's (or the world's) total. Neither knows the model; both are shown wherever the model is.
A third column moves the model half the way to the constant share, the combination that the backtest scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.scenario.drivers import Drivers

BASE, END = 2020, 2025
COLUMNS = [
    "indicator",
    "region",
    "unit",
    "last_observed",
    "model_2025",
    "naive_growth_2025",
    "naive_share_2025",
    "combination_2025",
    "note",
]
COMBINATION_WEIGHT = 0.5
"""Weight of the constant share in the combination, fixed before anything was scored (docs/backtest.md)."""


@dataclass(frozen=True)
class Headline:
    """One indicator: its variable and the driver whose total it takes a constant share of.

    ``growth_rates`` says that the driver is given in per cent a year; ``nominal`` adds the deflator to it.
    """

    variable: str
    driver: str
    growth_rates: bool
    note: str
    nominal: bool = False


HEADLINES = (
    Headline("GDP", "china_gdp_growth", True, "real; share of national GDP as forecast in April 2021"),
    Headline("Population", "china_population", False, "growth between the censuses of 2010 and 2020"),
    Headline(
        "Port throughput",
        "world_trade_growth",
        True,
        "growth within one statistical calibre; share of world trade",
    ),
    Headline(
        "Marine GDP|Current prices",
        "china_gdp_growth",
        True,
        "growth 2015-2020 as published; the region adds up its cities, those without a series with the "
        "growth of the province, across a revision; share of national GDP",
        nominal=True,
    ),
)

REGION, PROVINCE = "jiaodong", "shandong"
"""The region has no marine series before 2020. It adds up its cities; for one without a series the province's
stands in.
"""

CALIBRE: Mapping[str, int] = {"port_qingdao": 2015, "port_rizhao": 2018, "port_yantai": 2019}
"""First year from which a port's series has one calibre; a port that is not named has none."""


def total_growth(headline: Headline, drivers: Drivers) -> float:
    """Growth factor 2020-2025 of the total that the constant-share rule uses."""
    if headline.growth_rates:
        factor = 1.0
        years = range(BASE + 1, END + 1)
        prices = drivers.values("gdp_deflator_change", years) if headline.nominal else [0.0] * len(years)
        for rate, inflation in zip(drivers.values(headline.driver, years), prices, strict=True):
            factor *= (1 + rate / 100) * (1 + inflation / 100)
        return factor
    first, last = drivers.values(headline.driver, (BASE, END))
    return float(last / first)


def past_growth(history: pd.Series, region: str, variable: str) -> float:
    """Yearly growth factor of the last five years, or the longest stretch in one calibre; NaN without one."""
    if variable == "Population":
        first = 2010
    elif variable == "Port throughput":
        if region not in CALIBRE:
            return float("nan")
        first = CALIBRE[region]
    else:
        first = BASE - 5
    if first not in history.index or BASE not in history.index:
        return float("nan")
    return float((history[BASE] / history[first]) ** (1 / (BASE - first)))


def _growth(known: pd.DataFrame, headline: Headline, region: object) -> float:
    """Factor from the base year to the end of a region's past growth, in the indicator's observed series."""
    past = known[known["region"] == region].set_index("year")["value"]
    return past_growth(past, str(region), headline.variable) ** (END - BASE)


def build(frame: pd.DataFrame, history: pd.DataFrame, drivers: Drivers) -> pd.DataFrame:
    """Scoreboard of one scenario's results (``frame``) beside the rules on observed ``history``."""
    rows = []
    for headline in HEADLINES:
        total = total_growth(headline, drivers)
        mine = frame[frame["variable"] == headline.variable]
        starts = mine[mine["year"] == BASE].set_index("region")["value"]
        known = history[history["variable"] == headline.variable]
        grown = {region: start * _growth(known, headline, region) for region, start in starts.items()}
        if headline.nominal:
            rest = _growth(known, headline, PROVINCE)
            cities = [region for region in starts.index if region != REGION]
            grown[REGION] = sum(
                starts[city] * rest if np.isnan(grown[city]) else grown[city] for city in cities
            )
        for region, group in mine.groupby("region", sort=False):
            path = group.set_index("year")["value"]
            start, model = float(path[BASE]), float(path.get(END, float("nan")))
            share = start * total
            rows.append(
                {
                    "indicator": headline.variable,
                    "region": region,
                    "unit": group["unit"].iloc[0],
                    "last_observed": start,
                    "model_2025": model,
                    "naive_growth_2025": float(grown[region]),
                    "naive_share_2025": share,
                    "combination_2025": model ** (1 - COMBINATION_WEIGHT) * share**COMBINATION_WEIGHT,
                    "note": headline.note,
                }
            )
    return pd.DataFrame(rows, columns=COLUMNS)
