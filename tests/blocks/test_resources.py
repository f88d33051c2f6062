"""Land and power: units by hand, and scarcity that is one to the last bit where nothing is added."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import logistic

from sim.blocks import resources

LEVERS = (
    "clean_power_capacity",
    "land_market_reform",
)
VALUES = {
    "land_misallocation_gain": 0.5,
    "land_supply_growth": 0.025,
    "offshore_wind_cf": 0.4,
    "peak_power_load": 90.0,
    "power_margin": 0.1,
    "power_margin_sd": 0.05,
    "power_output_elasticity": 0.3,
    "power_price": 0.4,
    "power_value_added_share": 0.75,
}
PARAMS = resources.Params(
    land_users=np.array([0.0, 1.0, 1.0]),
    power_users=np.array([0.0, 1.0, 0.0]),
    at_sea=np.array([1.0, 0.0]),
    capacity_cost=np.array([[15000.0], [5000.0]]),
    capacity_credit=np.array([[0.25], [0.1]]),
    **{name: np.array([value]) for name, value in VALUES.items()},
)
FARM, WORKS, OFFICES = range(3)
MARGIN, SD = st.floats(-1, 3), st.floats(0.01, 1)


def year(opening_power: float = 0.0, opening_land: float = 0.0, **levers: float) -> resources.Resources:
    """One year of two cities, three sectors, wind at sea and on land; the levers act in the first city only,
    and a quarter of clean power is at sea.
    """
    mix = np.array([[0.25], [0.75]])
    given = {f"lever_{name}": np.array([[levers.get(name, 0.0)], [0.0]]) for name in LEVERS}
    given["lever_clean_power_capacity"] = given["lever_clean_power_capacity"][:, None] * mix
    return resources.step(
        opening_clean_power_added=np.full((2, 1, 1), opening_power) * mix,
        opening_land_market_share=np.full((2, 1), opening_land),
        **given,
        water_effect=np.ones((2, 3, 1)),
        compliance_effect=np.ones((2, 3, 1)),
        params=PARAMS,
    )


def test_a_gigawatt_costs_its_kilowatts() -> None:
    """A quarter of 1 GW at 15000 CNY/kW and the rest at 5000 are 7.5 billion CNY."""
    built = year(clean_power_capacity=1.0)
    assert built.clean_power_investment[0, 0] == pytest.approx(75.0)
    np.testing.assert_array_equal(built.clean_power_added[0, :, 0], [0.25, 0.75])


def test_only_new_capacity_is_paid_for() -> None:
    assert year(2.0, clean_power_capacity=3.5).clean_power_investment[0, 0] == pytest.approx(1.5 * 75.0)
    assert year(2.0, clean_power_capacity=2.0).clean_power_investment[0, 0] == 0.0


def test_power_is_sold_from_the_year_after() -> None:
    """A quarter of 1 GW for 3504 hours is 0.876 TWh, at 0.4 CNY/kWh 350.4 million CNY."""
    assert year(clean_power_capacity=1.0).offshore_power_value[0, 0] == 0.0
    sold = year(1.0, clean_power_capacity=1.0).offshore_power_value[0, 0]
    assert sold == pytest.approx(3.504 * 0.75, rel=1e-12)


def test_nothing_added_leaves_output_alone_to_the_last_bit() -> None:
    np.testing.assert_array_equal(year().resource_effect, 1.0)


@pytest.mark.parametrize(("margin", "sd"), [(0.5, 0.3), (0.1, 0.05), (-0.2, 0.2), (0.0, 0.4)])
def test_expected_shortage_is_the_integral_over_dry_and_wet_years(margin: float, sd: float) -> None:
    supply = logistic(loc=1 + margin, scale=sd * np.sqrt(3) / np.pi)
    assert supply.std() == pytest.approx(sd)
    by_numbers = quad(lambda x: (1 - x) * supply.pdf(x), 1 - 60 * sd, 1, epsabs=1e-13)[0]
    found = resources.expected_shortage(np.array([margin]), np.array([sd]))[0]
    assert found == pytest.approx(by_numbers, rel=1e-8)


@given(MARGIN, SD, st.floats(0.001, 1))
def test_more_supply_is_less_shortage_each_time_by_less(margin: float, sd: float, added: float) -> None:
    at = [margin + k * added for k in range(3)]
    first, second, third = (resources.expected_shortage(np.array([m]), np.array([sd]))[0] for m in at)
    assume(third > 1e-12)
    assert first > second > third > 0
    assert first - second >= (second - third) * (1 - 1e-9)


def test_ample_supply_gains_nothing_from_more() -> None:
    effect = resources.relieved(np.array([50.0]), np.array([1.0]), np.array([0.3]), np.array([0.15]))
    assert effect[0] == 1.0


def test_clean_power_steadies_industry_in_every_city_of_the_grid_from_the_year_after() -> None:
    np.testing.assert_array_equal(year(clean_power_capacity=9.0).resource_effect, 1.0)
    effect = year(9.0, clean_power_capacity=9.0).resource_effect[..., 0]
    assert effect[0, WORKS] == effect[1, WORKS] > 1.0
    np.testing.assert_array_equal(effect[:, [FARM, OFFICES]], 1.0)


def test_traded_land_joins_what_the_market_has_placed() -> None:
    """A fifth of a yearly supply of 2.5 %: 0.005 of 1.025; in the end a fifth of all land."""
    placed = year(land_market_reform=20.0).land_market_share[0, 0]
    assert placed == pytest.approx(0.005 / 1.025, rel=1e-13)
    share = np.array([0.0])
    for _ in range(2000):
        share = resources.market_share(share, np.array([0.2]), np.array([0.025]))
    assert share[0] == pytest.approx(0.2, rel=1e-12)


def test_land_gains_by_the_square_and_off_the_farms() -> None:
    """Half of the land placed: three quarters of the full gain of half a percent."""
    assert resources.land_gain(np.array([0.5]), np.array([0.005]))[0] == pytest.approx(1.00375, rel=1e-13)
    effect = year(opening_land=0.1).resource_effect[..., 0]
    assert effect[0, FARM] == 1.0
    assert effect[0, OFFICES] == effect[0, WORKS] > 1.0
