"""Total factor productivity: a trend that follows the nation's, and four causes that levers can move.

A = trend x own R&D capital^rd x neighbours' R&D capital^spill x market access^access
    x (1 + extra public capital)^public

All four causes are relative to 2020; what history already held of them is taken out of the trend (see
sim/cores/innovation.py). Limits: no catch-up term, no digital capital yet; R&D works on all sectors of a city
alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """Elasticities and trends; [member] unless said otherwise.

    ``productivity_growth`` [city, member] per year at the reference national growth; ``base_rd_capital``
    [city, member] R&D capital that 2020 produced with; ``national_reference_growth`` per year.
    """

    productivity_growth: Array
    base_rd_capital: Array
    national_reference_growth: Array
    national_pass_through: Array
    sector_drift_decay: Array
    rd_output_elasticity: Array
    rd_spillover_elasticity: Array
    spillover_halflife_time: Array
    access_adjustment: Array
    market_access_domestic: Array
    public_capital_elasticity: Array
    base_travel_time: Array


@dataclass(frozen=True)
class Productivity:
    """Productivity relative to 2020 by city and sector, and the causes it is made of."""

    productivity_trend: Annotated[Array, "city sector", "index"]
    sector_drift: Annotated[Array, "city sector", "1/year"]
    market_access_in_use: Annotated[Array, "city", "index"]
    closeness_in_use: Annotated[Array, "city", "index"]
    rd_effect: Annotated[Array, "city", "index"]
    spillover_effect: Annotated[Array, "city", "index"]
    access_effect: Annotated[Array, "city", "index"]
    public_capital_effect: Annotated[Array, "city", "index"]
    total_factor_productivity: Annotated[Array, "city sector", "index"]


def trend_growth(params: Params, national_growth: Array, drift: Array, weights: Array) -> Array:
    """Log growth of the trend [city, sector, member].

    National slow-downs pass through, as a loss also where the trend is below zero; sector drifts are
    centred on the city's mix so that they move the composition and leave the city's total alone.
    """
    passed = (national_growth / params.national_reference_growth) ** params.national_pass_through
    common = params.productivity_growth + np.abs(params.productivity_growth) * (passed - 1)
    centred: Array = drift - np.sum(weights * drift, axis=1)[:, None]
    return common[:, None] + centred


def closeness(travel_time: Array, rd_mass: Array, half_life: Array) -> Array:
    """Neighbours' R&D mass [city, member] that each city has, halved every ``half_life`` minutes."""
    between_cities = ~np.eye(travel_time.shape[0], dtype=bool)[:, :, None]
    weight = between_cities * 0.5 ** (travel_time / half_life)
    near: Array = np.sum(weight * rd_mass[None], axis=1)
    return near


def step(
    *,
    opening_productivity_trend: Annotated[Array, "city sector", "index"],
    opening_sector_drift: Annotated[Array, "city sector", "1/year"],
    opening_market_access_in_use: Annotated[Array, "city", "index"],
    opening_closeness_in_use: Annotated[Array, "city", "index"],
    lagged_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    opening_rd_capital_effective: Annotated[Array, "city", "100m CNY 2020"],
    opening_public_capital_ratio: Annotated[Array, "city", "share"],
    travel_time: Annotated[Array, "city destination", "min"],
    market_access: Annotated[Array, "city", "index"],
    driver_china_trend_growth: Annotated[Array, "", "%"],
    lever_innovation_consortia: Annotated[Array, "", "% increase of the spill-over coefficient"],
    params: Params,
) -> Productivity:
    """Productivity of one year from last year's stocks and this year's access.

    Firms take years to use a shorter way: access and closeness in use close
    ``access_adjustment`` of the gap a year.
    """
    weights = lagged_value_added / lagged_value_added.sum(axis=1)[:, None]
    growth = trend_growth(params, driver_china_trend_growth / 100, opening_sector_drift, weights)
    trend = opening_productivity_trend * np.exp(growth)

    mass, half_life = params.base_rd_capital, params.spillover_halflife_time
    near = closeness(travel_time, mass, half_life)
    relative_closeness = near / closeness(params.base_travel_time, mass, half_life)
    neighbours_rd = closeness(travel_time, opening_rd_capital_effective, half_life) / near
    access_in_use = opening_market_access_in_use + params.access_adjustment * (
        market_access - opening_market_access_in_use
    )
    closeness_in_use = opening_closeness_in_use + params.access_adjustment * (
        relative_closeness - opening_closeness_in_use
    )

    rd_effect = (opening_rd_capital_effective / mass) ** params.rd_output_elasticity
    spillover = (neighbours_rd * closeness_in_use) ** (
        params.rd_spillover_elasticity * (1 + lever_innovation_consortia / 100)
    )
    access = access_in_use**params.market_access_domestic
    public = (1 + opening_public_capital_ratio) ** params.public_capital_elasticity
    return Productivity(
        productivity_trend=trend,
        sector_drift=opening_sector_drift * (1 - params.sector_drift_decay),
        market_access_in_use=access_in_use,
        closeness_in_use=closeness_in_use,
        rd_effect=rd_effect,
        spillover_effect=spillover,
        access_effect=access,
        public_capital_effect=public,
        total_factor_productivity=trend * (rd_effect * spillover * access * public)[:, None],
    )
