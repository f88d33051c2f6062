"""Visitors of the coast: how much they spend with the nation's income, the price of a stay and seats.

Spending follows national activity and the visitor's cost with the elasticities of the literature. Tourism
money adds rooms, sites and lines, which makes a stay cheaper. What airports cannot carry stays away, as far
as visitors fly; cleaner water along the coast draws more of them. Spending that lower cost brings is demand
beyond the usual (sim/blocks/demand); the return from the pandemic year belongs to the marine account. In a
year in which visitors stay away, tourism and what they would have spent fall with them. Limits:
the coast as the marine account counts it, one kind of visitor, no season, no neighbour that loses them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100


@dataclass(frozen=True)
class Params:
    """``base_spending`` [city, member] of a usual year, 100m CNY; ``base_capital`` [city, member] of hotels
    and catering at the start of 2020; ``base_served`` [city, member] part of air demand that found a seat in
    the last usual year; ``is_tourism`` [marine]; rest [member].

    ``visitor_cost_elasticity`` is that of a stay's cost to the capital of tourism, with a minus sign.
    """

    base_spending: Array
    base_capital: Array
    base_served: Array
    is_tourism: Array
    tourism_income_elasticity: Array
    tourism_price_elasticity: Array
    visitor_cost_elasticity: Array
    visitors_by_air_share: Array
    water_quality_tourism: Array


@dataclass(frozen=True)
class Visitors:
    """Cost of a stay, spending at full recovery, both 2020 = 1; spending that lower cost brought, and that a
    shock brought or, minus, kept away.
    """

    visitor_cost: Annotated[Array, "city", "index"]
    visitor_demand: Annotated[Array, "city", "index"]
    visitor_spending_added: Annotated[Array, "city", "100m CNY 2020"]
    visitor_spending_shaken: Annotated[Array, "city", "100m CNY 2020"]


def step(
    *,
    opening_marine_capital_added: Annotated[Array, "city marine sector", "100m CNY 2020"],
    china_activity_index: Annotated[Array, "", "index"],
    air_served: Annotated[Array, "city", "share"],
    coastal_water_quality: Annotated[Array, "city", "index"],
    shock_visitors: Annotated[Array, "city", "% of visitors"],
    params: Params,
) -> Visitors:
    """Visitors of one year; capital works from the year after its investment."""
    built = np.sum(params.is_tourism[:, None, None] * opening_marine_capital_added, axis=(1, 2))
    cost = (1 + built / params.base_capital) ** -params.visitor_cost_elasticity
    arriving = 1 - params.visitors_by_air_share * (1 - air_served / params.base_served)
    bathing = coastal_water_quality**params.water_quality_tourism
    usual = arriving * bathing * china_activity_index**params.tourism_income_elasticity
    drawn = cost**params.tourism_price_elasticity
    coming = 1 + shock_visitors / PER_CENT
    return Visitors(
        visitor_cost=cost,
        visitor_demand=usual * drawn * coming,
        visitor_spending_added=params.base_spending * usual * (drawn - 1) * coming,
        visitor_spending_shaken=params.base_spending * usual * (coming - 1),
    )
