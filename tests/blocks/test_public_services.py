"""What services cost: by hand, at zero, in the limit, and who pays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import public_services as services

PARAMS = services.Params(
    tax_share=np.array([0.1, 0.08]),
    service_gap=np.array([0.0, np.log(4.0)]),
    service_gap_of_revenue_gap=np.array([0.5]),
    budget_spending_over_revenue=np.array([1.25]),
    service_spending_share=np.array([0.4]),
    care_capacity=np.array([10.0]),
    care_capital_cost=np.array([200_000.0]),
    care_running_cost=np.array([50_000.0]),
    training_place_cost=np.array([5000.0]),
    city_pays_equal_services=np.array([0.5]),
    city_pays_care=np.array([0.25]),
    city_pays_training=np.array([0.4]),
)


def year(
    equal: float = 0.0, care: float = 0.0, training: float = 0.0, built: float = 0.0
) -> services.PublicServices:
    """Two cities with GDP 1000 and 500, and 300 and 100 (10k) residents."""
    return services.step(
        lagged_gdp=np.array([[1000.0], [500.0]]),
        opening_residents=np.array([[300.0], [100.0]]),
        opening_care_places_added=np.full((2, 1), built),
        lever_service_equalisation=np.array([equal]),
        lever_health_elderly_services=np.full((2, 1), care),
        lever_education_human_capital=np.full((2, 1), training),
        params=PARAMS,
    )


def test_closing_the_whole_gap_doubles_the_spending_of_a_city_that_spends_half() -> None:
    """Revenue a quarter of the best city's, half of it shows: spending is half. 40 + 100 % of 0.4 x 50."""
    cost = year(equal=1.0).equal_services_cost[:, 0]
    np.testing.assert_allclose(cost, [0.0, 0.4 * 1.25 * 0.08 * 500.0], rtol=1e-12)


def test_a_part_of_the_gap_costs_less_than_its_part() -> None:
    whole, half = (year(equal=e).equal_services_cost[1, 0] for e in (1.0, 0.5))
    assert half == pytest.approx(20.0 * (np.sqrt(2) - 1), rel=1e-12)
    assert 0 < half < whole / 2


def test_ten_percent_more_beds_are_built_once_and_run_every_year() -> None:
    """10 per 1000 of 3 million residents are 30 thousand; a tenth of them costs 6 to build and 1.5 to run."""
    first, later = year(care=10.0), year(care=10.0, built=0.3)
    assert first.care_places_added[0, 0] == pytest.approx(0.3)
    assert first.care_cost[0, 0] == pytest.approx(6.0 + 1.5)
    assert later.care_cost[0, 0] == pytest.approx(1.5)


def test_beds_that_close_give_no_money_for_building_back() -> None:
    assert year(care=5.0, built=0.3).care_cost[0, 0] == pytest.approx(0.75)


def test_ten_thousand_courses_of_five_thousand_cost_half_a_unit() -> None:
    assert year(training=1.0).training_cost[0, 0] == pytest.approx(0.5)


def test_cities_pay_their_shares() -> None:
    found = year(equal=1.0, care=10.0, training=1.0)
    expected = 0.5 * found.equal_services_cost + 0.25 * found.care_cost + 0.4 * found.training_cost
    np.testing.assert_allclose(found.services_city_cost, expected, rtol=1e-15)


def test_nothing_costs_nothing_to_the_last_bit() -> None:
    found = year()
    for name in (
        "care_places_added",
        "equal_services_cost",
        "care_cost",
        "training_cost",
        "services_city_cost",
    ):
        assert (getattr(found, name) == 0.0).all(), name


@given(a=st.floats(0, 1), b=st.floats(0, 1))
def test_more_of_the_gap_never_costs_less(a: float, b: float) -> None:
    low, high = (year(equal=e).equal_services_cost[1, 0] for e in sorted((a, b)))
    assert 0 <= low <= high
