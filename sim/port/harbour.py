"""Who may use which berth and which tugs, for the salabim engine: the harbour master's book-keeping.

Nothing is given out before all events of an instant have been taken in (``settle``); then berths are given,
then tugs and pilots. Waiting ships stand in one sorted list for each terminal, requests for tugs in one for
the port.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right, insort
from operator import attrgetter
from typing import Any

from sim.port.quay import Port, deep_windows, never, windows
from sim.port.times import closed_hours

BY_KEY = attrgetter("key")


class Ship:
    """A plain record: what was drawn, and what has happened to the ship so far. Hours."""

    __slots__ = (
        "alongside", "arrival", "berth", "cast_off", "deep", "departure", "finished", "given", "key",
        "moored", "move_in", "move_out", "pilots", "since", "size", "start", "terminal", "tugs", "wait_berth",
        "wait_leaving", "wait_tide", "wait_tug", "wait_weather",
    )  # fmt: skip

    def __init__(self, number: int, row: Any) -> None:
        self.berth: int
        self.since: float
        self.given: float
        self.start: float
        self.moored: float
        self.finished: float
        self.cast_off: float
        self.departure: float
        self.arrival, _, self.terminal, self.size, priority, _, self.alongside = row[:7]
        self.move_in, self.move_out, self.tugs, self.pilots, self.deep = row[7:]
        self.key = (priority, number)
        self.wait_berth = self.wait_tug = self.wait_tide = self.wait_weather = self.wait_leaving = 0.0


class Harbour:
    """Queues, free berths, free tugs and pilots, and the rules by which they are given.

    ``env`` tells the time and when the next event is due; ``channel`` wakes ships that wait for it.
    """

    def __init__(self, port: Port, env: Any) -> None:
        self.env = env
        self.tugs, self.pilots = port.tugs, port.pilots
        self.fair = tuple(times.tolist() for times in windows(port.waterway.closures))
        self.deep = tuple(times.tolist() for times in deep_windows(port.waterway))
        self.closures = tuple(times.tolist() for times in port.waterway.closures)
        self.rests = self.closures if port.waterway.handling_rests else tuple(a.tolist() for a in never())
        self.queues: list[list[Ship]] = [[] for _ in port.terminals]
        self.free: list[list[Any]] = [[] for _ in port.terminals]
        self.stirred: set[int] = set()
        self.requests: list[tuple[bool, tuple[int, int], Any]] = []
        self.channel: Any = None

    def arrived(self, ship: Ship) -> None:
        """A ship joins the queue of its terminal."""
        insort(self.queues[ship.terminal], ship, key=BY_KEY)
        self.stirred.add(ship.terminal)

    def vacant(self, berth: Any) -> None:
        """A berth is free: those of a terminal stand in the order of size and number."""
        insort(self.free[berth.terminal], berth, key=attrgetter("rank"))
        self.stirred.add(berth.terminal)

    def seek(self, berth: Any, inward: bool) -> None:
        """The ship of a berth wants to move: it waits for the channel, or asks for tugs."""
        ship, now = berth.ship, self.env._now
        ship.since = now
        opening = self.opening(ship, inward)
        if opening > now:
            self.channel.wait(berth, opening, inward)
        else:
            heapq.heappush(self.requests, (inward, ship.key, berth))

    def opening(self, ship: Ship, inward: bool) -> Any:
        """When the ship may start to move, from now on."""
        opens, closes = self.deep if inward and ship.deep else self.fair
        now = self.env._now
        window = bisect_right(opens, now)
        return now if window and now < closes[window - 1] else opens[window]

    def opened(self, berth: Any, inward: bool) -> None:
        """The channel has opened for a ship: it asks for tugs."""
        ship, now = berth.ship, self.env._now
        if inward:
            weather = closed_hours(ship.since, now, *self.closures)
            ship.wait_weather += weather
            ship.wait_tide += (now - ship.since) - weather
        else:
            ship.wait_leaving += now - ship.since
        self.seek(berth, inward)

    def give_back(self, ship: Ship) -> None:
        """A movement is over: its tugs and pilots are free."""
        self.tugs += ship.tugs
        self.pilots += ship.pilots

    def settle(self) -> None:
        """Give out berths, then tugs, once nothing more is due at this instant."""
        if self.env.peek() > self.env._now:
            while self.stirred:
                self.give_berths(self.stirred.pop())
            self.give_tugs()

    def give_berths(self, terminal: int) -> None:
        """In the order of priority and number, each ship takes the smallest free berth that it fits, if
        any.
        """
        queue, free, at = self.queues[terminal], self.free[terminal], 0
        while at < len(queue) and free:
            ship = queue[at]
            berth = next((b for b in free if b.size >= ship.size), None)
            if berth is None:
                at += 1
                continue
            del queue[at]
            free.remove(berth)
            now = self.env._now
            ship.berth, ship.given, ship.wait_berth = berth.number, now, now - ship.arrival
            berth.ship = ship
            self.seek(berth, True)

    def give_tugs(self) -> None:
        """In the order of the requests; the first ship whose need is not met holds up the rest."""
        while self.requests:
            inward, _, berth = self.requests[0]
            ship, now = berth.ship, self.env._now
            opening = self.opening(ship, inward)
            if opening == now and (self.tugs < ship.tugs or self.pilots < ship.pilots):
                return
            heapq.heappop(self.requests)
            if inward:
                ship.wait_tug += now - ship.since
            else:
                ship.wait_leaving += now - ship.since
            if opening > now:
                ship.since = now
                self.channel.wait(berth, opening, inward)
                continue
            self.tugs -= ship.tugs
            self.pilots -= ship.pilots
            if inward:
                ship.start = now
                berth.hold(till=now + ship.move_in)
            else:
                ship.cast_off = now
                berth.hold(till=now + ship.move_out)
