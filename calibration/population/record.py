"""What the population builder hands over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.axes import Array


@dataclass(frozen=True)
class PopulationBaseline:
    """Arrays without a member axis. ``place`` is the cities, then everywhere else; rates are yearly."""

    cities: tuple[str, ...]
    population: Array
    """[city, residence, sex, age] whole persons at the census."""
    mortality_rate: Array
    """[sex, age] of the nation in the census year."""
    mortality_level: Array
    mortality_level_low: Array
    mortality_level_high: Array
    """[city] death rates relative to the nation's."""
    life_expectancy_gain: Array
    """[sex] mean yearly gain between the censuses, years."""
    mortality_decline_rate: Array
    """[sex] yearly decline of all death rates that yields this gain."""
    fertility_pattern: Array
    """[age]."""
    city_total_fertility_rate: Array
    """[city] of the year before the census."""
    city_total_fertility_rate_high: Array
    """[city] of the four years before that, with the boom of second births."""
    national_total_fertility_rate: float
    """Of the census year, on the basis of the vital schedules."""
    sex_ratio_birth: float
    births: Array
    deaths: Array
    """[city] of the base year at base rates, persons."""
    net_migration: Array
    net_migration_low: Array
    net_migration_high: Array
    """[city] yearly mean between the censuses, persons."""
    migration_schedule: Array
    """[age]."""
    flows: Array
    """[place from, place to] yearly moves, persons."""
    departure_hazard: Array
    destination_share: Array
    """[city, place]."""
    outside_arrivals: Array
    outside_profile: Array
    """[sex, age]."""
    outside_movers: Mapping[int, float]
    """The nation's persons weighted by the migration schedule, by year, census year 1."""
    skilled_share: Array
    """[city]."""
    urban_core: Array
    """[city] 10k persons at the census, on the definition of the source table."""
    core_village_share: Array
    """[city] share of the villagers whom that definition counts in."""
    district_village_share: Array
    """[city] share of the villagers who live in the districts."""
    core_share_of_district_towns: Array
    """[city] share of the districts' town dwellers who live in the core."""
    urbanisation_logit_speed: Array
    urbanisation_pace: Array
    """[city] speed of the urban share's logit, and relative to the region's."""
    rural_schedule_mean: Array
    """[city]."""
    notes: tuple[Mapping[str, str], ...]
