"""Berths, service time and service capacity of each port and class, from throughput, handling rates and
usual occupancy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.parameters import Parameter

HOURS_PER_YEAR = 8760.0
TONNES = 1e4
KILOTONNE = 1e3
ROUNDS = 100


@dataclass(frozen=True)
class Capacity:
    """Berth equivalents and service capacity (10k tonnes a year, berths never idle) by [port, cargo];
    hours by [cargo].
    """

    berths: Array
    service_capacity: Array
    low: Array
    high: Array
    service_hours: Array


def call_tonnes_and_hours(
    parameters: Mapping[str, Parameter], cargo: str, tonnes_per_teu: float
) -> tuple[float, float]:
    """Tonnes and berth hours of one ship call: parcel over handling rate, plus pilotage, mooring and idle
    time alongside.
    """

    def p(name: str) -> float:
        return parameters[name].value

    overhead = p("pilot_tug_time") + p("berth_idle_time")
    if cargo == "containers":
        rate = p("crane_rate_conventional") * p("cranes_per_berth")
        return p("call_size_container") * p("teu_per_lift") * tonnes_per_teu, p(
            "call_size_container"
        ) / rate + overhead
    parcel, rate_name = {
        "ore": ("parcel_ore", "unload_rate_ore"),
        "coal": ("parcel_coal", "discharge_rate_coal"),
        "oil": ("parcel_crude", "discharge_rate_crude"),
        "lng": ("parcel_lng", "discharge_rate_lng"),
        "grain": ("parcel_grain", "discharge_rate_grain"),
        "general": ("parcel_general", "handling_rate_general"),
    }[cargo]
    tonnes = p(parcel) * KILOTONNE
    return tonnes, tonnes / p(rate_name) + overhead


def usual_occupancy(berths: Array, norms: tuple[float, float, float]) -> Array:
    """Highest occupancy that planners accept for a number of berths: the handbook's norms for 1, 3 and 6,
    in between linear.
    """
    return np.interp(berths, (1.0, 3.0, 6.0), norms)


def berths_for(load: Array, norms: tuple[float, float, float]) -> Array:
    """Berth equivalents that carry the load (berths busy on average) at the norm's occupancy: n * norm(n) =
    load.

    A class that cannot fill one berth shares one with others: it counts one berth for queueing, at the norm
    of one.
    """
    berths = np.ones_like(load)
    for _ in range(ROUNDS):
        berths = np.maximum(load / usual_occupancy(berths, norms), 1.0)
    return berths


def service_capacity(
    throughput: Array,
    tonnes_per_teu: Array,
    cargo: tuple[str, ...],
    parameters: Mapping[str, Parameter],
    nominal: float,
) -> Capacity:
    """Capacity at full occupancy = throughput over the usual occupancy of a terminal of that size.

    The range takes the norms' high and low values. Handling rates decide the number of berths, and through it
    only which norm holds. A cell with no more than ``nominal`` cargo has twice it, at occupancy one half.
    """
    calls = [[call_tonnes_and_hours(parameters, k, t) for k in cargo] for t in tonnes_per_teu]
    tonnes, hours = np.moveaxis(np.array(calls), -1, 0)
    open_hours = HOURS_PER_YEAR * (1.0 - parameters["weather_closure"].value)
    load = throughput * TONNES / tonnes * hours / open_hours

    def norms(bound: str) -> tuple[float, float, float]:
        one, three, six = (getattr(parameters[f"berth_occupancy_norm_{n}"], bound) for n in (1, 3, 6))
        return one, three, six

    def capacity(bound: str) -> Array:
        usual = throughput / usual_occupancy(berths_for(load, norms(bound)), norms(bound))
        return np.where(throughput > nominal, usual, 2.0 * throughput)

    return Capacity(
        berths_for(load, norms("value")), capacity("value"), capacity("high"), capacity("low"), hours
    )
