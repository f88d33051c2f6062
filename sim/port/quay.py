"""The port as data: terminals with berths by size, tugs, pilots, the channel with tide and weather."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.axes import Array
from sim.errors import InputError, Problem
from sim.port.records import Records

Intervals = tuple[Array, Array]
"""Begins and ends in hours, in order and apart."""


@dataclass(frozen=True)
class Berths:
    """Berths of one terminal that take ships up to one size rank."""

    size: int
    count: int


@dataclass(frozen=True)
class Terminal:
    """A terminal and its berths; a ship may use any free berth of its own size rank or above."""

    name: str
    berths: tuple[Berths, ...]

    @property
    def count(self) -> int:
        """Number of berths."""
        return sum(part.count for part in self.berths)


@dataclass(frozen=True)
class Tide:
    """High water comes every ``period`` hours, first at ``phase``; deep ships may start to enter during
    ``share`` of the time, centred on it.
    """

    period: float
    share: float
    phase: float


@dataclass(frozen=True)
class Waterway:
    """The channel of one year: closures by weather, and windows of the tide (none: deep water at all times).

    A movement must start in a window; one under way is finished. ``handling_rests`` says that berths stop
    working in closures. After the last window the channel stays open, so that every ship gets out in the end.
    """

    closures: Intervals
    tide: Intervals | None
    handling_rests: bool = True


@dataclass(frozen=True)
class Port:
    """What ships find: terminals, tugs and pilots that all terminals share, and the channel."""

    name: str
    terminals: tuple[Terminal, ...]
    tugs: int
    pilots: int
    waterway: Waterway

    @property
    def berths(self) -> int:
        """Number of all berths."""
        return sum(terminal.count for terminal in self.terminals)


def never() -> Intervals:
    """No interval at all."""
    return np.empty(0), np.empty(0)


def high_water(tide: Tide, hours: float) -> Intervals:
    """Windows of one tide over ``hours``; the first may have begun before hour 0."""
    number = np.arange(math.ceil(hours / tide.period) + 2) - 1
    middle = tide.phase + number * tide.period
    half = tide.share * tide.period / 2.0
    return np.asarray(middle - half, dtype=np.float64), np.asarray(middle + half, dtype=np.float64)


def windows(intervals: Intervals) -> Intervals:
    """What lies outside some intervals, as windows [open, close) from minus to plus infinity."""
    begins, ends = intervals
    return np.concatenate([[-np.inf], ends]), np.concatenate([begins, [np.inf]])


def common(a: Intervals, b: Intervals) -> Intervals:
    """Where both of two sets of windows are open."""
    start = np.maximum(a[0][:, None], b[0][None, :]).ravel()
    end = np.minimum(a[1][:, None], b[1][None, :]).ravel()
    real = start < end
    order = np.argsort(start[real], kind="stable")
    return start[real][order], end[real][order]


def deep_windows(waterway: Waterway) -> Intervals:
    """Windows in which a deep ship may start to enter; the last has no end."""
    fair = windows(waterway.closures)
    if waterway.tide is None:
        return fair
    opens, closes = waterway.tide
    last = max(closes[-1], fair[0][-1])
    return common(fair, (np.concatenate([opens, [last]]), np.concatenate([closes, [np.inf]])))


def check(port: Port, calls: Records) -> None:
    """Raise InputError with every reason why these calls cannot run in this port."""
    problems = [Problem(text, key=port.name) for text in (*_port_faults(port), *_call_faults(port, calls))]
    if problems:
        raise InputError(problems)


def _port_faults(port: Port) -> list[str]:
    faults = []
    if not port.terminals:
        faults.append("the port has no terminal.")
    for terminal in port.terminals:
        if any(part.count < 0 for part in terminal.berths) or terminal.count < 1:
            faults.append(f"terminal '{terminal.name}' has no berth.")
        if any(part.size < 0 for part in terminal.berths):
            faults.append(f"terminal '{terminal.name}' has a berth of negative size.")
    if port.tugs < 0 or port.pilots < 0:
        faults.append("the number of tugs or pilots is negative.")
    for what, intervals in (("closures", port.waterway.closures), ("tide windows", port.waterway.tide)):
        if intervals is not None and not _in_order(*intervals):
            faults.append(f"{what} must be finite, in order, apart and longer than nothing.")
    if port.waterway.tide is not None and not port.waterway.tide[0].size:
        faults.append("the tide window never opens.")
    return faults


def _in_order(begins: NDArray[np.float64], ends: NDArray[np.float64]) -> bool:
    finite = np.isfinite(begins).all() and np.isfinite(ends).all() and len(begins) == len(ends)
    return bool(finite and (begins < ends).all() and (ends[:-1] < begins[1:]).all())


def _call_faults(port: Port, calls: Records) -> list[str]:
    hours = ("arrival", "alongside", "move_in", "move_out", "tonnes")
    faults = [
        f"a call has a negative or endless {name}."
        for name in hours
        if calls.size and not (calls[name].min() >= 0.0 and calls[name].max() < np.inf)
    ]
    if (np.diff(calls["arrival"]) < 0).any():
        faults.append("calls are not in the order of arrival.")
    if (calls["priority"] < 0).any() or (calls["size"] < 0).any():
        return [*faults, "a call has a negative priority or size."]
    if calls.size and calls["tugs"].max() > port.tugs:
        faults.append(f"a ship needs {calls['tugs'].max()} tugs; the port has {port.tugs}.")
    if calls.size and calls["pilots"].max() > port.pilots:
        faults.append(f"a ship needs {calls['pilots'].max()} pilots; the port has {port.pilots}.")
    outside = (calls["terminal"] < 0) | (calls["terminal"] >= len(port.terminals))
    if outside.any():
        return [*faults, "a call is for a terminal that the port does not have."]
    for k, terminal in enumerate(port.terminals):
        sizes = calls["size"][calls["terminal"] == k]
        largest = max((part.size for part in terminal.berths if part.count > 0), default=-1)
        if terminal.count > 0 and sizes.size and sizes.max() > largest:
            faults.append(f"a ship of size {sizes.max()} is too large for every berth of '{terminal.name}'.")
    return faults
