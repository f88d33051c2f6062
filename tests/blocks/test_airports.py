"""Airports: a smooth bound between demand and capacity, and no effect where seats are spare."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import airports


def one(value: float) -> np.ndarray:
    return np.array([value])


def year(
    *,
    added: float = 0.0,
    before: float = 0.0,
    demand: float = 100.0,
    recovery: float = 1.0,
    grown: float = 1.0,
) -> airports.Airports:
    """An airport for 200 in practice; 1.25 of design is added."""
    return airports.step(
        lagged_air_recovery=np.array([[recovery]]),
        lagged_gdp_index=np.array([[grown]]),
        opening_airport_capacity_added=np.array([[before]]),
        lever_airport_capacity=np.array([[added]]),
        params=airports.Params(
            base_demand=np.array([[demand]]),
            built_capacity=np.array([[200.0]]),
            demand_width=airports.logistic_scale(np.array([[20.0]])),
            air_income_elasticity=one(1.5),
            airport_capacity_cost=one(0.1),
            airport_headroom=one(1.25),
            pandemic_rebound=one(0.75),
        ),
    )


def test_at_capacity_the_spill_is_that_of_a_logistic_demand() -> None:
    """Scale sqrt(3)/pi x 0.1 x 200 = 11.027; at demand = capacity ln 2 of it is lost."""
    lost = 200 - year(demand=200.0).air_passengers[0, 0]
    assert lost == pytest.approx(np.sqrt(3) / np.pi * 20 * np.log(2), rel=1e-12)


@given(demand=st.floats(1, 2000), capacity=st.floats(10, 1000), width=st.floats(0.5, 300))
def test_who_flies_is_below_demand_and_capacity_and_rises_with_both(
    demand: float, capacity: float, width: float
) -> None:
    flown, more_asked, more_seats = (
        airports.carried(one(d), one(c), one(width))[0]
        for d, c in ((demand, capacity), (1.1 * demand, capacity), (demand, 1.1 * capacity))
    )
    tolerance = 1e-9 * capacity
    assert flown <= min(demand, capacity) + tolerance
    assert more_asked >= flown - tolerance
    assert more_seats >= flown - tolerance


@given(flown=st.floats(1, 99), width=st.floats(2, 30))
def test_demand_behind_passengers_is_the_inverse(flown: float, width: float) -> None:
    demand = airports.demand_behind(one(flown), one(100.0), one(width))
    assert airports.carried(demand, one(100.0), one(width))[0] == pytest.approx(flown, rel=1e-9)


def test_far_below_capacity_more_seats_cost_money_and_carry_nobody() -> None:
    spare, more = year(demand=50.0), year(demand=50.0, added=100.0)
    assert more.air_passengers[0, 0] == pytest.approx(spare.air_passengers[0, 0], rel=1e-5)
    assert more.airport_investment[0, 0] == pytest.approx(10.0)


def test_where_demand_is_beyond_capacity_seats_bring_passengers() -> None:
    full, more = year(demand=400.0), year(demand=400.0, added=40.0)
    assert more.airport_capacity[0, 0] == 250.0
    assert more.air_passengers[0, 0] - full.air_passengers[0, 0] == pytest.approx(50.0, abs=0.1)
    assert more.air_served[0, 0] > full.air_served[0, 0]


def test_demand_follows_recovery_and_output() -> None:
    result = year(demand=100.0, recovery=0.6, grown=4.0)
    assert result.air_recovery[0, 0] == pytest.approx(0.9)
    assert result.air_demand[0, 0] == pytest.approx(0.9 * 100 * 8)


def test_works_are_paid_once() -> None:
    assert year(added=100.0, before=100.0).airport_investment[0, 0] == 0.0
