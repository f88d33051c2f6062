"""Fixed capital by type and perpetual inventory: business by sector, housing, infrastructure.

Housing follows urban residents and their income, infrastructure public money; business investment is the
saving that is left, more where capital earns more, costs less or meets less red tape, with what public works
draw after them and the foreign money that displaces none. One capital market lets it go where it earns more.
What measures place directly comes on top, as does what is rebuilt after a shock. Homes and works that a
slump leaves unbuilt are not built elsewhere: their saving lies idle that year. Housing is the capital of
real estate; infrastructure works through public capital (see productivity). Limits: saving is a fixed share
of GDP, the same everywhere, and leaves a city only where the market is joined; no cost of adjustment but the
slow mix.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100


@dataclass(frozen=True)
class Params:
    """Rates and responses of investment.

    ``capital_share`` and ``depreciation`` [sector, member]; ``base_potential`` [city, sector, member].
    [city, member]: ``base_return``, ``base_income`` and ``base_urban`` of 2020; ``base_housing`` the housing
    at its start and ``housing_rate`` what it built on that, as a share; ``infrastructure_rate`` public works
    over GDP. ``agriculture``, ``manufacturing``, ``producer_services``, ``real_estate`` and ``utilities``
    [sector] are 1 for that sector; rest [member].
    """

    capital_share: Array
    depreciation: Array
    base_potential: Array
    base_return: Array
    base_income: Array
    base_urban: Array
    base_housing: Array
    housing_rate: Array
    infrastructure_rate: Array
    agriculture: Array
    manufacturing: Array
    producer_services: Array
    real_estate: Array
    utilities: Array
    anchor_plant_investment: Array
    capital_cost_spread: Array
    demand_response: Array
    depreciation_infrastructure: Array
    disaster_loss_gdp: Array
    emerging_manufacturing_share: Array
    housing_income_elasticity: Array
    investment_adjustment: Array
    investment_rate: Array
    park_spillover_share: Array
    public_crowd_in: Array
    risk_capital_share: Array
    spending_additionality: Array
    transaction_cost_investment: Array
    user_cost_elasticity: Array


@dataclass(frozen=True)
class Capital:
    """Investment within the year and capital at its end, by sector and by type."""

    investment: Annotated[Array, "city sector", "100m CNY 2020"]
    capital: Annotated[Array, "city sector", "100m CNY 2020"]
    disaster_loss_avoided: Annotated[Array, "city sector", "100m CNY 2020"]
    business_investment: Annotated[Array, "city", "100m CNY 2020"]
    housing_investment: Annotated[Array, "city", "100m CNY 2020"]
    infrastructure_investment: Annotated[Array, "city", "100m CNY 2020"]
    total_investment: Annotated[Array, "city", "100m CNY 2020"]
    infrastructure: Annotated[Array, "city", "100m CNY 2020"]
    total_capital: Annotated[Array, "city", "100m CNY 2020"]


def perpetual_inventory(opening: Array, investment: Array, depreciation: Array) -> Array:
    """Capital at the year's end: what is left of the opening stock plus investment."""
    return (1 - depreciation) * opening + investment


def housing_investment(opening: Array, pressure: Array, rate: Array, speed: Array) -> Array:
    """Homes built: ``rate`` of the stock at the pressure of 2020, more where need outgrew the stock.

    ``pressure`` is need over stock, 1 in 2020. Near it a gap of one percent of the stock adds ``speed``
    percent of the stock; however few are needed, some homes are built.
    """
    built: Array = rate * opening * pressure ** (speed / rate)
    return built


def business_investment(saving: Array, relative_return: Array, user_cost_elasticity: Array) -> Array:
    """Saving left for business, more of it where capital earns more than in 2020 for what it costs.

    Investment proportional to (return / cost)^e leads capital at given output to the elasticity
    -e / (1 + e) with respect to its cost, because capital's return falls as it grows.
    """
    invested: Array = saving * relative_return**-user_cost_elasticity
    return invested


def pooled(offered: Array, rate_of_return: Array, response: Array) -> Array:
    """Investment by city [city, member] when a joined market moves it to where capital earns more.

    Each city's part rises with its return to the power ``response``; what is invested in all stays the same.
    """
    drawn = offered * rate_of_return**response
    spread: Array = drawn * (offered.sum(axis=0) / drawn.sum(axis=0))
    return spread


def investment_by_sector(
    opening: Array, total: Array, returns_base: Array, depreciation: Array, speed: Array
) -> Array:
    """Investment [city, sector, member] that moves the capital mix ``speed`` of the way
    to equal gross returns.

    ``returns_base`` is capital income: where a sector earns more per unit of capital, its share grows.
    """
    left = (1 - depreciation) * opening
    closing_total = left.sum(axis=1) + total
    share = opening / opening.sum(axis=1)[:, None]
    wanted = returns_base / returns_base.sum(axis=1)[:, None]
    closing: Array = (share + speed * (wanted - share)) * closing_total[:, None]
    return closing - left


