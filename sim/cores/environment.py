"""Parameters of energy, abatement and air, and their values of 2020: the built balance, as the year's own
equations give it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import abatement, air, energy
from sim.cores.accounts import Accounts
from sim.cores.core import Core, sector
from sim.cores.resources import reached
from sim.cores.take import fields_of

INDUSTRY = ("mining", "manufacturing")
NEWTON_STEPS = 30
"""Steps to the common odds that give the published mean of good-air days; ten suffice."""

PARAMETERS = (
    "below_standard_share biomass_cf border_emission_share border_pollution_excess carbon_price_semi "
    "carbon_switch_share clean_air_wtp coal_control_end_use coal_control_power coal_power_heat_rate "
    "dirty_output_share ef_coal ef_gas ef_oil energy_intensity_trend energy_output_elasticity "
    "energy_price_elasticity_lr good_air_days_slope grid_factor_shandong industrial_coal_precursors "
    "industrial_fuel_price industrial_power_price nuclear_cf offshore_wind_cf onshore_wind_cf "
    "pm25_abatement_cost pm25_near_share pm25_own_share pm25_productivity pm25_transport_km pm25_trend "
    "pollution_leakage power_intensity_trend precursor_intensity_trend precursor_share_industry "
    "precursor_share_other precursor_share_power precursor_share_transport solar_cf"
).split()


def build(baseline: Baseline, draws: Mapping[str, Array], accounts: Accounts) -> Core:
    """The three blocks' parameters, and 2020 as the energy block gives it at the activity of 2020."""
    residents = accounts.people.sum(axis=(1, 2)) / 1e4
    of_energy = energy_params(baseline, draws, accounts.value_added, residents)
    of_air = air_params(baseline, draws, accounts.value_added, of_energy)
    balance = base_balance(of_energy, accounts.value_added, residents)
    ones = np.ones_like(residents)
    cleaning = abatement.Params(
        industry=reached(baseline, INDUSTRY),
        manufacturing=sector(baseline, "manufacturing"),
        cost_weight=cost_weight(baseline, of_air, accounts.value_added),
        base_carbon=balance.industry_carbon.sum(axis=0),
        **fields_of(abatement.Params, draws),
    )
    return Core(
        {"energy": of_energy, "abatement": cleaning, "air": of_air},
        {
            **{field.name: getattr(balance, field.name) for field in fields(balance)},
            "precursors_left": ones,
            "industry_coal_left": ones,
            "industry_energy_left": ones,
            "carbon_allowance_price": 0 * ones[0],
            "abatement_cost": 0 * ones,
            "environment_effect": np.ones_like(accounts.value_added),
            "precursor_technique": ones[0],
            "outside_air": ones[0],
            "precursor_emissions": ones,
            "pm25": of_air.pm25 * ones,
            "good_air_days": air.good_days(of_air.pm25 * ones, of_air),
            "pm25_ratio": ones,
            "clean_air_gain": 0 * ones,
        },
    )


def energy_params(
    baseline: Baseline, draws: Mapping[str, Array], value_added: Array, residents: Array
) -> energy.Params:
    """The balance of 2020 without a member axis of its own, since its errors are not drawn."""
    axes = baseline.axes
    industry = np.append(reached(baseline, INDUSTRY), 0.0)
    coal = baseline["fuel_end_use"][:, :, energy.COAL]
    at_work = np.sum(industry * coal, axis=1)[:, None]
    return energy.Params(
        fuel=baseline["fuel_end_use"][..., None],
        industry_coal=at_work,
        other_coal=coal.sum(axis=1)[:, None] - at_work,
        power=baseline["power_end_use"][..., None],
        industry=industry,
        construction=sector(baseline, "construction"),
        activity=value_added,
        residents=residents,
        cement=baseline["cement_co2"][:, None],
        coal_generation=baseline["coal_generation"][:, None],
        capacity=baseline["clean_capacity"][..., None],
        plant=baseline["plant_capacity"][..., None],
        hours=np.stack([energy.HOURS * draws[f"{name}_cf"] for name in axes.technology]),
        factor=np.stack([draws[f"ef_{name}"] for name in axes.fuel]),
        **fields_of(energy.Params, draws),
    )


