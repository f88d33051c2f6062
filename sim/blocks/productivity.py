"""Total factor productivity: a trend that follows the nation's, catch-up, and causes that levers can move.

A = trend x catch-up x own R&D capital^rd x neighbours' pool (sim/blocks/spillover.py)
    x market access^access x (1 + extra public capital)^public x trade cost saved x foreign capital's lead
    x, in manufacturing, digital connection and producer services

All causes are relative to 2020; what history already held of them is taken out of the trend (see
sim/cores/innovation.py). Limits: R&D and public capital work on all sectors of a city alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """Elasticities and trends; [member] unless said otherwise.

    ``productivity_growth`` [city, member] per year at the reference national growth, of which
    ``past_catch_up`` was catch-up; ``frontier`` [city, member] one for the leading city; ``base_rd_capital``
    [city, member] R&D capital that 2020 produced with; ``manufacturing`` [sector] one for manufacturing;
    ``national_reference_growth`` per year.
    """

    productivity_growth: Array
    past_catch_up: Array
    frontier: Array
    base_rd_capital: Array
    manufacturing: Array
    national_reference_growth: Array
    national_pass_through: Array
    sector_drift_decay: Array
    tfp_catchup_rate: Array
    rd_output_elasticity: Array
    access_adjustment: Array
    market_access_domestic: Array
    public_capital_elasticity: Array


@dataclass(frozen=True)
class Productivity:
    """Productivity relative to 2020 by city and sector, and the causes it is made of."""

    productivity_trend: Annotated[Array, "city sector", "index"]
    sector_drift: Annotated[Array, "city sector", "1/year"]
    catch_up: Annotated[Array, "city", "index"]
    technology_gap: Annotated[Array, "city", "log points"]
    market_access_in_use: Annotated[Array, "city", "index"]
    rd_effect: Annotated[Array, "city", "index"]
    access_effect: Annotated[Array, "city", "index"]
    public_capital_effect: Annotated[Array, "city", "index"]
    industry_effect: Annotated[Array, "city sector", "index"]
    total_factor_productivity: Annotated[Array, "city sector", "index"]


def trend_growth(params: Params, national_growth: Array, drift: Array, weights: Array) -> Array:
    """Log growth of the trend [city, sector, member], catch-up apart.

    National slow-downs pass through, as a loss also where the trend is below zero; sector drifts are
    centred on the city's mix so that they move the composition and leave the city's total alone.
    """
    passed = (national_growth / params.national_reference_growth) ** params.national_pass_through
    usual = params.productivity_growth
    common = usual - params.past_catch_up + np.abs(usual) * (passed - 1)
    centred: Array = drift - np.sum(weights * drift, axis=1)[:, None]
    return common[:, None] + centred


def gap(opening: Array, growth: Array, frontier: Array) -> Array:
    """Distance to the leading city's productivity [city, member] after a year of log ``growth``."""
    leading: Array = np.sum(frontier * growth, axis=0)
    return opening + leading - growth


def step(
    *,
    opening_productivity_trend: Annotated[Array, "city sector", "index"],
    opening_sector_drift: Annotated[Array, "city sector", "1/year"],
    opening_catch_up: Annotated[Array, "city", "index"],
    opening_technology_gap: Annotated[Array, "city", "log points"],
    opening_market_access_in_use: Annotated[Array, "city", "index"],
    lagged_total_factor_productivity: Annotated[Array, "city sector", "index"],
    lagged_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    opening_rd_capital_effective: Annotated[Array, "city", "100m CNY 2020"],
    opening_public_capital_ratio: Annotated[Array, "city", "share"],
    market_access: Annotated[Array, "city", "index"],
    nearness_effect: Annotated[Array, "city", "index"],
    contact_effect: Annotated[Array, "city", "index"],
    spillover_effect: Annotated[Array, "city", "index"],
    digital_effect: Annotated[Array, "city", "index"],
    service_effect: Annotated[Array, "city", "index"],
    trade_effect: Annotated[Array, "city", "index"],
    foreign_effect: Annotated[Array, "city", "index"],
    driver_china_trend_growth: Annotated[Array, "", "%"],
    params: Params,
) -> Productivity:
    """Productivity of one year from last year's stocks and this year's access.

    Firms take years to use a shorter way: access in use closes ``access_adjustment`` of the gap a year. A
    city behind the leading one gains ``tfp_catchup_rate`` of its distance each year.
    """
    weights = lagged_value_added / lagged_value_added.sum(axis=1)[:, None]
    growth = trend_growth(params, driver_china_trend_growth / 100, opening_sector_drift, weights)
    trend = opening_productivity_trend * np.exp(growth)
    catch_up = opening_catch_up * np.exp(params.tfp_catchup_rate * opening_technology_gap)

    access_in_use = opening_market_access_in_use + params.access_adjustment * (
        market_access - opening_market_access_in_use
    )
    research = (opening_rd_capital_effective / params.base_rd_capital) ** params.rd_output_elasticity
    access = access_in_use**params.market_access_domestic
    public = (1 + opening_public_capital_ratio) ** params.public_capital_elasticity
    knowledge = research * nearness_effect * contact_effect * spillover_effect
    industry = 1 + params.manufacturing[:, None] * (digital_effect * service_effect - 1)[:, None]
    opening = trade_effect * foreign_effect
    productivity = trend * industry * (catch_up * knowledge * access * public * opening)[:, None]
    grown = np.sum(weights * np.log(productivity / lagged_total_factor_productivity), axis=1)
    return Productivity(
        productivity_trend=trend,
        sector_drift=opening_sector_drift * (1 - params.sector_drift_decay),
        catch_up=catch_up,
        technology_gap=gap(opening_technology_gap, grown, params.frontier),
        market_access_in_use=access_in_use,
        rd_effect=research,
        access_effect=access,
        public_capital_effect=public,
        industry_effect=industry,
        total_factor_productivity=productivity,
    )
