"""Gravity and proportional fitting: cases worked by hand, and margins met for any seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calibration.trade import gravity
from calibration.trade.gravity import Friction, NoFitError

FRICTION = Friction(distance=-1.0, elasticity=2.0, city_border=1.0, provincial_border=0.5)
POSITIVE = st.floats(0.01, 100)


def test_two_regions_by_hand() -> None:
    """Both supply and demand 5; a flow inside is worth four of one across: inside 4, across 1."""
    found = gravity.fit(np.array([[4.0, 2.0], [2.0, 16.0]]), np.array([5.0, 5.0]), np.array([5.0, 5.0]))
    inside = np.sqrt(4.0 * 16.0 / (2.0 * 2.0))
    np.testing.assert_allclose(found, [[4, 1], [1, 4]], rtol=1e-12)
    assert inside == 4.0, "fitting keeps the cross ratio of the seed"


def test_resistance_by_hand() -> None:
    """Across a city border (1 + 1)^-2 = 1/4; across provinces (2 x 1.5)^-2 = 1/9; both over 10 km."""
    distance = np.array([[2.0, 10.0, 10.0], [10.0, 2.0, 10.0], [10.0, 10.0, 2.0]])
    province = np.array([[True, True, False], [True, True, False], [False, False, True]])
    found = gravity.resistance(distance, province, np.array([0.5, 0.6, 0.7]), FRICTION)
    near, far = 1 / 40, 1 / 90
    np.testing.assert_allclose(found, [[0.5, near, far], [near, 0.6, far], [far, far, 0.7]])


def test_inside_a_region_of_one_city_only_distance_counts() -> None:
    """A disc of radius 30 km and a factor of 2/3: 20 km, 1/20."""
    found = gravity.inner_resistance(
        np.array([np.pi * 900]), np.array([1.0]), np.array([1.0]), 2 / 3, FRICTION
    )
    np.testing.assert_allclose(found, [1 / 20])


def test_inside_a_region_of_cities_most_trade_crosses_their_borders() -> None:
    """Four cities of 20 km inside and 40 km apart, in two provinces: a quarter at 1/20, the rest at 1/40 x
    1/4, half of it times (1.5)^-2.
    """
    found = gravity.inner_resistance(
        np.array([np.pi * 3600]), np.array([4.0]), np.array([2.0]), 2 / 3, FRICTION
    )
    across = 1 / 40 / 4 * (0.5 + 0.5 / 2.25)
    np.testing.assert_allclose(found, [0.25 / 20 + 0.75 * across])


@given(
    seed=arrays(float, (4, 4), elements=POSITIVE),
    rows=arrays(float, 4, elements=POSITIVE),
    columns=arrays(float, 4, elements=POSITIVE),
)
def test_margins_are_met_for_any_seed(seed: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> None:
    columns = columns * rows.sum() / columns.sum()
    found = gravity.fit(seed, rows, columns)
    assert (found >= 0).all()
    np.testing.assert_allclose(found.sum(axis=1), rows, rtol=1e-12)
    np.testing.assert_allclose(found.sum(axis=0), columns, rtol=1e-12)


def test_margins_that_cannot_be_met_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gravity, "MOST_ROUNDS", 50)
    with pytest.raises(NoFitError, match="margins missed"):
        gravity.fit(np.eye(2), np.array([1.0, 2.0]), np.array([2.0, 1.0]))


def test_a_nearer_region_sells_more_and_sectors_do_not_mix() -> None:
    supply = demand = np.array([[10.0, 1.0], [10.0, 1.0], [10.0, 1.0]])
    factor = np.array([[1.0, 0.5, 0.1], [0.5, 1.0, 0.1], [0.1, 0.1, 1.0]])
    found = gravity.flows(supply, demand, np.stack([factor, factor**2]))
    assert found[0, 0, 1] > found[0, 0, 2]
    np.testing.assert_allclose(found.sum(axis=2).T, supply, rtol=1e-12)
    assert found[1, 0, 0] / 1 > found[0, 0, 0] / 10, "what travels worse stays nearer"


def test_what_one_cannot_take_goes_to_the_others() -> None:
    """Twelve by 1 : 2 : 3 is 2, 4, 6; the last takes 3, so that nine go 1 : 2; then the second takes 4."""
    found = gravity.capped_split(12.0, np.array([1.0, 2.0, 3.0]), np.array([9.0, 4.0, 3.0]))
    np.testing.assert_allclose(found, [5.0, 4.0, 3.0])
    free = gravity.capped_split(12.0, np.array([1.0, 2.0, 3.0]), np.full(3, 9.0))
    np.testing.assert_allclose(free, [2.0, 4.0, 6.0])
    with pytest.raises(NoFitError, match="more than the ceilings allow"):
        gravity.capped_split(12.0, np.array([1.0, 2.0]), np.array([5.0, 4.0]))
