"""Fixed capital by perpetual inventory: investment follows output, and its mix follows returns.

Limits: one depreciation rate, no separate housing or infrastructure yet; saving and
foreign money do not bind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``capital_share`` [sector, member]; ``manufacturing`` and ``utilities`` [sector]
    are 1 for that sector; rest [member].
    """

    capital_share: Array
    base_potential: Array
    demand_response: Array
    manufacturing: Array
    utilities: Array
    investment_rate: Array
    investment_adjustment: Array
    depreciation_total: Array
    public_crowd_in: Array
    spending_additionality: Array


@dataclass(frozen=True)
class Capital:
    """Investment within the year and capital at its end."""

    investment: Annotated[Array, "city sector", "100m CNY 2020"]
    capital: Annotated[Array, "city sector", "100m CNY 2020"]


def perpetual_inventory(opening: Array, investment: Array, depreciation: Array) -> Array:
    """Capital at the year's end: what is left of the opening stock plus investment."""
    return (1 - depreciation) * opening + investment


def investment_by_sector(
    opening: Array, total: Array, returns_base: Array, depreciation: Array, speed: Array
) -> Array:
    """Investment [city, sector, member] that moves the capital mix ``speed`` of the way
    to equal gross returns.

    ``returns_base`` is capital income: where a sector earns more per unit of capital, its share grows.
    """
    closing_total = (1 - depreciation) * opening.sum(axis=1) + total
    share = opening / opening.sum(axis=1)[:, None]
    wanted = returns_base / returns_base.sum(axis=1)[:, None]
    closing: Array = (share + speed * (wanted - share)) * closing_total[:, None]
    return closing - (1 - depreciation) * opening


def step(
    *,
    opening_capital: Annotated[Array, "city sector", "100m CNY 2020"],
    potential_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    gdp: Annotated[Array, "city", "100m CNY 2020"],
    extra_public_investment: Annotated[Array, "city", "100m CNY 2020"],
    clean_power_investment: Annotated[Array, "city", "100m CNY 2020"],
    lever_manufacturing_clusters: Annotated[Array, "city", "100m CNY per year"],
    params: Params,
) -> Capital:
    """Investment and closing capital of one year.

    Cluster and clean-power money counts by its additional part only; public investment
    draws private money with it.
    """
    total = params.investment_rate * gdp + params.public_crowd_in * extra_public_investment
    relative = potential_value_added / params.base_potential
    followed = params.base_potential * relative**params.demand_response
    base = investment_by_sector(
        opening_capital,
        total,
        params.capital_share * followed,
        params.depreciation_total,
        params.investment_adjustment,
    )
    clusters = params.spending_additionality * lever_manufacturing_clusters
    directed = (
        clusters[:, None] * params.manufacturing[:, None]
        + (params.spending_additionality * clean_power_investment)[:, None] * params.utilities[:, None]
    )
    investment = base + directed
    return Capital(
        investment=investment,
        capital=perpetual_inventory(opening_capital, investment, params.depreciation_total),
    )


def capital_output_ratio(
    output_growth: Array, deepening: Array, investment_rate: Array, depreciation: Array, years: int
) -> Array:
    """Capital at the year's end over the year's output, ``years`` after a year in which capital grew
    ``deepening`` faster than output.

    Growth rates are logarithmic. Growth, investment and depreciation fix the ratio of that year; from there
    the perpetual inventory walks it to the base year, towards its steady state.
    """
    ratio = investment_rate / (1 - (1 - depreciation) * np.exp(-(output_growth + deepening)))
    for _ in range(years):
        ratio = (1 - depreciation) * np.exp(-output_growth) * ratio + investment_rate
    return ratio
