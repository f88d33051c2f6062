"""Energy of the year: fuels and power by user, the power balance, and the CO2 of it all.

Use follows activity, at intensities that improve on trend. Coal keeps to the driver of coal control in part:
what the control holds back is burnt as gas by end users, and comes over the grid where power plants are
concerned. Clean power displaces coal power one for one at first, then also power from outside, since plants
that heat towns and serve the evening keep running. Power from outside closes the balance. CO2 is fuel times
factor, and cement. Everything equals the built balance in 2020. Limits: no balance by city was ever
published, so cities are illustrative; dispatch is one for the region; no hour, no storage, no curtailment;
gas-fired power (9 MW in 2020) counts with coal; heat from power plants is in industry's fuel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100
HOURS = 8.76
"""TWh of a gigawatt that runs all year."""
COAL, OIL, GAS = range(3)
HOUSEHOLDS = -1
"""The last user, after the sectors."""


@dataclass(frozen=True)
class Params:
    """The balance of 2020 and how it moves.

    ``fuel`` [city, user, fuel, 1] Mtce and ``power`` [city, user, 1] TWh of end use, users being the sectors
    and then the households; ``industry`` [user] is 1 for industry; ``construction`` [sector] for building.
    ``industry_coal`` and ``other_coal`` [city, 1] Mtce are sums of the coal in it.
    ``activity`` [city, sector, member] value added and ``residents`` [city, member], 10k, of 2020; ``cement``
    [city, 1] Mt; ``coal_generation`` [city, 1] TWh; ``capacity`` [city, technology, 1] and ``plant`` [plant,
    city, technology, 1] GW; ``hours`` [technology, member] TWh per GW; ``factor`` [fuel, member] tCO2/tce.
    Rest [member].
    """

    fuel: Array
    power: Array
    industry: Array
    industry_coal: Array
    other_coal: Array
    construction: Array
    activity: Array
    residents: Array
    cement: Array
    coal_generation: Array
    capacity: Array
    plant: Array
    hours: Array
    factor: Array
    carbon_switch_share: Array
    coal_control_end_use: Array
    coal_control_power: Array
    coal_power_heat_rate: Array
    energy_intensity_trend: Array
    energy_output_elasticity: Array
    grid_factor_shandong: Array
    industrial_fuel_price: Array
    industrial_power_price: Array
    power_intensity_trend: Array


@dataclass(frozen=True)
class Energy:
    """End use, power by where it comes from, total energy, CO2 by source, and what the measures spare."""

    fuel_technique: Annotated[Array, "", "index"]
    power_technique: Annotated[Array, "", "index"]
    fuel_use: Annotated[Array, "city fuel", "Mtce"]
    power_use: Annotated[Array, "city", "TWh"]
    clean_capacity: Annotated[Array, "city technology", "GW"]
    clean_generation: Annotated[Array, "city technology", "TWh"]
    coal_generation: Annotated[Array, "city", "TWh"]
    power_import: Annotated[Array, "city", "TWh"]
    energy_use: Annotated[Array, "city", "Mtce"]
    co2_end_use: Annotated[Array, "city fuel", "Mt"]
    co2_coal_power: Annotated[Array, "city", "Mt"]
    co2_cement: Annotated[Array, "city", "Mt"]
    co2_emissions: Annotated[Array, "city", "Mt"]
    co2_imported_power: Annotated[Array, "city", "Mt"]
    industry_coal: Annotated[Array, "city", "Mtce"]
    industry_carbon: Annotated[Array, "city", "Mt"]
    industry_coal_spared: Annotated[Array, "city", "Mtce"]
    coal_power_spared: Annotated[Array, "city", "TWh"]
    industry_energy_bill: Annotated[Array, "city", "100m CNY 2020"]


def allowed(demand: Array, control: Array, strictness: Array) -> Array:
    """Share of the coal asked for that control lets burn, where ``demand`` is relative to 2020 and
    ``control`` the driver's index: all of it at strictness 0, and at 1 what keeps to the driver.
    """
    share: Array = (control / demand) ** strictness
    return share


def coal_left(clean: Array, coal: Array) -> Array:
    """Share of coal power that still runs beside ``clean`` power, both TWh of the region [member].

    The first clean power displaces coal one for one; the more there is, the more of it displaces power from
    outside instead.
    """
    share: Array = np.exp(-clean / coal)
    return share


def step(
    *,
    lagged_fuel_technique: Annotated[Array, "", "index"],
    lagged_power_technique: Annotated[Array, "", "index"],
    opening_clean_power_added: Annotated[Array, "city technology", "GW"],
    clean_power_added: Annotated[Array, "city technology", "GW"],
    value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    residents: Annotated[Array, "city", "10k persons"],
    industry_coal_left: Annotated[Array, "city", "share"],
    industry_energy_left: Annotated[Array, "city", "share"],
    driver_coal_use_index: Annotated[Array, "", "index"],
    driver_plant_service: Annotated[Array, "plant", "share"],
    params: Params,
) -> Energy:
    """The balance of one year; capacity that measures add counts from the year after, a dated plant for the
    part of the year in which it runs.
    """
    fuel_technique = lagged_fuel_technique * (1 + params.energy_intensity_trend / PER_CENT)
    power_technique = lagged_power_technique * (1 + params.power_intensity_trend / PER_CENT)
    made = value_added / params.activity
    people = residents / params.residents
    income = value_added.sum(axis=1) / params.activity.sum(axis=1) / people
    home = (people * income**params.energy_output_elasticity)[:, None]
    industry = params.industry[:, None]
    saved = 1 - industry * (1 - industry_energy_left)[:, None]
    heat = np.concatenate([made * fuel_technique, home], axis=1)
    work = np.concatenate([made * power_technique, home], axis=1) * saved

    wanted = params.fuel * (heat * saved)[:, :, None]
    in_all = wanted.sum(axis=1)
    in_industry = np.sum(industry[:, None] * wanted, axis=1)
    asked_in_industry = in_industry[:, COAL] / (params.industry_coal * industry_energy_left)
    asked_elsewhere = (in_all - in_industry)[:, COAL] / params.other_coal
    control, strictness = driver_coal_use_index, params.coal_control_end_use
    of_industry = in_industry[:, COAL] * allowed(asked_in_industry, control, strictness)
    of_others = (in_all - in_industry)[:, COAL] * allowed(asked_elsewhere, control, strictness)
    gas_for_coal = params.factor[GAS] / params.factor[COAL]
    spared = (1 - industry_coal_left) * of_industry / (1 - params.carbon_switch_share * gas_for_coal)
    coal = of_industry + of_others - spared
    gas = in_all[:, GAS] + in_all[:, COAL] - of_industry - of_others + params.carbon_switch_share * spared
    fuel_use = np.stack([coal, in_all[:, OIL], gas], axis=1)

    power = params.power * work
    power_use = power.sum(axis=1)
    plants = np.sum(params.plant * driver_plant_service[:, None, None], axis=0)
    built = params.capacity + plants
    generation = (built + opening_clean_power_added) * params.hours
    asked = power_use.sum(axis=0) / params.power.sum(axis=(0, 1))
    reference = params.coal_generation * asked * allowed(asked, control, params.coal_control_power)
    whole = reference.sum(axis=0)
    with_plants = np.sum(plants * params.hours, axis=(0, 1))
    with_measures = with_plants + np.sum(opening_clean_power_added * params.hours, axis=(0, 1))
    coal_generation = reference * coal_left(with_measures, whole)
    spared_power = reference * (coal_left(with_plants, whole) - coal_left(with_measures, whole))
    power_import = power_use - coal_generation - generation.sum(axis=1)

    co2_end_use = fuel_use * params.factor
    co2_coal_power = coal_generation * params.coal_power_heat_rate * params.factor[COAL]
    building = np.sum(params.construction[:, None] * made, axis=1)
    co2_cement = params.cement * building * fuel_technique
    return Energy(
        fuel_technique=fuel_technique,
        power_technique=power_technique,
        fuel_use=fuel_use,
        power_use=power_use,
        clean_capacity=built + clean_power_added,
        clean_generation=generation,
        coal_generation=coal_generation,
        power_import=power_import,
        energy_use=fuel_use.sum(axis=1) + params.coal_power_heat_rate * power_use,
        co2_end_use=co2_end_use,
        co2_coal_power=co2_coal_power,
        co2_cement=co2_cement,
        co2_emissions=co2_end_use.sum(axis=1) + co2_coal_power + co2_cement,
        co2_imported_power=power_import * params.grid_factor_shandong,
        industry_coal=of_industry - spared,
        industry_carbon=of_industry * industry_coal_left * params.factor[COAL],
        industry_coal_spared=spared + of_industry * (1 / industry_energy_left - 1),
        coal_power_spared=spared_power,
        industry_energy_bill=in_industry.sum(axis=1) * params.industrial_fuel_price / 100
        + np.sum(industry * power, axis=1) * params.industrial_power_price * 10,
    )
