"""Parameters and 2020 values of water, rivers, coast and ecology."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import coast, ecology, rivers, water
from sim.blocks.ports import PortNetwork
from sim.cores.core import Core, one_for, port_of_city, sector, wide
from sim.cores.take import fields_of

WATER = (
    "cv_runoff desalination_cost desalination_use drought_storage_share reservoir_refill "
    "reservoir_water_cost water_city_weight water_dry_year water_output_elasticity water_price "
    "water_runoff_share water_saving_industry water_supply_margin water_use_per_head water_value_added_share"
).split()
BY_SOURCE = {
    "untreated": "untreated_load",
    "response": "load_response",
    "unit_cost": "abatement_cost",
    "yearly_fall": "load_yearly_fall",
}
"""Parameters that each source of nitrogen has its own of: field, and stem of the registered name."""
RIVERS = (
    "coast_response_speed eco_compensation_reference ecocomp_pollution load_quality_elasticity "
    "river_response_speed treatment_removal water_grade_spread abatement_cost_farms "
    "abatement_cost_households abatement_cost_industry abatement_cost_ships load_response_farms "
    "load_yearly_fall_farms load_yearly_fall_households load_yearly_fall_industry untreated_load_farms "
    "untreated_load_households untreated_load_industry"
).split()
COAST = (
    "berth_occupancy_norm_6 capacity_stretch coastal_building_rate natural_share_of_works "
    "port_capacity_growth sea_projects_on_shore "
    "shoreline_per_capacity"
).split()
ECOLOGY = (
    "ecosystem_area_share ecosystem_maturity_years forest_sink landscape_amenity_elasticity "
    "restoration_cost shoreline_weight water_amenity_weight"
).split()
PARAMETERS = [*WATER, *RIVERS, *COAST, *ECOLOGY]


def build(baseline: Baseline, draws: Mapping[str, Array], potential: Array, network: PortNetwork) -> Core:
    """All four blocks; ``potential`` [city, sector, member] is normal value added, ``network`` what the
    ports handled.
    """
    members = potential.shape[-1]
    cities = len(baseline.axes.city)
    none, one = np.zeros((cities, members)), np.ones((cities, members))
    scarce = water_params(baseline, draws, potential)
    return Core(
        {
            "water": scarce,
            "rivers": river_params(baseline, draws, potential, network),
            "coast": coast.Params(
                coastline=baseline["coastline"],
                base_natural=baseline["natural_shoreline"],
                port_of_city=port_of_city(baseline),
                port_capacity=network.service_capacity.sum(axis=1)
                * draws["berth_occupancy_norm_6"]
                / draws["capacity_stretch"],
                **fields_of(coast.Params, draws),
            ),
            "ecology": ecology.Params(
                ecosystem_area=baseline["land_area"][:, None]
                * ecology.HECTARES_PER_KM2
                * draws["ecosystem_area_share"],
                base_shoreline=baseline["natural_shoreline"],
                **fields_of(ecology.Params, draws),
            ),
        },
        {
            **dict.fromkeys(
                (
                    "river_gain",
                    "coast_gain",
                    "sewage_cost",
                    "eco_received",
                    "coastal_works_asked",
                    "coastal_works_done",
                    "restored_area",
                    "mature_area",
                    "carbon_sink_added",
                    "landscape_amenity",
                ),
                none,
            ),
            **dict.fromkeys(
                (
                    "river_quality",
                    "coastal_water_quality",
                    "coastal_works_allowed",
                    "sea_area_allowed",
                    "eco_index",
                ),
                one,
            ),
            **vars(usual_water(baseline, scarce, potential)),
            "nutrient_load": wide(baseline["nutrient_load"], members),
            "below_grade_v": wide(baseline["below_grade_v"], members),
            "good_coastal_water": wide(baseline["good_coastal_water"], members),
            "natural_shoreline": wide(baseline["natural_shoreline"], members),
            "natural_length": wide(baseline["natural_shoreline"] * baseline["coastline"], members),
        },
    )


def of_residents(baseline: Baseline) -> Array:
    """Residents of 2020 by city, 10k persons."""
    people: Array = baseline["population"].sum(axis=(1, 2, 3)) / 1e4
    return people


def water_params(baseline: Baseline, draws: Mapping[str, Array], potential: Array) -> water.Params:
    """Parameters of water.

    The region's use, margin and share that runoff moves are registered; cities differ by recalled figures,
    as far as ``water_city_weight`` says: the margin by what each may take over what it uses, the share by
    the log odds of what its own rivers and reservoirs bring.
    """
    axes = baseline.axes
    weight = draws["water_city_weight"]
    use, supply = baseline["water_use"], baseline["water_supply"]
    of_city, total = use.sum(axis=1), use.sum()
    local = axes.water_source.index("local")
    beside = supply.copy()
    beside[:, local] = 0
    beyond_nature = [axes.water_source.index(name) for name in ("reclaimed", "desalination")]
    usable = (
        baseline["water_exploitable"]
        + baseline["water_transfer_entitlement"]
        + supply[:, beyond_nature].sum(axis=1)
    )
    relative = (usable / of_city - 1) / (usable.sum() / total - 1)
    margin = draws["water_supply_margin"] * (1 + weight * (relative[:, None] - 1))
    region = draws["water_runoff_share"] / (1 + draws["water_supply_margin"])
    apart = log_odds(supply[:, local] / supply.sum(axis=1)) - log_odds(supply[:, local].sum() / supply.sum())
    odds = region / (1 - region) * np.exp(weight * apart[:, None])
    runoff = (1 + margin) * odds / (1 + odds)
    litres = draws["water_use_per_head"] * of_residents(baseline).sum() / 1e4
    base_use = use[..., None] / total * litres
    need = base_use.sum(axis=1)
    shortage = water.mean_shortage(margin, runoff * draws["cv_runoff"])
    steady = beside / beside.sum(axis=1, keepdims=True)
    return water.Params(
        base_use=base_use,
        base_need=need,
        base_residents=of_residents(baseline)[:, None],
        base_industry=np.sum(industry(baseline)[:, None] * potential, axis=1),
        margin=margin,
        runoff_share=runoff,
        steady=steady[..., None] * ((1 + margin - runoff) * need)[:, None],
        storage=baseline["reservoir_storage"][:, None] * litres / total,
        base_kept=water.kept_by_towns(shortage, base_use[:, 0] / need),
        is_local=one_for("local", axes.water_source),
        is_desalination=one_for("desalination", axes.water_source),
        is_new_works=one_for("new_works", axes.water_source),
        farm_users=sector(baseline, "agriculture"),
        industry_users=industry(baseline),
        **fields_of(water.Params, draws),
    )


def usual_water(baseline: Baseline, params: water.Params, potential: Array) -> water.Water:
    """The water of 2020: nothing added, an average over dry and wet years."""
    none = np.zeros((len(baseline.axes.city), 1))
    return water.step(
        opening_reservoir_deficit=np.zeros_like(params.base_need),
        opening_years_projected=np.zeros(1),
        lagged_potential_value_added=potential,
        opening_residents=params.base_residents * np.ones_like(params.base_need),
        lever_desalination_capacity=none,
        lever_water_supply_capacity=none,
        shock_dry_year=none,
        params=params,
    )


def log_odds(share: Array) -> Array:
    """ln(share / (1 - share))."""
    odds: Array = np.log(share / (1 - share))
    return odds


def industry(baseline: Baseline) -> Array:
    """One for mining and manufacturing [sector]."""
    return sector(baseline, "mining") + sector(baseline, "manufacturing")


def river_params(
    baseline: Baseline, draws: Mapping[str, Array], potential: Array, network: PortNetwork
) -> rivers.Params:
    """Loads, paths and responses.

    Nothing of ships is run-off and none of it has fallen by itself; towns, industry and ships do what is
    asked of them in full.
    """
    members = potential.shape[-1]

    def drawn(stem: str, source: str) -> Array:
        if f"{stem}_{source}" in draws:
            return draws[f"{stem}_{source}"]
        return np.full(members, float(stem == "load_response"))

    by_source = {
        field: np.stack([drawn(stem, source) for source in baseline.axes.load_source])
        for field, stem in BY_SOURCE.items()
    }
    return rivers.Params(
        base_load=baseline["nutrient_load"],
        outside_load=baseline["load_outside"],
        river_share=baseline["river_share"],
        coast_share=baseline["coast_share"],
        compensated_share=baseline["compensated_share"],
        port_of_city=port_of_city(baseline),
        base_throughput=network.throughput.sum(axis=1),
        base_residents=of_residents(baseline)[:, None],
        base_potential=potential,
        farms=sector(baseline, "agriculture"),
        industry=industry(baseline),
        shipping=sector(baseline, "transport"),
        good_coastal_water=baseline["good_coastal_water"][:, None],
        below_grade_v=baseline["below_grade_v"][:, None],
        **by_source,
        **fields_of(rivers.Params, draws),
    )
