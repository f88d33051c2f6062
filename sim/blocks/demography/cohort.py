"""One year of a multiregional cohort-component projection by single year of age, sex and residence.

Order of the year (Preston, Heuveline and Guillot 2001, chapter 6; Rogers 1995, Multiregional demography):

1. mortality improves by the year's gain of life expectancy, and everybody lives or dies;
2. women bear children at the mean of their numbers at both ends of the year, before moves;
3. at the year's end survivors, newborn included, move between cities, with the rest of the country, and into
   town.

Limits: moving is independent of schooling but for one share; arrivals from elsewhere keep their ages
of the base year; residence does not change fertility or mortality; the table of flows between cities is not
identified by data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array
from sim.blocks.demography.migration import moves, responses
from sim.blocks.demography.params import DemographyParams
from sim.blocks.demography.vital import aged, births, city_survival, mortality_index, total_fertility_rate

PERSONS_PER_10K = 1e4


@dataclass(frozen=True)
class DemographyYear:
    """Residents at the year's end and what leads there, by the age reached at the year's end."""

    population: Annotated[Array, "city residence sex age", "persons"]
    mortality_index: Annotated[Array, "sex", "index"]
    births_by_sex: Annotated[Array, "city residence sex", "persons"]
    deaths_by_age: Annotated[Array, "city residence sex age", "persons"]
    migration_within_by_age: Annotated[Array, "city residence sex age", "persons"]
    migration_outside_by_age: Annotated[Array, "city residence sex age", "persons"]
    urbanising_by_age: Annotated[Array, "city residence sex age", "persons"]
    births: Annotated[Array, "city", "persons"]
    deaths: Annotated[Array, "city", "persons"]
    net_migration: Annotated[Array, "city", "persons"]
    net_migration_within: Annotated[Array, "city", "persons"]
    net_migration_outside: Annotated[Array, "city", "persons"]
    residents: Annotated[Array, "city", "10k persons"]
    urban_residents: Annotated[Array, "city", "10k persons"]


def step(
    *,
    opening_population: Annotated[Array, "city residence sex age", "persons"],
    opening_mortality_index: Annotated[Array, "sex", "index"],
    opening_relative_wage: Annotated[Array, "city", "log points"],
    driver_total_fertility_rate: Annotated[Array, "", "children per woman"],
    driver_life_expectancy_gain_male: Annotated[Array, "", "years"],
    driver_life_expectancy_gain_female: Annotated[Array, "", "years"],
    driver_outside_movers: Annotated[Array, "", "index"],
    lever_hukou_settlement: Annotated[Array, "city", "share of the settlement cost removed (0-1)"],
    delivery: Annotated[Array, "", "share"],
    lever_labour_mobility: Annotated[Array, "", "share of the inter-city mobility cost removed (0-1)"],
    lever_talent_attraction: Annotated[
        Array, "city", "% of the moving and housing cost of skilled in-migrants covered"
    ],
    params: DemographyParams,
) -> DemographyYear:
    """Residents one year on.

    Args:
        opening_population: residents at the end of the year before.
        opening_mortality_index: national death rates relative to the base year's.
        opening_relative_wage: log deviation of a city's wage, relative to the country's, from the base
            year's.
        driver_total_fertility_rate: the nation's.
        driver_life_expectancy_gain_male: the nation's, within the year.
        driver_life_expectancy_gain_female: the nation's, within the year.
        driver_outside_movers: the nation's persons weighted by the migration schedule, base year 1.
        lever_hukou_settlement: share of the way to full settlement.
        delivery: share of cross-city measures carried out.
        lever_labour_mobility: share of the removable cost of moving between the cities removed.
        lever_talent_attraction: part of skilled arrivals' moving and housing cost covered.
        params: the built baseline and registered parameters.
    """
    gain = np.stack([driver_life_expectancy_gain_male, driver_life_expectancy_gain_female])
    index = mortality_index(opening=opening_mortality_index, gain=gain, mortality_rate=params.mortality_rate)
    ratios, newborn = city_survival(index=index, params=params)

    survival = aged(opening_population, ratios)
    fertility = total_fertility_rate(driver=driver_total_fertility_rate, params=params)
    born = births(opening=opening_population, closing=survival.population, fertility=fertility, params=params)
    survival.population[:, :, :, 0] = born * newborn[:, None]
    survival.deaths[:, :, :, 0] = born - survival.population[:, :, :, 0]

    response = responses(
        relative_wage=opening_relative_wage,
        hukou_settlement=lever_hukou_settlement,
        labour_mobility=delivery * lever_labour_mobility,
        talent_attraction=lever_talent_attraction,
        params=params,
    )
    moved = moves(
        population=survival.population, outside_movers=driver_outside_movers, response=response, params=params
    )
    within = moved.within.sum(axis=(1, 2, 3))
    outside = moved.outside.sum(axis=(1, 2, 3))
    by_residence = moved.population.sum(axis=(2, 3)) / PERSONS_PER_10K
    return DemographyYear(
        population=moved.population,
        mortality_index=index,
        births_by_sex=born,
        deaths_by_age=survival.deaths,
        migration_within_by_age=moved.within,
        migration_outside_by_age=moved.outside,
        urbanising_by_age=moved.residence,
        births=born.sum(axis=(1, 2)),
        deaths=survival.deaths.sum(axis=(1, 2, 3)),
        net_migration=within + outside,
        net_migration_within=within,
        net_migration_outside=outside,
        residents=by_residence.sum(axis=1),
        urban_residents=by_residence[:, 0],
    )
