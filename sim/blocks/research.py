"""R&D: spending, its capital by perpetual inventory, and the part of it that has reached production."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """All [member]."""

    rd_depreciation: Array
    rd_lag: Array
    spending_additionality: Array


@dataclass(frozen=True)
class Research:
    """R&D spending (current prices), the investment in R&D capital, that capital and the
    effective part of it.
    """

    rd_spending: Annotated[Array, "city", "100m CNY"]
    rd_investment: Annotated[Array, "city", "100m CNY 2020"]
    rd_capital: Annotated[Array, "city", "100m CNY 2020"]
    rd_capital_effective: Annotated[Array, "city", "100m CNY 2020"]


def spending(lagged: Array, growth: Array, intensity: Array, gdp_current: Array) -> Array:
    """R&D spending in current prices: at last year's intensity, or growing at the lever's rate
    where one is given (% a year).
    """
    chosen = lagged * (1 + growth / 100)
    return np.where(np.isnan(growth), intensity * gdp_current, chosen)


def step(
    *,
    lagged_rd_spending: Annotated[Array, "city", "100m CNY"],
    lagged_gdp: Annotated[Array, "city", "100m CNY 2020"],
    lagged_price_level: Annotated[Array, "", "index"],
    opening_rd_capital: Annotated[Array, "city", "100m CNY 2020"],
    opening_rd_capital_effective: Annotated[Array, "city", "100m CNY 2020"],
    gdp: Annotated[Array, "city", "100m CNY 2020"],
    price_level: Annotated[Array, "", "index"],
    lever_rd_growth: Annotated[Array, "city", "% per year growth of R&D spending"],
    lever_science_platforms: Annotated[Array, "city", "100m CNY per year"],
    params: Params,
) -> Research:
    """Spending and capital of one year; the effective stock closes on the whole one with
    a mean lag of ``rd_lag`` years.
    """
    intensity = lagged_rd_spending / (lagged_gdp * lagged_price_level)
    current = spending(lagged_rd_spending, lever_rd_growth, intensity, gdp * price_level)
    investment = current / price_level + params.spending_additionality * lever_science_platforms
    capital = (1 - params.rd_depreciation) * opening_rd_capital + investment
    effective = opening_rd_capital_effective + (capital - opening_rd_capital_effective) / params.rd_lag
    return Research(
        rd_spending=current, rd_investment=investment, rd_capital=capital, rd_capital_effective=effective
    )