def base_balance(params: energy.Params, value_added: Array, residents: Array) -> energy.Energy:
    """2020: the year's equations at the activity of 2020, before any trend, measure or new plant."""
    members = residents.shape[-1]
    none, one = np.zeros(members), np.ones(members)
    still = replace(params, energy_intensity_trend=none, power_intensity_trend=none)
    nothing = np.zeros((*params.capacity.shape[:2], members))
    return energy.step(
        lagged_fuel_technique=one,
        lagged_power_technique=one,
        opening_clean_power_added=nothing,
        clean_power_added=nothing,
        value_added=value_added,
        residents=residents,
        industry_coal_left=np.ones_like(residents),
        industry_energy_left=np.ones_like(residents),
        driver_coal_use_index=one,
        driver_plant_service=np.zeros((params.plant.shape[0], members)),
        params=still,
    )


def air_params(
    baseline: Baseline, draws: Mapping[str, Array], value_added: Array, balance: energy.Params
) -> air.Params:
    """Weights of sources scaled to one, the source-receptor matrix, and the odds of a good day."""
    pm25 = baseline["pm25"][:, None]
    industry = reached(baseline, INDUSTRY)
    weights = {name: draws[f"precursor_share_{name}"] for name in ("power", "industry", "transport", "other")}
    total = sum(weights.values())
    mean = baseline["good_air_days"][0]
    slope = draws["good_air_days_slope"] / 100 / (mean * (1 - mean))
    coal_burnt = balance.fuel[:, :, energy.COAL].sum(axis=1) + (
        balance.coal_generation * draws["coal_power_heat_rate"]
    )
    return air.Params(
        pm25=pm25,
        industry_coal=balance.industry_coal,
        coal_generation=balance.coal_generation,
        oil=balance.fuel[:, :, energy.OIL].sum(axis=1),
        works=np.sum(industry[:, None] * value_added, axis=1),
        industry=industry,
        source=source_receptor(baseline["seat_distance"], coal_burnt, draws),
        outside=1 - draws["pm25_own_share"] - draws["pm25_near_share"],
        good_air_odds=common_odds(slope * (pm25 - pm25.mean()), mean) + slope * (pm25 - pm25.mean()),
        odds_slope=slope,
        **{f"weight_{name}": weight / total for name, weight in weights.items()},
        **fields_of(air.Params, draws),
    )


def source_receptor(kilometres: Array, emitted: Array, draws: Mapping[str, Array]) -> Array:
    """Part of each city's particles that comes from each city [city, city, member].

    The own part is given; the others share theirs by what they emit, less with distance.
    """
    reach = emitted[None] * np.exp(-kilometres[..., None] / draws["pm25_transport_km"])
    own = np.eye(len(kilometres))[..., None]
    reach = reach * (1 - own)
    near: Array = draws["pm25_near_share"] * reach / reach.sum(axis=1)[:, None]
    return own * draws["pm25_own_share"] + near


def common_odds(above: Array, mean: float) -> Array:
    """Log odds [member] that, with ``above`` [city, member] added, give the ``mean`` share over cities."""
    odds: Array = np.log(mean / (1 - mean)) - above.mean(axis=0)
    for _ in range(NEWTON_STEPS):
        share = 1 / (1 + np.exp(-odds - above))
        odds = odds - (share.mean(axis=0) - mean) / np.mean(share * (1 - share), axis=0)
    return odds


def cost_weight(baseline: Baseline, air_params: air.Params, value_added: Array) -> Array:
    """Precursors per value added of the sectors under the standard [sector, member]: industry, transport."""
    made = value_added.sum(axis=0)
    industry = reached(baseline, INDUSTRY)[:, None]
    transport = sector(baseline, "transport")[:, None]
    weight: Array = industry * (air_params.weight_industry / np.sum(industry * made, axis=0)) + transport * (
        air_params.weight_transport / np.sum(transport * made, axis=0)
    )
    return weight
