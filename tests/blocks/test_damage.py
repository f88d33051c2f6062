"""Damage: what a shock destroys leaves production at once and comes back step by step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import damage


def year(
    stock: np.ndarray,
    lacking: np.ndarray,
    loss: float | np.ndarray = 0.0,
    speed: float = 0.25,
    wear: float = 0.0,
    protection: float = 0.0,
) -> damage.Damage:
    """One year of the given stock and what lacks [city, sector]."""
    cities = len(stock)
    return damage.step(
        opening_capital=stock[..., None],
        opening_capital_to_rebuild=lacking[..., None],
        shock_capital_loss=np.broadcast_to(np.asarray(loss, dtype=float), (cities,))[:, None],
        lever_disaster_resilience=np.full((cities, 1), protection),
        params=damage.Params(
            depreciation=np.full((stock.shape[1], 1), wear),
            reconstruction_speed=np.array([speed]),
            resilience_recovery_gain=np.array([0.5]),
        ),
    )


STOCK = np.array([[100.0, 40.0], [200.0, 10.0]])
NOTHING = np.zeros_like(STOCK)


def test_a_tenth_destroyed_is_a_tenth_that_does_not_work_in_the_same_year() -> None:
    """10 of 100 and 4 of 40 in the first city; nothing is rebuilt yet, and the other city is untouched."""
    hit = year(STOCK, NOTHING, np.array([10.0, 0.0]))
    np.testing.assert_allclose(hit.destroyed_capital[..., 0], [[10, 4], [0, 0]], rtol=1e-15)
    np.testing.assert_allclose(hit.capital_at_work[..., 0], [[90, 36], [200, 10]], rtol=1e-15)
    np.testing.assert_allclose(hit.lacking_capital[..., 0], [[10, 4], [0, 0]], rtol=1e-15)
    np.testing.assert_array_equal(hit.rebuilt_capital, 0.0)
    np.testing.assert_array_equal(hit.capital_to_rebuild, hit.lacking_capital)


def test_from_the_next_year_on_it_is_rebuilt_at_the_speed() -> None:
    """Of 16 lacking 4 are rebuilt in the second year, 3 in the third."""
    lacking, rebuilt = np.array([[16.0]]), []
    for _ in range(2):
        result = year(np.array([[84.0]]), lacking)
        rebuilt.append(result.rebuilt_capital[0, 0, 0])
        lacking = result.capital_to_rebuild[..., 0]
    np.testing.assert_allclose(rebuilt, [4.0, 3.0], rtol=1e-15)


def test_what_would_have_worn_out_is_not_rebuilt() -> None:
    """Of 16 lacking a tenth would be gone by the year's end and 4 are rebuilt: 10.4 are left to rebuild."""
    result = year(np.array([[84.0]]), np.array([[16.0]]), wear=0.1)
    assert result.capital_to_rebuild[0, 0, 0] == pytest.approx(10.4)


def test_a_second_shock_adds_to_what_still_lacks() -> None:
    """16 lack; 10 of 100 are destroyed besides, 4 of the old damage rebuilt: 26 lack, then 22."""
    again = year(np.array([[100.0]]), np.array([[16.0]]), 10.0)
    assert again.lacking_capital[0, 0, 0] == pytest.approx(26.0)
    assert again.rebuilt_capital[0, 0, 0] == pytest.approx(4.0)
    assert again.capital_to_rebuild[0, 0, 0] == pytest.approx(22.0)


def test_protection_takes_its_share_off_the_loss_and_speeds_up_the_rebuilding() -> None:
    """A fifth of 10 is not destroyed; of 16 lacking 1 - 0.75^1.1 is rebuilt instead of 0.25."""
    hit = year(np.array([[100.0]]), np.array([[16.0]]), 10.0, protection=20.0)
    assert hit.destroyed_capital[0, 0, 0] == pytest.approx(8.0)
    assert hit.rebuilt_capital[0, 0, 0] == pytest.approx(16 * (1 - 0.75**1.1))


@given(st.floats(0, 60), st.floats(0.05, 1.0))
def test_never_more_is_rebuilt_than_lacks(protection: float, speed: float) -> None:
    hit = year(np.array([[100.0]]), np.array([[16.0]]), speed=speed, protection=protection)
    assert 0 <= hit.rebuilt_capital[0, 0, 0] <= 16.0


@given(st.lists(st.floats(0, 60), min_size=1, max_size=8), st.floats(0.05, 1.0))
def test_what_was_destroyed_is_rebuilt_or_still_to_be_rebuilt(losses: list[float], speed: float) -> None:
    stock, lacking, destroyed, rebuilt = np.array([[100.0]]), np.array([[0.0]]), 0.0, 0.0
    for loss in losses:
        result = year(stock, lacking, loss, speed)
        destroyed += result.destroyed_capital[0, 0, 0]
        rebuilt += result.rebuilt_capital[0, 0, 0]
        lacking = result.capital_to_rebuild[..., 0]
        stock = (result.capital_at_work + result.rebuilt_capital)[..., 0]
        assert lacking[0, 0] >= 0 < stock[0, 0]
    assert destroyed == pytest.approx(rebuilt + lacking[0, 0], rel=1e-9, abs=1e-9)
    assert stock[0, 0] + lacking[0, 0] == pytest.approx(100.0, rel=1e-9)


def test_without_a_shock_everything_is_exactly_nothing() -> None:
    calm = year(STOCK, NOTHING)
    np.testing.assert_array_equal(calm.capital_at_work[..., 0], STOCK)
    for name in ("destroyed_capital", "lacking_capital", "rebuilt_capital", "capital_to_rebuild"):
        np.testing.assert_array_equal(getattr(calm, name), 0.0)
