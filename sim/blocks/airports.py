"""Airports: how many would fly, how many the airports can carry, and what more capacity costs.

Demand for flights grows with the city's income and output and recovers from 2020 as everything else does; it
varies over the year. An airport carries the expected minimum of demand and capacity, as in the spill models
of airline planning (Swan 1998; Belobaba 2006), with a logistic distribution in place of a normal one because
it has a closed form. Who finds no seat does not fly. The new airport of Qingdao belongs to the base. Limits:
one airport a city, no passenger goes to the neighbour's; hours and runways are not seen; no freight; where
capacity is spare, more of it costs money and does nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``base_demand`` [city, member] of the last usual year and ``built_capacity`` [city, member] in practice
    with what was under construction in mid-2021, 10k passengers a year; ``demand_width`` [city, member] scale
    of demand's variation over the year; rest [member].

    ``airport_headroom`` capacity in practice over design; ``airport_capacity_cost`` 100m CNY per 10k
    passengers a year.
    """

    base_demand: Array
    built_capacity: Array
    demand_width: Array
    air_income_elasticity: Array
    airport_capacity_cost: Array
    airport_headroom: Array
    pandemic_rebound: Array


@dataclass(frozen=True)
class Airports:
    """Capacity in practice, recovery from the pandemic year, demand, who flies, the part of demand that is
    served, what was added so far and its cost in the year.
    """

    airport_capacity: Annotated[Array, "city", "10k passengers"]
    air_recovery: Annotated[Array, "city", "share"]
    air_demand: Annotated[Array, "city", "10k passengers"]
    air_passengers: Annotated[Array, "city", "10k passengers"]
    air_served: Annotated[Array, "city", "share"]
    airport_capacity_added: Annotated[Array, "city", "10k passengers"]
    airport_investment: Annotated[Array, "city", "100m CNY 2020"]


def logistic_scale(standard_deviation: Array) -> Array:
    """Scale of the logistic distribution with a standard deviation."""
    scale: Array = np.sqrt(3) / np.pi * standard_deviation
    return scale


def carried(demand: Array, capacity: Array, width: Array) -> Array:
    """Expected minimum of capacity and a demand that is logistic around ``demand`` with scale ``width``."""
    flown: Array = demand - width * np.logaddexp(0.0, (demand - capacity) / width)
    return flown


def demand_behind(flown: Array, capacity: Array, width: Array) -> Array:
    """Demand at which an airport carries ``flown``, the inverse of ``carried``; flown below capacity."""
    demand: Array = flown - width * np.log1p(-np.exp((flown - capacity) / width))
    return demand


def step(
    *,
    lagged_air_recovery: Annotated[Array, "city", "share"],
    lagged_gdp_index: Annotated[Array, "city", "index"],
    opening_airport_capacity_added: Annotated[Array, "city", "10k passengers"],
    lever_airport_capacity: Annotated[Array, "city", "10k passengers per year of capacity added by 2025"],
    params: Params,
) -> Airports:
    """Flights of one year; works are paid in the year in which they open."""
    added = np.broadcast_to(lever_airport_capacity, opening_airport_capacity_added.shape).copy()
    capacity = params.built_capacity + params.airport_headroom * added
    recovery = 1 - (1 - lagged_air_recovery) * (1 - params.pandemic_rebound)
    demand = recovery * params.base_demand * lagged_gdp_index**params.air_income_elasticity
    flown = carried(demand, capacity, params.demand_width)
    return Airports(
        airport_capacity=capacity,
        air_recovery=recovery,
        air_demand=demand,
        air_passengers=flown,
        air_served=flown / demand,
        airport_capacity_added=added,
        airport_investment=params.airport_capacity_cost * (added - opening_airport_capacity_added),
    )
