"""R&D: which spending rule holds, and how spending becomes knowledge in use."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import research


def params(*, lag: float = 2.0, depreciation: float = 0.15) -> research.Params:
    return research.Params(
        rd_depreciation=np.array([depreciation]),
        rd_lag=np.array([lag]),
        spending_additionality=np.array([0.4]),
    )


def year(
    *,
    growth: tuple[float, float] = (np.nan, np.nan),
    platforms: float = 0.0,
    opening: float = 100.0,
    in_use: float = 90.0,
    price: float = 1.1,
    given: research.Params | None = None,
) -> research.Research:
    return research.step(
        lagged_rd_spending=np.array([[10.0], [10.0]]),
        lagged_gdp=np.array([[400.0], [250.0]]),
        lagged_price_level=np.array([1.25]),
        opening_rd_capital=np.full((2, 1), opening),
        opening_rd_capital_effective=np.full((2, 1), in_use),
        gdp=np.array([[1000.0], [1000.0]]),
        price_level=np.array([price]),
        lever_rd_growth=np.array(growth)[:, None],
        lever_science_platforms=np.array([[platforms], [0.0]]),
        params=given or params(),
    )


def test_without_a_lever_spending_keeps_last_years_share_of_current_gdp() -> None:
    """2 and 3.2 %: what a programme has reached stays when the programme ends."""
    np.testing.assert_allclose(year().rd_spending[:, 0], [22.0, 35.2], rtol=1e-14)


def test_a_growth_rate_replaces_the_share_in_that_city_only() -> None:
    np.testing.assert_allclose(year(growth=(10.0, np.nan)).rd_spending[:, 0], [11.0, 35.2], rtol=1e-14)


def test_no_growth_is_a_rate_like_any_other() -> None:
    assert year(growth=(0.0, np.nan)).rd_spending[0, 0] == 10.0


def test_capital_grows_by_deflated_spending() -> None:
    result = year()
    assert result.rd_investment[0, 0] == pytest.approx(20.0)
    assert result.rd_capital[0, 0] == pytest.approx(0.85 * 100 + 20.0)


def test_platforms_count_by_their_additional_part_and_are_not_in_spending() -> None:
    with_platforms, without = year(platforms=5.0), year()
    np.testing.assert_allclose((with_platforms.rd_capital - without.rd_capital)[:, 0], [2.0, 0.0], atol=1e-12)
    np.testing.assert_array_equal(with_platforms.rd_spending, without.rd_spending)


def test_knowledge_reaches_production_with_the_stated_mean_lag() -> None:
    """One more unit of lasting capital: the stock in use has closed 1 - (1 - 1/L)^n of the gap after n years.

    Production reads it a year later, so that the mean lag is 1 + (L - 1) = L.
    """
    lag = 4.0
    stays = params(lag=lag, depreciation=0.0)
    in_use, path = 0.0, []
    for _ in range(200):
        result = year(growth=(-100.0, -100.0), opening=1.0, in_use=in_use, given=stays)
        in_use = float(result.rd_capital_effective[0, 0])
        path.append(in_use)
    assert path[2] == pytest.approx(1 - (1 - 1 / lag) ** 3)
    arrival = np.diff([0.0, *path])
    assert float(arrival @ (np.arange(len(path)) + 1)) == pytest.approx(lag, rel=1e-9)
