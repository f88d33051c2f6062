"""Parameters and opening values of services, budget, public capital, prices and the nation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import budget, public_money, public_services
from sim.cores.accounts import Accounts
from sim.cores.core import Core
from sim.cores.take import fields_of

PARAMETERS = (
    "budget_spending_over_revenue capital_output_ratio_infrastructure care_capacity care_capital_cost "
    "care_running_cost city_pays_agriculture city_pays_care city_pays_clusters city_pays_county_towns "
    "city_pays_digital city_pays_ecology city_pays_emerging city_pays_equal_services "
    "city_pays_fulcrum_zones city_pays_marine city_pays_platforms city_pays_public_investment "
    "city_pays_research city_pays_shipping city_pays_tourism city_pays_training city_pays_vouchers "
    "depreciation_infrastructure land_revenue_share land_works_share programme_room "
    "public_investment_efficiency service_gap_of_revenue_gap service_spending_share "
    "spending_additionality training_place_cost"
).split()


def build(baseline: Baseline, draws: Mapping[str, Array], accounts: Accounts) -> Core:
    """Parameters, and the neutral values of 2020."""
    members = draws["spending_additionality"].shape[0]
    one, none = np.ones(members), np.zeros((len(baseline.axes.city), members))
    nothing_yet = (
        "measures_spending",
        "extra_public_capital",
        "public_capital_ratio",
        "extra_public_investment",
        "care_places_added",
    )
    return Core(
        {
            "budget": budget.Params(
                county_population=baseline["county_population"],
                tax_share=baseline["tax_share"],
                payment_share=payment_share(baseline),
                works_rate=accounts.infrastructure_rate,
                bay_city_share=baseline["bay_city_share"],
                **fields_of(budget.Params, draws),
            ),
            "public_services": public_services.Params(
                tax_share=baseline["tax_share"],
                service_gap=baseline["service_gap"],
                **fields_of(public_services.Params, draws),
            ),
            "public_money": public_money.Params(**fields_of(public_money.Params, draws)),
        },
        {
            **dict.fromkeys(nothing_yet, none),
            **dict.fromkeys(("price_level", "china_activity_index", "world_trade_index"), one),
        },
    )


def payment_share(baseline: Baseline) -> Array:
    """Part of a river's compensation that a city below pays a city above [river, city, destination]: by the
    load that the river carries between them.
    """
    land = [baseline.axes.load_source.index(name) for name in ("farms", "households", "industry")]
    load = baseline["nutrient_load"][:, land].sum(axis=1)
    carried = baseline["compensated_share"] * load[:, None]
    share: Array = carried / carried.sum(axis=(1, 2), keepdims=True)
    return share
