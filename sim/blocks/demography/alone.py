"""The block on its own: from plain arrays to a projection, without the rest of the model.

Whoever has a population by age and sex, death rates, an age pattern of fertility and perhaps net arrivals
needs nothing else of this project. Policy stands at neutral; there is one member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.blocks.demography.cohort import DemographyYear, step
from sim.blocks.demography.params import DemographyParams


@dataclass(frozen=True)
class Projection:
    """Residents [year, city, residence, sex, age] from the start on, and what led there [year, city].

    All in persons.

    ``births``, ``deaths`` and ``net_migration`` begin a year later than ``population``.
    """

    population: Array
    births: Array
    deaths: Array
    net_migration: Array


def plain_parameters(
    *,
    mortality_rate: Array,
    fertility_pattern: Array,
    total_fertility_rate: Array,
    sex_ratio_birth: float,
    arrivals: Array | None = None,
    arrival_profile: Array | None = None,
    mortality_level: Array | None = None,
) -> DemographyParams:
    """Parameters of the block where only births, deaths and net arrivals from outside change the residents.

    Args:
        mortality_rate: deaths per person-year [sex, age], men first; the last age is open.
        fertility_pattern: share of the total fertility rate by age [age]; adds up to one.
        total_fertility_rate: children per woman [city].
        sex_ratio_birth: boys per girl.
        arrivals: net arrivals a year [city], persons; none if absent.
        arrival_profile: sex and age of those arrivals [sex, age]; adds up to one.
        mortality_level: death rates of a city over ``mortality_rate`` [city]; one if absent.
    """
    cities = len(total_fertility_rate)
    none, one, by_city = np.zeros(1), np.ones(1), np.zeros((cities, 1))
    elsewhere = np.zeros((cities, cities + 1, 1))
    elsewhere[:, cities] = 1.0
    profile = np.zeros_like(mortality_rate) if arrival_profile is None else arrival_profile
    return DemographyParams(
        mortality_rate=mortality_rate[..., None],
        mortality_level=by_city + 1 if mortality_level is None else mortality_level[:, None],
        fertility_pattern=fertility_pattern[:, None],
        city_total_fertility_rate=np.asarray(total_fertility_rate, dtype=float)[:, None],
        reference_total_fertility_rate=one,
        fertility_benefit_effect=none,
        sex_ratio_birth=np.array([sex_ratio_birth]),
        migration_schedule=np.full((mortality_rate.shape[1], 1), 1 / mortality_rate.shape[1]),
        departure_hazard=by_city,
        destination_share=elsewhere,
        outside_arrivals=by_city if arrivals is None else np.asarray(arrivals, dtype=float)[:, None],
        outside_profile=profile[..., None],
        skilled_share=by_city,
        urbanisation_pace=by_city + 1,
        rural_schedule_mean=by_city + 1,
        urbanisation_logit_speed=none,
        migration_wage_elasticity=one,
        hukou_cost_within=one / 2,
        hukou_reform_inflow=none,
        mobility_cost_cut=none,
        talent_policy_inflow=none,
        skilled_migration_response=one,
        service_gap=by_city,
        service_gap_of_revenue_gap=none,
        service_amenity_elasticity=none,
        health_service_weight=none,
        care_retiree_migration=none,
        county_share=by_city,
        county_amenity_retention=none,
        spending_additionality=none,
        core_village_share=by_city,
        district_village_share=by_city,
        core_share_of_district_towns=by_city + 1,
        county_villagers_to_core=none,
        core_newcomer_odds=one,
        housing_supply_elasticity=one,
        housing_demand_elasticity=one,
        housing_price_migration=none,
        care_need_rate=none,
        fertility_deviation=none,
        life_expectancy_gain_deviation=none,
    )


def quiet_year(
    population: Array,
    params: DemographyParams,
    *,
    fertility: Array | None = None,
    gain: Array | None = None,
    mortality_index: Array | None = None,
) -> DemographyYear:
    """One year without measures and at the wages of the base year.

    Args:
        population: persons [city, residence, sex, age, member].
        params: of the block.
        fertility: national rate [member]; the reference rate if absent.
        gain: of life expectancy, years [sex, member]; none if absent.
        mortality_index: death rates over those of ``params`` [sex, member]; one if absent.
    """
    cities, members = population.shape[0], population.shape[-1]
    none, by_city = np.zeros(members), np.zeros((cities, members))
    gained = np.zeros((2, members)) if gain is None else gain
    return step(
        opening_population=population,
        opening_mortality_index=np.ones((2, members)) if mortality_index is None else mortality_index,
        opening_relative_wage=by_city,
        opening_landscape_amenity=by_city,
        opening_urban_core=by_city + 1,
        opening_core_capacity_filled=by_city,
        opening_since_census=np.zeros_like(population),
        opening_years_projected=none,
        delivered_share=by_city,
        delivery=none + 1,
        driver_total_fertility_rate=params.reference_total_fertility_rate if fertility is None else fertility,
        driver_family_benefits=none,
        driver_life_expectancy_gain_male=gained[0],
        driver_life_expectancy_gain_female=gained[1],
        driver_outside_movers=none + 1,
        lever_hukou_settlement=by_city,
        lever_labour_mobility=none,
        lever_talent_attraction=by_city,
        lever_urban_core_capacity=by_city,
        lever_county_town_upgrade=by_city,
        lever_service_equalisation=none,
        lever_health_elderly_services=by_city,
        params=params,
    )


def project(
    population: Array,
    params: DemographyParams,
    *,
    fertility: Sequence[float],
    gain: tuple[float, float] = (0.0, 0.0),
) -> Projection:
    """Residents for as many years as ``fertility`` has values.

    Args:
        population: persons at the start [city, residence, sex, age], men first; without residence by kind,
            let one of two be empty.
        params: from ``plain_parameters``.
        fertility: total fertility of each year over that of ``params``.
        gain: yearly gain of life expectancy of men and women, years.
    """
    current = np.asarray(population, dtype=float)[..., None]
    index = np.ones((2, 1))
    yearly_gain = np.array(gain)[:, None]
    years = []
    for relative in fertility:
        made = quiet_year(
            current,
            params,
            fertility=np.full(1, relative) * params.reference_total_fertility_rate,
            gain=yearly_gain,
            mortality_index=index,
        )
        current, index = made.population, made.mortality_index
        years.append(made)
    return Projection(
        population=np.stack([population, *(made.population[..., 0] for made in years)]),
        births=np.stack([made.births[:, 0] for made in years]),
        deaths=np.stack([made.deaths[:, 0] for made in years]),
        net_migration=np.stack([made.net_migration[:, 0] for made in years]),
    )
