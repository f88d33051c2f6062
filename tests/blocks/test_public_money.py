"""Public money: what is spent, what of it is new, and the capital that it leaves."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import public_money

LEVERS = (
    "public_investment",
    "county_town_upgrade",
    "fulcrum_zone_investment",
    "digital_infrastructure",
    "science_platforms",
    "manufacturing_clusters",
)
PARAMS = public_money.Params(
    county_population=np.array([50.0, 100.0]),
    spending_additionality=np.array([0.4]),
    public_investment_efficiency=np.array([0.75]),
    depreciation_infrastructure=np.array([0.05]),
    capital_output_ratio_infrastructure=np.array([0.9]),
)


def year(opening: float = 0.0, **levers: float) -> public_money.PublicMoney:
    """One year of two cities of the same GDP; the levers act in the first one only."""
    values = {f"lever_{name}": np.array([[levers.get(name, 0.0)], [0.0]]) for name in LEVERS}
    return public_money.step(
        opening_extra_public_capital=np.full((2, 1), opening),
        lagged_gdp=np.full((2, 1), 1000.0),
        **values,
        params=PARAMS,
    )


def test_nothing_set_spends_nothing() -> None:
    for values in vars(year()).values():
        np.testing.assert_array_equal(values, 0.0)


@pytest.mark.parametrize(
    ("lever", "value", "spent"),
    [
        ("public_investment", 1.5, 15.0),  # % of 1000
        ("county_town_upgrade", 1000.0, 5.0),  # 500 thousand residents at 1000 CNY: 0.5 billion
        ("fulcrum_zone_investment", 8.0, 8.0),
        ("digital_infrastructure", 8.0, 8.0),
    ],
)
def test_public_works_build_capital_by_their_new_and_efficient_part(
    lever: str, value: float, spent: float
) -> None:
    result = year(**{lever: value})
    assert result.measures_spending[0, 0] == pytest.approx(spent)
    assert result.extra_public_investment[0, 0] == pytest.approx(0.4 * spent)
    assert result.extra_public_capital[0, 0] == pytest.approx(0.75 * 0.4 * spent)
    assert result.public_capital_ratio[0, 0] == pytest.approx(0.75 * 0.4 * spent / 900.0)
    assert result.extra_public_capital[1, 0] == 0.0


@pytest.mark.parametrize("lever", ["science_platforms", "manufacturing_clusters"])
def test_money_that_acts_elsewhere_is_spent_but_builds_nothing_here(lever: str) -> None:
    result = year(**{lever: 8.0})
    assert result.measures_spending[0, 0] == 8.0
    assert result.extra_public_investment[0, 0] == 0.0
    assert result.extra_public_capital[0, 0] == 0.0


def test_spending_adds_up_over_levers() -> None:
    doses = dict(zip(LEVERS, (1.0, 200.0, 3.0, 4.0, 5.0, 6.0), strict=True))
    alone = sum(year(**{name: value}).measures_spending[0, 0] for name, value in doses.items())
    assert year(**doses).measures_spending[0, 0] == pytest.approx(alone)


def test_capital_decays_to_the_closed_form_of_a_constant_effort() -> None:
    stock = 0.0
    for _ in range(30):
        stock = float(year(opening=stock, digital_infrastructure=10.0).extra_public_capital[0, 0])
    assert stock == pytest.approx(3.0 * (1 - 0.95**30) / 0.05, rel=1e-12)


def test_a_cut_below_the_usual_effort_lowers_the_stock() -> None:
    assert year(public_investment=-2.0).extra_public_capital[0, 0] == pytest.approx(-6.0)
