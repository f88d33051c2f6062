"""Parameters of the resources block, and nothing added yet in 2020."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import resources
from sim.cores.core import Core, one_for, sector
from sim.cores.take import fields_of

FARM, POWER_USERS = ("agriculture",), ("mining", "manufacturing")
"""Sectors off construction land; those whose power is cut first."""

OFFSHORE = "offshore_wind"

PARAMETERS = (
    "offshore_wind_capex onshore_wind_capex solar_capex nuclear_capex biomass_capex "
    "offshore_wind_capacity_credit onshore_wind_capacity_credit solar_capacity_credit "
    "nuclear_capacity_credit biomass_capacity_credit land_misallocation_gain land_supply_growth "
    "offshore_wind_cf peak_power_load power_margin power_margin_sd power_output_elasticity power_price "
    "power_value_added_share"
).split()


def build(baseline: Baseline, draws: Mapping[str, Array]) -> Core:
    """Who is reached, and the neutral values."""
    members = draws["power_price"].shape[0]
    cities, sectors = len(baseline.axes.city), len(baseline.axes.sector)
    none = np.zeros((cities, members))
    technologies = baseline.axes.technology
    nothing_yet = (
        "clean_power_investment",
        "offshore_power_value",
        "land_market_share",
    )
    return Core(
        {
            "resources": resources.Params(
                land_users=1 - reached(baseline, FARM),
                power_users=reached(baseline, POWER_USERS),
                at_sea=one_for(OFFSHORE, technologies),
                capacity_cost=np.stack([draws[f"{name}_capex"] for name in technologies]),
                capacity_credit=np.stack([draws[f"{name}_capacity_credit"] for name in technologies]),
                **fields_of(resources.Params, draws),
            )
        },
        {
            **dict.fromkeys(nothing_yet, none),
            "clean_power_added": np.zeros((cities, len(technologies), members)),
            "resource_effect": np.ones((cities, sectors, members)),
        },
    )


def reached(baseline: Baseline, names: tuple[str, ...]) -> Array:
    """One for each of the named sectors [sector]."""
    chosen: Array = np.sum([sector(baseline, name) for name in names], axis=0)
    return chosen
