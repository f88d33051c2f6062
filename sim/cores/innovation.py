"""Parameters and opening values of productivity, research and the spill-over between cities.

Everything that history identifies is what is left after the known causes have been taken out, so that no
cause counts twice: the productivity trend is observed growth less capital, labour, skill, reallocation,
catch-up and R&D.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim import base_data
from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import new_economy, productivity, research, spillover
from sim.cores.accounts import WINDOW_MIDDLE, Accounts, pass_through
from sim.cores.core import Core, sector, wide
from sim.cores.take import fields_of

PARAMETERS = (
    "access_adjustment agricultural_outflow cooperation_channel_share core_decay_cut "
    "knowledge_border_loss labour_reallocation_gain market_access_domestic new_economy_diffusion "
    "new_economy_rd_elasticity patent_commercialisation public_capital_elasticity rd_depreciation "
    "rd_government_share rd_lag rd_output_elasticity rd_spillover_elasticity sector_drift_decay "
    "sector_drift_transfer spillover_halflife_time tfp_catchup_rate "
    "transfer_marginal_value"
).split()


def build(
    baseline: Baseline, draws: Mapping[str, Array], accounts: Accounts, base_travel_time: Array
) -> Core:
    """Trends, R&D stocks and drifts; ``base_travel_time`` [city, destination, member] in minutes."""
    members = accounts.members
    spending = wide(baseline["rd_spending"], members) * draws[base_data.SPENDING]
    past_growth = accounts.past_growth
    rd_capital = spending / (past_growth + draws["rd_depreciation"])
    # In steady growth the stock in use trails the whole stock by its lag; a year produces with the stock at
    # its start.
    rd_in_use = rd_capital * (1 + past_growth) / (1 + past_growth * draws["rd_lag"])
    base_rd_capital = rd_in_use / (1 + past_growth)
    nearness = spillover.nearness(base_travel_time, draws["spillover_halflife_time"])
    leading, behind = frontier(accounts)
    rate = draws["tfp_catchup_rate"]

    ones = np.ones_like(past_growth)
    causes = (
        "market_access_in_use",
        "catch_up",
        "rd_effect",
        "nearness_effect",
        "contact_effect",
        "spillover_effect",
        "access_effect",
        "public_capital_effect",
    )
    by_sector = ("productivity_trend", "industry_effect", "total_factor_productivity")
    return Core(
        {
            "spillover": spillover.Params(
                base_nearness=nearness, base_rd_capital=base_rd_capital, **fields_of(spillover.Params, draws)
            ),
            "productivity": productivity.Params(
                productivity_growth=trend(accounts, draws),
                past_catch_up=rate * past_gap(accounts, draws, leading, behind),
                frontier=leading,
                base_rd_capital=base_rd_capital,
                manufacturing=sector(baseline, "manufacturing"),
                national_pass_through=pass_through(baseline, draws),
                national_reference_growth=wide(baseline["national_reference_growth"][0], members),
                **fields_of(productivity.Params, draws),
            ),
            "new_economy": new_economy.Params(
                base_share=baseline["new_economy_share"],
                base_intensity=base_rd_capital / accounts.potential.sum(axis=1),
                **fields_of(new_economy.Params, draws),
            ),
            "research": research.Params(
                base_rd_intensity=spending / accounts.value_added.sum(axis=1),
                **fields_of(research.Params, draws),
            ),
        },
        {
            **dict.fromkeys(causes, ones),
            **dict.fromkeys(by_sector, np.ones_like(accounts.potential)),
            "nearness_in_use": nearness,
            "contact_in_use": np.ones_like(nearness),
            "technology_gap": behind,
            "new_economy_diffused": 0 * rate,
            "new_economy_value_added": np.sum(
                accounts.value_added * baseline["new_economy_share"][:, None], axis=1
            ),
            "sector_drift": drift(baseline, accounts, draws),
            "rd_spending": spending,
            "rd_public_cost": 0 * spending,
            "rd_capital": rd_capital,
            "rd_capital_applied": rd_capital,
            "rd_capital_effective": rd_in_use,
        },
    )


def frontier(accounts: Accounts) -> tuple[Array, Array]:
    """One for the city of the highest productivity in 2020, and every city's distance to it [city, member].

    Log levels by sector with the nation's capital shares, weighted with the region's sector mix, so that
    a city is not behind because of what it makes.
    """
    share, output = accounts.capital_share, accounts.potential
    level = np.log(output) - share * np.log(accounts.opening_capital) - (1 - share) * np.log(accounts.workers)
    mix = output.sum(axis=0) / output.sum(axis=(0, 1))
    city = np.sum(mix * level, axis=1)
    leading = (np.arange(len(city))[:, None] == city.argmax(axis=0)).astype(float)
    return leading, np.sum(leading * city, axis=0) - city


def past_productivity(accounts: Accounts, draws: Mapping[str, Array]) -> Array:
    """Log growth of productivity of 2015-2019 [city, member], from whatever cause."""
    share = accounts.capital_share_total
    left: Array = (
        accounts.past_output
        - share * accounts.past_capital
        - (1 - share) * accounts.past_labour
        - draws["labour_reallocation_gain"] / 100
    )
    return left


def past_gap(accounts: Accounts, draws: Mapping[str, Array], leading: Array, behind: Array) -> Array:
    """Distance to the leading city [city, member] in the middle of 2015-2019, from that of 2020."""
    growth = past_productivity(accounts, draws)
    distance: Array = behind - WINDOW_MIDDLE * (np.sum(leading * growth, axis=0) - growth)
    return distance


def trend(accounts: Accounts, draws: Mapping[str, Array]) -> Array:
    """Log growth of productivity [city, member] that R&D does not explain; catch-up is still in it."""
    research_part = draws["rd_output_elasticity"] + draws["rd_spillover_elasticity"]
    left: Array = past_productivity(accounts, draws) - research_part * accounts.past_output
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
