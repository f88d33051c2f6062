"""The port year as one would write it with simpy, ciw, or a salabim component for every ship.

Same calls, tugs, pilots, tide and weather; but berths of a terminal are alike here, and ties fall as they
may, so that the peers do less than the project's engines.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import salabim

from sim.port.harbour import Harbour, Ship
from sim.port.quay import Port
from sim.port.records import Records
from sim.port.times import passable_from, worked_until


def ships_of(calls: Records) -> list[Ship]:
    """Calls as objects."""
    return [Ship(number, row) for number, row in enumerate(calls.tolist())]


def simpy_year(port: Port, calls: Records) -> int:
    """A process for every ship; returns the ships that have left."""
    import simpy

    env = simpy.Environment()
    rules = Harbour(port, env)
    berths = [simpy.PriorityResource(env, terminal.count) for terminal in port.terminals]
    tugs, pilots = simpy.Container(env, port.tugs, port.tugs), simpy.Container(env, port.pilots, port.pilots)
    left = []

    def movement(ship: Ship, inward: bool, hours: float) -> Any:
        while True:
            opening = passable_from(env.now, *(rules.deep if inward and ship.deep else rules.fair))
            if opening > env.now:
                yield env.timeout(opening - env.now)
            if ship.tugs:
                yield tugs.get(ship.tugs)
            yield pilots.get(1)
            if passable_from(env.now, *(rules.deep if inward and ship.deep else rules.fair)) == env.now:
                break
            yield from back(ship)
        yield env.timeout(hours)
        yield from back(ship)

    def back(ship: Ship) -> Any:
        if ship.tugs:
            yield tugs.put(ship.tugs)
        yield pilots.put(1)

    def voyage(ship: Ship) -> Any:
        with berths[ship.terminal].request(priority=ship.key[0]) as berth:
            yield berth
            ship.given = env.now
            yield from movement(ship, True, ship.move_in)
            yield env.timeout(worked_until(env.now, ship.alongside, *rules.rests) - env.now)
            yield from movement(ship, False, ship.move_out)
            ship.departure = env.now
            left.append(ship)

    def source() -> Any:
        for ship in ships_of(calls):
            yield env.timeout(ship.arrival - env.now)
            env.process(voyage(ship))

    env.process(source())
    env.run()
    return len(left)


class Voyage(salabim.Component):
    """A ship as a component, with salabim's own resources."""

    def setup(
        self, ship: Ship, rules: Harbour, berths: Any, tugs: Any, pilots: Any, left: list[Ship]
    ) -> None:
        """The ship, and what it asks for."""
        self.ship, self.rules, self.berths, self.tugs = ship, rules, berths, tugs
        self.pilots, self.left = pilots, left

    def process(self) -> Any:
        """From arrival to departure."""
        ship = self.ship
        yield self.request((self.berths[ship.terminal], 1, ship.key[0]))
        yield from self.movement(True, ship.move_in)
        yield self.hold(till=worked_until(self.env.now(), ship.alongside, *self.rules.rests))
        yield from self.movement(False, ship.move_out)
        self.release(self.berths[ship.terminal])
        ship.departure = self.env.now()
        self.left.append(ship)

    def movement(self, inward: bool, hours: float) -> Any:
        """Wait for the channel and for tugs, and move."""
        ship, env = self.ship, self.env
        windows = self.rules.deep if inward and ship.deep else self.rules.fair
        needs = [(self.pilots, 1), *([(self.tugs, ship.tugs)] if ship.tugs else [])]
        while True:
            opening = passable_from(env.now(), *windows)
            if opening > env.now():
                yield self.hold(till=opening)
            yield self.request(*needs)
            if passable_from(env.now(), *windows) == env.now():
                break
            self.release(*(need[0] for need in needs))
        yield self.hold(hours)
        self.release(*(need[0] for need in needs))


class Source(salabim.Component):
    """Makes a component for every ship at its hour."""

    def setup(self, ships: list[Ship], rest: tuple[Any, ...]) -> None:
        """The ships, and what each is given."""
        self.ships, self.rest = ships, rest

    def process(self) -> Any:
        """One ship after another."""
        rules, berths, tugs, pilots, left = self.rest
        for ship in self.ships:
            yield self.hold(till=ship.arrival)
            Voyage(ship=ship, rules=rules, berths=berths, tugs=tugs, pilots=pilots, left=left, env=self.env)


def component_per_ship_year(port: Port, calls: Records) -> int:
    """A salabim component for every ship; returns the ships that have left."""
    env = salabim.Environment(random_seed="", set_numpy_random_seed=False, yieldless=False, trace=False)
    left: list[Ship] = []
    berths = [salabim.Resource(t.name, capacity=t.count, env=env) for t in port.terminals]
    tugs = salabim.Resource("tugs", capacity=port.tugs, env=env)
    pilots = salabim.Resource("pilots", capacity=port.pilots, env=env)
    Source(ships=ships_of(calls), rest=(Harbour(port, env), berths, tugs, pilots, left), env=env)
    env.run(till=float("inf"))
    return len(left)


def ciw_year(arrival: Any, service: Any, berths: int) -> int:
    """Berths only: one queue with given arrivals and services; returns the customers served."""
    import ciw

    gaps = [float(arrival[0]), *(float(b - a) for a, b in pairwise(arrival))]
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([*gaps, float("inf")])],
        service_distributions=[ciw.dists.Sequential(service.tolist())],
        number_of_servers=[berths],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(len(arrival), method="Finish")
    return len(simulation.get_all_records())
