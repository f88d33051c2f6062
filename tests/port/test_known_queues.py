"""Queues whose answer is known, through the engines: M/M/c, D/D/c, M/G/1, and plain G/G/c by recursion."""

from __future__ import annotations

import numpy as np
import pytest

from sim.port import events, fast
from sim.port.analysis import band
from sim.port.records import waiting
from sim.port.single_queue import erlang_c, mmc_waiting, starts
from tests.port.random_ports import berths_only

CUSTOMERS, WARM, REPLICATIONS = 40_000, 4_000, 20


def mean_waits(berths: int, occupancy: float, service: str) -> np.ndarray:
    """Mean wait over mean service time in each replication, service times of mean one."""
    found = []
    for k in range(REPLICATIONS):
        rng = np.random.default_rng([berths, round(100 * occupancy), len(service), k])
        arrival = np.cumsum(rng.exponential(1.0 / (berths * occupancy), CUSTOMERS))
        takes = {
            "exponential": lambda rng=rng: rng.exponential(1.0, CUSTOMERS),
            "erlang-2": lambda rng=rng: rng.standard_gamma(2.0, CUSTOMERS) / 2.0,
            "constant": lambda: np.ones(CUSTOMERS),
            "lognormal": lambda rng=rng: rng.lognormal(-0.5 * np.log(2.0), np.sqrt(np.log(2.0)), CUSTOMERS),
        }[service]()
        found.append(waiting(fast.run(*berths_only(arrival, takes, berths)))[WARM:].mean())
    return np.array(found)


@pytest.mark.slow
@pytest.mark.parametrize("berths", [1, 2, 5, 12])
@pytest.mark.parametrize("occupancy", [0.3, 0.5, 0.7, 0.85])
def test_many_equal_berths_wait_as_erlang_says(berths: int, occupancy: float) -> None:
    """M/M/c: Erlang's C lies in the replications' band, widened by half because 16 bands are looked at."""
    centre, low, high = band(mean_waits(berths, occupancy, "exponential"))
    assert abs(mmc_waiting(berths, occupancy) - centre) < 1.5 * (high - low) / 2.0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("service", "square"), [("constant", 1.0), ("erlang-2", 1.5), ("exponential", 2.0), ("lognormal", 2.0)]
)
def test_one_berth_waits_as_pollaczek_and_khinchine_say(service: str, square: float) -> None:
    """M/G/1: wait = occupancy E[S^2] / (2 (1 - occupancy)) for mean one; the lognormal has E[S^2] = 2."""
    occupancy = 0.6
    centre, low, high = band(mean_waits(1, occupancy, service))
    expected = occupancy * square / (2.0 * (1.0 - occupancy))
    assert abs(expected - centre) < 1.5 * (high - low) / 2.0


def test_erlang_c_by_its_definition() -> None:
    """One server waits with the probability that it is busy; two with 2 r^2 / (2 + ...) by hand: r = 1
    gives 1/3.
    """
    assert erlang_c(1, 0.4) == pytest.approx(0.4)
    assert erlang_c(2, 1.0) == pytest.approx(1.0 / 3.0)


@pytest.mark.parametrize("berths", [1, 3])
def test_clockwork_is_exact(berths: int) -> None:
    """D/D/c: ships every hour that take 2 hours: no wait on two berths and more; on one, ship k waits k
    hours.
    """
    arrival = np.arange(200.0)
    for run in (fast.run, events.run):
        visits = run(*berths_only(arrival, np.full(200, 2.0), berths))
        expected = np.arange(200.0) if berths == 1 else np.zeros(200)
        assert np.array_equal(visits["wait_berth"], expected)
        assert np.array_equal(visits["departure"], arrival + expected + 2.0)


def test_a_full_berth_group_in_clockwork() -> None:
    """Three ships at once on two berths of five hours: the third waits for the first to leave."""
    visits = fast.run(*berths_only(np.zeros(3), np.full(3, 5.0), 2), compiled=False)
    assert visits["start"].tolist() == [0.0, 0.0, 5.0]
    assert visits["berth"].tolist() == [0, 1, 0]


@pytest.mark.parametrize("berths", [1, 2, 7])
def test_the_recursion_of_kiefer_and_wolfowitz_agrees_bit_by_bit(berths: int) -> None:
    rng = np.random.default_rng(berths)
    arrival = np.cumsum(rng.standard_gamma(1.7, 5000))
    service = rng.standard_gamma(2.0, 5000) * berths * 0.75
    visits = fast.run(*berths_only(arrival, service, berths))
    assert np.array_equal(visits["start"], starts(arrival, service, berths))
