"""Capital at sea: money is spent once, late by the lag, and where the industry stands."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import sea_capital

# One city, two marine industries, three sectors.
SPLIT = np.array([[[1.0, 0.0, 0.0], [0.25, 0.75, 0.0]]])[..., None]
PORT = np.array([[0.0, 0.0, 0.5], [0.0, 0.5, 0.0]])[..., None]
HOTELS = np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
NONE = np.zeros((1, 1))


def year(
    *,
    money: tuple[float, float] = (0.0, 0.0),
    shipping: float = 0.0,
    tourism: float = 0.0,
    works: tuple[float, float] = (0.0, 0.0),
    stock: float = 0.0,
    lag: float = 2.0,
    room: float = 1.0,
) -> sea_capital.SeaCapital:
    return sea_capital.step(
        opening_marine_works=np.array([works])[..., None],
        opening_marine_capital_added=np.full((1, 2, 3, 1), stock),
        new_marine_money=np.array([money])[..., None],
        new_shipping_money=NONE + shipping,
        new_tourism_money=NONE + tourism,
        sea_area_allowed=np.full((1, 1), room),
        params=sea_capital.Params(
            host_split=SPLIT,
            shipping_split=PORT,
            tourism_split=HOTELS,
            uses_sea_area=np.array([1.0, 0.0]),
            depreciation=np.array([[0.1], [0.2], [0.3]]),
            marine_multiplier_lag=np.array([lag]),
        ),
    )


def test_half_of_what_is_open_is_spent_each_year_at_a_lag_of_two() -> None:
    result = year(money=(8.0, 4.0), works=(2.0, 0.0))
    np.testing.assert_allclose(result.marine_works[0, :, 0], [5.0, 2.0])
    np.testing.assert_allclose(result.sea_investment[0, :, 0], [5.0 + 0.5, 1.5, 0.0])


def test_works_that_find_no_sea_wait_and_those_on_land_go_on() -> None:
    """Three quarters of the room: 3.75 instead of 5 is spent at sea, 2 on land; the rest stays open."""
    result = year(money=(8.0, 4.0), works=(2.0, 0.0), room=0.75)
    np.testing.assert_allclose(result.marine_works[0, :, 0], [6.25, 2.0])


def test_the_mean_delay_is_the_lag() -> None:
    """One promise of 1 at a lag of 3: years between promise and output, weighted by what is spent."""
    works, delay, spent = 0.0, 0.0, 0.0
    for t in range(400):
        result = year(money=(float(t == 0), 0.0), works=(works, 0.0), lag=3.0)
        works = float(result.marine_works[0, 0, 0])
        now = float(result.sea_investment.sum())
        spent += now
        delay += (t + 1) * now
    assert spent == pytest.approx(1.0)
    assert delay == pytest.approx(3.0)


def test_a_lag_of_one_spends_all_in_the_year() -> None:
    result = year(money=(8.0, 4.0), lag=1.0)
    assert result.marine_works.sum() == 0.0
    assert result.sea_investment.sum() == pytest.approx(12.0)


def test_shipping_and_tourism_money_is_spent_at_once_in_its_own_places() -> None:
    result = year(shipping=4.0, tourism=3.0)
    np.testing.assert_allclose(result.sea_investment[0, :, 0], [0.0, 2.0, 5.0])
    np.testing.assert_allclose(result.marine_capital_added[0, :, :, 0], [[0, 0, 2], [0, 2, 3]])


def test_what_stands_wears_out_at_its_sectors_rate() -> None:
    np.testing.assert_allclose(
        year(stock=10.0).marine_capital_added[0, :, :, 0], [[9.0, 8.0, 7.0], [9.0, 8.0, 7.0]]
    )
