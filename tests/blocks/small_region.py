"""A small made-up region for the tests of the demography block."""

from __future__ import annotations

from dataclasses import fields, replace
from math import exp

import numpy as np

from sim.axes import AGES, Array
from sim.blocks.demography import DemographyParams, DemographyYear, step
from sim.blocks.demography.life_tables import life_table

CITIES, RESIDENCES, SEXES = 3, 2, 2
REGIONAL = ("labour_mobility", "service_equalisation")
NEUTRAL = dict.fromkeys(
    (
        *REGIONAL,
        "hukou_settlement",
        "talent_attraction",
        "urban_core_capacity",
        "county_town_upgrade",
        "health_elderly_services",
    ),
    0.0,
)
CORE = 0.3
"""Share of a city's residents in its core, unless a test says otherwise."""


def rates() -> Array:
    """Death rates [sex, age, 1] that rise with age as people's do, men's above women's."""
    age = np.arange(AGES)
    women = 0.0003 + 0.006 * np.exp(-age) + 0.00002 * np.exp(0.1 * age)
    return np.stack([1.3 * women, women])[..., None]


def parameters(members: int, cities: int = CITIES, seed: int = 1) -> DemographyParams:
    """A made-up region in which the cities differ."""
    rng = np.random.default_rng(seed)
    schedule = np.exp(-0.5 * ((np.arange(AGES) - 24) / 8) ** 2) + 0.1
    pattern = np.exp(-0.5 * ((np.arange(AGES) - 29) / 5) ** 2)
    pattern[:15] = pattern[50:] = 0.0
    destinations = rng.uniform(0.5, 1.5, (cities, cities + 1))
    destinations[np.arange(cities), np.arange(cities)] = 0.0
    profile = np.broadcast_to(schedule, (SEXES, AGES))
    return DemographyParams(
        mortality_rate=rates(),
        mortality_level=rng.uniform(0.8, 1.2, (cities, 1)),
        fertility_pattern=(pattern / pattern.sum())[:, None],
        city_total_fertility_rate=rng.uniform(1.0, 1.7, (cities, 1)),
        reference_total_fertility_rate=np.full(members, 1.3),
        fertility_benefit_effect=np.full(members, 0.06),
        sex_ratio_birth=rng.uniform(1.05, 1.12, members),
        migration_schedule=(schedule / schedule.sum())[:, None],
        departure_hazard=rng.uniform(0.5, 1.5, (cities, 1)),
        destination_share=(destinations / destinations.sum(axis=1, keepdims=True))[..., None],
        outside_arrivals=rng.uniform(1e4, 5e4, (cities, 1)),
        outside_profile=(profile / profile.sum())[..., None],
        skilled_share=rng.uniform(0.1, 0.3, (cities, 1)),
        urbanisation_pace=rng.uniform(0.8, 1.2, (cities, 1)),
        rural_schedule_mean=np.full((cities, 1), 0.01),
        urbanisation_logit_speed=rng.uniform(0.03, 0.07, members),
        migration_wage_elasticity=rng.uniform(0.8, 3.0, members),
        hukou_cost_within=rng.uniform(0.25, 0.65, members),
        hukou_reform_inflow=rng.uniform(0.01, 0.15, members),
        mobility_cost_cut=rng.uniform(0.03, 0.4, members),
        talent_policy_inflow=rng.uniform(0.01, 0.2, members),
        skilled_migration_response=rng.uniform(1.0, 1.8, members),
        service_gap=rng.uniform(0.0, 0.8, (cities, 1)),
        service_gap_of_revenue_gap=rng.uniform(0.3, 0.8, members),
        service_amenity_elasticity=rng.uniform(0.05, 0.6, members),
        health_service_weight=rng.uniform(0.1, 0.4, members),
        care_retiree_migration=rng.uniform(0.01, 0.4, members),
        county_share=rng.uniform(0.2, 0.7, (cities, 1)),
        county_amenity_retention=rng.uniform(0.01, 0.06, members),
        spending_additionality=rng.uniform(0.1, 0.7, members),
        core_village_share=np.linspace(0.0, 0.3, cities)[:, None],
        district_village_share=np.linspace(0.2, 0.5, cities)[:, None],
        core_share_of_district_towns=rng.uniform(0.5, 1.0, (cities, 1)),
        county_villagers_to_core=rng.uniform(0.05, 0.35, members),
        core_newcomer_odds=rng.uniform(0.7, 1.5, members),
        housing_supply_elasticity=rng.uniform(0.4, 1.5, members),
        housing_demand_elasticity=rng.uniform(0.3, 0.9, members),
        housing_price_migration=-rng.uniform(0.1, 0.8, members),
        care_need_rate=rng.uniform(0.08, 0.25, members),
        fertility_deviation=np.zeros(members),
        life_expectancy_gain_deviation=np.zeros(members),
    )


