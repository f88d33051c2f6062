"""Parameters and opening values of frictions, trade cost, demand, foreign capital, relocation and trade.

The trade system of 2020 is balanced once in the baseline and the same for every member: members differ in how
flows respond.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import damage, demand, foreign_capital, frictions, relocation, trade, trade_cost
from sim.cores.accounts import Accounts
from sim.cores.core import Core, one_for, sector, wide
from sim.cores.take import fields_of

PARAMETERS = (
    "accelerator border_city_tariff_equiv border_provincial_tariff_equiv border_resource_share "
    "capacity_utilisation_normal coordination_border_cut coupon_net_share data_sharing_border_cut "
    "delivery_rate demand_gap_halflife demand_quantity_share depreciation_structures "
    "exchange_rate_elasticity fdi_displacement fdi_entry_elasticity fdi_investment_share "
    "fdi_own_productivity foreign_border_tariff_equiv general_manufacturing_share home_bias_shift "
    "household_income_share hub_hours_saved hub_traffic_share mpc_coupon mpc_household platform_cost_cut "
    "platform_diffusion rcep_tariff_cut reconstruction_speed relocation_feasible relocation_loss "
    "resilience_recovery_gain spending_additionality time_cost_container trade_elasticity "
    "trade_elasticity_services tradecost_pass_through veto_relief zone_fdi_effect"
).split()

GOODS = ("agriculture", "mining", "manufacturing")
"""Sectors whose products cross customs as goods."""

VOUCHER_GOODS = ("manufacturing", "trade", "transport", "hotels_catering")
"""Sectors in which a household spends a consumption voucher: goods, their retail and delivery, eating out."""

WORKS = ("construction", "producer_services")
"""Sectors that public works are bought from: building, and its design and survey."""

SAME_PROVINCE = ("jinan_circle", "lunan_circle")
SHORT_SEA = ("japan", "korea")
NEW_PREFERENCE = ("japan",)


def any_of(names: tuple[str, ...], axis: tuple[str, ...]) -> Array:
    """One for the named labels of an axis, zero for the others."""
    mask: Array = sum((one_for(name, axis) for name in names), np.zeros(len(axis)))
    return mask


def uses(baseline: Baseline) -> Array:
    """Use of every product in every city for all purposes in 2020 [city, sector], 100m CNY."""
    intermediate = np.einsum("cps,cs->cp", baseline["input_coefficient"], baseline["gross_output"])
    final = sum(baseline[f"{who}_use"] for who in ("household", "government", "investment"))
    total: Array = intermediate + final
    return total


def foreign_goods(baseline: Baseline) -> tuple[Array, Array]:
    """Exports and imports of 2020 [city, market], 100m CNY."""
    exported = baseline["exports"].sum(axis=1)
    imported = np.einsum("skc,cs->ck", baseline["market_share"], uses(baseline))
    return exported, imported


def leontief(trade_share: Array, coefficient: Array) -> Array:
    """Output of the cities per unit of final sales [city x sector, city x sector].

    ``trade_share`` [sector, origin, city] of the using city's purchases; ``coefficient`` [city, product,
    sector] inputs of all origins. Rows and columns run over cities, sectors within.
    """
    cities, sectors = coefficient.shape[:2]
    local = np.einsum("poc,cps->opcs", trade_share, coefficient)
    inside = local.reshape(cities * sectors, cities * sectors)
    inverse: Array = np.linalg.inv(np.eye(cities * sectors) - inside)
    return inverse


def composition(purchases: Array) -> Array:
    """Composition of one yuan [city, sector]."""
    share: Array = purchases / purchases.sum(axis=1)[:, None]
    return share


def build(baseline: Baseline, draws: Mapping[str, Array], accounts: Accounts) -> Core:
    """Parameters of the blocks and the trade of 2020."""
    axes, members = baseline.axes, accounts.members
    sectors = axes.sector
    share, use = baseline["trade_share"], uses(baseline)
    partner_share, market_share = baseline["partner_share"], baseline["market_share"]
    goods = any_of(GOODS, sectors)
    base_gdp = accounts.value_added.sum(axis=1)
    gdp = baseline["value_added"].sum(axis=1)

    apart = ~np.eye(len(axes.city), dtype=bool)
    between = np.einsum("soc,cs->oc", share, use) * apart
    bought = np.einsum("spc,cs->cp", partner_share, use)
    sold = baseline["partner_sales"].sum(axis=1)
    goods_traded = np.einsum("spc,cs,s->cp", partner_share, use, goods) + np.einsum(
        "csp,s->cp", baseline["partner_sales"], goods
    )
    exported, imported = foreign_goods(baseline)
    abroad = exported + imported
    reach = baseline["platform_reach"]

    industry = sector(baseline, "manufacturing")
    voucher = baseline["household_use"] * any_of(VOUCHER_GOODS, sectors)
    works = baseline["investment_use"] * any_of(WORKS, sectors)
    core_city = (np.arange(len(gdp)) == gdp.argmax()).astype(float)
    manufacturing_output = np.sum(industry[:, None] * accounts.potential, axis=1)
    manufacturing_capital = np.sum(industry[:, None] * accounts.opening_capital, axis=1)
    nothing = np.zeros((len(gdp), members))
    pairs = np.zeros((len(gdp), len(gdp), members))
    cells = np.zeros_like(accounts.potential)
    return Core(
        {
            "frictions": frictions.Params(
                zone_pair_share=baseline["zone_pair_share"], **fields_of(frictions.Params, draws)
            ),
            "trade_cost": trade_cost.Params(
                sold_between=between / gdp[:, None],
                bought_between=between.T / gdp[:, None],
                sold_to_partner=sold / gdp[:, None],
                bought_from_partner=bought / gdp[:, None],
                exported=exported / gdp[:, None],
                imported=imported / gdp[:, None],
                goods_to_partner=goods_traded / (bought + sold),
                same_province=any_of(SAME_PROVINCE, axes.partner),
                rcep_market=any_of(NEW_PREFERENCE, axes.market),
                short_sea=any_of(SHORT_SEA, axes.market),
                platform_reach=reach,
                platform_example=baseline["platform_example"],
                foreign_trade=abroad,
                **fields_of(trade_cost.Params, draws),
            ),
            "foreign_capital": foreign_capital.Params(
                base_investment=baseline["foreign_investment"],
                base_gdp=base_gdp,
                platform_host_share=np.einsum("fck,ck->fc", reach, abroad) / abroad.sum(axis=1),
                **fields_of(foreign_capital.Params, draws),
            ),
            "damage": damage.Params(depreciation=accounts.depreciation, **fields_of(damage.Params, draws)),
            "demand": demand.Params(
                gross_output=baseline["gross_output"],
                use=use,
                household_use=baseline["household_use"],
                input_coefficient=baseline["input_coefficient"],
                trade_share=share,
                partner_share=partner_share,
                market_share=market_share,
                partner_sales=baseline["partner_sales"],
                exports=baseline["exports"],
                leontief=leontief(share, baseline["input_coefficient"]),
                household_mix=composition(baseline["household_use"]),
                investment_mix=composition(baseline["investment_use"]),
                voucher_mix=composition(voucher),
                works_mix=composition(works),
                goods=goods,
                base_gdp=base_gdp,
                base_homes=accounts.housing_rate * accounts.potential.sum(axis=1),
                capital_share=accounts.capital_share,
                **fields_of(demand.Params, draws),
            ),
            "relocation": relocation.Params(
                core=wide(core_city, members),
                manufacturing=industry,
                tax_share=baseline["tax_share"],
                output_of_capital=manufacturing_output / manufacturing_capital,
                depreciation=np.sum(industry[:, None] * accounts.depreciation, axis=0),
                **fields_of(relocation.Params, draws),
            ),
            "trade": trade.Params(
                exports=exported,
                imports=imported,
                between=np.einsum("soc,cs->oc", share, use),
                to_partner=sold,
                household_share=baseline["household_use"].sum(axis=1) / gdp,
                government_share=baseline["government_use"].sum(axis=1) / gdp,
                base_gdp=base_gdp,
                base_manufacturing=np.sum(industry[:, None] * accounts.value_added, axis=1),
                manufacturing=industry,
            ),
        },
        {
            "border_cost_left": np.ones_like(pairs),
            "intercity_cost": np.ones_like(pairs),
            "trade_cost_factor": np.ones(members),
            "trade_effect": nothing + 1,
            "foreign_effect": nothing + 1,
            "foreign_investment": wide(baseline["foreign_investment"], members),
            "foreign_capital_added": nothing,
            "capital_to_rebuild": cells,
            "capital_at_work": accounts.opening_capital,
            "demand_adapted": cells,
            "demand_effect": cells + 1,
            "income_gap": nothing,
            "relocation_asked": pairs,
            "relocated_capital": pairs,
            "tax_transfer": nothing,
            "household_consumption": wide(baseline["household_use"].sum(axis=1), members),
            "government_consumption": wide(baseline["government_use"].sum(axis=1), members),
            "exports": wide(exported, members),
            "imports": wide(imported, members),
            "intercity_trade": wide(np.einsum("soc,cs->oc", share, use), members),
            "partner_trade": wide(sold, members),
        },
    )
