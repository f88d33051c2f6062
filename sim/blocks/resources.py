"""Land and power, and what scarcity and compliance together leave of output.

The margin of the power grid varies from year to year; a year's output loses what the expected shortage takes
from the sectors that use it. Scarcity of 2020 is in the level of 2020, so every effect is relative to it: one
to the last bit where nothing is added. Clean power displaces other power of the same sector; how much coal
that spares stands in sim/blocks/energy.py. Water and compliance have their own blocks; their effects join
here. Limits: one provincial grid; land by what its market moves and not by its area.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """Costs, uses and margins [member]; capacity factors as shares, prices in CNY.

    ``land_users`` and ``power_users`` [sector] are 1 for sectors that scarcity reaches. ``capacity_cost`` in
    CNY/kW and ``capacity_credit``, the share that counts at peak load, [technology, member]; ``at_sea``
    [technology] is 1 for offshore wind.
    """

    land_users: Array
    power_users: Array
    at_sea: Array
    capacity_cost: Array
    capacity_credit: Array
    land_misallocation_gain: Array
    land_supply_growth: Array
    offshore_wind_cf: Array
    peak_power_load: Array
    power_margin: Array
    power_margin_sd: Array
    power_output_elasticity: Array
    power_price: Array
    power_value_added_share: Array


@dataclass(frozen=True)
class Resources:
    """Capacity added since 2020, the investment of the year, value added at sea from it; and what scarcity
    and compliance leave of output, relative to 2020.
    """

    clean_power_added: Annotated[Array, "city technology", "GW"]
    clean_power_investment: Annotated[Array, "city", "100m CNY 2020"]
    offshore_power_value: Annotated[Array, "city", "100m CNY 2020"]
    land_market_share: Annotated[Array, "city", "share"]
    resource_effect: Annotated[Array, "city sector", "index"]


def expected_shortage(margin: Array, sd: Array) -> Array:
    """Mean of what supply lacks, over use, where supply exceeds use by ``margin`` on average.

    Supply over use has a logistic distribution with standard deviation ``sd``: the mean of (1 - supply) where
    that is positive is scale x ln(1 + exp(-margin / scale)), scale = sd x sqrt(3) / pi.
    """
    scale = sd * np.sqrt(3) / np.pi
    shortage: Array = scale * np.logaddexp(0, -margin / scale)
    return shortage


def relieved(margin: Array, added: Array, sd: Array, output_elasticity: Array) -> Array:
    """Output relative to 2020 when ``added`` joins the margin of 2020; one where nothing is added."""
    now, then = expected_shortage(margin + added, sd), expected_shortage(margin, sd)
    effect: Array = ((1 - now) / (1 - then)) ** output_elasticity
    return effect


def market_share(opening: Array, traded: Array, growth: Array) -> Array:
    """Share of construction land that the market has placed: land in use, joined each year by new supply."""
    share: Array = (opening + growth * traded) / (1 + growth)
    return share


def land_gain(share: Array, full_gain: Array) -> Array:
    """Output gained when the market places a share of the land: the loss from misplaced land falls with the
    square of what stays outside, so that the first plots gain most.
    """
    gain: Array = 1 + full_gain * (1 - (1 - share) ** 2)
    return gain


def step(
    *,
    opening_clean_power_added: Annotated[Array, "city technology", "GW"],
    opening_land_market_share: Annotated[Array, "city", "share"],
    lever_clean_power_capacity: Annotated[Array, "city technology", "GW added over 2021-25"],
    lever_land_market_reform: Annotated[Array, "city", "% of yearly construction-land supply traded"],
    water_effect: Annotated[Array, "city sector", "index"],
    compliance_effect: Annotated[Array, "city sector", "index"],
    params: Params,
) -> Resources:
    """Capacity and its output in one year; GW x CNY/kW / 100 is 100m CNY, TWh x CNY/kWh x 10 is 100m CNY.

    Power counts from the year after, for the whole grid.
    """
    added = np.broadcast_to(lever_clean_power_capacity, opening_clean_power_added.shape).copy()
    investment = np.sum((added - opening_clean_power_added) * params.capacity_cost, axis=1) / 100
    offshore = np.sum(params.at_sea[:, None] * opening_clean_power_added, axis=1)
    terawatt_hours = offshore * params.offshore_wind_cf * 8.76
    power_value = terawatt_hours * params.power_price * 10 * params.power_value_added_share
    firm = np.sum(params.capacity_credit * opening_clean_power_added, axis=(0, 1))
    in_the_grid = firm / params.peak_power_load
    power = relieved(params.power_margin, in_the_grid, params.power_margin_sd, params.power_output_elasticity)
    placed = market_share(
        opening_land_market_share, lever_land_market_reform / 100, params.land_supply_growth
    )
    land = land_gain(placed, params.land_misallocation_gain / 100)
    return Resources(
        clean_power_added=added,
        clean_power_investment=investment,
        offshore_power_value=power_value,
        land_market_share=placed,
        resource_effect=water_effect
        * compliance_effect
        * power ** params.power_users[:, None]
        * land[:, None] ** params.land_users[:, None],
    )
