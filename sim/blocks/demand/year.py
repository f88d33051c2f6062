"""One year of demand.

Trade costs, the measures' own spending, shocks and last year's income change what is bought from whom. A
multi-city input-output system of 2020 carries this to suppliers in every city (type I: what is earned is
spent the year after). Sales beyond what supply can plan are met from slack, sales below it leave capacity
idle. Prices, customers and plans adapt to what lasts, so that measures move output through demand for a time
only; a dated shock is known to pass, and nobody adapts to it:
    pressure = Leontief inverse x change of final sales / output of 2020
    gap      = quantity share x (pressure + supply lost - adapted)
    adapted  closes a fixed share of its distance to the pressure of measures each year
The lasting effect of the same measures is that on supply (cost saved, capital, productivity). On the path of
the drivers with neutral levers and without shocks every deviation is exactly nothing. Imposed by structure:
fixed input coefficients, trade shares of 2020, rise and fall alike. Limits: no prices and no crowding-out
through them; who cannot buy from a supplier that fails buys elsewhere, and no neighbour is credited for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array
from sim.blocks.demand.params import Params
from sim.blocks.demand.shares import (
    CALM,
    PER_CENT,
    Abroad,
    Attraction,
    Costs,
    Sales,
    attraction,
    new_shares,
    outside_sales,
)
from sim.blocks.demand.slack import carried, closed_share, supply_lost, used_capacity


@dataclass(frozen=True)
class Demand:
    """Trade relative to that of 2020 at the same size of the economy; pressure of demand on output, how far
    it has been adapted to, its effect on output; output lost with capital; consumption beyond the usual; and
    what shocks leave of the markets' demand.
    """

    intercity_index: Annotated[Array, "city destination", "index"]
    partner_index: Annotated[Array, "city partner", "index"]
    export_index: Annotated[Array, "city market", "index"]
    import_index: Annotated[Array, "city market", "index"]
    demand_pressure: Annotated[Array, "city sector", "share"]
    demand_adapted: Annotated[Array, "city sector", "share"]
    demand_effect: Annotated[Array, "city sector", "index"]
    supply_loss: Annotated[Array, "city sector", "share"]
    consumption_deviation: Annotated[Array, "city", "100m CNY 2020"]
    foreign_demand_index: Annotated[Array, "", "index"]


@dataclass(frozen=True)
class Spending:
    """Spending beyond the usual by purpose [city, member], in money of 2020's size."""

    plants: Array
    works: Array
    households: Array
    vouchers: Array
    visitors: Array

    def by_product(self, params: Params) -> Array:
        """What it buys [city, product, member]."""
        bought: Array = (
            params.investment_mix[..., None] * self.plants[:, None]
            + params.works_mix[..., None] * self.works[:, None]
            + params.household_mix[..., None] * self.households[:, None]
            + params.voucher_mix[..., None] * (self.vouchers + self.visitors)[:, None]
        )
        return bought


def inputs_unused(params: Params, loss: Array) -> Array:
    """Inputs [city, product, member] of output that is not made.

    Of what lost capital would have made, ``loss`` [city, sector, member], the rest of the plants make up the
    quantity share for customers who still ask for it.
    """
    not_made = (1 - params.demand_quantity_share) * loss
    unused: Array = np.einsum("cps,cs,csm->cpm", params.input_coefficient, params.gross_output, not_made)
    return unused


def final_sales(params: Params, shares: Attraction, sales: Sales, bought: Array) -> Array:
    """Change of the cities' sales [city, sector, member] before suppliers pass it on."""
    change: Array = (
        np.einsum("soc,cs,socm->osm", params.trade_share, params.use, shares.city - 1)
        + np.einsum("soc,socm,csm->osm", params.trade_share, shares.city, bought)
        + np.einsum("csp,cspm->csm", params.partner_sales, sales.partner - 1)
        + np.einsum("csk,cskm->csm", params.exports, sales.market - 1)
    )
    return change


def pressure_of(params: Params, shares: Attraction, sales: Sales, bought: Array) -> Array:
    """Output asked for beyond the usual over that of 2020 [city, sector, member]."""
    final = final_sales(params, shares, sales, bought)
    pressure: Array = carried(params.leontief, final) / params.gross_output[..., None]
    return pressure


def weighted(flows: Array, index: Array) -> Array:
    """Mean of ``index`` [a, sector, b, member] over sectors with the weight of ``flows`` [a, sector, b]."""
    mean: Array = np.einsum("asb,asbm->abm", flows, index) / flows.sum(axis=1)[..., None]
    return mean


