"""Both engines give the same record, call by call and to the last bit."""

from __future__ import annotations

import numpy as np
import pytest

from sim.port import events, fast
from sim.port.analysis import laws
from sim.port.records import VISIT, Records
from tests.port.random_ports import random_port
from tests.port.years import described

PORTS = 300
EXACT = 1e-12


def assert_same(a: Records, b: Records) -> None:
    for name in VISIT.names or ():
        assert np.array_equal(a[name], b[name]), name


@pytest.mark.parametrize("hundred", range(PORTS // 50))
def test_random_ports(hundred: int) -> None:
    """Tugs, pilots, closures, tides, priorities, sizes and, in every second port, ties on whole hours."""
    for seed in range(50 * hundred, 50 * (hundred + 1)):
        port, calls = random_port(seed)
        plain = fast.run(port, calls, compiled=False)
        assert_same(plain, events.run(port, calls))
        found = laws(port, calls, plain)
        assert found.little < EXACT and found.utilisation < EXACT, seed


def test_the_random_ports_exercise_every_rule() -> None:
    """Every kind of waiting, and events of several berths at one instant, occur many times."""
    records = [(random_port(seed), fast.run(*random_port(seed), compiled=False)) for seed in range(40)]
    for wait in ("wait_berth", "wait_tug", "wait_tide", "wait_weather", "wait_leaving"):
        assert sum((visits[wait] > 0).sum() for _, visits in records) > 50, wait
    assert sum(len(v) - len(np.unique(v["departure"])) for _, v in records) > 100
    overtaken = sum((np.diff(v["given"][c["terminal"] == 0]) < 0).sum() for (_, c), v in records)
    assert overtaken > 100


def test_compiled_or_not_makes_no_difference() -> None:
    pytest.importorskip("numba")
    for seed in range(60):
        port, calls = random_port(seed)
        assert_same(fast.run(port, calls, compiled=False), fast.run(port, calls, compiled=True))


@pytest.mark.slow
def test_a_full_year_of_a_large_port() -> None:
    """A year of Qingdao with some 25 000 calls: salabim, the plain fast queue and the compiled one."""
    port, calls = described("port_qingdao", scale=25_000)
    assert 24_500 < len(calls) < 25_500
    story, plain = events.run(port, calls), fast.run(port, calls, compiled=False)
    assert_same(story, plain)
    if fast.can_compile():
        assert_same(plain, fast.run(port, calls, compiled=True))
    assert (story["departure"] > 0).all()


def test_the_salabim_engine_leaves_the_global_generators_alone() -> None:
    import random

    port, calls = random_port(3)
    random.seed(5)
    np.random.seed(5)  # noqa: NPY002
    expected = random.random(), np.random.random()  # noqa: NPY002
    random.seed(5)
    np.random.seed(5)  # noqa: NPY002
    events.run(port, calls)
    assert (random.random(), np.random.random()) == expected  # noqa: NPY002


def test_two_environments_do_not_mix() -> None:
    """Objects attach to the environment that they are given, not to the newest one."""
    first, second = events.environment(), events.environment()
    port, calls = random_port(7)
    ships = [events.Ship(number, row) for number, row in enumerate(calls.tolist())]
    events.build(port, ships, first)
    second.run(till=float("inf"))
    assert not hasattr(ships[0], "departure")
    first.run(till=float("inf"))
    assert all(ship.departure >= ship.arrival for ship in ships)
