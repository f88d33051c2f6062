"""What moved cargo in 2010-2020, relative to 2020: activity of the cities, the nation and the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calibration import growth
from calibration.estimation.record import Observed, observed
from calibration.tables import SOURCES, Figures
from sim.axes import Array
from sim.blocks.ports import Params
from sim.blocks.ports.demand import Activity, zone_index

YEARS = range(2010, 2021)
IMPORTS: Mapping[str, str] = {
    "ore": "iron_ore_imports",
    "coal": "coal_imports",
    "oil": "crude_oil_imports",
    "lng": "lng_imports",
    "grain": "grain_imports",
}
"""What the nation landed of each class, where that was counted."""


@dataclass(frozen=True)
class Past:
    """Indices of 2010-2020, 2020 = 1: of the cities [city, year, member], the others [year].

    ``heavy`` and ``outer_heavy`` are what the block reads as manufacturing, of the cities and of the zones
    outside them. ``imports`` by class plays no part in the equations; it is what they are held against.
    """

    heavy: Array
    gdp: Array
    outer: Array
    outer_heavy: Array
    world_trade: Array
    steel: Array
    runs: Array
    gas: Array
    imports: Mapping[str, Array]

    def activity(self, year: int, params: Params) -> Activity:
        """The block's drivers of one year, foreign trade at the costs of 2020 and no works moved since."""
        t, network, members = YEARS.index(year), params.network, params.sailing_gap.shape[0]

        def alike(index: Array) -> Array:
            return np.full(members, index[t])

        return Activity(
            heavy_industry=zone_index(self.heavy[:, t], alike(self.outer_heavy), network),
            gdp=zone_index(self.gdp[:, t], alike(self.outer), network),
            trade_volume=np.ones((network.demand.shape[0], members)),
            world_trade=alike(self.world_trade),
            steel_output=alike(self.steel),
            refining_runs=alike(self.runs),
            gas_demand=alike(self.gas),
            steel_moved=np.zeros(members),
            runs_moved=np.zeros(members),
        )


def index(log_growth: Array) -> Array:
    """Levels relative to the last year [..., year + 1] from log growth [..., year]."""
    start = np.zeros((*log_growth.shape[:-1], 1))
    logs = np.concatenate([start, np.cumsum(log_growth, axis=-1)], axis=-1)
    relative: Array = np.exp(logs - logs[..., -1:])
    return relative


def secondary_growth(history: Figures, record: Observed, secondary: Array, cities: tuple[str, ...]) -> Array:
    """Log growth of the cities' secondary sector [city, year]: as published in the five cells that were; else
    the nation's and what the city's GDP grew faster than the nation's.
    """
    derived = record.cities + (secondary - record.national)
    rates = [history.series(city, "va_secondary_growth_real") for city in cities]
    published = np.array([[by_year.get(y, np.nan) / 100 for y in record.years] for by_year in rates])
    return np.where(np.isnan(published), derived, np.log1p(published))


def read(cities: tuple[str, ...], break_weight: Array, folder: Path = SOURCES) -> Past:
    """Activity of 2010-2020; ``break_weight`` [member] is the part of the GDP break of 2018 that is taken out
    of growth in 2014-2018.
    """
    history, macro, moved = (
        Figures(name, folder) for name in ("city_accounts_history", "macro", "port_activity_history")
    )
    after = range(YEARS.start + 1, YEARS.stop)
    record = observed(growth.read(history, macro, cities, after), growth.level_break(history, cities))

    def rates(figures: Figures, area: str, indicator: str) -> Array:
        series = figures.series(area, indicator)
        return np.log1p(np.array([series[year] for year in after]) / 100)

    def levels(indicator: str) -> Array:
        series = moved.series("china", indicator)
        return np.array([series[year] for year in YEARS]) / series[YEARS[-1]]

    spread = np.moveaxis(record.with_break(break_weight), 0, -1)
    secondary = secondary_growth(history, record, rates(moved, "china", "va_secondary_growth_real"), cities)
    heavy = secondary[..., None] + (spread - record.cities[..., None])
    outer = index(record.national)

    def cumulated(by_city: Array) -> Array:
        return np.moveaxis(index(np.moveaxis(by_city, 1, -1)), -1, 1)

    return Past(
        heavy=cumulated(heavy),
        gdp=cumulated(spread),
        outer=outer,
        outer_heavy=outer,
        world_trade=index(rates(macro, "world", "merchandise_trade_volume_growth")),
        steel=levels("crude_steel_output"),
        runs=levels("refinery_runs"),
        gas=levels("gas_demand"),
        imports={name: levels(indicator) for name, indicator in IMPORTS.items()},
    )
