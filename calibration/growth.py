"""What the growth record identifies: each city's trend on two histories, shrunk to the
common one, and the national pass-through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures
from sim.axes import Array
from sim.parameters import register

HISTORIES = ("printed", "break_spread")
"""As printed; and with the level break of the 2018 census revision spread over the years
since the census before.
"""

BREAK_YEARS = range(2014, 2019)
"""Years between the third (2013) and the fourth (2018) economic census, over which an
overstatement can have built up.
"""

PASS_THROUGH_PRIOR = (1.0, 0.3)
"""Prior mean and standard deviation of the response of the region's growth to national
growth, in points per point.
"""


@dataclass(frozen=True)
class Record:
    """Real growth rates [city, year] as decimals, NaN where none was published; national rates [year]."""

    years: tuple[int, ...]
    cities: Array
    national: Array


def read(history: Figures, macro: Figures, cities: tuple[str, ...], years: range) -> Record:
    """Published real growth of the cities and the nation."""
    by_city = [history.series(c, "gdp_growth_real") for c in cities]
    nation = macro.series("china", "gdp_growth_real")
    rates = np.array([[series.get(y, np.nan) / 100 for y in years] for series in by_city])
    return Record(tuple(years), rates, np.array([nation[y] / 100 for y in years]))


def level_break(history: Figures, cities: tuple[str, ...]) -> Array:
    """Log level break [city] of the 2018 census revision: backcast over printed GDP of
    2018 (negative: overstated).
    """
    return np.array(
        [
            np.log(history.value(c, "gdp_current_backcast", 2018) / history.value(c, "gdp_current", 2018))
            for c in cities
        ]
    )


def spread_break(record: Record, breaks: Array) -> Record:
    """The same record with the level break taken out of growth evenly over the years
    between the two censuses.
    """
    inside = np.isin(record.years, list(BREAK_YEARS))
    return Record(record.years, record.cities + np.outer(breaks / len(BREAK_YEARS), inside), record.national)


def capital_growth(
    output_growth: Array, start_growth: float, investment_rate: float, depreciation: float
) -> Array:
    """Growth of capital [year] by perpetual inventory, from the steady state of the
    growth before the first year.
    """
    ratio = investment_rate / (start_growth + depreciation)
    rates = []
    for growth in output_growth:
        rates.append(investment_rate / ratio - depreciation)
        ratio *= (1 + rates[-1]) / (1 + growth)
    return np.array(rates)


def pass_through(
    record: Record, capital_share: float, investment_rate: float, depreciation: float
) -> tuple[float, float]:
    """Posterior mean and sd of the elasticity of the cities' productivity growth to national growth.

    Productivity growth is mean growth less capital's part; its slope on national growth has a normal prior
    and normal errors. Part of the common slow-down is thus slower capital growth, which the model makes for
    itself.
    """
    output = np.nanmean(record.cities, axis=0)
    capital = capital_growth(output, output[0], investment_rate, depreciation)
    y = output - capital_share * capital
    x = record.national - record.national.mean()
    level = y.mean()
    y = y - level
    slope = (x @ y) / (x @ x)
    residual = y - slope * x
    variance = (residual @ residual) / (len(x) - 2) / (x @ x)
    mean, sd = PASS_THROUGH_PRIOR
    precision = 1 / sd**2 + 1 / variance
    per_point = record.national.mean() / level
    return (mean / sd**2 + slope / variance) / precision * per_point, float(precision**-0.5) * per_point


def two_way_fit(rates: Array) -> Array:
    """City effect plus year effect [city, year] by least squares on the cells that are known."""
    cities, years = rates.shape
    effects = np.vstack([np.repeat(np.eye(cities), years, axis=1), np.tile(np.eye(years), (1, cities))]).T
    known = ~np.isnan(rates.ravel())
    solution = np.linalg.lstsq(effects[known], rates.ravel()[known], rcond=None)[0]
    fitted: Array = (effects @ solution).reshape(rates.shape)
    return fitted


def shrunk_trend(record: Record, window: range) -> tuple[Array, Array]:
    """Mean growth of each city over a window, shrunk to the cities' common mean, with its standard error.

    A missing year counts as the city's and the year's effects would have it. Empirical Bayes: the weight of a
    city's own mean is the between-city variance over itself plus sampling variance.
    """
    rates = record.cities[:, np.isin(record.years, list(window))]
    count = np.sum(~np.isnan(rates), axis=1)
    own = np.mean(np.where(np.isnan(rates), two_way_fit(rates), rates), axis=1)
    noise = yearly_noise(rates)
    sampling = noise / count
    common = own.mean()
    between = max(np.var(own, ddof=1) - sampling.mean(), 0.0)
    weight = between / (between + sampling)
    return common + weight * (own - common), np.sqrt(weight * sampling + noise / count.sum())


def yearly_noise(rates: Array) -> float:
    """Variance of one year's growth of a city [city, year] around city and year effects."""
    count = np.sum(~np.isnan(rates))
    return float(np.nansum((rates - two_way_fit(rates)) ** 2) / (count - sum(rates.shape) + 1))


