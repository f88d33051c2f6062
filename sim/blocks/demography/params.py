"""What the demography block takes as given: the built baseline and registered parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.axes import Array


@dataclass(frozen=True)
class DemographyParams:
    """Fixed inputs; every array carries a last axis of members, or of length one for all of them.

    ``place`` is the cities followed by everywhere else. Schedules over age add up to one.
    """

    mortality_rate: Annotated[Array, "sex age", "1/year"]
    """National death rates of the base year."""
    mortality_level: Annotated[Array, "city", "index"]
    """A city's death rates relative to the nation's."""
    fertility_pattern: Annotated[Array, "age", "share"]
    city_total_fertility_rate: Annotated[Array, "city", "children per woman"]
    """Fertility of the base year."""
    reference_total_fertility_rate: Annotated[Array, "", "children per woman"]
    """The nation's rate of the base year on the same path as the driver."""
    fertility_benefit_effect: Annotated[Array, "", "children per % of GDP"]
    sex_ratio_birth: Annotated[Array, "", "ratio"]
    migration_schedule: Annotated[Array, "age", "share"]
    departure_hazard: Annotated[Array, "city", "1/year"]
    """Hazard of leaving the city, summed over the ages of the schedule."""
    destination_share: Annotated[Array, "city place", "share"]
    """Where those who leave go in the base year; adds up to one over places, zero for the city itself."""
    outside_arrivals: Annotated[Array, "city", "persons"]
    """Yearly arrivals from everywhere else in the base year."""
    outside_profile: Annotated[Array, "sex age", "share"]
    """Sex and age of those arrivals; adds up to one."""
    skilled_share: Annotated[Array, "city", "share"]
    """Share of arrivals with a college education."""
    urbanisation_pace: Annotated[Array, "city", "index"]
    """A city's past speed of urbanisation relative to the region's."""
    rural_schedule_mean: Annotated[Array, "city", "share"]
    """Mean of the migration schedule over rural residents of the base year."""
    urbanisation_logit_speed: Annotated[Array, "", "1/year"]
    migration_wage_elasticity: Annotated[Array, "", "elasticity"]
    hukou_cost_within: Annotated[Array, "", "share"]
    hukou_reform_inflow: Annotated[Array, "", "share"]
    mobility_cost_cut: Annotated[Array, "", "share"]
    talent_policy_inflow: Annotated[Array, "", "share"]
    skilled_migration_response: Annotated[Array, "", "ratio"]
    service_gap: Annotated[Array, "city", "log points"]
    """Distance to the best-served city in general budget revenue per resident."""
    service_gap_of_revenue_gap: Annotated[Array, "", "share"]
    service_amenity_elasticity: Annotated[Array, "", "elasticity"]
    health_service_weight: Annotated[Array, "", "share"]
    care_retiree_migration: Annotated[Array, "", "elasticity"]
    county_share: Annotated[Array, "city", "share"]
    """Share of residents who live in counties and county-level cities."""
    county_amenity_retention: Annotated[Array, "", "share per 1000 CNY"]
    spending_additionality: Annotated[Array, "", "share"]
    core_village_share: Annotated[Array, "city", "share"]
    """Share of the city's villagers whom the definition of its core counts in."""
    district_village_share: Annotated[Array, "city", "share"]
    """Share of the city's villagers who live in its districts, around the core."""
    core_share_of_district_towns: Annotated[Array, "city", "share"]
    county_villagers_to_core: Annotated[Array, "", "share"]
    core_newcomer_odds: Annotated[Array, "", "ratio"]
    housing_supply_elasticity: Annotated[Array, "", "elasticity"]
    housing_demand_elasticity: Annotated[Array, "", "elasticity"]
    housing_price_migration: Annotated[Array, "", "elasticity"]
    care_need_rate: Annotated[Array, "", "places per resident of 80 and over"]
    fertility_deviation: Annotated[Array, "", "log points"]
    """Deviation of fertility from its driver after one year; it widens with the root of time."""
    life_expectancy_gain_deviation: Annotated[Array, "", "years"]
    """Addition to the yearly gain of life expectancy."""
