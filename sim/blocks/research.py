"""R&D: spending and who pays, its capital by perpetual inventory, and the part that has reached production.

Only a share of results is put to local use. Technology transfer raises that share for new results, and a
further result is worth less than the average one in use; the stock takes years to show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``base_rd_intensity`` [city, member] R&D over GDP in 2020; the others [member]."""

    base_rd_intensity: Array
    rd_depreciation: Array
    rd_lag: Array
    rd_government_share: Array
    patent_commercialisation: Array
    transfer_marginal_value: Array


@dataclass(frozen=True)
class Research:
    """R&D spending (current prices), government's part of what a lever adds to it, the investment in R&D
    capital, that capital, its part by local use relative to 2020, and what of it has reached production.
    """

    rd_spending: Annotated[Array, "city", "100m CNY"]
    rd_public_cost: Annotated[Array, "city", "100m CNY 2020"]
    rd_investment: Annotated[Array, "city", "100m CNY 2020"]
    rd_capital: Annotated[Array, "city", "100m CNY 2020"]
    rd_capital_applied: Annotated[Array, "city", "100m CNY 2020"]
    rd_capital_effective: Annotated[Array, "city", "100m CNY 2020"]


def spending(growth: Array, chosen: Array, rule: Array) -> Array:
    """Spending as ``chosen`` where the lever gives a growth rate, and by the ``rule`` where it does not."""
    return np.where(np.isnan(growth), rule, chosen)


def step(
    *,
    lagged_rd_spending: Annotated[Array, "city", "100m CNY"],
    lagged_gdp: Annotated[Array, "city", "100m CNY 2020"],
    lagged_price_level: Annotated[Array, "", "index"],
    opening_rd_capital: Annotated[Array, "city", "100m CNY 2020"],
    opening_rd_capital_applied: Annotated[Array, "city", "100m CNY 2020"],
    opening_rd_capital_effective: Annotated[Array, "city", "100m CNY 2020"],
    gdp: Annotated[Array, "city", "100m CNY 2020"],
    price_level: Annotated[Array, "", "index"],
    lever_rd_growth: Annotated[Array, "city", "% per year growth of R&D spending"],
    new_platform_money: Annotated[Array, "city", "100m CNY 2020"],
    lever_tech_transfer: Annotated[
        Array, "", "percentage points added to the share of R&D results in local use"
    ],
    params: Params,
) -> Research:
    """Spending and capital of one year; the effective stock closes on the applied one with
    a mean lag of ``rd_lag`` years.
    """
    intensity = lagged_rd_spending / (lagged_gdp * lagged_price_level)
    gdp_current = gdp * price_level
    chosen = lagged_rd_spending * (1 + lever_rd_growth / 100)
    current = spending(lever_rd_growth, chosen, rule=intensity * gdp_current)
    usual = spending(lever_rd_growth, params.base_rd_intensity * gdp_current, rule=current)
    investment = current / price_level + new_platform_money
    kept = 1 - params.rd_depreciation
    more_use = lever_tech_transfer / 100 / params.patent_commercialisation
    applied = kept * opening_rd_capital_applied + investment * (1 + params.transfer_marginal_value * more_use)
    effective = opening_rd_capital_effective + (applied - opening_rd_capital_effective) / params.rd_lag
    return Research(
        rd_spending=current,
        rd_public_cost=params.rd_government_share * (current - usual) / price_level,
        rd_investment=investment,
        rd_capital=kept * opening_rd_capital + investment,
        rd_capital_applied=applied,
        rd_capital_effective=effective,
    )