def common_error(record: Record, window: range) -> float:
    """Standard error of the common mean over a window: the part of a trend's error that all cities share."""
    rates = record.cities[:, np.isin(record.years, list(window))]
    return float(np.sqrt(yearly_noise(rates) / np.sum(~np.isnan(rates))))


def working_age_growth(census: Figures, history: Figures, cities: tuple[str, ...]) -> Array:
    """Average yearly log growth 2010-2020 of residents aged 15-59 [city], from the two censuses."""
    result = []
    for city in cities:
        numbers = [
            history.value(city, "population_resident_census", year)
            * census.value(city, "age_share_15_59", year)
            for year in (2010, 2020)
        ]
        result.append(np.log(numbers[1] / numbers[0]) / 10)
    return np.array(result)


def build(
    cities: tuple[str, ...], folder: Path = SOURCES, window: range = range(2015, 2020)
) -> list[Quantity]:
    """Trends, pass-through and working-age growth as baseline quantities."""
    history, macro, census = (
        Figures("city_accounts_history", folder),
        Figures("macro", folder),
        Figures("census_2020", folder),
    )
    breaks = level_break(history, cities)
    printed = read(history, macro, cities, range(2011, 2020))
    records: Mapping[str, Record] = {"printed": printed, "break_spread": spread_break(printed, breaks)}
    trends = {name: shrunk_trend(record, window) for name, record in records.items()}
    known = register()
    central = [known[name].value for name in ("cap_share_total", "investment_rate", "depreciation_total")]
    slopes = np.array([pass_through(records[name], *central) for name in HISTORIES])
    inside = np.isin(printed.years, list(window))
    axes = {"history": HISTORIES, "city": cities}
    trend = np.array([trends[name][0] for name in HISTORIES])
    error = np.array([trends[name][1] for name in HISTORIES])
    return [
        Quantity(
            "trend_growth",
            axes,
            "1/year",
            trend,
            "derived",
            "mean real growth 2015-2019 shrunk to the common mean by empirical Bayes, on two histories",
            trend - 1.645 * error,
            trend + 1.645 * error,
        ),
        Quantity("trend_growth_error", axes, "1/year", error, "derived", "standard error of the shrunk mean"),
        Quantity(
            "trend_growth_common_error",
            {"history": HISTORIES},
            "1/year",
            np.array([common_error(records[name], window) for name in HISTORIES]),
            "derived",
            "standard error of the common mean, the part of the trends' error that the cities share",
        ),
        Quantity(
            "national_pass_through",
            {"history": HISTORIES},
            "ratio",
            slopes[:, 0],
            "derived",
            "elasticity at the means, from the slope of the cities' productivity growth on national growth "
            "2011-2019 with a normal prior (1.0, 0.3)",
            slopes[:, 0] - 1.645 * slopes[:, 1],
            slopes[:, 0] + 1.645 * slopes[:, 1],
        ),
        Quantity(
            "national_pass_through_error",
            {"history": HISTORIES},
            "ratio",
            slopes[:, 1],
            "derived",
            "posterior standard deviation",
        ),
        Quantity(
            "national_reference_growth",
            {"nation": ("china",)},
            "1/year",
            np.array([printed.national[inside].mean()]),
            "sourced",
            "mean national growth 2015-2019",
        ),
        Quantity(
            "working_age_growth",
            {"city": cities},
            "1/year",
            working_age_growth(census, history, cities),
            "derived",
            "residents aged 15-59 in the censuses of 2010 and 2020",
        ),
    ]
