"""Public capital: the stock that new works leave."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import public_money

PARAMS = public_money.Params(
    public_investment_efficiency=np.array([0.75]),
    depreciation_infrastructure=np.array([0.05]),
    capital_output_ratio_infrastructure=np.array([0.9]),
)


def year(works: float, opening: float = 0.0, land: float = 0.0) -> public_money.PublicMoney:
    """One year of two cities of the same GDP; works go to the first one only."""
    return public_money.step(
        opening_extra_public_capital=np.full((2, 1), opening),
        extra_public_investment=np.array([[works], [0.0]]),
        land_works=np.array([[land], [0.0]]),
        lagged_gdp=np.full((2, 1), 1000.0),
        params=PARAMS,
    )


def test_no_works_leave_nothing() -> None:
    for values in vars(year(0.0)).values():
        np.testing.assert_array_equal(values, 0.0)


def test_works_build_capital_by_their_efficient_part() -> None:
    result = year(8.0)
    np.testing.assert_allclose(result.extra_public_capital[:, 0], [6.0, 0.0])
    np.testing.assert_allclose(result.public_capital_ratio[:, 0], [6.0 / 900.0, 0.0])


def test_capital_decays_to_the_closed_form_of_a_constant_effort() -> None:
    stock = 0.0
    for _ in range(30):
        stock = float(year(4.0, opening=stock).extra_public_capital[0, 0])
    assert stock == pytest.approx(3.0 * (1 - 0.95**30) / 0.05, rel=1e-12)


def test_a_cut_below_the_usual_effort_lowers_the_stock() -> None:
    assert year(-8.0).extra_public_capital[0, 0] == pytest.approx(-6.0)


def test_works_that_land_no_longer_pays_for_lower_the_stock_as_any_other() -> None:
    assert year(8.0, land=-8.0).extra_public_capital[0, 0] == 0.0
    assert year(0.0, land=-4.0).extra_public_capital[0, 0] == pytest.approx(-3.0)
