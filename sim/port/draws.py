"""The ship calls and the weather of one year, drawn once, each quantity from its own named stream."""

from __future__ import annotations

import numpy as np

from sim.axes import Array
from sim.parameters import stream
from sim.port.description import HOURS, Cargo, PortYear
from sim.port.quay import Intervals, Port, Tide, Waterway, high_water
from sim.port.records import CALL, Records


def name_of(described: PortYear, cargo: str, what: str, replication: int) -> str:
    """Name of a random stream; the same calls come in every year and scenario, as far as their number
    allows.
    """
    return f"port {described.name} {cargo} {what} {replication}"


def year(described: PortYear, seed: int, replication: int) -> tuple[Port, Records]:
    """The port with the year's weather and tide, and its calls in the order of arrival."""

    def phase(what: str) -> np.random.Generator:
        return stream(seed, name_of(described, "channel", what, replication))

    closures = weather(described.closed_share, described.closure_length, phase("weather"))
    tide = Tide(described.tide_period, described.tide_share, phase("tide").random() * described.tide_period)
    waterway = Waterway(closures, high_water(tide, HOURS))
    port = Port(described.name, described.terminals, described.tugs, described.pilots, waterway)
    parts = [calls_of(described, k, seed, replication) for k in range(len(described.cargo))]
    calls = np.concatenate(parts)
    return port, calls[np.argsort(calls["arrival"], kind="stable")]


def weather(share: float, length: float, generator: np.random.Generator) -> Intervals:
    """Closures over a year: exponential lengths, and exponential gaps that leave the given share closed.

    The year begins open; a share of nothing gives no closure.
    """
    if share <= 0.0:
        return np.empty(0), np.empty(0)
    gap = length * (1.0 - share) / share
    many = int(4 * HOURS / (gap + length)) + 8
    lengths, gaps = generator.exponential(length, many), generator.exponential(gap, many)
    ends = np.cumsum(lengths + gaps)
    begins = ends - lengths
    inside = (begins < HOURS) & (lengths > 0.0)
    return begins[inside], ends[inside]


def arrivals(count: int, cv: float, generator: np.random.Generator) -> Array:
    """Arrivals of exactly ``count`` ships in a year: gamma gaps of the given coefficient of variation,
    stretched to fit; a coefficient of one gives a Poisson process whose number is known.
    """
    gaps = generator.standard_gamma(1.0 / cv**2, count + 1)
    times: Array = np.cumsum(gaps)[:-1] / gaps.sum() * HOURS
    return times


def calls_of(described: PortYear, index: int, seed: int, replication: int) -> Records:
    """Calls of one class: sizes by their shares, parcels scaled so that they add up to the year's tonnes."""
    cargo = described.cargo[index]
    many = cargo.calls
    calls = np.zeros(many, dtype=CALL)

    def chance(what: str) -> np.random.Generator:
        return stream(seed, name_of(described, cargo.name, what, replication))

    shares = np.cumsum([size.share for size in cargo.sizes])
    which = np.searchsorted(shares / shares[-1], chance("size").random(many), side="right")
    ratio = np.array([size.parcel_ratio for size in cargo.sizes])[which]
    calls["arrival"] = arrivals(many, cargo.arrival_cv, chance("arrival"))
    calls["cargo"] = calls["terminal"] = index
    calls["priority"] = cargo.priority
    for column, of_size in (("size", "rank"), ("tugs", "tugs"), ("pilots", "pilots"), ("deep", "deep")):
        calls[column] = np.array([getattr(size, of_size) for size in cargo.sizes])[which]
    calls["tonnes"] = ratio * (cargo.tonnes / ratio.sum() if many else 0.0)
    calls["alongside"] = calls["tonnes"] / cargo.parcel * cargo.handling * erlang(cargo, chance("handling"))
    calls["alongside"] += cargo.formal
    calls["move_in"] = calls["move_out"] = cargo.moves / 2.0
    return calls


def erlang(cargo: Cargo, generator: np.random.Generator) -> Array:
    """Handling time over its mean for every call of a class."""
    if cargo.stages == 0:
        return np.ones(cargo.calls)
    return generator.standard_gamma(float(cargo.stages), cargo.calls) / cargo.stages
