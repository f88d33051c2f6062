"""What a year's record says: waiting and occupancy by class, queues, and two laws that must hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.port.quay import Port
from sim.port.records import Records, waiting

LEVEL = 0.95
"""Confidence of the bands over replications."""


@dataclass(frozen=True)
class ClassYear:
    """A cargo class in one simulated year, warm-up left out of all but calls and tonnes. Hours are means
    per call; ``occupancy`` is the share of its terminal's berth hours in which a berth is held.
    """

    calls: int
    tonnes: float
    waiting: float
    wait_berth: float
    wait_tug: float
    wait_tide: float
    wait_weather: float
    wait_leaving: float
    service: float
    occupancy: float

    @property
    def waiting_over_service(self) -> float:
        """Waiting before berthing over the time at the berth."""
        return self.waiting / self.service


def summary(
    port: Port, calls: Records, visits: Records, *, warm_up: float, until: float
) -> tuple[ClassYear, ...]:
    """One entry for each terminal: averages over calls that arrive from ``warm_up`` to ``until`` (hours),
    occupancy of the berths between the two.
    """
    result = []
    inside = (calls["arrival"] >= warm_up) & (calls["arrival"] < until)
    waited, held = waiting(visits), held_hours(visits, warm_up, until)
    for k, terminal in enumerate(port.terminals):
        mine = calls["terminal"] == k
        counted = mine & inside
        parts = {name: _mean(visits[name][counted]) for name in WAITS}
        result.append(
            ClassYear(
                calls=int(mine.sum()),
                tonnes=float(calls["tonnes"][mine].sum()),
                waiting=_mean(waited[counted]),
                service=_mean((visits["departure"] - visits["start"])[counted]),
                occupancy=float(held[mine].sum()) / (terminal.count * (until - warm_up)),
                **parts,
            )
        )
    return tuple(result)


WAITS = ("wait_berth", "wait_tug", "wait_tide", "wait_weather", "wait_leaving")


def _mean(values: Array) -> float:
    return float(values.mean()) if values.size else float("nan")


def held_hours(visits: Records, start: float, end: float) -> Array:
    """Hours between two instants in which each ship holds its berth, from the berth's being given to
    departure.
    """
    inside = np.minimum(visits["departure"], end) - np.maximum(visits["given"], start)
    held: Array = np.maximum(inside, 0.0)
    return held


def band(values: Array) -> tuple[float, float, float]:
    """Mean over replications and the ends of its t-interval; no band from fewer than two."""
    from scipy.special import stdtrit

    known = values[np.isfinite(values)]
    if known.size < 2:
        centre = float(known.mean()) if known.size else float("nan")
        return centre, float("nan"), float("nan")
    half = float(stdtrit(known.size - 1, 0.5 + LEVEL / 2.0) * known.std(ddof=1) / np.sqrt(known.size))
    return float(known.mean()), float(known.mean()) - half, float(known.mean()) + half


def in_queue(arrival: Array, start: Array, at: Array) -> Array:
    """Ships that have arrived and not yet begun to berth, at each of some instants."""
    came: Array = np.searchsorted(np.sort(arrival), at, side="right").astype(np.float64)
    return came - np.searchsorted(np.sort(start), at, side="right")


def area(begins: Array, ends: Array) -> float:
    """Integral over time of the number of intervals under way, from the steps of the counting process."""
    times = np.concatenate([begins, ends])
    steps = np.concatenate([np.ones(len(begins)), -np.ones(len(ends))])
    order = np.argsort(times, kind="stable")
    level = np.cumsum(steps[order])
    return float((level[:-1] * np.diff(times[order])).sum())


@dataclass(frozen=True)
class Laws:
    """Relative gaps of two laws over a whole run, from the first arrival to the last departure."""

    little: float
    utilisation: float


def laws(port: Port, calls: Records, visits: Records) -> Laws:
    """Little's law, mean queue = arrival rate x mean wait, and the utilisation law, berths held = rate x
    time held; left sides from the steps of the queue, right sides from the waits and hours in the record.
    """
    begin, end = float(calls["arrival"].min()), float(visits["departure"].max())
    span = max(end - begin, np.finfo(float).tiny)
    rate = len(calls) / span
    queue = area(calls["arrival"], visits["start"]) / span
    hours = (
        visits["departure"]
        - visits["cast_off"]
        + visits["wait_leaving"]
        + visits["finished"]
        - visits["moored"]
    )
    held = hours + calls["move_in"] + visits["wait_tug"] + visits["wait_tide"] + visits["wait_weather"]
    busy = sum(
        area(visits["given"][calls["terminal"] == k], visits["departure"][calls["terminal"] == k])
        for k in range(len(port.terminals))
        if (calls["terminal"] == k).any()
    )
    return Laws(
        _gap(queue, rate * float(waiting(visits).mean())), _gap(busy / span, rate * float(held.mean()))
    )


def _gap(a: float, b: float) -> float:
    return abs(a - b) / max(abs(a), abs(b), 1.0)
