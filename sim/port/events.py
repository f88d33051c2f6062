"""The story of a port year in salabim: berths are components that take plain ships one after another.

Rules and keys are those of ``sim.port.kernel``; the queues are kept differently (``sim.port.harbour``), so
that each engine checks the other. Every object gets ``env=``, and the environment leaves all random
generators alone.
"""

from __future__ import annotations

import heapq
import math
from typing import Any

import numpy as np
import salabim

from sim.port.harbour import Harbour, Ship
from sim.port.quay import Port, check
from sim.port.records import VISIT, Records
from sim.port.times import worked_until


class Berth(salabim.Component):  # type: ignore[misc]
    """A berth: takes the ship that it is given in, works it, and lets it go."""

    def setup(self, number: int, terminal: int, size: int, harbour: Harbour) -> None:
        """Number of the berth, its terminal, the largest size rank that it takes, and who runs the port."""
        self.number, self.terminal, self.size, self.harbour = number, terminal, size, harbour
        self.rank = (size, number)
        self.ship: Any = None
        quiet(self)
        harbour.vacant(self)

    def process(self) -> Any:
        """A ship is brought in, worked and taken out; the harbour holds the berth for each movement."""
        harbour, env = self.harbour, self.env
        while True:
            yield from rest(self)
            ship = self.ship
            ship.moored = env._now
            harbour.give_back(ship)
            self.hold(till=worked_until(env._now, ship.alongside, *harbour.rests))
            harbour.settle()
            yield from rest(self)
            ship.finished = env._now
            harbour.seek(self, False)
            harbour.settle()
            yield from rest(self)
            ship.departure = env._now
            harbour.give_back(ship)
            harbour.vacant(self)
            harbour.settle()


class Arrivals(salabim.Component):  # type: ignore[misc]
    """Brings the ships at their hours."""

    def setup(self, ships: list[Ship], harbour: Harbour) -> None:
        """The ships of the year in the order of arrival."""
        self.ships, self.harbour = ships, harbour
        quiet(self)

    def process(self) -> Any:
        """One ship after another."""
        env, harbour = self.env, self.harbour
        for ship in self.ships:
            if ship.arrival > env._now:
                harbour.settle()
                yield self.hold(till=ship.arrival)
            harbour.arrived(ship)
        harbour.settle()


class Channel(salabim.Component):  # type: ignore[misc]
    """The channel: wakes when it opens for a ship that is waiting for it."""

    def setup(self, harbour: Harbour) -> None:
        """Who runs the port."""
        self.harbour = harbour
        self.waiting: list[tuple[float, int, Berth, bool]] = []
        quiet(self)

    def wait(self, berth: Berth, opening: float, inward: bool) -> None:
        """The ship of a berth has to wait until ``opening``."""
        sooner = not self.waiting or opening < self.waiting[0][0]
        heapq.heappush(self.waiting, (opening, berth.number, berth, inward))
        if sooner:
            self.hold(till=opening)

    def process(self) -> Any:
        """Let those who wait ask for tugs, and sleep until the next opening."""
        waiting, env = self.waiting, self.env
        while True:
            yield from rest(self)
            while waiting and waiting[0][0] == env._now:
                _, _, berth, inward = heapq.heappop(waiting)
                self.harbour.opened(berth, inward)
            if waiting:
                self.hold(till=waiting[0][0])
            self.harbour.settle()


def quiet(component: Any) -> None:
    """Switch off the monitors that every component has; the record of visits is the only output."""
    component.status.monitor(False)
    component.mode.monitor(False)


def rest(component: Any) -> Any:
    """Sleep until somebody wakes the component, unless it has been told already when to wake."""
    yield None if component.isscheduled() else component.passivate()


def environment(**settings: Any) -> Any:
    """An environment that touches no random generator but its own, with processes written with yield."""
    return salabim.Environment(
        random_seed="", set_numpy_random_seed=False, yieldless=False, trace=False, **settings
    )


def run(port: Port, calls: Records) -> Records:
    """What becomes of every call; the same, to the last bit, as ``sim.port.fast.run``."""
    check(port, calls)
    ships = [Ship(number, row) for number, row in enumerate(calls.tolist())]
    env = environment()
    build(port, ships, env)
    env.run(till=math.inf)
    rows = [tuple(getattr(ship, name) for name in VISIT.names or ()) for ship in ships]
    return np.array(rows, dtype=VISIT)


def build(port: Port, ships: list[Ship], env: Any) -> Harbour:
    """The components of a port in an environment."""
    harbour = Harbour(port, env)
    harbour.channel = Channel(harbour=harbour, env=env)
    number = 0
    for k, terminal in enumerate(port.terminals):
        for part in sorted((p for p in terminal.berths if p.count > 0), key=lambda part: part.size):
            for _ in range(part.count):
                Berth(number=number, terminal=k, size=part.size, harbour=harbour, env=env)
                number += 1
    Arrivals(ships=ships, harbour=harbour, env=env)
    return harbour
