"""Runs the fast queue on a port and its calls: as plain Python, or compiled where numba is installed."""

from __future__ import annotations

import importlib.util
from functools import cache
from types import FunctionType
from typing import Any

import numpy as np

from sim.port import kernel, times
from sim.port.quay import Port, check, deep_windows, never, windows
from sim.port.records import VISIT, Records
from sim.port.shapes import Calls, Channel, Quay, State, Visits


def can_compile() -> bool:
    """Whether numba is installed."""
    return importlib.util.find_spec("numba") is not None


def run(port: Port, calls: Records, *, compiled: bool | None = None) -> Records:
    """What becomes of every call.

    Args:
        port: terminals, tugs, pilots and channel.
        calls: rows of ``CALL`` in the order of arrival.
        compiled: with numba, without, or (None) with it where it is installed; the result is the same to the
            last bit.

    Returns:
        Rows of ``VISIT``. Raises InputError if the calls cannot run in the port.
    """
    check(port, calls)
    fast = can_compile() if compiled is None else compiled
    visits = np.zeros(len(calls), dtype=VISIT)
    columns = [np.zeros(len(calls), dtype=VISIT[name]) for name in Visits._fields]
    quay, lanes = lay_out(port, calls)
    inputs = (call_columns(calls, lanes), quay, channel_of(port), state_of(port, quay, len(calls)))
    if fast:
        compiled_run()(*inputs, Visits(*columns))
    else:
        lists = Visits(*(column.tolist() for column in columns))
        plain: Any = kernel.run
        plain(*(type(part)(*(a.tolist() for a in part)) for part in inputs), lists)
        columns = list(lists)
    for name, column in zip(Visits._fields, columns, strict=True):
        visits[name] = column
    return visits


@cache
def compiled_run() -> Any:
    """The kernel with every function compiled; each sees the compiled ones in the place of its fellows.

    The kernel allocates nothing, so numba need not count references (``_nrt``): ten times faster.
    """
    import numba

    space = vars(times) | vars(kernel)
    options: dict[str, Any] = {"cache": True, "_nrt": False}
    for name, found in list(space.items()):
        if isinstance(found, FunctionType) and found.__module__ in (times.__name__, kernel.__name__):
            twin = FunctionType(found.__code__, space, name)
            twin.__module__ = found.__module__
            space[name] = numba.njit(**options)(twin)
    return space["run"]


def call_columns(calls: Records, lanes: np.ndarray[Any, Any]) -> Calls:
    """Calls as arrays, with the keys by which ships go first."""
    many = len(calls)
    key = calls["priority"] * float(many) + np.arange(many)
    span = (calls["priority"].max() + 1.0) * many if many else 0.0
    names = ("alongside", "move_in", "move_out", "tugs", "pilots", "deep")
    return Calls(
        np.ascontiguousarray(calls["arrival"]),
        lanes,
        key + span,
        key,
        *(np.ascontiguousarray(calls[name]) for name in names),
    )


def lay_out(port: Port, calls: Records) -> tuple[Quay, np.ndarray[Any, Any]]:
    """Pools, berths and lanes of a port, and the lane of every call."""
    pools: list[tuple[int, int, int]] = []
    terminal_pool, terminal_lane = [0], [0]
    lane_pool: list[int] = []
    lanes = np.zeros(len(calls), dtype=np.int64)
    for k, terminal in enumerate(port.terminals):
        parts = sorted((p for p in terminal.berths if p.count > 0), key=lambda part: part.size)
        first = len(pools)
        pools += [(k, part.size, part.count) for part in parts]
        mine = np.flatnonzero(calls["terminal"] == k)
        size, priority = calls["size"][mine], calls["priority"][mine]
        span = priority.max() + 1 if len(mine) else 1
        kind_of = size * span + priority
        found = np.bincount(kind_of) > 0
        kinds, place = np.flatnonzero(found), np.cumsum(found) - 1
        lanes[mine] = len(lane_pool) + place[kind_of]
        lane_pool += [first + sum(part.size < kind // span for part in parts) for kind in kinds.tolist()]
        terminal_pool.append(len(pools))
        terminal_lane.append(len(lane_pool))
    counts = [count for _, _, count in pools]
    quay = Quay(
        terminal_lane=np.array(terminal_lane),
        terminal_pool=np.array(terminal_pool),
        pool_berth=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        pool_terminal=np.array([terminal for terminal, _, _ in pools]),
        berth_pool=np.repeat(np.arange(len(pools)), counts),
        lane_pool=np.array(lane_pool, dtype=np.int64),
        lane_terminal=np.repeat(np.arange(len(port.terminals)), np.diff(terminal_lane)),
    )
    return quay, lanes


def channel_of(port: Port) -> Channel:
    """The channel as windows and closures."""
    waterway = port.waterway
    rests = waterway.closures if waterway.handling_rests else never()
    return Channel(*windows(waterway.closures), *deep_windows(waterway), *waterway.closures, *rests)


def state_of(port: Port, quay: Quay, calls: int) -> State:
    """An empty port at the start of the year."""
    berths, lanes = port.berths, len(quay.lane_pool)
    numbers = np.arange(berths)
    return State(
        event_keys=np.zeros(berths + 1),
        event_items=np.zeros(berths + 1, dtype=np.int64),
        queue_keys=np.zeros(berths + 1),
        queue_items=np.zeros(berths + 1, dtype=np.int64),
        free_keys=numbers.astype(np.float64),
        free_items=numbers.copy(),
        free=np.diff(quay.pool_berth),
        head=np.full(lanes, -1),
        tail=np.full(lanes, -1),
        following=np.full(calls, -1),
        stirred=np.zeros(len(port.terminals), dtype=np.int64),
        phase=np.zeros(berths, dtype=np.int64),
        ship=np.full(berths, -1),
        since=np.zeros(berths),
        number=np.array([0, 0, port.tugs, port.pilots, -1, -1, 0]),
    )
