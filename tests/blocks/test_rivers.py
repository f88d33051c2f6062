"""Rivers and coast: loads where they go, quality with its lag, and who bears the cost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import rivers

FARM, WORKS, CARRIERS = np.eye(3)
LOAD = np.array([[10.0, 6.0, 4.0, 1.0], [5.0, 3.0, 2.0, 0.0]])
ONE = np.array([1.0])


def by_source(*values: float) -> np.ndarray:
    return np.array(values)[:, None]


PARAMS = rivers.Params(
    base_load=LOAD,
    outside_load=np.array([0.0, 10.0]),
    river_share=np.array([[0.0, 0.25], [0.0, 0.0]]),
    coast_share=np.array([[0.5, 0.25], [0.0, 1.0]]),
    compensated_share=np.array([[[0.0, 0.2], [0.0, 0.0]]]),
    untreated=by_source(0.9, 0.5, 0.25, 0.0),
    response=by_source(0.4, 1.0, 1.0, 1.0),
    unit_cost=by_source(20.0, 60.0, 50.0, 150.0),
    yearly_fall=by_source(0.0, 0.0, 0.0, 0.0),
    port_of_city=np.eye(2),
    base_throughput=np.array([[100.0], [50.0]]),
    base_residents=np.array([[100.0], [50.0]]),
    base_potential=np.array([[50.0, 200.0, 40.0], [25.0, 100.0, 20.0]])[..., None],
    farms=FARM,
    industry=WORKS,
    shipping=CARRIERS,
    good_coastal_water=np.array([[0.9], [0.6]]),
    below_grade_v=np.array([[0.05], [0.02]]),
    treatment_removal=0.6 * ONE,
    ecocomp_pollution=-0.18 * ONE,
    eco_compensation_reference=ONE,
    river_response_speed=0.5 * ONE,
    coast_response_speed=0.3 * ONE,
    load_quality_elasticity=0.8 * ONE,
    water_grade_spread=0.5 * ONE,
)


def year(
    *,
    treated: float = 0.0,
    controlled: float = 0.0,
    paid: float = 0.0,
    works: float = 1.0,
    people: float = 1.0,
    years: float = 0.0,
    opening: float = 1.0,
    given_params: rivers.Params = PARAMS,
) -> rivers.Rivers:
    """One year; levers and activity differ in the first city, which lies above the second."""
    potential = given_params.base_potential.copy()
    potential[0, 1] *= works
    same = np.full((2, 1), opening)
    payment = np.zeros((1, 2, 2, 1))
    payment[0, 0, 1] = paid
    return rivers.step(
        opening_river_quality=same,
        opening_coastal_water_quality=same,
        opening_river_gain=np.zeros((2, 1)),
        opening_coast_gain=np.zeros((2, 1)),
        opening_years_projected=np.array([years]),
        opening_residents=np.array([[100.0 * people], [50.0]]),
        lagged_potential_value_added=potential,
        lagged_throughput=np.array([[60.0, 40.0], [50.0, 0.0]])[..., None],
        new_eco_compensation=payment,
        lever_water_soil_control=np.array([[treated], [0.0]]),
        lever_marine_pollution_control=np.array([[controlled], [0.0]]),
        params=given_params,
    )


def test_nothing_changes_where_nothing_does_to_the_last_bit() -> None:
    result = year()
    np.testing.assert_array_equal(result.compliance_effect, 1.0)
    np.testing.assert_array_equal(result.load_removed, 0.0)
    np.testing.assert_array_equal(result.river_gain, 0.0)
    np.testing.assert_allclose(result.river_quality, 1.0, rtol=1e-15)
    np.testing.assert_allclose(result.good_coastal_water[:, 0], [0.9, 0.6], rtol=1e-14)


def test_treatment_reaches_the_untreated_part_and_fields_by_half() -> None:
    """A tenth: farms 0.9 x 0.6 x 0.4 = 0.216 of it, towns 0.3, industry 0.15, ships nothing."""
    result = year(treated=10.0)
    np.testing.assert_allclose(
        result.load_removed[0, :, 0], [10 * 0.0216, 6 * 0.03, 4 * 0.015, 0.0], rtol=1e-12, atol=1e-15
    )
    np.testing.assert_array_equal(result.load_removed[1], 0.0)


def test_what_two_measures_leave_is_the_product() -> None:
    both = year(treated=10.0, controlled=20.0)
    np.testing.assert_allclose(both.nutrient_load[0, 1, 0], 6 * 0.97 * 0.8, rtol=1e-13)
    np.testing.assert_allclose(both.nutrient_load[0, 3, 0], 0.8, rtol=1e-13)


def test_rivers_and_coasts_by_hand() -> None:
    """A fifth off the first city but its fields (0.08): land 20 -> 17.2. Its river 0.86; the second's river
    (10 + 4.3) / 15; its own coast (8.6 + 0.8) / 11; the second's (4.3 + 10 + 10) / 25.
    """
    result = year(controlled=20.0)
    river = np.array([17.2 / 20, 14.3 / 15]) ** (-0.8 * 0.5)
    coast = np.array([9.4 / 11, 24.3 / 25]) ** (-0.8 * 0.3)
    np.testing.assert_allclose(result.river_quality[:, 0], river, rtol=1e-12)
    np.testing.assert_allclose(result.coastal_water_quality[:, 0], coast, rtol=1e-12)
    np.testing.assert_allclose(result.river_gain[:, 0], np.log(river), rtol=1e-10)
    np.testing.assert_allclose(result.coast_gain[:, 0], np.log(coast), rtol=1e-10)


def test_the_lag_ends_where_the_load_is() -> None:
    quality = np.zeros(1)
    for _ in range(200):
        quality = rivers.approached(quality, np.array([0.3]), np.array([0.3]))
    assert quality[0] == pytest.approx(0.3, rel=1e-12)


def test_costs_by_hand_and_who_bears_them() -> None:
    """A fifth: industry removes 0.8 kt at 50 CNY/kg, 40m CNY of 200 (100m); towns 1.2 kt at 60, 72m CNY."""
    result = year(controlled=20.0)
    effect = result.compliance_effect[0, :, 0]
    assert effect[1] == pytest.approx(1 - 0.4 / 200, rel=1e-13)
    assert effect[0] == pytest.approx(1 - 0.8 * 20 * 0.01 / 50, rel=1e-13)
    assert effect[2] == pytest.approx(1 - 0.2 * 150 * 0.01 / 40, rel=1e-13)
    assert result.sewage_cost[0, 0] == pytest.approx(0.72, rel=1e-13)
    np.testing.assert_array_equal(result.compliance_effect[1], 1.0)


def test_compensation_works_on_the_industry_above_and_costs_it() -> None:
    """One for a fifth of its load: 0.18 (1 - 1/e) of a fifth of 4 kt."""
    result = year(paid=1.0)
    removed = 4 * 0.2 * 0.18 * (1 - np.exp(-1))
    np.testing.assert_allclose(result.load_removed[0, :, 0], [0.0, 0.0, removed, 0.0], rtol=1e-12)
    assert result.compliance_effect[0, 1, 0] < 1.0
    assert (result.river_quality[:, 0] > 1.0).all()
    assert result.river_quality[0, 0] > result.river_quality[1, 0]


@given(st.floats(0.01, 3))
def test_each_further_payment_removes_less(payment: float) -> None:
    once, twice = (
        rivers.paid_response(np.array([k * payment]), np.array([0.18]), np.array([1.0]))[0] for k in (1, 2)
    )
    assert 0 < once < twice < 2 * once
    assert twice < 0.18


@given(st.floats(0.01, 0.99), st.floats(0.1, 10), st.floats(0.1, 2))
def test_a_share_of_places_stays_a_share_and_rises_with_quality(
    base: float, quality: float, spread: float
) -> None:
    share = float(rivers.grade_share(np.array(base), np.array(quality), np.array(spread)))
    assert 0 <= share <= 1
    assert (share - base) * (quality - 1) >= -1e-12


def test_more_people_and_works_spoil_the_water_and_the_base_effort_cleans_it() -> None:
    assert year(works=1.2).river_quality[0, 0] < 1
    assert year(people=1.2).coastal_water_quality[1, 0] < 1
    falling = replace(PARAMS, yearly_fall=by_source(2.0, 2.0, 2.0, 0.0))
    later = year(years=4.0, given_params=falling)
    assert (later.river_quality > 1).all()
    np.testing.assert_array_equal(later.river_gain, 0.0)
