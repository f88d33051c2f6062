"""Public money: what the measures spend, how much of it is new, and the public capital it leaves.

Every lever in money passes here once. Only the additional part of a programme counts, and only its efficient
part becomes capital. Limits: the budget is reported, not enforced; interest and taxes do not feed back yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``county_population`` [city] residents outside the districts, 10k persons; rest [member]."""

    county_population: Array
    spending_additionality: Array
    public_investment_efficiency: Array
    depreciation_infrastructure: Array
    capital_output_ratio_infrastructure: Array


@dataclass(frozen=True)
class PublicMoney:
    """Spending of the measures, the additional public investment in it, and extra public
    capital over the usual stock.
    """

    measures_spending: Annotated[Array, "city", "100m CNY 2020"]
    extra_public_investment: Annotated[Array, "city", "100m CNY 2020"]
    extra_public_capital: Annotated[Array, "city", "100m CNY 2020"]
    public_capital_ratio: Annotated[Array, "city", "share"]


def step(
    *,
    opening_extra_public_capital: Annotated[Array, "city", "100m CNY 2020"],
    lagged_gdp: Annotated[Array, "city", "100m CNY 2020"],
    lever_public_investment: Annotated[Array, "city", "% of GDP per year above the 2015-2019 effort"],
    lever_county_town_upgrade: Annotated[Array, "city", "CNY per county resident per year"],
    lever_fulcrum_zone_investment: Annotated[Array, "city", "100m CNY per year"],
    lever_digital_infrastructure: Annotated[Array, "city", "100m CNY per year"],
    lever_science_platforms: Annotated[Array, "city", "100m CNY per year"],
    lever_manufacturing_clusters: Annotated[Array, "city", "100m CNY per year"],
    params: Params,
) -> PublicMoney:
    """Spending, additional public investment and the stock it builds in one year.

    Platforms and clusters are counted in spending here and act through R&D and business capital.
    """
    works = (
        lever_public_investment / 100 * lagged_gdp
        + lever_county_town_upgrade * params.county_population[:, None] / 1e4
        + lever_fulcrum_zone_investment
        + lever_digital_infrastructure
    )
    additional = params.spending_additionality * works
    capital = (
        1 - params.depreciation_infrastructure
    ) * opening_extra_public_capital + params.public_investment_efficiency * additional
    usual = params.capital_output_ratio_infrastructure * lagged_gdp
    return PublicMoney(
        measures_spending=works + lever_science_platforms + lever_manufacturing_clusters,
        extra_public_investment=additional,
        extra_public_capital=capital,
        public_capital_ratio=capital / usual,
    )
