"""Visitors: income, price and seats, each with its elasticity."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import visitors


def year(
    *,
    built: float = 0.0,
    activity: float = 1.0,
    served: float = 0.9,
    water: float = 1.0,
    shaken: float = 0.0,
) -> visitors.Visitors:
    """Marine industries: tourism and another; the other's capital is no attraction."""
    capital = np.array([[[built, 0.0], [50.0, 50.0]]])[..., None]
    return visitors.step(
        opening_marine_capital_added=capital,
        china_activity_index=np.array([activity]),
        air_served=np.array([[served]]),
        coastal_water_quality=np.array([[water]]),
        shock_visitors=np.array([[shaken]]),
        params=visitors.Params(
            base_spending=np.array([[200.0]]),
            base_capital=np.array([[100.0]]),
            base_served=np.array([[0.9]]),
            is_tourism=np.array([1.0, 0.0]),
            tourism_income_elasticity=np.array([1.5]),
            tourism_price_elasticity=np.array([-1.0]),
            visitor_cost_elasticity=np.array([0.5]),
            visitors_by_air_share=np.array([0.2]),
            water_quality_tourism=np.array([0.5]),
        ),
    )


def test_nothing_moves_in_the_base_year() -> None:
    result = year()
    assert result.visitor_cost[0, 0] == result.visitor_demand[0, 0] == 1.0
    assert result.visitor_spending_added[0, 0] == 0.0


def test_capital_cuts_the_cost_and_cost_draws_spending() -> None:
    """Capital of 144 over 100: cost 1/1.2, spending 1.2 times, 40 more than 200."""
    result = year(built=44.0)
    assert result.visitor_cost[0, 0] == pytest.approx(1 / 1.2)
    assert result.visitor_demand[0, 0] == pytest.approx(1.2)
    assert result.visitor_spending_added[0, 0] == pytest.approx(40.0)


def test_cleaner_water_draws_visitors() -> None:
    assert year(water=1.21).visitor_demand[0, 0] == pytest.approx(1.1)


def test_income_draws_visitors_but_is_no_demand_beyond_the_usual() -> None:
    result = year(activity=4.0)
    assert result.visitor_demand[0, 0] == pytest.approx(8.0)
    assert result.visitor_spending_added[0, 0] == 0.0


def test_seats_that_lack_keep_away_those_who_fly() -> None:
    """Of 90 seats in demand of 100 once, 45 now: half of a fifth stays away."""
    assert year(served=0.45).visitor_demand[0, 0] == pytest.approx(0.9)


def test_who_stays_away_takes_all_spending_along_that_of_the_usual_and_that_of_lower_cost() -> None:
    """Of 240 a quarter stays away: 50 of the usual 200, and 10 of the 40 that lower cost had drawn."""
    result = year(built=44.0, shaken=-25.0)
    assert result.visitor_demand[0, 0] == pytest.approx(0.9)
    assert result.visitor_spending_shaken[0, 0] == pytest.approx(-50.0)
    assert result.visitor_spending_added[0, 0] == pytest.approx(30.0)
