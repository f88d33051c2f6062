"""Who is where at an instant, read from the record of calls and visits alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.port.quay import Intervals, Port
from sim.port.records import Records
from sim.port.times import closed_hours

Which = NDArray[np.int64]
"""Rows of the record."""


@dataclass(frozen=True)
class Moment:
    """Rows of the calls that wait outside (arrival to start of berthing), move in, lie at a berth, and move
    out; ``held`` are those of the waiting that have a berth in hand. ``ship`` gives the row of the ship
    alongside at each berth, ``keeper`` that of the ship for which a berth is kept while it waits or moves
    (-1: none).
    """

    waiting: Which
    held: Which
    entering: Which
    alongside: Which
    leaving: Which
    ship: Which
    keeper: Which

    @property
    def moving(self) -> Which:
        """Rows under way."""
        return np.concatenate([self.entering, self.leaving])


class Scene:
    """The calls of a simulated year that are in the port at some time of [start, end), hours."""

    def __init__(self, port: Port, calls: Records, visits: Records, start: float, end: float) -> None:
        inside = (calls["arrival"] < end) & (visits["departure"] > start)
        self.port, self.start, self.end = port, start, end
        self.calls, self.visits = calls[inside], visits[inside]
        self.at = lru_cache(maxsize=4)(self._at)

    def _at(self, t: float) -> Moment:
        v, came = self.visits, self.calls["arrival"] <= t
        waiting = came & (t < v["start"])
        held = np.flatnonzero(waiting & (v["given"] <= t))
        entering = np.flatnonzero((v["start"] <= t) & (t < v["moored"]))
        alongside = np.flatnonzero((v["moored"] <= t) & (t < v["cast_off"]))
        leaving = np.flatnonzero((v["cast_off"] <= t) & (t < v["departure"]))
        ship, keeper = np.full((2, self.port.berths), -1)
        ship[v["berth"][alongside]] = alongside
        for rows in (held, entering, leaving):
            keeper[v["berth"][rows]] = rows
        return Moment(np.flatnonzero(waiting), held, entering, alongside, leaving, ship, keeper)

    def by_class(self, which: Which) -> NDArray[np.int64]:
        """Number of ships of each cargo class."""
        return np.bincount(self.calls["cargo"][which], minlength=len(self.port.terminals))

    def in_use(self, what: str, t: float) -> int:
        """Tugs or pilots at work."""
        return int(self.calls[what][self.at(t).moving].sum())

    def worked(self, row: int, t: float) -> float:
        """Share of its work alongside that a ship has done."""
        moored, hours = float(self.visits["moored"][row]), float(self.calls["alongside"][row])
        if t >= self.visits["finished"][row] or hours <= 0.0:
            return 1.0
        done = t - moored
        if self.port.waterway.handling_rests:
            done -= closed_hours(moored, t, *self._closures)
        return min(max(done / hours, 0.0), 1.0)

    @cached_property
    def _closures(self) -> tuple[Any, Any]:
        begins, ends = self.port.waterway.closures
        return begins.tolist(), ends.tolist()

    def closed(self, t: float) -> bool:
        """Whether the channel is closed by weather."""
        return within(self.port.waterway.closures, t)

    def deep_water(self, t: float) -> bool:
        """Whether the tide lets deep ships enter."""
        tide = self.port.waterway.tide
        return tide is None or within(tide, t)

    @cached_property
    def slots(self) -> tuple[tuple[tuple[int, int], ...], NDArray[np.int64]]:
        """Places at anchor: class and size rank of each place, and the place of every call (-1 for ships that
        never wait). A ship keeps its place; each place holds one ship at a time.
        """
        kinds: list[tuple[int, int]] = []
        place = np.full(len(self.calls), -1)
        c, v = self.calls, self.visits
        for kind in sorted(set(zip(c["cargo"].tolist(), c["size"].tolist(), strict=True))):
            mine = np.flatnonzero(
                (c["cargo"] == kind[0]) & (c["size"] == kind[1]) & (v["start"] > c["arrival"])
            )
            mine = mine[(v["start"][mine] > self.start)]
            free_from: list[float] = []
            for row in mine[np.argsort(c["arrival"][mine], kind="stable")].tolist():
                came = float(c["arrival"][row])
                spot = next((k for k, until in enumerate(free_from) if until <= came), len(free_from))
                if spot == len(free_from):
                    free_from.append(0.0)
                free_from[spot] = float(v["start"][row])
                place[row] = len(kinds) + spot
            kinds += [kind] * len(free_from)
        return tuple(kinds), place


def within(intervals: Intervals, t: float) -> bool:
    """Whether an instant lies in one of some intervals [begin, end)."""
    k = int(np.searchsorted(intervals[0], t, side="right")) - 1
    return k >= 0 and bool(t < intervals[1][k])
