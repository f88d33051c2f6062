"""Capital: perpetual inventory, and investment that moves the mix towards equal returns."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import capital

POSITIVE = st.floats(0.1, 1e4)
CITY = st.tuples(POSITIVE, POSITIVE, POSITIVE)


def params(**changes: float) -> capital.Params:
    values = {
        "investment_rate": 0.4,
        "investment_adjustment": 0.25,
        "demand_response": 1.0,
        "depreciation_total": 0.1,
        "public_crowd_in": 0.2,
        "spending_additionality": 0.4,
    } | changes
    return capital.Params(
        capital_share=np.array([[0.5], [0.25]]),
        base_potential=np.array([[[100.0], [50.0]], [[50.0], [200.0]]]),
        manufacturing=np.array([1.0, 0.0]),
        utilities=np.array([0.0, 1.0]),
        **{name: np.array([value]) for name, value in values.items()},
    )


def year(given_params: capital.Params | None = None, **changes: float) -> capital.Capital:
    """Two cities, two sectors; the money of measures goes to the first city."""

    def first(name: str) -> np.ndarray:
        return np.array([[changes.get(name, 0.0)], [0.0]])

    return capital.step(
        opening_capital=np.array([[[300.0], [100.0]], [[200.0], [200.0]]]),
        potential_value_added=np.array([[[100.0], [100.0]], [[100.0], [200.0]]]),
        gdp=np.array([[200.0], [300.0]]),
        extra_public_investment=first("extra_public_investment"),
        clean_power_investment=first("clean_power_investment"),
        lever_manufacturing_clusters=first("manufacturing_clusters"),
        params=given_params or params(),
    )


def test_inventory_follows_the_closed_form_of_constant_investment() -> None:
    stock = np.array([50.0])
    for _ in range(25):
        stock = capital.perpetual_inventory(stock, np.array([8.0]), np.array([0.1]))
    assert stock[0] == pytest.approx(0.9**25 * 50 + 8 * (1 - 0.9**25) / 0.1, rel=1e-13)


@given(CITY, CITY, st.floats(0, 1e4), st.floats(0, 0.5), st.floats(0, 1))
def test_the_mix_closes_the_stated_part_of_its_gap_and_the_total_is_kept(
    opening: tuple[float, ...], income: tuple[float, ...], total: float, depreciation: float, speed: float
) -> None:
    stock, returns = np.array([opening])[..., None], np.array([income])[..., None]
    rate = np.array([depreciation])
    invested = capital.investment_by_sector(stock, np.array([[total]]), returns, rate, np.array([speed]))
    closing = capital.perpetual_inventory(stock, invested, rate)
    assert invested.sum() == pytest.approx(total, rel=1e-9, abs=1e-9 * stock.sum())
    before, wanted = stock / stock.sum(), returns / returns.sum()
    np.testing.assert_allclose(closing / closing.sum(), before + speed * (wanted - before), rtol=1e-9)


def test_full_speed_gives_equal_gross_returns_at_once() -> None:
    result = year(params(investment_adjustment=1.0))
    income = np.array([[50.0, 25.0], [50.0, 50.0]])
    returns = income / result.capital[..., 0]
    np.testing.assert_allclose(returns[:, 0], returns[:, 1], rtol=1e-13)


def test_investment_is_the_stated_share_of_gdp() -> None:
    result = year()
    np.testing.assert_allclose(result.investment.sum(axis=1)[:, 0], [80.0, 120.0], rtol=1e-13)
    np.testing.assert_allclose(
        result.capital.sum(axis=1)[:, 0], [0.9 * 400 + 80, 0.9 * 400 + 120], rtol=1e-13
    )


@pytest.mark.parametrize(
    ("response", "income"), [(0.0, [50.0, 12.5]), (0.5, [50.0, 12.5 * 2**0.5]), (1.0, [50.0, 25.0])]
)
def test_capital_follows_relative_growth_by_the_response_of_demand(
    response: float, income: list[float]
) -> None:
    """The second sector of the first city has doubled; what its price lost does not draw capital."""
    mix = year(params(investment_adjustment=1.0, demand_response=response)).capital[0, :, 0]
    assert mix[1] / mix[0] == pytest.approx(income[1] / income[0], rel=1e-12)


@pytest.mark.parametrize(
    ("money", "added"),
    [
        ("extra_public_investment", None),  # draws private money into the usual mix
        ("manufacturing_clusters", [4.0, 0.0]),
        ("clean_power_investment", [0.0, 4.0]),
    ],
)
def test_money_of_measures_goes_where_it_is_meant(money: str, added: list[float] | None) -> None:
    change = (year(**{money: 10.0}).investment - year().investment)[..., 0]
    np.testing.assert_array_equal(change[1], 0.0)
    if added is None:
        assert change[0].sum() == pytest.approx(2.0)
        assert (change[0] > 0).all()
    else:
        np.testing.assert_allclose(change[0], added, atol=1e-12)


@pytest.mark.parametrize("years", [0, 3])
@pytest.mark.parametrize("growth", [0.02, 0.06, 0.1])
def test_in_steady_growth_the_ratio_stands_still(growth: float, years: int) -> None:
    """The stock at the year's end over the year's output is i (1 + g) / (g + d) when both grow at g."""
    investment_rate, depreciation = 0.436, 0.096
    ratio = capital.capital_output_ratio(
        np.array([np.log1p(growth)]),
        np.array([0.0]),
        np.array([investment_rate]),
        np.array([depreciation]),
        years,
    )
    assert ratio[0] == pytest.approx(investment_rate * (1 + growth) / (growth + depreciation), rel=1e-12)


def test_past_deepening_is_what_the_inventory_then_makes() -> None:
    """Capital grew by 8 % and output by 6 %: K = (1 - d) K / 1.08 + i Y, and one more year at 6 % by hand."""
    given = (np.array([np.log(1.06)]), np.array([np.log(1.08 / 1.06)]), np.array([0.4]), np.array([0.1]))
    then = 0.4 / (1 - 0.9 / 1.08)
    assert capital.capital_output_ratio(*given, 0)[0] == pytest.approx(then, rel=1e-12)
    assert capital.capital_output_ratio(*given, 1)[0] == pytest.approx(0.9 * then / 1.06 + 0.4, rel=1e-12)
