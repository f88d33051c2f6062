"""`python benchmarks/port.py [rounds]`: calls per second of a port year in each engine, on the same calls,
one thread.

Also called by `benchmarks/run.py`. A peer that is not installed is left out with a message (`pip install -e
'.[bench]'`).
"""

from __future__ import annotations

import importlib.util
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from port_peers import ciw_year, component_per_ship_year, simpy_year

from sim.baseline import load
from sim.experiments.port_year import describe
from sim.paths import SCENARIOS
from sim.port import events, fast, kernel
from sim.port.description import at_load
from sim.port.draws import year
from sim.port.quay import Berths, Port, Terminal, Waterway, never
from sim.port.records import Records
from sim.port.shapes import Visits
from sim.port.single_queue import starts
from sim.scenario.loading import validate
from sim.simulate import simulate
from sim.year import LIVE_LEVERS

CALLS, ROUNDS, HUNDRED, TEN = 25_000, 3, 100.0, 10.0


@dataclass(frozen=True)
class Speed:
    """Calls per second of one engine: median, slowest and fastest round; how many times a named peer it
    must be.
    """

    name: str
    median: float
    slowest: float
    fastest: float


def port_year() -> tuple[Port, Records]:
    """Qingdao in 2020 with about 25 000 calls."""
    scenario = validate(SCENARIOS / "base.yaml", live_levers=LIVE_LEVERS)
    baseline = load()
    described = describe("port_qingdao", 2020, scenario, baseline, simulate(scenario, baseline))
    return year(at_load(described, CALLS / sum(c.calls for c in described.cargo)), 0, 0)


def kernel_alone(port: Port, calls: Records, compiled: bool) -> Callable[[], object]:
    """The fast queue without checks and copies, from fresh arrays each time."""
    import numpy as np

    quay, lanes = fast.lay_out(port, calls)
    columns, channel = fast.call_columns(calls, lanes), fast.channel_of(port)
    run = fast.compiled_run() if compiled else kernel.run

    def once() -> object:
        visits = Visits(*(np.zeros(len(calls), dtype=calls.dtype[0]) for _ in Visits._fields))
        visits = visits._replace(berth=np.zeros(len(calls), dtype=np.int64))
        return run(columns, quay, channel, fast.state_of(port, quay, len(calls)), visits)

    return once


def engines(port: Port, calls: Records) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    one = Port("one", (Terminal("quay", (Berths(0, 60),)),), 0, 0, Waterway(never(), None))
    plain = calls.copy()
    for name in ("terminal", "size", "priority", "move_in", "move_out", "tugs", "pilots", "deep"):
        plain[name] = 0
    arrival, service = plain["arrival"].copy(), plain["alongside"].copy()
    found: dict[str, Callable[[], object]] = {
        "fast queue, plain Python": lambda: fast.run(port, calls, compiled=False),
        "salabim, berths as components": lambda: events.run(port, calls),
        "salabim, a component per ship": lambda: component_per_ship_year(port, calls),
        "berths only: recursion": lambda: starts(arrival, service, 60),
    }
    if fast.can_compile():
        found["fast queue, compiled"] = lambda: fast.run(port, calls, compiled=True)
        found["fast queue, compiled, kernel alone"] = kernel_alone(port, calls, True)
        found["berths only: fast queue, compiled"] = lambda: fast.run(one, plain, compiled=True)
    if importlib.util.find_spec("simpy"):
        found["simpy, a process per ship"] = lambda: simpy_year(port, calls)
    if importlib.util.find_spec("ciw"):
        found["berths only: ciw"] = lambda: ciw_year(arrival, service, 60)
    return found


def speeds(rounds: int) -> list[Speed]:
    """Every engine in turn, so that a slow minute hits all alike; a first round more is not counted."""
    port, calls = port_year()
    known = engines(port, calls)
    times: dict[str, list[float]] = {name: [] for name in known}
    for _ in range(rounds + 1):
        for name, run in known.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    many = len(calls)
    return [
        Speed(name, many / statistics.median(t[1:]), many / max(t[1:]), many / min(t[1:]))
        for name, t in times.items()
    ]


GOALS = (
    ("fast queue, compiled", "simpy, a process per ship", HUNDRED),
    ("fast queue, compiled, kernel alone", "simpy, a process per ship", HUNDRED),
    ("salabim, berths as components", "salabim, a component per ship", TEN),
)
"""Engine, peer, and how many times as fast as the peer it is meant to be."""


def main(arguments: list[str]) -> int:
    """Measure, print the table and the ratios."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    for peer in ("simpy", "ciw", "numba"):
        if importlib.util.find_spec(peer) is None:
            print(f"{peer} is not installed and left out")
    found = {speed.name: speed for speed in speeds(rounds)}
    print(f"{'port year, 25 000 calls, one thread':38}{'calls/s':>12}{'slowest':>12}{'fastest':>12}")
    for speed in found.values():
        print(f"{speed.name:38}{speed.median:12,.0f}{speed.slowest:12,.0f}{speed.fastest:12,.0f}")
    for engine, peer, goal in GOALS:
        if engine in found and peer in found:
            ratio = found[engine].median / found[peer].median
            print(f"{engine} / {peer}: {ratio:.1f} times (goal {goal:.0f})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
