"""Foreign direct investment: what cheaper entry and opening platforms add to the arrivals of the base.

Arrivals follow the city's output; cheaper entry raises them by an elasticity. Of what comes on top, the part
that forms fixed capital and displaces no domestic investment joins business investment; foreign-owned firms
lead domestic ones in productivity, by a premium on their own capital only: the best designs find no gain for
domestic firms (Lu, Tao and Zhu 2017), so none is added. Limits: no profit leaves the region; one premium.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100


@dataclass(frozen=True)
class Params:
    """``base_investment`` [city] utilised foreign investment of 2020 and ``base_gdp`` [city, member] in 100m
    CNY; ``platform_host_share`` [platform, city] part of a city's foreign trade that passes a platform; rest
    [member].
    """

    base_investment: Array
    base_gdp: Array
    platform_host_share: Array
    depreciation_structures: Array
    fdi_displacement: Array
    fdi_entry_elasticity: Array
    fdi_investment_share: Array
    fdi_own_productivity: Array
    zone_fdi_effect: Array


@dataclass(frozen=True)
class ForeignCapital:
    """Foreign investment that arrives, its part that is new capital, the stock of it, and its effect."""

    foreign_investment: Annotated[Array, "city", "100m CNY 2020"]
    new_foreign_capital: Annotated[Array, "city", "100m CNY 2020"]
    foreign_capital_added: Annotated[Array, "city", "100m CNY 2020"]
    foreign_effect: Annotated[Array, "city", "index"]


def arrivals_index(entry_cost_left: Array, elasticity: Array, zones: Array) -> Array:
    """Arrivals over those of the base [city, member]; ``zones`` in log points."""
    index: Array = entry_cost_left**elasticity * np.exp(zones)
    return index


def step(
    *,
    opening_foreign_capital_added: Annotated[Array, "city", "100m CNY 2020"],
    opening_total_capital: Annotated[Array, "city", "100m CNY 2020"],
    lagged_gdp: Annotated[Array, "city", "100m CNY 2020"],
    lever_fdi_promotion: Annotated[Array, "city", "% cut of entry cost of foreign investors"],
    lever_open_platforms: Annotated[Array, "platform", "index"],
    params: Params,
) -> ForeignCapital:
    """Arrivals of one year; the stock added in earlier years works in this one."""
    usual = params.base_investment[:, None] * lagged_gdp / params.base_gdp
    open_part = np.sum(params.platform_host_share[..., None] * lever_open_platforms[:, None], axis=0)
    zones = params.zone_fdi_effect * open_part
    entry_cost_left = 1 - lever_fdi_promotion / PER_CENT
    index = arrivals_index(entry_cost_left, params.fdi_entry_elasticity, zones)
    new = usual * (index - 1) * params.fdi_investment_share * (1 - params.fdi_displacement)
    stock = (1 - params.depreciation_structures) * opening_foreign_capital_added + new
    part = opening_foreign_capital_added / opening_total_capital
    return ForeignCapital(
        foreign_investment=usual * index,
        new_foreign_capital=new,
        foreign_capital_added=stock,
        foreign_effect=np.exp(params.fdi_own_productivity * part),
    )
