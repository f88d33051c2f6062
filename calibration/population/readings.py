"""Figures of the source tables in the shape in which the population builder needs them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.population.ages import single_years
from calibration.population.flows import MigrantStocks, flow_table, gravity_shares
from calibration.population.intercensal import FirstCensus, net_migrants
from calibration.population.mortality import SEXES
from calibration.tables import Figures
from sim.axes import Array

FIRST, SECOND = 2010, 2020
YEARS = SECOND - FIRST
GROUP_STARTS = (0, 1, *range(5, 86, 5))
GROUP_NAMES = ("0", "1_4", *(f"{a}_{a + 4}" for a in range(5, 85, 5)), "85_plus")
BROAD_STARTS = (0, 15, 60, 65)


@dataclass(frozen=True)
class Places:
    """Areas of the source tables: the modelled cities in the model's order, and what surrounds them."""

    cities: tuple[str, ...]
    rest_of_province: tuple[str, ...]
    """Cities of the province that stand for its remainder in distances."""
    province: str
    nation: str


def city_ages(census: Figures, city: str, person_years: Array) -> Array:
    """Whole persons [sex, age] of one city; years lived [sex, age] spread the open group."""
    return np.stack(
        [
            single_years(
                np.array(
                    [census.value(city, f"population_{sex}_age_{name}", SECOND) for name in GROUP_NAMES]
                ),
                GROUP_STARTS,
                person_years[s, GROUP_STARTS[-1] :],
            )
            for s, sex in enumerate(SEXES)
        ]
    )


def first_census(census: Figures, city: str) -> FirstCensus:
    """Broad ages and sexes of one city at the earlier census; rounded shares are made to add up to one."""
    total = census.value(city, "population_total", FIRST)
    share = {g: census.value(city, f"age_share_{g}", FIRST) for g in ("0_14", "15_59", "60_plus", "65_plus")}
    groups = np.array([share["0_14"], share["15_59"], share["60_plus"] - share["65_plus"], share["65_plus"]])
    males_per_female = census.value(city, "sex_ratio", FIRST) / 100
    by_sex = total * np.array([males_per_female, 1.0]) / (1 + males_per_female)
    return FirstCensus(BROAD_STARTS, total * groups / groups.sum(), by_sex)


def yearly_net(second: Array, firsts: list[FirstCensus], rates: Array) -> Array:
    """Mean yearly net migration between the censuses [city], persons."""
    return np.array(
        [net_migrants(p, f, rates, YEARS).sum() / YEARS for p, f in zip(second, firsts, strict=True)]
    )


def urban_shares(census: Figures, history: Figures, cities: tuple[str, ...]) -> tuple[Array, Array]:
    """Urban shares of the cities at the earlier and the later census."""
    now = [
        census.value(c, "population_urban", SECOND) / census.value(c, "population_total", SECOND)
        for c in cities
    ]
    then = [
        history.value(c, "population_urban_census", FIRST)
        / history.value(c, "population_resident_census", FIRST)
        for c in cities
    ]
    return np.array(then), np.array(now)


def urban_cores(census: Figures, cities: tuple[str, ...]) -> dict[str, Array]:
    """Residents of the cores, 10k persons, and how towns and villages of the districts lie to them [city]."""

    def count(indicator: str) -> Array:
        return np.array([census.value(city, indicator, SECOND) for city in cities])

    core, inside = count("population_urban_core"), count("population_urban_core_villages")
    district_towns, villagers = count("population_districts_urban"), count("population_rural")
    return {
        "urban_core": core / 1e4,
        "core_village_share": inside / villagers,
        "district_village_share": (count("population_districts") - district_towns) / villagers,
        "core_share_of_district_towns": (core - inside) / district_towns,
    }


def life_expectancy_gain(vital: Figures, area: str, sex: str) -> float:
    """Mean yearly gain of life expectancy at birth between the censuses, years."""
    expectancy = vital.series(area, f"life_expectancy_{sex}")
    return (expectancy[SECOND] - expectancy[FIRST]) / YEARS


def college_share(history: Figures, cities: tuple[str, ...]) -> float:
    """Mean share of college graduates among residents, over the cities that publish it."""
    indicator = "schooling_per_100k_college"
    found = [values[SECOND] for c in cities if SECOND in (values := history.series(c, indicator))]
    return float(np.mean(found)) / 1e5


def flows_between_places(sources: Path, places: Places, net: Array, distance_elasticity: float) -> Array:
    """Yearly moves [place, place], persons."""
    cities = places.cities
    census, history = Figures("census_2020", sources), Figures("city_accounts_history", sources)
    macro = Figures("macro", sources)
    same = np.array([census.value(c, "migrants_other_county_same_province", SECOND) for c in cities])
    other = np.array([census.value(c, "migrants_other_province", SECOND) for c in cities])
    residents = np.array([census.value(c, "population_total", SECOND) for c in cities])
    province = macro.value(places.province, "population_resident_census", SECOND) * 1e4
    distance = distances(sources, cities, places.rest_of_province)
    stocks = MigrantStocks(same, other, from_other_city_share(history, places, same, other))
    shares = gravity_shares(np.append(residents, province - residents.sum()), distance, distance_elasticity)
    return flow_table(stocks, shares, net, YEARS)


def from_other_city_share(history: Figures, places: Places, same: Array, other: Array) -> float:
    """Share of the same-province stock that came from another city of the province.

    Where a city publishes a year's registered moves from the province and from other provinces, their ratio
    says how large the stock from other cities is beside the stock from other provinces.
    """
    found = []
    for c, city in enumerate(places.cities):
        province = history.series(city, f"inmigrants_from_{places.province}")
        abroad = history.series(city, "inmigrants_from_other_provinces")
        found += [province[y] / abroad[y] * other[c] / same[c] for y in province if y in abroad]
    return float(np.mean(found))


def distances(sources: Path, cities: tuple[str, ...], rest: tuple[str, ...]) -> Array:
    """Road distance [origin, city], km: the cities, then the mean of those standing for the rest."""
    roads = pd.read_csv(sources / "travel.csv")
    roads = roads[(roads["mode"] == "road") & (roads["indicator"] == "distance")]
    known = {frozenset((r["from"], r["to"])): float(r["value"]) for _, r in roads.iterrows()}
    between = [[0.0 if a == b else known[frozenset((a, b))] for b in cities] for a in cities]
    from_rest = [float(np.mean([known[frozenset((a, b))] for a in rest])) for b in cities]
    return np.array([*between, from_rest])