def step(
    *,
    capital_at_work: Annotated[Array, "city sector", "100m CNY 2020"],
    lacking_capital: Annotated[Array, "city sector", "100m CNY 2020"],
    supply_loss: Annotated[Array, "city sector", "share"],
    rebuilt_capital: Annotated[Array, "city sector", "100m CNY 2020"],
    relocated_net: Annotated[Array, "city sector", "100m CNY 2020"],
    opening_infrastructure: Annotated[Array, "city", "100m CNY 2020"],
    potential_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    gdp: Annotated[Array, "city", "100m CNY 2020"],
    residents: Annotated[Array, "city", "10k persons"],
    urban_residents: Annotated[Array, "city", "10k persons"],
    extra_public_investment: Annotated[Array, "city", "100m CNY 2020"],
    land_works: Annotated[Array, "city", "100m CNY 2020"],
    new_ecology_money: Annotated[Array, "city", "100m CNY 2020"],
    clean_power_investment: Annotated[Array, "city", "100m CNY 2020"],
    new_cluster_money: Annotated[Array, "city", "100m CNY 2020"],
    new_venture_money: Annotated[Array, "city", "100m CNY 2020"],
    new_farm_money: Annotated[Array, "city", "100m CNY 2020"],
    new_foreign_capital: Annotated[Array, "city", "100m CNY 2020"],
    sea_investment: Annotated[Array, "city sector", "100m CNY 2020"],
    delivery: Annotated[Array, "", "share"],
    shock_property_demand: Annotated[Array, "city", "% of homes built"],
    lever_leading_firms: Annotated[Array, "city", "headquarters or anchor plants landed per year"],
    lever_financial_services: Annotated[Array, "city", "index"],
    lever_business_environment: Annotated[Array, "city", "% cut of institutional transaction cost"],
    lever_capital_market_integration: Annotated[
        Array, "", "share of the inter-city spread in the cost of capital removed"
    ],
    lever_disaster_resilience: Annotated[Array, "city", "% cut of expected disaster and accident loss"],
    params: Params,
) -> Capital:
    """Investment and closing capital of one year.

    Programme money is the new part that the budget lets through; of clean power and of landed plants the part
    counts that displaces nothing else; public investment draws private money with it. Capital that moves
    between cities is the same business capital on another account. What lacks counts as coming: it is rebuilt
    and nobody builds it twice.
    """
    income = potential_value_added.sum(axis=1) / residents
    works = params.infrastructure_rate * gdp
    whole = capital_at_work + lacking_capital
    homes = np.sum(params.real_estate[:, None] * whole, axis=1)
    need = (urban_residents / params.base_urban) * (
        income / params.base_income
    ) ** params.housing_income_elasticity
    pressure = need / (homes / params.base_housing)
    housing = housing_investment(homes, pressure, params.housing_rate, params.investment_adjustment)

    market = (1 - params.real_estate)[:, None]
    planned = potential_value_added / (1 - supply_loss)
    earned = np.sum(market * params.capital_share * planned, axis=1)
    business_capital = np.sum(market * whole, axis=1)
    cost = 1 - lever_financial_services * params.risk_capital_share * (
        params.capital_cost_spread / 100 / params.base_return
    )
    rate_of_return = earned / business_capital
    relative_return = rate_of_return / (params.base_return * cost)
    saved = params.investment_rate * gdp - works - housing
    eased = (1 - lever_business_environment / 100) ** params.transaction_cost_investment
    joined = -params.user_cost_elasticity * delivery * lever_capital_market_integration
    own = pooled(
        eased * business_investment(saved, relative_return, params.user_cost_elasticity),
        rate_of_return,
        joined,
    )
    offered = own + params.public_crowd_in * extra_public_investment + new_foreign_capital
    relative = potential_value_added / params.base_potential
    followed = params.base_potential * relative**params.demand_response
    spread = investment_by_sector(
        market * capital_at_work,
        offered,
        market * params.capital_share * followed,
        params.depreciation,
        params.investment_adjustment,
    )

    emerging = params.emerging_manufacturing_share * params.manufacturing[:, None] + (
        (1 - params.emerging_manufacturing_share) * params.producer_services[:, None]
    )
    plants = params.anchor_plant_investment * params.park_spillover_share * lever_leading_firms
    power = params.spending_additionality * clean_power_investment
    directed = (
        (new_cluster_money + plants)[:, None] * params.manufacturing[:, None]
        + new_farm_money[:, None] * params.agriculture[:, None]
        + power[:, None] * params.utilities[:, None]
        + new_venture_money[:, None] * emerging
        + sea_investment
    )
    business = spread + directed + market * rebuilt_capital
    homes_built = housing * (1 + shock_property_demand / PER_CENT) + np.sum(
        params.real_estate[:, None] * rebuilt_capital, axis=1
    )
    investment = business + params.real_estate[:, None] * homes_built[:, None]
    built = works + extra_public_investment + land_works + new_ecology_money

    avoided = (lever_disaster_resilience / 100 * params.disaster_loss_gdp * gdp)[:, None] * (
        capital_at_work / capital_at_work.sum(axis=1)[:, None]
    )
    kept = perpetual_inventory(capital_at_work, investment, params.depreciation)
    closing = kept + relocated_net + avoided
    infrastructure = perpetual_inventory(opening_infrastructure, built, params.depreciation_infrastructure)
    return Capital(
        investment=investment,
        capital=closing,
        disaster_loss_avoided=avoided,
        business_investment=business.sum(axis=1),
        housing_investment=homes_built,
        infrastructure_investment=built,
        total_investment=investment.sum(axis=1) + built,
        infrastructure=infrastructure,
        total_capital=closing.sum(axis=1) + infrastructure,
    )


def capital_output_ratio(
    output_growth: Array, deepening: Array, investment_rate: Array, depreciation: Array, years: int
) -> Array:
    """Capital at the year's end over the year's output, ``years`` after a year in which capital grew
    ``deepening`` faster than output.

    Growth rates are logarithmic. Growth, investment and depreciation fix the ratio of that year; from there
    the perpetual inventory walks it to the base year, towards its steady state.
    """
    ratio = investment_rate / replaced_share(output_growth + deepening, depreciation)
    for _ in range(years):
        ratio = (1 - depreciation) * np.exp(-output_growth) * ratio + investment_rate
    return ratio


def replaced_share(growth: Array, depreciation: Array) -> Array:
    """Investment over the closing stock of capital that grows at a logarithmic rate."""
    return 1 - (1 - depreciation) * np.exp(-growth)
