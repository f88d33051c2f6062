"""Parameters and opening values of productivity and research.

Everything that history identifies is what is left after the known causes have been taken out, so that no
cause counts twice: the productivity trend is observed growth less capital, labour, skill, reallocation and
R&D.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import productivity, research
from sim.cores.accounts import Accounts, pass_through
from sim.cores.core import Core, sector, wide
from sim.cores.take import fields_of

PARAMETERS = (
    "access_adjustment agricultural_outflow labour_reallocation_gain market_access_domestic "
    "public_capital_elasticity rd_depreciation rd_lag rd_output_elasticity rd_spillover_elasticity "
    "sector_drift_decay sector_drift_transfer spending_additionality spillover_halflife_time"
).split()


def build(
    baseline: Baseline, draws: Mapping[str, Array], accounts: Accounts, base_travel_time: Array
) -> Core:
    """Trends, R&D stocks and drifts; ``base_travel_time`` [city, destination, member] in minutes."""
    members = accounts.members
    spending = wide(baseline["rd_spending"], members)
    past_growth = accounts.past_growth
    rd_capital = spending / (past_growth + draws["rd_depreciation"])
    # In steady growth the stock in use trails the whole stock by its lag; a year produces with the stock at
    # its start.
    rd_in_use = rd_capital * (1 + past_growth) / (1 + past_growth * draws["rd_lag"])

    ones = np.ones_like(past_growth)
    causes = (
        "market_access_in_use",
        "closeness_in_use",
        "rd_effect",
        "spillover_effect",
        "access_effect",
        "public_capital_effect",
    )
    return Core(
        {
            "productivity": productivity.Params(
                productivity_growth=trend(accounts, draws),
                base_rd_capital=rd_in_use / (1 + past_growth),
                national_pass_through=pass_through(baseline, draws),
                national_reference_growth=wide(baseline["national_reference_growth"][0], members),
                base_travel_time=base_travel_time,
                **fields_of(productivity.Params, draws),
            ),
            "research": research.Params(**fields_of(research.Params, draws)),
        },
        {
            **dict.fromkeys(causes, ones),
            "productivity_trend": np.ones_like(accounts.potential),
            "total_factor_productivity": np.ones_like(accounts.potential),
            "sector_drift": drift(baseline, accounts, draws),
            "rd_spending": spending,
            "rd_capital": rd_capital,
            "rd_capital_effective": rd_in_use,
        },
    )


def trend(accounts: Accounts, draws: Mapping[str, Array]) -> Array:
    """Log growth of productivity [city, member] that no known cause of the past explains."""
    share = accounts.capital_share_total
    research_part = draws["rd_output_elasticity"] + draws["rd_spillover_elasticity"]
    left: Array = (
        accounts.past_output
        - share * accounts.past_capital
        - (1 - share) * accounts.past_labour
        - draws["labour_reallocation_gain"] / 100
        - research_part * accounts.past_output
    )
    return left


def drift(baseline: Baseline, accounts: Accounts, draws: Mapping[str, Array]) -> Array:
    """Log growth of productivity by sector [city, sector, member] beyond what its own inputs give it."""
    share, total = accounts.capital_share, accounts.capital_share_total
    beyond_inputs = (
        wide(baseline["sector_drift"], accounts.members) * draws["sector_drift_transfer"]
        + sector(baseline, "agriculture")[:, None] * (1 - share) * draws["agricultural_outflow"]
    )
    deepening = (accounts.past_capital - accounts.past_labour)[:, None]
    own: Array = beyond_inputs - (share - total[:, None]) * deepening
    return own
