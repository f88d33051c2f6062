"""The capital of 2020 by type: it adds up, it grew as the past says, and its rules continue from there."""

from __future__ import annotations

import numpy as np
import pytest

from sim.baseline import load
from sim.cores import accounts
from sim.parameters import register
from tests.cores.test_workforce import drawn
from tests.runs import run


def test_investment_of_the_three_types_is_all_investment_in_every_draw() -> None:
    values, books = drawn()
    rates = accounts.investment_by_type(values, books.past_capital)
    assert rates.min() > 0
    np.testing.assert_allclose(rates.sum(axis=0), np.tile(values["investment_rate"], (5, 1)), rtol=1e-13)


def test_one_common_rate_and_depreciation_give_each_type_its_share_of_the_stock() -> None:
    """With equal wear the mix of investment is the mix of capital: 3 : 2 : 1."""
    same = dict.fromkeys(
        (
            "depreciation_equipment",
            "depreciation_structures",
            "depreciation_infrastructure",
            "depreciation_housing",
        ),
        np.array([0.05]),
    )
    ratios = {
        f"capital_output_ratio_{name}": np.array([r])
        for name, r in zip(accounts.TYPES, (1.5, 1, 0.5), strict=True)
    }
    given = {
        **same,
        **ratios,
        "business_equipment_share": np.array([0.45]),
        "investment_rate": np.array([0.42]),
    }
    rates = accounts.investment_by_type(given, np.array([[0.06]]))
    np.testing.assert_allclose(rates[:, 0, 0], [0.21, 0.14, 0.07], rtol=1e-13)


def test_the_stocks_behind_that_investment_have_the_registered_mix() -> None:
    """Investment over what a yuan of the stock needs is the stock: 1.7 : 0.9 : 0.9 in the central member."""
    values, books = drawn()
    rates = accounts.investment_by_type(values, books.past_capital)
    wear = accounts.depreciation_by_type(values)[:, None]
    stocks = (rates / (1 - (1 - wear) * np.exp(-books.past_capital)))[:, 0, 0]
    np.testing.assert_allclose(stocks / stocks.sum(), np.array([1.7, 0.9, 0.9]) / 3.5, rtol=1e-12)


def test_business_wears_out_as_its_equipment_and_structures_do() -> None:
    values, books = drawn()
    expected = 0.45 * 0.149 + 0.55 * 0.069
    wear = books.depreciation[:, 0]
    homes = load().axes.sector.index("real_estate")
    assert wear[homes] == values["depreciation_housing"][0]
    np.testing.assert_allclose(np.delete(wear, homes), expected, rtol=1e-13)


def test_capital_of_2020_walked_from_the_growth_of_the_past() -> None:
    """Back through three years at past growth each type grows at past growth plus deepening."""
    values, books = drawn()
    output = books.potential.sum(axis=1)
    closing = books.closing_infrastructure
    wear, rate = values["depreciation_infrastructure"], books.infrastructure_rate
    for _ in range(accounts.WINDOW_MIDDLE):
        closing, output = (closing - rate * output) / (1 - wear), output / np.exp(books.past_output)
    before = (closing - rate * output) / (1 - wear)
    np.testing.assert_allclose(np.log(closing / before), books.past_capital, rtol=1e-9)


def test_all_capital_over_output_is_inside_the_range_of_the_literature() -> None:
    _, books = drawn()
    check = register()["capital_output_ratio_total"]
    whole = books.closing_capital.sum(axis=1) + books.closing_infrastructure
    ratio = (whole / books.potential.sum(axis=1))[:, 0]
    assert (ratio > check.low).all() and (ratio < check.high).all()


def test_housing_is_the_capital_of_real_estate_and_of_nothing_else() -> None:
    values, books = drawn()
    homes = load().axes.sector.index("real_estate")
    stock, output = books.opening_capital[:, homes], books.potential.sum(axis=1)
    made = (1 - values["depreciation_housing"]) * stock + books.housing_rate * output
    np.testing.assert_allclose(made, books.closing_capital[:, homes], rtol=1e-12)


def test_the_base_invests_in_2021_nearly_what_2020_would_have() -> None:
    """No jump where the rules take over: shares of GDP within half a point, the total within one."""
    base = run("base")
    books = drawn()[1]
    gdp = base.fields["gdp"][1, :, 0]
    for name, rate in (
        ("housing_investment", books.housing_rate),
        ("infrastructure_investment", books.infrastructure_rate),
    ):
        np.testing.assert_allclose(base.fields[name][1, :, 0] / gdp, rate[:, 0], atol=0.005)
    total = base.fields["total_investment"][1, :, 0] / gdp
    np.testing.assert_allclose(total, register()["investment_rate"].value, atol=0.01)


@pytest.mark.parametrize(("name", "step"), [("base", 0.003), ("plan", 0.03)])
def test_business_investment_stays_positive_and_without_jumps_to_2050(name: str, step: float) -> None:
    """Under the plan the programmes end in 2025, which is the largest step."""
    fields = run(name, "horizon=2050").fields
    share = fields["business_investment"][1:] / fields["gdp"][1:]
    assert share.min() > 0.15
    assert np.abs(np.diff(share, axis=0)).max() < step
