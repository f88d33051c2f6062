"""The queue of the yearly model: by hand, its limits, its slope, and what more berths do."""

from __future__ import annotations

from dataclasses import replace
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.axes import Array
from sim.blocks.ports.waiting import Queue, queue
from tests.blocks.small_ports import network, params

NET = network()


def log_odds(occupancy: Array | float) -> Array:
    return np.log(np.asarray(occupancy) / (1.0 - np.asarray(occupancy)))


def test_hours_by_hand() -> None:
    """One berth of 20 hours at 0.5, exponent 2 (sqrt 4 - 1) = 2: 20 (0.1 + 0.6 / 1 * 0.25 / 0.5) = 8; seven
    berths, exponent 2 (sqrt 16 - 1) = 6: 20 (0.1 + 0.6 / 7 * 0.015625 / 0.5).
    """
    net = replace(
        NET,
        service_hours=np.full_like(NET.berths, 20.0),
        waiting_floor=np.full_like(NET.berths, 0.1),
        waiting_level=np.full_like(NET.berths, 0.6),
        waiting_exponent=np.full_like(NET.berths, 2.0),
    )
    half = np.zeros_like(net.berths)
    one, seven = (queue(np.full_like(net.berths, n), params(net)).waiting(half) for n in (1.0, 7.0))
    assert one == pytest.approx(8.0, rel=1e-12)
    assert seven == pytest.approx(20.0 * (0.1 + 0.6 / 7.0 * 0.03125), rel=1e-12)
    assert queue(np.full_like(net.berths, 3.0), params(net)).exponent == pytest.approx(
        2.0 * (sqrt(8.0) - 1.0), rel=1e-12
    )


def test_the_level_scales_the_whole_wait() -> None:
    at = log_odds(np.full_like(NET.berths, 0.7))
    once, half = (queue(NET.berths, params(NET, port_waiting_level=x)).waiting(at) for x in (1.0, 0.5))
    np.testing.assert_allclose(half, 0.5 * once, rtol=1e-12)


def test_an_empty_port_waits_its_floor_and_a_full_one_without_end() -> None:
    curve = queue(NET.berths, params(NET))
    floor = NET.service_hours * NET.waiting_floor
    np.testing.assert_allclose(
        curve.waiting(log_odds(np.full_like(NET.berths, 1e-9))) / floor, 1.0, atol=1e-3
    )
    occupancy = np.array([0.3, 0.5, 0.7, 0.9, 0.99, 0.999])
    waits = np.stack([curve.waiting(np.full((3, 6, 1), log(u / (1 - u)))) for u in occupancy])
    assert (np.diff(waits, axis=0) > 0).all()
    more = np.stack([curve.congestion(log_odds(np.full((3, 6, 1), u))) for u in (0.99, 0.999, 0.9999)])
    assert (more[1:] > 9 * more[:-1]).all()


@given(
    exponent=st.floats(0.05, 40.0),
    occupancy=st.floats(0.01, 0.999),
    scale=st.floats(0.01, 1e3),
    floor=st.floats(0.0, 50.0),
)
def test_growth_is_the_slope_of_the_logarithm_of_congestion(
    exponent: float, occupancy: float, scale: float, floor: float
) -> None:
    curve = Queue(*(np.full((1, 1, 1), x) for x in (floor, scale, exponent)))
    at, step = np.full((1, 1, 1), log_odds(occupancy)), 1e-5
    rise = np.log(curve.congestion(at + step) / curve.congestion(at - step)) / (2 * step)
    np.testing.assert_allclose(rise, curve.growth(at), rtol=1e-6)
    assert (curve.growth(at) > 0).all()
    np.testing.assert_allclose(
        curve.waiting(at) - curve.congestion(at), floor, atol=1e-9 * (1 + floor + scale)
    )


@given(factor=st.floats(1.01, 5.0), load=st.floats(0.05, 0.95))
def test_more_berths_for_the_same_cargo_shorten_every_wait(factor: float, load: float) -> None:
    p = params(NET)
    before = queue(NET.berths, p).waiting(log_odds(np.full_like(NET.berths, load)))
    after = queue(NET.berths * factor, p).waiting(log_odds(np.full_like(NET.berths, load / factor)))
    assert (after < before).all()


@given(factor=st.floats(1.01, 5.0), load=st.floats(0.05, 0.95))
def test_at_one_occupancy_more_berths_wait_less(factor: float, load: float) -> None:
    p, at = params(NET), log_odds(np.full_like(NET.berths, load))
    assert (queue(NET.berths * factor, p).waiting(at) < queue(NET.berths, p).waiting(at)).all()
