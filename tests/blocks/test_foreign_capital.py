"""Foreign capital: what cheaper entry and platforms add to arrivals, to the stock and to productivity."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import foreign_capital

NONE = np.zeros((2, 1))


def params(**changes: float) -> foreign_capital.Params:
    values = {
        "depreciation_structures": 0.07,
        "fdi_displacement": 0.4,
        "fdi_entry_elasticity": -0.5,
        "fdi_investment_share": 0.5,
        "fdi_own_productivity": 0.15,
        "zone_fdi_effect": 0.1,
    } | changes
    return foreign_capital.Params(
        base_investment=np.array([100.0, 20.0]),
        base_gdp=np.array([[1000.0], [500.0]]),
        platform_host_share=np.array([[0.8, 0.0], [0.1, 0.5]]),
        **{name: np.array([value]) for name, value in values.items()},
    )


def year(
    given_params: foreign_capital.Params | None = None,
    *,
    stock: np.ndarray = NONE,
    gdp: tuple[float, float] = (1000.0, 500.0),
    promotion: tuple[float, float] = (0.0, 0.0),
    platforms: tuple[float, float] = (0.0, 0.0),
) -> foreign_capital.ForeignCapital:
    return foreign_capital.step(
        opening_foreign_capital_added=stock,
        opening_total_capital=np.array([[3000.0], [1500.0]]),
        lagged_gdp=np.array(gdp)[:, None],
        lever_fdi_promotion=np.array(promotion)[:, None],
        lever_open_platforms=np.array(platforms)[:, None],
        params=given_params or params(),
    )


@pytest.mark.parametrize("elasticity", [-0.5, -0.377, -1.3])
def test_with_neutral_levers_arrivals_follow_output_and_nothing_is_added_to_the_last_bit(
    elasticity: float,
) -> None:
    usual = year(params(fdi_entry_elasticity=elasticity), gdp=(1100.0, 500.0))
    np.testing.assert_allclose(usual.foreign_investment[:, 0], [110.0, 20.0], rtol=1e-15)
    for name in ("new_foreign_capital", "foreign_capital_added"):
        np.testing.assert_array_equal(getattr(usual, name), 0.0)
    np.testing.assert_array_equal(usual.foreign_effect, 1.0)


def test_cheaper_entry_draws_money_of_which_a_part_is_new_capital() -> None:
    """36 % off leaves 0.64; to the power -1/2 that is 1.25: 25 more on 100, half of it investment, 0.6 of
    that new: 7.5. Productivity follows a year later.
    """
    result = year(promotion=(36.0, 0.0))
    np.testing.assert_allclose(result.foreign_investment[:, 0], [125.0, 20.0], rtol=1e-14)
    np.testing.assert_allclose(result.new_foreign_capital[:, 0], [7.5, 0.0], rtol=1e-13)
    np.testing.assert_array_equal(result.foreign_capital_added, result.new_foreign_capital)
    np.testing.assert_array_equal(result.foreign_effect, 1.0)


def test_platforms_draw_investors_to_their_hosts_by_the_trade_that_passes_them() -> None:
    """The first platform at half: 0.8 x 0.5 x 0.1 = 0.04 log points in the first city, nothing in the second.
    Both at 1: 0.9 and 0.5 of 0.1.
    """
    half = year(platforms=(0.5, 0.0)).foreign_investment[:, 0]
    np.testing.assert_allclose(half, [100 * math.exp(0.04), 20.0], rtol=1e-14)
    full = year(platforms=(1.0, 1.0)).foreign_investment[:, 0]
    np.testing.assert_allclose(full, [100 * math.exp(0.09), 20 * math.exp(0.05)], rtol=1e-14)


def test_the_stock_that_was_added_wears_out_and_leads_on_its_own_part_only() -> None:
    """300 of 3000: a tenth of the capital, 0.015 log points; 0.93 of it is left at the year's end."""
    result = year(stock=np.array([[300.0], [0.0]]))
    np.testing.assert_allclose(result.foreign_effect[:, 0], [math.exp(0.015), 1.0], rtol=1e-15)
    np.testing.assert_allclose(result.foreign_capital_added[:, 0], [279.0, 0.0], rtol=1e-15)


def test_the_stock_nears_what_constant_arrivals_keep_up() -> None:
    """7.5 a year at a wear of 7 % keep 7.5 / 0.07."""
    stock = NONE
    for _ in range(400):
        stock = year(stock=stock, promotion=(36.0, 0.0)).foreign_capital_added
    assert stock[0, 0] == pytest.approx(7.5 / 0.07, rel=1e-9)


@given(st.floats(0, 90), st.floats(0, 90), st.floats(0, 1), st.floats(0, 1))
def test_more_promotion_and_wider_platforms_never_draw_less(
    one: float, other: float, first: float, second: float
) -> None:
    (less, more), (low, high) = sorted((one, other)), sorted((first, second))
    weak = year(promotion=(less, 0.0), platforms=(low, 0.0)).new_foreign_capital[0, 0]
    strong = year(promotion=(more, 0.0), platforms=(high, 0.0)).new_foreign_capital[0, 0]
    assert 0 <= weak <= strong + 1e-12


def test_two_cities_that_differ_in_nothing_but_the_lever_differ_by_the_lever() -> None:
    """New capital over the city's own arrivals is the same for the same cut of cost."""
    result = year(promotion=(19.0, 19.0)).new_foreign_capital[:, 0] / np.array([100.0, 20.0])
    assert result[0] == pytest.approx(result[1], rel=1e-13)
