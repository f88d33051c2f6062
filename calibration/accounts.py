"""Consistent 2020 accounts of the cities: value added and employment by sector, normal-year level, R&D."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures
from sim.axes import Array

GROUPS = ("primary", "secondary", "tertiary")
YEAR = 2020


@dataclass(frozen=True)
class Concordances:
    """How the national table, the census and the national growth rates map to the model's sectors."""

    io: pd.DataFrame
    employment: pd.DataFrame
    growth: pd.DataFrame
    capital: pd.DataFrame

    @classmethod
    def read(cls, folder: Path = SOURCES) -> Concordances:
        """Read the four concordance tables; codes are text, so that '01' stays '01'."""
        io = pd.read_csv(folder / "sector_concordance.csv", dtype=str)
        employment = pd.read_csv(folder / "employment_concordance.csv", dtype=str)
        growth = pd.read_csv(folder / "national_growth_concordance.csv", dtype={"weight": float})
        capital = pd.read_csv(folder / "capital_shares.csv", dtype=str)
        return cls(io, employment, growth, capital)


def national_value_added(folder: Path = SOURCES) -> dict[str, float]:
    """National value added of 2020 by sector code of the 42-sector table, 10 000 CNY."""
    table = pd.read_csv(folder / "io_china_2020.csv", dtype={"Code": str})
    row = table[table["Code"] == "TVA"].iloc[0]
    return {code: float(row[code]) for code in table.columns if code.isdigit()}


def employment(
    census: Figures, concordance: pd.DataFrame, cities: tuple[str, ...], sectors: tuple[str, ...]
) -> Array:
    """Employed residents [city, sector], 10k persons: the long form's 10 % sample times
    ten, by its 19 industries.
    """
    result = np.zeros((len(cities), len(sectors)))
    for c, city in enumerate(cities):
        total = census.value(city, "employed_longform_sample", YEAR) * 10 / 1e4
        shares = {
            row.census_industry: census.value(city, f"employment_share_{row.census_industry}", YEAR)
            for row in concordance.itertuples()
        }
        for row in concordance.itertuples():
            result[c, sectors.index(row.sector)] += total * shares[row.census_industry] / sum(shares.values())
    return result


def value_added(
    group_totals: Array, workers: Array, productivity: Array, group_of: Array
) -> tuple[Array, Array, Array]:
    """Value added [city, sector] with low and high, scaled to each city's published group
    totals [city, group].

    Central: workers times the nation's value added per worker of the sector ``productivity`` [sector], so
    that a city's mix follows its employment; scaling within the group then meets the known margins exactly.
    The other estimate is equal value added per worker within a group; the range spans both, and is never
    narrower than a fifth either way.
    """
    by_productivity, by_heads = np.zeros_like(workers), np.zeros_like(workers)
    for g in range(group_totals.shape[1]):
        inside = group_of == g
        for cells, seed in (
            (by_productivity, workers[:, inside] * productivity[inside]),
            (by_heads, workers[:, inside]),
        ):
            cells[:, inside] = group_totals[:, [g]] * seed / seed.sum(axis=1, keepdims=True)
    alone = np.array([(group_of == g).sum() == 1 for g in group_of])
    low = np.where(alone, by_productivity, np.minimum(0.8 * by_productivity, by_heads))
    high = np.where(alone, by_productivity, np.maximum(1.25 * by_productivity, by_heads))
    return by_productivity, low, high


def national_productivity(
    by_code: dict[str, float], figures: Figures, tables: Concordances, sectors: tuple[str, ...]
) -> Array:
    """National value added per employed person by sector in 2020, 10k CNY (employment
    shares are recalled, low confidence).
    """
    output = np.array(
        [sum(by_code[c] for c in tables.io.loc[tables.io["sector"] == s, "io_code"]) for s in sectors]
    )
    shares = {
        r.census_industry: figures.value("china", f"employment_share_{r.census_industry}", YEAR)
        for r in tables.employment.itertuples()
    }
    workers = np.zeros(len(sectors))
    for row in tables.employment.itertuples():
        workers[sectors.index(row.sector)] += shares[row.census_industry] / sum(shares.values())
    return output / (workers * figures.value("china", "employed_total", YEAR) * 1e4)


def national_sector_growth(
    figures: Figures, concordance: pd.DataFrame, sectors: tuple[str, ...], year: int
) -> Array:
    """Real growth of national value added by sector in one year, % (weights of industries
    as in the concordance).
    """
    rates = np.zeros(len(sectors))
    for row in concordance.to_dict("records"):
        rate = figures.value("china", f"value_added_growth_{row['industry']}", year)
        rates[sectors.index(row["sector"])] += row["weight"] * rate
    return rates


