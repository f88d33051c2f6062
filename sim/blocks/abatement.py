"""Environmental standards and prices: what they make firms clean up, what it costs them, where dirty works
move instead, and what cleaner air gives back.

An emission standard falls on industry and transport (power plants met theirs by 2020); the cost of cleaning
rises with the square of the cut. A carbon price and a surcharge on inefficient users work on industry: their
cost is the triangle under the abatement curve, since what is paid beyond it stays in the region. Where the
nation caps the CO2 of industry's coal, allowances are traded between the cities at the one price, on top of
any carbon price, that keeps the emissions of last year's activity within the cap. Works that
meet a stricter standard than a neighbour's leave for it in part; joint enforcement closes that leakage and
brings the works on the borders up to the standard. Less PM2.5 than without the measures makes the whole city
more productive the year after. All effects are relative to the base: one to the last bit without measures.
Limits: one standard for all industry of a city; moving to places outside the region is not counted; the
cap looks back a year, so emissions pass it by what activity adds within the year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100


@dataclass(frozen=True)
class Params:
    """Costs and responses [member].

    ``industry`` and ``manufacturing`` [sector] are 1 for those sectors; ``cost_weight`` [sector, member] is
    how much of the cost of the standard a unit of a sector's value added bears, relative to others;
    ``base_carbon`` [member] Mt of CO2 from industry's coal in 2020.
    """

    industry: Array
    manufacturing: Array
    cost_weight: Array
    base_carbon: Array
    below_standard_share: Array
    border_emission_share: Array
    border_pollution_excess: Array
    carbon_price_semi: Array
    dirty_output_share: Array
    energy_price_elasticity_lr: Array
    pm25_abatement_cost: Array
    pm25_productivity: Array
    pollution_leakage: Array


@dataclass(frozen=True)
class Abatement:
    """What is left of precursors per activity under the standard, of industry's coal at the carbon price and
    of its energy at the surcharge; the price of allowances; the cost; and the effect of cost, moves and
    cleaner air on output.
    """

    precursors_left: Annotated[Array, "city", "share"]
    industry_coal_left: Annotated[Array, "city", "share"]
    industry_energy_left: Annotated[Array, "city", "share"]
    carbon_allowance_price: Annotated[Array, "", "CNY per tonne CO2"]
    abatement_cost: Annotated[Array, "city", "100m CNY 2020"]
    environment_effect: Annotated[Array, "city sector", "index"]


def standard_cost(cut: Array, cost_of_a_tenth: Array) -> Array:
    """Cost as a share of GDP of a ``cut`` of precursors: a tenth costs ``cost_of_a_tenth`` % of GDP, and
    twice the cut four times as much, since the cheap tonnes are cleaned first.
    """
    share: Array = cost_of_a_tenth / PER_CENT * (10 * cut) ** 2
    return share


def abated(price: Array, semi_elasticity: Array) -> Array:
    """Share of emissions abated at a carbon ``price``, CNY/t; ``semi_elasticity`` per 100 CNY/t, negative."""
    share: Array = -np.expm1(semi_elasticity * price / 100)
    return share


def allowance_price(emissions: Array, cap: Array, semi_elasticity: Array) -> Array:
    """Price [member], CNY/t, at which ``emissions`` keep to a ``cap``, both in the same unit; none within it.

    Emissions fall by exp(semi_elasticity x price / 100), so the price that halves them again is the same.
    """
    beyond = np.maximum(emissions / cap, 1.0)
    price: Array = 100 * np.log(beyond) / -semi_elasticity
    return price


def saved_energy(surcharge: Array, elasticity: Array, share_reached: Array) -> Array:
    """Share of energy that users save who pay a ``surcharge`` (share of the price)."""
    share: Array = share_reached * (1 - (1 + surcharge) ** elasticity)
    return share


def moved_in(cut: Array, weight: Array, leakage: Array) -> Array:
    """Emissions that come to a city from stricter ones [city, member], as a share of its own.

    Of what a stricter city cuts beyond this one the part ``leakage`` moves here. ``weight`` [city, member]
    are shares of dirty output that add up to one.
    """
    stricter = np.maximum(cut[:, None] - cut[None], 0.0)
    share: Array = leakage * np.sum(weight[:, None] * stricter, axis=0)
    return share


def output_moved(cut: Array, weight: Array, leakage: Array) -> Array:
    """Dirty output that a city gains, as a share of it [city, member]; with ``weight`` it sums to zero."""
    mean = np.sum(weight * cut, axis=0)
    share: Array = leakage * (mean - cut)
    return share


def step(
    *,
    lagged_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    lagged_industry_carbon: Annotated[Array, "city", "Mt"],
    lagged_industry_coal_left: Annotated[Array, "city", "share"],
    lagged_industry_energy_bill: Annotated[Array, "city", "100m CNY 2020"],
    lagged_pm25_ratio: Annotated[Array, "city", "index"],
    lever_air_quality_control: Annotated[
        Array, "city", "% cut of allowed precursor emissions per unit of output by 2025"
    ],
    lever_carbon_pilots: Annotated[Array, "city", "CNY per tonne CO2"],
    lever_resource_efficiency: Annotated[
        Array, "city", "% higher price of energy, water and land for firms below the standard"
    ],
    lever_joint_env_enforcement: Annotated[Array, "", "index"],
    driver_carbon_cap: Annotated[Array, "", "index"],
    params: Params,
) -> Abatement:
    """Abatement of one year, against the output and the energy use of the year before."""
    works = np.sum(params.manufacturing[:, None] * lagged_value_added, axis=1)
    weight = works / works.sum(axis=0)
    leakage = params.pollution_leakage * (1 - lever_joint_env_enforcement)

    at_borders = params.border_emission_share * params.border_pollution_excess * lever_joint_env_enforcement
    cut = 1 - (1 - lever_air_quality_control / PER_CENT) * (1 - at_borders)
    unabated = lagged_industry_carbon / lagged_industry_coal_left
    piloted = abated(lever_carbon_pilots, params.carbon_price_semi)
    left = 1 - piloted + moved_in(piloted, weight, leakage)
    emissions = np.sum(unabated * left, axis=0)
    allowance = allowance_price(emissions, driver_carbon_cap * params.base_carbon, params.carbon_price_semi)
    price = lever_carbon_pilots + allowance
    carbon = abated(price, params.carbon_price_semi)
    surcharge = lever_resource_efficiency / PER_CENT
    saved = saved_energy(surcharge, params.energy_price_elasticity_lr, params.below_standard_share)

    gdp = lagged_value_added.sum(axis=1)
    of_standard = standard_cost(cut, params.pm25_abatement_cost) * gdp
    of_prices = price * carbon * unabated / 2 / 100 + surcharge * saved * lagged_industry_energy_bill / 2
    bearing = params.cost_weight * lagged_value_added
    industry = params.industry[:, None]
    # Over output net of the cost: however dear cleaning gets, some output is left.
    on_standard = (of_standard / bearing.sum(axis=1))[:, None] * params.cost_weight
    on_prices = (of_prices / np.sum(industry * lagged_value_added, axis=1))[:, None] * industry
    moved = params.dirty_output_share * (
        output_moved(cut, weight, leakage) + output_moved(carbon, weight, leakage)
    )
    air = lagged_pm25_ratio**params.pm25_productivity
    return Abatement(
        precursors_left=1 - cut + moved_in(cut, weight, leakage),
        industry_coal_left=1 - carbon + moved_in(carbon, weight, leakage),
        industry_energy_left=1 - saved,
        carbon_allowance_price=allowance,
        abatement_cost=of_standard + of_prices,
        environment_effect=(1 + params.manufacturing[:, None] * moved[:, None])
        * air[:, None]
        / (1 + on_standard + on_prices),
    )
