"""Published history 2010-2020 in the columns of the result tables, to stand beside projections in charts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.tables import SOURCES, Figures

COLUMNS = ["region", "variable", "unit", "year", "value", "provenance"]
YEARS = range(2010, 2021)
DIRECT = (
    ("city_accounts_history", "gdp_growth_real", "GDP growth", "%", ""),
    ("city_accounts_history", "gdp_current", "GDP|Current prices", "100m CNY", ""),
    ("city_accounts_history", "population_resident_census", "Population", "10k persons", ""),
    ("city_accounts_history", "population_urban_census", "Population|Urban", "10k persons", ""),
    ("marine", "marine_gdp", "Marine GDP|Current prices", "100m CNY", ""),
    ("ports", "cargo_throughput", "Port throughput", "10k tonnes", "port_"),
    ("ports", "container_throughput", "Port containers", "10k TEU", "port_"),
)
"""Source table, indicator, reported variable, unit, and what turns a city id into the region id."""


def real_gdp(history: Figures, city: str) -> dict[int, float]:
    """GDP at 2020 prices, chained back from 2020 by published real growth; a missing rate
    is the mean of its neighbours.
    """
    growth = history.series(city, "gdp_growth_real")
    years = np.arange(YEARS.start + 1, YEARS.stop)
    known = sorted(y for y in growth if y in years)
    rates = np.interp(years, known, [growth[y] for y in known]) / 100
    level = {YEARS.stop - 1: history.value(city, "gdp_current", YEARS.stop - 1)}
    for year, rate in zip(years[::-1], rates[::-1], strict=True):
        level[int(year) - 1] = level[int(year)] / (1 + rate)
    return level


def rows(cities: tuple[str, ...], folder: Path) -> Iterator[tuple[str, str, str, int, float, str]]:
    """Every observed value; printed levels of GDP before 2019 are left out because of the
    level break of 2018.
    """
    for table, indicator, variable, unit, prefix in DIRECT:
        figures = Figures(table, folder)
        for city in cities:
            for year, value in figures.series(city, indicator).items():
                if year in YEARS and not (variable == "GDP|Current prices" and year < 2019):
                    yield (
                        prefix + city,
                        variable,
                        unit,
                        year,
                        value,
                        figures.provenance(city, indicator, year),
                    )
    history = Figures("city_accounts_history", folder)
    for city in cities:
        for year, value in sorted(real_gdp(history, city).items()):
            yield city, "GDP", "100m CNY 2020", year, value, "derived"


def build(cities: tuple[str, ...], folder: Path = SOURCES) -> pd.DataFrame:
    """The observed table, with the region's sum wherever every city has a value."""
    frame = pd.DataFrame(list(rows(cities, folder)), columns=COLUMNS)
    additive = frame[~frame["variable"].isin(["GDP growth"])]
    groups = additive.groupby(["variable", "unit", "year"], sort=False)["value"]
    sums = groups.agg(["sum", "count"]).reset_index()
    sums = sums[sums["count"] == len(cities)]
    total = sums.assign(region="jiaodong", provenance="derived").rename(columns={"sum": "value"})[COLUMNS]
    marine = Figures("marine", folder)
    revised = marine.series("shandong", "marine_gdp_revised")
    # The province's 2019 was revised together with the first figure of 2020; its first print differs.
    published = [
        ("jiaodong", YEARS.stop - 1, "marine_gdp"),
        *(
            ("shandong", year, "marine_gdp_revised" if year in revised else "marine_gdp")
            for year in marine.series("shandong", "marine_gdp")
        ),
    ]
    printed = pd.DataFrame(
        [
            (
                area,
                "Marine GDP|Current prices",
                "100m CNY",
                year,
                marine.value(area, indicator, year),
                marine.provenance(area, indicator, year),
            )
            for area, year, indicator in published
        ],
        columns=COLUMNS,
    )
    return pd.concat([frame, total, region_growth(frame), printed], ignore_index=True)


def region_growth(frame: pd.DataFrame) -> pd.DataFrame:
    """Growth of the region's chained real GDP, % a year."""
    level = frame[frame["variable"] == "GDP"].groupby("year")["value"].sum().sort_index()
    rates = (100 * level.pct_change()).dropna()
    return pd.DataFrame(
        [
            ("jiaodong", "GDP growth", "%", int(y), float(v), "derived")
            for y, v in zip(rates.index, rates, strict=True)
        ],
        columns=COLUMNS,
    )
