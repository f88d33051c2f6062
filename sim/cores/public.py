"""Parameters and opening values of public money, trade cost, resources, prices and the nation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import public_money, resources, trade_cost
from sim.cores.core import Core
from sim.cores.take import fields_of

PARAMETERS = (
    "capital_output_ratio_infrastructure clean_power_capex clean_power_offshore_share "
    "depreciation_infrastructure desalination_cost desalination_use japan_trade_share korea_trade_share "
    "offshore_wind_cf power_price power_value_added_share public_investment_efficiency rcep_tariff_cut "
    "spending_additionality water_value_added_share"
).split()


def build(baseline: Baseline, draws: Mapping[str, Array]) -> Core:
    """Parameters, and the neutral values of 2020."""
    members = draws["spending_additionality"].shape[0]
    one, none = np.ones(members), np.zeros((len(baseline.axes.city), members))
    nothing_yet = (
        "measures_spending",
        "extra_public_capital",
        "public_capital_ratio",
        "clean_power_added",
        "clean_power_investment",
        "offshore_power_value",
        "desalination_value",
        "extra_public_investment",
    )
    return Core(
        {
            "public_money": public_money.Params(
                county_population=baseline["county_population"], **fields_of(public_money.Params, draws)
            ),
            "trade_cost": trade_cost.Params(**fields_of(trade_cost.Params, draws)),
            "resources": resources.Params(**fields_of(resources.Params, draws)),
        },
        {
            **dict.fromkeys(nothing_yet, none),
            **dict.fromkeys(
                ("price_level", "china_activity_index", "world_trade_index", "trade_cost_factor"), one
            ),
        },
    )