def closed(params: DemographyParams) -> DemographyParams:
    """The same region with nobody moving."""
    return replace(
        params,
        departure_hazard=0 * params.departure_hazard,
        outside_arrivals=0 * params.outside_arrivals,
        urbanisation_logit_speed=0 * params.urbanisation_logit_speed,
    )


def residents(members: int, cities: int = CITIES, seed: int = 2) -> Array:
    """Persons [city, residence, sex, age, member]."""
    rng = np.random.default_rng(seed)
    lived = life_table(rates())["person_years"]
    return rng.uniform(1e3, 5e4, (cities, RESIDENCES, SEXES, AGES, members)) * lived


def year(
    population: Array,
    params: DemographyParams,
    *,
    index: Array | None = None,
    wage: float | Array = 0.0,
    landscape: float | Array = 0.0,
    fertility: float | Array = 1.3,
    benefits: float = 0.0,
    gain: float = 0.0,
    delivery: float = 1.0,
    core: Array | None = None,
    filled: float | Array = 0.0,
    since_census: Array | None = None,
    years: float = 0.0,
    **levers: float | Array,
) -> DemographyYear:
    """One step; numbers stand for the same value everywhere."""
    cities, members = population.shape[0], population.shape[-1]
    lever = {**NEUTRAL, **levers}

    def by_city(value: float | Array) -> Array:
        return np.broadcast_to(np.asarray(value, dtype=float), (cities, members)).copy()

    def everywhere(value: float | Array) -> Array:
        return np.broadcast_to(np.asarray(value, dtype=float), (members,)).copy()

    return step(
        opening_population=population,
        opening_mortality_index=np.ones((SEXES, members)) if index is None else index,
        opening_relative_wage=by_city(wage),
        opening_landscape_amenity=by_city(landscape),
        opening_urban_core=CORE * population.sum(axis=(1, 2, 3)) / 1e4 if core is None else core,
        opening_core_capacity_filled=by_city(filled),
        opening_since_census=np.zeros_like(population) if since_census is None else since_census,
        opening_years_projected=everywhere(years),
        delivered_share=by_city(1.0),
        driver_total_fertility_rate=everywhere(fertility),
        driver_family_benefits=everywhere(benefits),
        driver_life_expectancy_gain_male=everywhere(gain),
        driver_life_expectancy_gain_female=everywhere(gain),
        driver_outside_movers=everywhere(1.0),
        delivery=everywhere(delivery),
        **{
            f"lever_{name}": (everywhere if name in REGIONAL else by_city)(value)
            for name, value in lever.items()
        },
        params=params,
    )


def imbalance(opening: Array, made: DemographyYear) -> float:
    """Largest relative gap of the balancing equation over cities, residences, sexes and ages."""
    expected = np.zeros_like(opening)
    expected[..., 1:, :] = opening[..., :-1, :]
    expected[..., -1, :] += opening[..., -1, :]
    expected[..., 0, :] = made.births_by_sex
    expected = expected - made.deaths_by_age + made.migration_within_by_age
    expected += made.migration_outside_by_age + made.urbanising_by_age
    return float((np.abs(made.population - expected) / (1 + np.abs(expected))).max())


def leslie_year(population: Array, params: DemographyParams, city: int) -> Array:
    """One closed year of one city and residence [sex, age] by loops, written apart from the block."""
    level = params.mortality_level[city, 0]
    closing = np.zeros((SEXES, AGES))
    lived = np.zeros((SEXES, AGES))
    for sex in range(SEXES):
        alive = 1.0
        for age in range(AGES):
            m = level * params.mortality_rate[sex, age, 0]
            last = age == AGES - 1
            lived[sex, age] = alive / m if last else alive * (1 - exp(-m)) / m
            alive *= exp(-m)
        for age in range(AGES - 2):
            closing[sex, age + 1] = population[sex, age] * lived[sex, age + 1] / lived[sex, age]
        to_open = lived[sex, AGES - 1] / (lived[sex, AGES - 2] + lived[sex, AGES - 1])
        closing[sex, AGES - 1] = (population[sex, AGES - 2] + population[sex, AGES - 1]) * to_open
    births = 0.0
    for age in range(15, 50):
        women = (population[1, age] + closing[1, age]) / 2
        births += params.city_total_fertility_rate[city, 0] * params.fertility_pattern[age, 0] * women
    boys = params.sex_ratio_birth[0] / (1 + params.sex_ratio_birth[0])
    closing[0, 0] = births * boys * lived[0, 0]
    closing[1, 0] = births * (1 - boys) * lived[1, 0]
    return closing


def permuted(params: DemographyParams, order: list[int]) -> DemographyParams:
    """The region with its cities in another order."""
    changed = {
        field.name: getattr(params, field.name)[order]
        for field in fields(params)
        if getattr(params, field.name).shape[0] == CITIES
    }
    changed["destination_share"] = params.destination_share[order][:, [*order, CITIES]]
    return replace(params, **changed)
