"""R&D: which spending rule holds, who pays, and how spending becomes knowledge in use."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import research


def params(*, lag: float = 2.0, depreciation: float = 0.15) -> research.Params:
    return research.Params(
        base_rd_intensity=np.array([[0.018], [0.03]]),
        rd_depreciation=np.array([depreciation]),
        rd_lag=np.array([lag]),
        rd_government_share=np.array([0.2]),
        patent_commercialisation=np.array([0.35]),
        transfer_marginal_value=np.array([0.2]),
    )


def year(
    *,
    growth: tuple[float, float] = (np.nan, np.nan),
    platforms: float = 0.0,
    transfer: float = 0.0,
    opening: float = 100.0,
    applied: float = 100.0,
    in_use: float = 90.0,
    price: float = 1.1,
    given: research.Params | None = None,
) -> research.Research:
    return research.step(
        lagged_rd_spending=np.array([[10.0], [10.0]]),
        lagged_gdp=np.array([[400.0], [250.0]]),
        lagged_price_level=np.array([1.25]),
        opening_rd_capital=np.full((2, 1), opening),
        opening_rd_capital_applied=np.full((2, 1), applied),
        opening_rd_capital_effective=np.full((2, 1), in_use),
        gdp=np.array([[1000.0], [1000.0]]),
        price_level=np.array([price]),
        lever_rd_growth=np.array(growth)[:, None],
        new_platform_money=np.array([[platforms], [0.0]]),
        lever_tech_transfer=np.array([transfer]),
        params=given or params(),
    )


def test_without_a_lever_spending_keeps_last_years_share_of_current_gdp() -> None:
    """2 and 3.2 %: what a programme has reached stays when the programme ends."""
    np.testing.assert_allclose(year().rd_spending[:, 0], [22.0, 35.2], rtol=1e-14)


def test_a_growth_rate_replaces_the_share_in_that_city_only() -> None:
    np.testing.assert_allclose(year(growth=(10.0, np.nan)).rd_spending[:, 0], [11.0, 35.2], rtol=1e-14)


def test_no_growth_is_a_rate_like_any_other() -> None:
    assert year(growth=(0.0, np.nan)).rd_spending[0, 0] == 10.0


def test_government_pays_its_share_of_what_the_lever_adds_to_the_intensity_of_2020() -> None:
    """25 current where 1.8 % of 1100 is 19.8: a fifth of 5.2, at prices of 1.1. No lever, no cost."""
    result = year(growth=(150.0, np.nan))
    np.testing.assert_allclose(result.rd_public_cost[0], 0.2 * (25.0 - 19.8) / 1.1, rtol=1e-13)
    np.testing.assert_array_equal(result.rd_public_cost[1], 0.0)
    assert year(growth=(0.0, np.nan)).rd_public_cost[0, 0] < 0


def test_capital_grows_by_deflated_spending() -> None:
    result = year()
    assert result.rd_investment[0, 0] == pytest.approx(20.0)
    assert result.rd_capital[0, 0] == pytest.approx(0.85 * 100 + 20.0)


def test_new_platform_money_builds_capital_and_is_not_in_spending() -> None:
    with_platforms, without = year(platforms=5.0), year()
    np.testing.assert_allclose((with_platforms.rd_capital - without.rd_capital)[:, 0], [5.0, 0.0], atol=1e-12)
    np.testing.assert_array_equal(with_platforms.rd_spending, without.rd_spending)


def test_without_transfer_applied_capital_is_the_whole_to_the_last_bit() -> None:
    result = year(platforms=3.7)
    np.testing.assert_array_equal(result.rd_capital_applied, result.rd_capital)


def test_transfer_raises_the_use_of_new_results_by_their_marginal_value() -> None:
    """Seven points on 35 are a fifth more results in use, worth a fifth of the usual ones: 4 % of 20."""
    with_transfer, without = year(transfer=7.0), year()
    np.testing.assert_array_equal(with_transfer.rd_capital, without.rd_capital)
    gain = with_transfer.rd_capital_applied - without.rd_capital_applied
    assert gain[0, 0] == pytest.approx(0.04 * 20.0)
    in_use = with_transfer.rd_capital_effective - without.rd_capital_effective
    assert in_use[0, 0] == pytest.approx(0.04 * 20.0 / 2)


def test_transfer_works_its_way_through_the_stock_with_the_turnover_of_r_and_d() -> None:
    """Investment of 15 keeps a stock of 100; 4 % more use lifts the applied one to 104 at 15 % a year."""
    steady = params()
    applied = 100.0
    for n in range(1, 11):
        result = research.step(
            lagged_rd_spending=np.full((2, 1), 15.0),
            lagged_gdp=np.full((2, 1), 500.0),
            lagged_price_level=np.array([1.0]),
            opening_rd_capital=np.full((2, 1), 100.0),
            opening_rd_capital_applied=np.full((2, 1), applied),
            opening_rd_capital_effective=np.full((2, 1), 100.0),
            gdp=np.full((2, 1), 500.0),
            price_level=np.array([1.0]),
            lever_rd_growth=np.full((2, 1), np.nan),
            new_platform_money=np.zeros((2, 1)),
            lever_tech_transfer=np.array([7.0]),
            params=steady,
        )
        applied = result.rd_capital_applied[0, 0]
        assert applied == pytest.approx(104 - 4 * 0.85**n, rel=1e-12)


def test_knowledge_reaches_production_with_the_stated_mean_lag() -> None:
    """One more unit of lasting capital: the stock in use has closed 1 - (1 - 1/L)^n of the gap after n years.

    Production reads it a year later, so that the mean lag is 1 + (L - 1) = L.
    """
    lag = 4.0
    stays = params(lag=lag, depreciation=0.0)
    in_use, path = 0.0, []
    for _ in range(200):
        result = year(growth=(-100.0, -100.0), opening=1.0, applied=1.0, in_use=in_use, given=stays)
        in_use = float(result.rd_capital_effective[0, 0])
        path.append(in_use)
    assert path[2] == pytest.approx(1 - (1 - 1 / lag) ** 3)
    arrival = np.diff([0.0, *path])
    assert float(arrival @ (np.arange(len(path)) + 1)) == pytest.approx(lag, rel=1e-9)
