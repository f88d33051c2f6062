"""Frictions between the cities: what is delivered of cross-city measures, and what they leave of a border."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import frictions

SHARE = st.floats(0, 1)
CITIES, ZONES = 3, 2
APART = ~np.eye(CITIES, dtype=bool)
ZONE_PART = np.zeros((ZONES, CITIES, CITIES))
ZONE_PART[0, [0, 1], [1, 0]] = 0.2  # the first zone lies between the first two cities
ZONE_PART[1, [1, 2], [2, 1]] = 0.1  # the second between the last two


def year(
    *,
    border: float = 0.0,
    zones: tuple[float, float] = (0.0, 0.0),
    data: float = 0.0,
    coordination: float = 0.0,
    rate: float = 0.6,
) -> frictions.Frictions:
    """One year of three cities and two zones; all pairs of cities have the same border integration."""
    return frictions.step(
        lever_border_integration=(APART * border)[..., None],
        lever_fulcrum_zone_integration=np.array(zones)[:, None],
        lever_data_sharing=np.array([data]),
        lever_policy_coordination=np.array([coordination]),
        params=frictions.Params(
            zone_pair_share=ZONE_PART,
            coordination_border_cut=np.array([0.05]),
            data_sharing_border_cut=np.array([0.1]),
            delivery_rate=np.array([rate]),
        ),
    )


def between(result: frictions.Frictions) -> np.ndarray:
    """What is left between different cities."""
    left: np.ndarray = result.border_cost_left[..., 0][APART]
    return left


@pytest.mark.parametrize("rate", [0.6, 0.437, 1.0])
def test_with_neutral_levers_the_whole_border_is_left_and_the_usual_rate_delivered_to_the_last_bit(
    rate: float,
) -> None:
    result = year(rate=rate)
    np.testing.assert_array_equal(result.border_cost_left, 1.0)
    assert result.delivery[0] == rate


def test_coordination_takes_away_its_part_of_what_slips() -> None:
    """Of 0.4 that slip, 0.7 are saved; at 1 nothing slips."""
    assert year().delivery[0] == 0.6
    assert year(coordination=0.7).delivery[0] == pytest.approx(0.6 + 0.4 * 0.7, rel=1e-15)
    assert year(coordination=1.0).delivery[0] == pytest.approx(1.0, rel=1e-15)


def test_what_all_levers_leave_is_the_product_of_what_each_leaves() -> None:
    """Delivery 0.6 + 0.4 / 2 = 0.8. Border 1 - 0.8 x 0.5 = 0.6, zone 1 - 0.2 x 0.8 = 0.84 between the first
    two cities, data 1 - 0.1 x 0.3 = 0.97, coordination 1 - 0.05 / 2 = 0.975.
    """
    left = year(border=0.5, zones=(1.0, 0.0), data=0.3, coordination=0.5).border_cost_left[..., 0]
    common = 0.6 * 0.97 * 0.975
    assert left[0, 1] == pytest.approx(0.84 * common, rel=1e-14)
    assert left[0, 2] == pytest.approx(common, rel=1e-14)
    np.testing.assert_array_equal(left, left.T)


def test_a_zone_lifts_the_border_for_its_own_part_only() -> None:
    """Delivered at 0.6: the first zone's fifth of the dealings, the second one's tenth."""
    left = year(zones=(1.0, 0.5)).border_cost_left[..., 0]
    assert left[0, 1] == pytest.approx(1 - 0.2 * 0.6, rel=1e-15)
    assert left[1, 2] == pytest.approx(1 - 0.1 * 0.3, rel=1e-15)
    assert left[0, 2] == 1.0


def test_two_zones_on_one_border_share_it() -> None:
    """0.3 and 0.5 of the dealings, both opened: 0.7 x 0.5 is left, not 0.2."""
    part = np.array([0.3, 0.5])[:, None, None]
    left = frictions.left_by_zones(part, np.ones((2, 1)))
    assert left[0, 0, 0] == pytest.approx(0.35, rel=1e-15)


def test_sharing_data_is_not_cut_by_delivery() -> None:
    np.testing.assert_array_equal(between(year(data=1.0, rate=0.2)), between(year(data=1.0, rate=1.0)))


def test_a_city_has_no_border_with_itself_that_a_measure_could_take_away() -> None:
    """What trades inside a city must not become cheaper by sharing data with another city."""
    left = year(border=1.0, zones=(1.0, 1.0), data=1.0, coordination=1.0).border_cost_left[..., 0]
    np.testing.assert_array_equal(np.diag(left), 1.0)


@given(SHARE, st.tuples(SHARE, SHARE), SHARE, SHARE, SHARE)
def test_what_is_left_is_a_share_of_the_border_whatever_is_done(
    border: float, zones: tuple[float, float], data: float, coordination: float, rate: float
) -> None:
    result = year(border=border, zones=zones, data=data, coordination=coordination, rate=rate)
    assert (result.border_cost_left >= 0).all() and (result.border_cost_left <= 1).all()
    assert rate <= result.delivery[0] <= 1 + 1e-15


def test_with_everything_done_at_its_most_no_border_falls_below_nothing() -> None:
    left = between(year(border=1.0, zones=(1.0, 1.0), data=1.0, coordination=1.0, rate=0.6))
    np.testing.assert_allclose(left, 0.0, atol=1e-15)
    assert (left >= 0).all()


@given(SHARE, SHARE)
def test_two_levers_remove_no_more_than_their_sum_and_no_less_than_the_larger(
    border: float, data: float
) -> None:
    both, one, other = (
        1 - between(year(**levers))
        for levers in ({"border": border, "data": data}, {"border": border}, {"data": data})
    )
    assert (both <= one + other + 1e-12).all()
    assert (both >= np.maximum(one, other) - 1e-12).all()


@given(SHARE, SHARE, SHARE)
def test_more_coordination_never_leaves_more_of_a_border(border: float, one: float, other: float) -> None:
    less, more = sorted((one, other))
    weak, strong = (between(year(border=border, coordination=level)) for level in (less, more))
    assert (strong <= weak + 1e-15).all()
