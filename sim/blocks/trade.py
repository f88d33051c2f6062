"""Expenditure and trade: what GDP is spent on, and the cities' flows with each other and the outside.

GDP = household and government consumption + investment + net outflow. Consumption is the share of GDP of 2020
in the income that was planned, and what demand adds to it; investment comes from the capital block; net
outflow of goods and services is the residual, as in provincial accounts. Flows are those of the balanced
system of 2020, which grow with the seller's (sales) or the buyer's (purchases) planned output and move with
the demand block's indices: after 2020 they are not balanced product by product. Limits: 2020 prices;
composition within a flow as in 2020.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """Flows of 2020, 100m CNY, without a member axis: ``exports``, ``imports`` [city, market], ``between``
    [city, destination], ``to_partner`` [city, partner]; ``household_share``, ``government_share`` [city] of
    GDP; ``base_gdp`` [city, member]; ``manufacturing`` [sector]; ``base_manufacturing`` [city, member].
    """

    exports: Array
    imports: Array
    between: Array
    to_partner: Array
    household_share: Array
    government_share: Array
    base_gdp: Array
    base_manufacturing: Array
    manufacturing: Array


@dataclass(frozen=True)
class Trade:
    """Final expenditure by kind, net outflow, and trade with markets, partners and between the cities."""

    household_consumption: Annotated[Array, "city", "100m CNY 2020"]
    government_consumption: Annotated[Array, "city", "100m CNY 2020"]
    net_outflow: Annotated[Array, "city", "100m CNY 2020"]
    exports: Annotated[Array, "city market", "100m CNY 2020"]
    imports: Annotated[Array, "city market", "100m CNY 2020"]
    intercity_trade: Annotated[Array, "city destination", "100m CNY 2020"]
    partner_trade: Annotated[Array, "city partner", "100m CNY 2020"]


def step(
    *,
    value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    gdp: Annotated[Array, "city", "100m CNY 2020"],
    income_gap: Annotated[Array, "city", "100m CNY 2020"],
    demand_effect: Annotated[Array, "city sector", "index"],
    total_investment: Annotated[Array, "city", "100m CNY 2020"],
    consumption_deviation: Annotated[Array, "city", "100m CNY 2020"],
    intercity_index: Annotated[Array, "city destination", "index"],
    partner_index: Annotated[Array, "city partner", "index"],
    export_index: Annotated[Array, "city market", "index"],
    import_index: Annotated[Array, "city market", "index"],
    params: Params,
) -> Trade:
    """Accounts of one year."""
    planned = gdp - income_gap
    grown = planned / params.base_gdp
    made = np.sum(params.manufacturing[:, None] * value_added / demand_effect, axis=1)
    industry = made / params.base_manufacturing
    households = params.household_share[:, None] * planned + consumption_deviation
    government = params.government_share[:, None] * planned
    return Trade(
        household_consumption=households,
        government_consumption=government,
        net_outflow=gdp - households - government - total_investment,
        exports=params.exports[..., None] * export_index * industry[:, None],
        imports=params.imports[..., None] * import_index * grown[:, None],
        intercity_trade=params.between[..., None] * intercity_index * grown[None],
        partner_trade=params.to_partner[..., None] * partner_index * grown[:, None],
    )
