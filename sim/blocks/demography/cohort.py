"""One year of a multiregional cohort-component projection by single year of age, sex and residence.

Order of the year (Preston, Heuveline and Guillot 2001, chapter 6; Rogers 1995, Multiregional demography):

1. in the first year, the stock of the count is carried to the year's end;
2. mortality improves by the year's gain of life expectancy, and everybody lives or dies;
3. women bear children at the mean of their numbers at both ends of the year, before moves;
4. at the year's end survivors, newborn included, move between cities, with the rest of the country, and into
   town, in part to the urban core.

Limits: arrivals from elsewhere keep their ages of the base year, but for the retired; residence does not
change fertility or mortality; the table of flows between cities is not identified by data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array
from sim.blocks.demography.attraction import (
    Measures,
    attraction,
    county_departures,
    service_gain,
    service_index,
)
from sim.blocks.demography.migration import moves
from sim.blocks.demography.needs import care_places
from sim.blocks.demography.params import DemographyParams
from sim.blocks.demography.urban_core import (
    VILLAGE,
    homes_factor,
    next_core,
    residents_of,
    town_flows,
    town_share,
)
from sim.blocks.demography.vital import lived, mortality_index, total_fertility_rate

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
    urban_core: Annotated[Array, "city", "10k persons"]
    core_capacity_filled: Annotated[Array, "city", "10k persons"]
    skilled_gain: Annotated[Array, "city age", "persons"]
    service_index: Annotated[Array, "city", "index"]
    care_places_needed: Annotated[Array, "city", "10k places"]
    since_census: Annotated[Array, "city residence sex age", "persons"]
    years_projected: Annotated[Array, "", "years"]


def step(
    *,
    opening_population: Annotated[Array, "city residence sex age", "persons"],
    opening_mortality_index: Annotated[Array, "sex", "index"],
    opening_relative_wage: Annotated[Array, "city", "log points"],
    opening_landscape_amenity: Annotated[Array, "city", "log points"],
    opening_urban_core: Annotated[Array, "city", "10k persons"],
    opening_core_capacity_filled: Annotated[Array, "city", "10k persons"],
    opening_since_census: Annotated[Array, "city residence sex age", "persons"],
    opening_years_projected: Annotated[Array, "", "years"],
    delivered_share: Annotated[Array, "city", "share"],
    driver_total_fertility_rate: Annotated[Array, "", "children per woman"],
    driver_family_benefits: Annotated[Array, "", "% of GDP"],
    driver_life_expectancy_gain_male: Annotated[Array, "", "years"],
    driver_life_expectancy_gain_female: Annotated[Array, "", "years"],
    driver_outside_movers: Annotated[Array, "", "index"],
    lever_hukou_settlement: Annotated[Array, "city", "share of the settlement cost removed (0-1)"],
    delivery: Annotated[Array, "", "share"],
    lever_labour_mobility: Annotated[Array, "", "share of the inter-city mobility cost removed (0-1)"],
    lever_talent_attraction: Annotated[
        Array, "city", "% of the moving and housing cost of skilled in-migrants covered"
    ],
    lever_urban_core_capacity: Annotated[Array, "city", "10k persons of capacity added by 2025"],
    lever_county_town_upgrade: Annotated[Array, "city", "CNY per county resident per year"],
    lever_service_equalisation: Annotated[
        Array, "", "share of the 2020 gap in service spending closed by 2025"
    ],
    lever_health_elderly_services: Annotated[Array, "city", "% more beds and care places per 1000 residents"],
    params: DemographyParams,
) -> DemographyYear:
    """Residents one year on.

    Args:
        opening_population: residents at the end of the year before.
        opening_mortality_index: national death rates relative to the base year's.
        opening_relative_wage: log deviation of a city's wage, relative to the country's, from the base
            year's.
        opening_landscape_amenity: what restored land and cleaner water are worth to residents.
        opening_urban_core: residents of the core.
        opening_core_capacity_filled: those of them whom added homes drew.
        opening_since_census: change between the count and the year's end, not yet in the opening stock.
        opening_years_projected: years since the base year.
        delivered_share: part of the measures in money, and of those in services, that is carried out.
        driver_total_fertility_rate: the nation's.
        driver_family_benefits: beyond those of the base year.
        driver_life_expectancy_gain_male: the nation's, within the year.
        driver_life_expectancy_gain_female: the nation's, within the year.
        driver_outside_movers: the nation's persons weighted by the migration schedule, base year 1.
        lever_hukou_settlement: share of the way to full settlement.
        delivery: share of cross-city measures carried out.
        lever_labour_mobility: share of the removable cost of moving between the cities removed.
        lever_talent_attraction: part of skilled arrivals' moving and housing cost covered.
        lever_urban_core_capacity: homes and services in the core beyond the base's pace, in people.
        lever_county_town_upgrade: public money for county towns per county resident.
        lever_service_equalisation: share of the distance to the best-served city closed.
        lever_health_elderly_services: beds and care places beyond the base's pace.
        params: the built baseline and registered parameters.
    """
    opening = opening_population + opening_since_census
    years = opening_years_projected + 1
    gain = np.stack([driver_life_expectancy_gain_male, driver_life_expectancy_gain_female])
    gain = gain + params.life_expectancy_gain_deviation
    index = mortality_index(opening=opening_mortality_index, gain=gain, mortality_rate=params.mortality_rate)
    fertility = total_fertility_rate(
        driver=driver_total_fertility_rate, benefits=driver_family_benefits, years=years, params=params
    )
    survival, born = lived(opening=opening, index=index, fertility=fertility, params=params)

    share = town_share(opening_urban_core * PERSONS_PER_10K, opening_population, params)
    unfilled = lever_urban_core_capacity - opening_core_capacity_filled
    homes = homes_factor(unfilled, opening_urban_core, params)
    money = lever_county_town_upgrade * delivered_share * params.spending_additionality
    measures = Measures(
        hukou_settlement=lever_hukou_settlement,
        labour_mobility=delivery * lever_labour_mobility,
        talent_attraction=lever_talent_attraction,
        service_equalisation=delivered_share * lever_service_equalisation,
        health_elderly_services=delivered_share * lever_health_elderly_services,
        county_money=money,
        core_homes=homes,
    )
    response = attraction(
        relative_wage=opening_relative_wage,
        landscape=opening_landscape_amenity,
        core_town_share=share,
        measures=measures,
        params=params,
    )
    moved = moves(
        population=survival.population, outside_movers=driver_outside_movers, response=response, params=params
    )
    core, drawn = next_core(
        share=share,
        flows=town_flows(
            survivors=survival.population,
            leaving=moved.leaving,
            arriving=moved.arriving,
            moved=moved.residence,
        ),
        villages=residents_of(moved.population, VILLAGE),
        homes=homes,
        county_departures=county_departures(money, params),
        params=params,
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
        urban_core=core / PERSONS_PER_10K,
        core_capacity_filled=opening_core_capacity_filled + drawn / PERSONS_PER_10K,
        skilled_gain=moved.skilled,
        service_index=service_index(service_gain(measures, params), params),
        care_places_needed=care_places(moved.population, params),
        since_census=np.zeros_like(opening),
        years_projected=years,
    )
