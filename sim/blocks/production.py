"""Production: potential value added by sector, and how much of it is used.

Potential = A x capital^a x (skill x workers)^(1-a) x what scarce land, water and power and the cost of clean
air leave of it, scaled to the 2020 normal-year level. Of it the recovery from the pandemic year, which starts
below one in 2020 and closes (the rebound, a driver and not a policy), the year's demand and what damage at
sea stops say what is used. Limits: capital and labour substitute at elasticity one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``capital_share`` [sector, member]; base-year normal level, capital and employment [city, sector,
    member]; ``manufacturing`` [sector] is 1 for manufacturing.
    """

    capital_share: Array
    base_potential: Array
    base_capital: Array
    base_employment: Array
    manufacturing: Array
    pandemic_rebound: Array


@dataclass(frozen=True)
class Production:
    """Potential and actual value added, what is used of the one and why, GDP, income beyond or below plan,
    and the normal-year activity of the city and its industry.
    """

    potential_value_added: Annotated[Array, "city sector", "100m CNY 2020"]
    recovery: Annotated[Array, "city sector", "share"]
    utilisation: Annotated[Array, "city sector", "share"]
    value_added: Annotated[Array, "city sector", "100m CNY 2020"]
    gdp: Annotated[Array, "city", "100m CNY 2020"]
    income_gap: Annotated[Array, "city", "100m CNY 2020"]
    gdp_index: Annotated[Array, "city", "index"]
    heavy_industry_index: Annotated[Array, "city", "index"]


def potential(productivity: Array, capital: Array, effective_labour: Array, capital_share: Array) -> Array:
    """Cobb-Douglas output of productivity, capital and effective labour, all relative to the base year."""
    return productivity * capital**capital_share * effective_labour ** (1 - capital_share)


def closing_gap(lagged_recovery: Array, closed_share: Array) -> Array:
    """Recovery after ``closed_share`` of its distance to one has been closed."""
    return 1 - (1 - lagged_recovery) * (1 - closed_share)


def unplanned_income(value_added: Array, demand_effect: Array, supply_loss: Array, stopped: Array) -> Array:
    """Income [city, member] that demand brought beyond plan, less what lost capital and ``stopped`` activity
    would have earned.
    """
    lost = supply_loss / (1 - supply_loss) + stopped / (1 - stopped)
    by_sector = value_added * (1 - 1 / demand_effect) - value_added * lost
    total: Array = by_sector.sum(axis=1)
    return total


def step(
    *,
    capital_at_work: Annotated[Array, "city sector", "100m CNY 2020"],
    lagged_recovery: Annotated[Array, "city sector", "share"],
    total_factor_productivity: Annotated[Array, "city sector", "index"],
    employment: Annotated[Array, "city sector", "10k persons"],
    human_capital: Annotated[Array, "city", "index"],
    resource_effect: Annotated[Array, "city sector", "index"],
    environment_effect: Annotated[Array, "city sector", "index"],
    demand_effect: Annotated[Array, "city sector", "index"],
    supply_loss: Annotated[Array, "city sector", "share"],
    sea_loss: Annotated[Array, "city sector", "share"],
    params: Params,
) -> Production:
    """Value added of one year from capital at its start and this year's work, productivity and demand.

    The indices of normal-year activity leave recovery and demand out.
    """
    relative = potential(
        total_factor_productivity,
        capital_at_work / params.base_capital,
        human_capital[:, None] * employment / params.base_employment,
        params.capital_share,
    )
    level = params.base_potential * relative * resource_effect * environment_effect
    recovery = closing_gap(lagged_recovery, params.pandemic_rebound)
    used = recovery * demand_effect * (1 - sea_loss)
    value_added = used * level
    industry = params.manufacturing[:, None]
    return Production(
        potential_value_added=level,
        recovery=recovery,
        utilisation=used,
        value_added=value_added,
        gdp=value_added.sum(axis=1),
        income_gap=unplanned_income(value_added, demand_effect, supply_loss, sea_loss),
        gdp_index=level.sum(axis=1) / params.base_potential.sum(axis=1),
        heavy_industry_index=np.sum(industry * level, axis=1)
        / np.sum(industry * params.base_potential, axis=1),
    )