def step(
    *,
    opening_demand_adapted: Annotated[Array, "city sector", "share"],
    lagged_gdp: Annotated[Array, "city", "100m CNY 2020"],
    lagged_income_gap: Annotated[Array, "city", "100m CNY 2020"],
    intercity_cost: Annotated[Array, "city destination", "index"],
    partner_cost: Annotated[Array, "city partner", "index"],
    market_cost: Annotated[Array, "city market", "index"],
    capital_at_work: Annotated[Array, "city sector", "100m CNY 2020"],
    lacking_capital: Annotated[Array, "city sector", "100m CNY 2020"],
    rebuilt_capital: Annotated[Array, "city sector", "100m CNY 2020"],
    extra_public_investment: Annotated[Array, "city", "100m CNY 2020"],
    land_works: Annotated[Array, "city", "100m CNY 2020"],
    new_ecology_money: Annotated[Array, "city", "100m CNY 2020"],
    new_business_money: Annotated[Array, "city", "100m CNY 2020"],
    new_voucher_money: Annotated[Array, "city", "100m CNY 2020"],
    new_foreign_capital: Annotated[Array, "city", "100m CNY 2020"],
    clean_power_investment: Annotated[Array, "city", "100m CNY 2020"],
    sea_investment: Annotated[Array, "city sector", "100m CNY 2020"],
    visitor_spending_added: Annotated[Array, "city", "100m CNY 2020"],
    visitor_spending_shaken: Annotated[Array, "city", "100m CNY 2020"],
    lever_quality_and_brands: Annotated[
        Array, "city", "percentage points of firms newly under the joint quality label"
    ],
    shock_exports: Annotated[Array, "city", "% of foreign sales demanded"],
    shock_world_demand: Annotated[Array, "market", "% of the market's demand for imports"],
    shock_household_demand: Annotated[Array, "city", "% of household consumption"],
    shock_property_demand: Annotated[Array, "city", "% of homes built"],
    shock_exchange_rate: Annotated[Array, "", "% of the price of foreign currency in yuan"],
    params: Params,
) -> Demand:
    """Deviations of one year; money is set against the size of the economy before it meets flows of 2020."""
    costs = Costs(intercity_cost, partner_cost, market_cost)
    abroad = Abroad(
        1 + shock_exports / PER_CENT, 1 + shock_world_demand / PER_CENT, 1 + shock_exchange_rate / PER_CENT
    )
    size = lagged_gdp / params.base_gdp
    loss = supply_lost(lacking_capital, capital_at_work, params.capital_share)
    power = params.spending_additionality * clean_power_investment
    plants = new_business_money + new_foreign_capital + power + sea_investment.sum(axis=1)
    measures = Spending(
        plants=plants / size,
        works=(extra_public_investment + new_ecology_money) / size,
        households=0 * size,
        vouchers=params.mpc_coupon * params.coupon_net_share * new_voucher_money / size,
        visitors=visitor_spending_added / size,
    )
    earned = params.mpc_household * params.household_income_share * lagged_income_gap
    shaken = shock_household_demand / PER_CENT * params.household_use.sum(axis=1)[:, None]
    passing = Spending(
        plants=(rebuilt_capital.sum(axis=1) + params.accelerator * lagged_income_gap) / size,
        works=shock_property_demand / PER_CENT * params.base_homes + land_works / size,
        households=earned / size + shaken,
        vouchers=0 * size,
        visitors=visitor_spending_shaken / size,
    )

    def asked(world: Abroad) -> tuple[Attraction, Sales]:
        drawn = attraction(params, costs, world, lever_quality_and_brands)
        return new_shares(params, drawn), outside_sales(params, costs, world)

    lasting = pressure_of(params, *asked(CALM), measures.by_product(params))
    shares, sales = asked(abroad)
    bought = measures.by_product(params) + passing.by_product(params) - inputs_unused(params, loss)
    pressure = pressure_of(params, shares, sales, bought)
    beyond_plan = pressure + loss - opening_demand_adapted
    between = params.trade_share * params.use.T[:, None]
    from_abroad = params.market_share * params.use.T[:, None]
    return Demand(
        intercity_index=weighted(np.moveaxis(between, 1, 0), np.moveaxis(shares.city, 1, 0)),
        partner_index=weighted(params.partner_sales, sales.partner),
        export_index=weighted(params.exports, sales.market),
        import_index=weighted(np.moveaxis(from_abroad, 2, 0), np.moveaxis(shares.market, 2, 0)),
        demand_pressure=pressure,
        demand_adapted=opening_demand_adapted
        + closed_share(params.demand_gap_halflife) * (lasting - opening_demand_adapted),
        demand_effect=used_capacity(
            params.demand_quantity_share * beyond_plan, params.capacity_utilisation_normal
        ),
        supply_loss=loss,
        consumption_deviation=(passing.households + measures.vouchers) * size,
        foreign_demand_index=np.sum(
            params.exports.sum(axis=(0, 1))[:, None] * abroad.world * np.ones_like(size[:1]), axis=0
        )
        / params.exports.sum(),
    )
