"""The arrays of the fast queue, by what they describe; lists or NumPy arrays alike."""

from __future__ import annotations

from typing import Any, NamedTuple


class Calls(NamedTuple):
    """Ship calls, one entry each; ``key_out`` orders ships by priority and number, ``key_in`` puts every
    entry behind all ``key_out``. Hours.
    """

    arrival: Any
    lane: Any
    key_in: Any
    key_out: Any
    alongside: Any
    move_in: Any
    move_out: Any
    tugs: Any
    pilots: Any
    deep: Any


class Quay(NamedTuple):
    """Terminals, their pools (berths of one size, by rising size), berths, and lanes (queues of one
    terminal, size and priority). Names ``a_b`` hold, for each a, where its b begin; ``lane_pool`` is the
    first pool that fits.
    """

    terminal_lane: Any
    terminal_pool: Any
    pool_berth: Any
    pool_terminal: Any
    berth_pool: Any
    lane_pool: Any
    lane_terminal: Any


class Channel(NamedTuple):
    """Windows [open, close) in which ships may move, those of deep ships on the way in, closures by
    weather, and the closures in which handling rests (the same, or none). Hours.
    """

    opens: Any
    closes: Any
    deep_opens: Any
    deep_closes: Any
    begins: Any
    ends: Any
    rests: Any
    resumes: Any


class State(NamedTuple):
    """What changes while the year runs: heaps of events, of tug requests and of free berths, lanes as
    chains.
    """

    event_keys: Any
    event_items: Any
    queue_keys: Any
    queue_items: Any
    free_keys: Any
    free_items: Any
    free: Any
    head: Any
    tail: Any
    following: Any
    stirred: Any
    phase: Any
    ship: Any
    since: Any
    number: Any


class Visits(NamedTuple):
    """The columns of the record of visits, see ``sim.port.records.VISIT``."""

    berth: Any
    given: Any
    start: Any
    moored: Any
    finished: Any
    cast_off: Any
    departure: Any
    wait_berth: Any
    wait_tug: Any
    wait_tide: Any
    wait_weather: Any
    wait_leaving: Any
