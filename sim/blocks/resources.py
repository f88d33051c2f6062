"""Clean power and desalination: capacity put in place, what it produces, and the investment it takes.

Clean power displaces other power of the same sector: its effect on GDP is only through the capital it adds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """Costs and uses [member]; capacity factors as shares, prices in CNY."""

    clean_power_capex: Array
    clean_power_offshore_share: Array
    offshore_wind_cf: Array
    power_price: Array
    power_value_added_share: Array
    desalination_cost: Array
    desalination_use: Array
    water_value_added_share: Array


@dataclass(frozen=True)
class Resources:
    """Capacity added since 2020, the investment of the year, and value added at sea from it."""

    clean_power_added: Annotated[Array, "city", "GW"]
    clean_power_investment: Annotated[Array, "city", "100m CNY 2020"]
    offshore_power_value: Annotated[Array, "city", "100m CNY 2020"]
    desalination_value: Annotated[Array, "city", "100m CNY 2020"]


def step(
    *,
    opening_clean_power_added: Annotated[Array, "city", "GW"],
    lever_clean_power_capacity: Annotated[Array, "city", "GW added over 2021-25"],
    lever_desalination_capacity: Annotated[Array, "city", "10k m3 per day added by 2025"],
    params: Params,
) -> Resources:
    """Capacity and its output in one year; GW x CNY/kW / 100 is 100m CNY, TWh x CNY/kWh x 10 is 100m CNY."""
    added = np.broadcast_to(lever_clean_power_capacity, opening_clean_power_added.shape).copy()
    investment = (added - opening_clean_power_added) * params.clean_power_capex / 100
    terawatt_hours = (
        opening_clean_power_added * params.clean_power_offshore_share * params.offshore_wind_cf * 8.76
    )
    power_value = terawatt_hours * params.power_price * 10 * params.power_value_added_share
    cubic_metres = lever_desalination_capacity * params.desalination_use * 365 / 1e4
    water_value = cubic_metres * params.desalination_cost * params.water_value_added_share
    return Resources(
        clean_power_added=added,
        clean_power_investment=investment,
        offshore_power_value=power_value,
        desalination_value=water_value,
    )
