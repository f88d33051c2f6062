"""Parameters and opening stocks of the demography block, member by member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks.demography import DemographyParams, DemographyYear
from sim.blocks.demography.alone import quiet_year
from sim.blocks.demography.attraction import service_index
from sim.blocks.demography.needs import care_places
from sim.cores.core import Core, wide
from sim.cores.take import fields_of
from sim.parameters import Z90

PARAMETERS = (
    "care_need_rate care_retiree_migration census_gap core_newcomer_odds corr_vital county_villagers_to_core "
    "county_amenity_retention fertility_benefit_effect fertility_error health_service_weight "
    "housing_demand_elasticity housing_price_migration housing_supply_elasticity hukou_cost_within "
    "hukou_reform_inflow longevity_error migration_error migration_wage_elasticity mobility_cost_cut "
    "mortality_level_error sd_life_expectancy_gain sd_migration sd_tfr service_amenity_elasticity "
    "service_gap_of_revenue_gap sex_ratio_birth skilled_migration_response spending_additionality "
    "talent_policy_inflow urbanisation_logit_speed vital_common_error"
).split()


def deviation(draws: Mapping[str, Array], name: str) -> Array:
    """Standard normal deviation [member] that shares ``corr_vital`` of its variance with its two siblings."""
    shared = draws["corr_vital"]
    mixed: Array = np.sqrt(shared) * draws["vital_common_error"] + np.sqrt(1 - shared) * draws[name]
    return mixed


def mortality_and_net(baseline: Baseline, draws: Mapping[str, Array]) -> tuple[Array, Array]:
    """Level of mortality and what net migration gains with it, persons a year [city, member].

    One residual of two censuses serves both: more deaths in the past mean more arrivals in the past.
    """
    level, net = baseline.tables["mortality_level"], baseline.tables["net_migration"]
    width = np.log(level.high / level.low)[:, None]
    raised = width / (2 * Z90) * draws["mortality_level_error"]
    return level.values[:, None] * np.exp(raised), (net.high - net.low)[:, None] / width * raised


def at_base_rates(params: DemographyParams) -> DemographyParams:
    """The same without deviations from the drivers, which begin after the base year."""
    none = np.zeros_like(params.fertility_deviation)
    return replace(params, fertility_deviation=none, life_expectancy_gain_deviation=none)


def arrivals_shock(usual: DemographyYear, params: DemographyParams, draws: Mapping[str, Array]) -> Array:
    """Log change of arrivals from outside [member] by which the region's net migration strays."""
    net_of_gross = usual.net_migration_outside.sum(axis=0) / params.outside_arrivals.sum(axis=0)
    shock: Array = deviation(draws, "migration_error") * draws["sd_migration"] * net_of_gross
    return shock


def build(baseline: Baseline, draws: Mapping[str, Array], reference_fertility: Array) -> Core:
    """Demography parameters, each with a trailing member axis, and the census population.

    The stock of 2020 is the census; its change to the year's end, at the rates of the base year, waits in
    ``since_census``. ``reference_fertility`` [member] or [1] is the base year's national total fertility rate
    on the path of the driver file.
    """
    members = draws["sex_ratio_birth"].shape[0]
    people = wide(baseline["population"], members)
    residents = people.sum(axis=(1, 2, 3)) / 1e4
    given = fields_of(DemographyParams, draws)
    given["mortality_level"], more_arrivals = mortality_and_net(baseline, draws)
    reference = np.broadcast_to(reference_fertility, (members,))
    given["reference_total_fertility_rate"] = reference
    given["fertility_deviation"] = deviation(draws, "fertility_error") * draws["sd_tfr"] / reference
    given["life_expectancy_gain_deviation"] = (
        deviation(draws, "longevity_error") * draws["sd_life_expectancy_gain"]
    )
    given["county_share"] = baseline["county_population"][:, None] / residents
    arrivals = baseline["outside_arrivals"][:, None]
    given["outside_arrivals"] = arrivals * np.exp(more_arrivals / arrivals)
    given |= {f.name: baseline[f.name][..., None] for f in fields(DemographyParams) if f.name not in given}
    params = DemographyParams(**given)
    usual = quiet_year(people, at_base_rates(params))
    params = replace(
        params, outside_arrivals=params.outside_arrivals * np.exp(arrivals_shock(usual, params, draws))
    )
    core = wide(baseline["urban_core"], members)
    base_year = {
        "population": people,
        "mortality_index": np.ones((2, members)),
        "residents": residents,
        "urban_residents": people[:, 0].sum(axis=(1, 2)) / 1e4,
        "urban_core": core,
        "core_capacity_filled": np.zeros_like(core),
        "service_index": service_index(np.zeros_like(residents), params),
        "care_places_needed": care_places(people, params),
        "since_census": draws["census_gap"] * (usual.population - people),
        "years_projected": np.zeros(members),
    }
    return Core({"demography": params}, base_year)