def utilisation(sector_gap: Array, value_added_2020: Array, city_slowdown: Array, own_weight: float) -> Array:
    """Utilisation in 2020 [city, sector]: 2020 level over normal-year level.

    ``sector_gap`` [sector] is the national shortfall of 2020 against 2019's growth; each city's is scaled so
    that its total shortfall is ``own_weight`` times its own slowdown plus the rest times the region's (shares
    of GDP), because a single city's 2019 rate is itself noisy after the census revision.
    """
    weights = value_added_2020 / value_added_2020.sum(axis=1, keepdims=True)
    if_national = weights @ sector_gap
    gdp = value_added_2020.sum(axis=1)
    regional = (gdp @ city_slowdown / gdp.sum()) / (gdp @ if_national / gdp.sum())
    own = city_slowdown / if_national
    scale = own_weight * own + (1 - own_weight) * regional
    used: Array = 1.0 + scale[:, None] * sector_gap[None, :]
    return used


def sector_drift(
    figures: Figures, concordance: pd.DataFrame, sectors: tuple[str, ...], years: range
) -> Array:
    """Mean growth of a sector's national value added beyond that of GDP over normal years
    [sector], decimal per year.
    """
    beyond = [
        national_sector_growth(figures, concordance, sectors, y)
        - figures.value("china", "value_added_growth_total", y)
        for y in years
    ]
    drift: Array = np.mean(beyond, axis=0) / 100
    return drift


def build(
    cities: tuple[str, ...], sectors: tuple[str, ...], folder: Path = SOURCES, own_weight: float = 0.5
) -> list[Quantity]:
    """The 2020 accounts as baseline quantities; see the functions above for the methods."""
    history, census, national_growth = (
        Figures(n, folder) for n in ("city_accounts_history", "census_2020", "national_sector_growth")
    )
    tables = Concordances.read(folder)
    axes = {"city": cities, "sector": sectors}

    workers = employment(census, tables.employment, cities, sectors)
    by_code = national_value_added(folder)
    productivity = national_productivity(by_code, Figures("national_employment", folder), tables, sectors)
    group_of = np.array(
        [GROUPS.index(tables.io.loc[tables.io["sector"] == s, "group"].iloc[0]) for s in sectors]
    )

    gdp = np.array([history.value(c, "gdp_current", YEAR) for c in cities])
    printed = np.array([[history.value(c, f"va_{g}", YEAR) for g in GROUPS] for c in cities])
    totals = printed * (gdp / printed.sum(axis=1))[:, None]
    levels, low, high = value_added(totals, workers, productivity, group_of)

    growth_2020 = national_sector_growth(national_growth, tables.growth, sectors, 2020)
    growth_2019 = national_sector_growth(national_growth, tables.growth, sectors, 2019)
    gap = (1 + growth_2020 / 100) / (1 + growth_2019 / 100) - 1
    slowdown = np.array(
        [
            (1 + history.value(c, "gdp_growth_real", 2020) / 100)
            / (1 + history.value(c, "gdp_growth_real", 2019) / 100)
            - 1
            for c in cities
        ]
    )
    used = utilisation(gap, levels, slowdown, own_weight)
    extremes = [utilisation(gap, levels, slowdown, weight) for weight in (0.0, 1.0)]

    shares = np.zeros((len(sectors), len(tables.capital)))
    for k, row in enumerate(tables.capital.to_dict("records")):
        shares[sectors.index(row["sector"]), k] = sum(by_code[code] for code in row["io_codes"].split())
    shares /= shares.sum(axis=1, keepdims=True)

    drift = sector_drift(national_growth, tables.growth, sectors, range(2016, 2020))
    county = np.array(
        [
            history.value(c, "population_resident_census", YEAR)
            - census.value(c, "population_districts", YEAR) / 1e4
            for c in cities
        ]
    )
    spending = np.array([history.value(c, "rd_expenditure_allocated", YEAR) for c in cities])
    tax_share = np.array([history.value(c, "budget_revenue", YEAR) for c in cities]) / gdp
    return [
        Quantity(
            "value_added",
            axes,
            "100m CNY 2020",
            levels,
            "derived",
            "three published sectors split by census employment times national value added per worker",
            low,
            high,
        ),
        Quantity(
            "employment",
            axes,
            "10k persons",
            workers,
            "derived",
            "census long-form sample times ten, by 19 industries",
        ),
        Quantity(
            "utilisation",
            axes,
            "share",
            used,
            "derived",
            "national 2020 shortfall by sector scaled to the city's and the region's slowdown",
            np.minimum(*extremes),
            np.maximum(*extremes),
        ),
        Quantity(
            "capital_share_weights",
            {"sector": sectors, "group": tuple(tables.capital["parameter"] + ":" + tables.capital["sector"])},
            "share",
            shares,
            "derived",
            "national value added of 2020",
        ),
        Quantity(
            "sector_drift",
            {"sector": sectors},
            "1/year",
            drift,
            "recalled",
            "national growth of the sector beyond GDP, mean of 2016-2019",
        ),
        Quantity(
            "county_population",
            {"city": cities},
            "10k persons",
            county,
            "derived",
            "census residents outside the districts",
        ),
        Quantity(
            "rd_spending",
            {"city": cities},
            "100m CNY",
            spending,
            "derived",
            "provincial R&D of 2020 (recalled) by the cities' shares of R&D staff in 2015",
            spending * 0.8,
            spending * 1.25,
        ),
        Quantity(
            "tax_share",
            {"city": cities},
            "share",
            tax_share,
            "recalled",
            "general public budget revenue over GDP of 2020",
        ),
    ]
