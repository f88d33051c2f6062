"""Public capital beyond the usual stock: what is left of the new public works that the measures pay for, less
those that sales of land no longer pay for.

Only the efficient part of the money becomes capital. Limits: one stock for all works; no upkeep beyond
depreciation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """All [member]."""

    public_investment_efficiency: Array
    depreciation_infrastructure: Array
    capital_output_ratio_infrastructure: Array


@dataclass(frozen=True)
class PublicMoney:
    """Extra public capital and its ratio to the usual stock."""

    extra_public_capital: Annotated[Array, "city", "100m CNY 2020"]
    public_capital_ratio: Annotated[Array, "city", "share"]


def step(
    *,
    opening_extra_public_capital: Annotated[Array, "city", "100m CNY 2020"],
    extra_public_investment: Annotated[Array, "city", "100m CNY 2020"],
    land_works: Annotated[Array, "city", "100m CNY 2020"],
    lagged_gdp: Annotated[Array, "city", "100m CNY 2020"],
    params: Params,
) -> PublicMoney:
    """The stock by perpetual inventory."""
    kept = (1 - params.depreciation_infrastructure) * opening_extra_public_capital
    capital = kept + params.public_investment_efficiency * (extra_public_investment + land_works)
    usual = params.capital_output_ratio_infrastructure * lagged_gdp
    return PublicMoney(extra_public_capital=capital, public_capital_ratio=capital / usual)
