"""Water: the balance by hand, dry years and their memory, and nothing where nothing happens."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import logistic

from sim.blocks import water

FARM, WORKS, OFFICES = np.eye(3)
USE = np.array([[4.0, 2.0, 4.0], [8.0, 4.0, 8.0]])[..., None]
ONE = np.ones((2, 1))
VALUES = {
    "cv_runoff": 0.5,
    "desalination_cost": 6.0,
    "desalination_use": 0.6,
    "drought_storage_share": 0.5,
    "reservoir_refill": 0.4,
    "reservoir_water_cost": 4.5,
    "water_dry_year": 0.05,
    "water_output_elasticity": 0.15,
    "water_price": 3.5,
    "water_saving_industry": 5.0,
    "water_value_added_share": 0.4,
}
MARGIN, RUNOFF = 0.5, 0.6
LOCAL, TRANSFER, SEA, NEW = np.eye(4)
LACKING_2020 = water.mean_shortage(np.array(MARGIN), np.array(RUNOFF * 0.5))


def params() -> water.Params:
    """Two cities that need 10 and 20; supply is 1.5 of it, 0.6 by run-off and 0.9 transferred."""
    need = USE.sum(axis=1)
    return water.Params(
        base_use=USE,
        base_need=need,
        base_residents=np.array([[100.0], [200.0]]),
        base_industry=np.array([[500.0], [1000.0]]),
        margin=MARGIN * ONE,
        runoff_share=RUNOFF * ONE,
        steady=TRANSFER[None, :, None] * 0.9 * need[:, None],
        storage=0.4 * need,
        base_kept=water.kept_by_towns(LACKING_2020 * ONE, 0.4 * ONE),
        is_local=LOCAL,
        is_desalination=SEA,
        is_new_works=NEW,
        farm_users=FARM,
        industry_users=WORKS,
        **{name: np.array([value]) for name, value in VALUES.items()},
    )


def year(
    *,
    dry: float = 0.0,
    desalted: float = 0.0,
    works: float = 0.0,
    deficit: float = 0.0,
    industry: float = 500.0,
    residents: float = 100.0,
    years: float = 0.0,
) -> water.Water:
    """One year; what differs from 2020 does so in the first city only."""

    def first(value: float, other: float = 0.0) -> np.ndarray:
        return np.array([[value], [other]])

    return water.step(
        opening_reservoir_deficit=first(deficit),
        opening_years_projected=np.array([years]),
        lagged_potential_value_added=np.array([[300.0, industry, 200.0], [600.0, 1000.0, 400.0]])[..., None],
        opening_residents=first(residents, 200.0),
        lever_desalination_capacity=first(desalted),
        lever_water_supply_capacity=first(works),
        shock_dry_year=first(dry),
        params=params(),
    )


def test_nothing_happens_where_nothing_is_changed_to_the_last_bit() -> None:
    result = year()
    np.testing.assert_array_equal(result.water_effect, 1.0)
    np.testing.assert_array_equal(result.reservoir_deficit, 0.0)
    np.testing.assert_array_equal(result.water_cost, 0.0)
    np.testing.assert_array_equal(result.water_demand, USE)


@pytest.mark.parametrize(("margin", "sd"), [(0.5, 0.3), (0.1, 0.05), (-0.2, 0.2), (-0.9, 0.5), (0.0, 0.4)])
def test_mean_shortage_is_the_integral_over_dry_and_wet_years(margin: float, sd: float) -> None:
    """Supply that would be negative is nothing: the mean of 1 - supply is that on 0..1."""
    supply = logistic(loc=1 + margin, scale=sd * np.sqrt(3) / np.pi)
    by_numbers = quad(supply.cdf, 0, 1, epsabs=1e-13)[0]
    found = water.mean_shortage(np.array(margin), np.array(sd))
    assert found == pytest.approx(by_numbers, rel=1e-8)
    assert 0 < found < 1


@given(st.floats(0, 0.99), st.floats(0.05, 0.95))
def test_users_keep_together_what_is_left_and_fields_keep_the_square(short: float, farms: float) -> None:
    kept = float(water.kept_by_towns(np.array(short), np.array(farms)))
    assert farms * kept**2 + (1 - farms) * kept == pytest.approx(1 - short, rel=1e-12)
    assert kept <= 1 + 1e-15


def test_the_shortage_by_hand() -> None:
    """1 of 10 more: margin 0.6, scale 0.3 sqrt(3) / pi = 0.16540; farms use two fifths."""
    scale = 0.165398668627
    now, then = (
        scale * (np.log1p(np.exp(-m / scale)) - np.log1p(np.exp(-(1 + m) / scale))) for m in (0.6, 0.5)
    )
    built = year(works=1.0)
    assert built.water_shortage[0, 0] == pytest.approx(now, rel=1e-9)
    kept = [(np.sqrt(0.36 + 1.6 * (1 - s)) - 0.6) / 0.8 for s in (now, then)]
    relative = kept[0] / kept[1]
    assert built.water_effect[0, 0, 0] == pytest.approx(relative**0.3, rel=1e-9)
    cost = 1.0 * (4.5 - 3.5)
    assert built.water_cost[0, 0] == pytest.approx(cost)
    assert built.water_effect[0, 1, 0] == pytest.approx(relative**0.15 * (1 - cost / 500), rel=1e-9)
    assert built.water_effect[0, 2, 0] == 1.0
    np.testing.assert_array_equal(built.water_effect[1], 1.0)


def test_desalinated_water_is_valued_at_its_cost_and_is_dearer_than_what_it_stands_in_for() -> None:
    """10k m3 a day at 60 % use is 2.19 million m3, at 6 CNY 13.14 million CNY, 2.5 CNY dearer."""
    made = year(desalted=1.0)
    assert made.desalination_value[0, 0] == pytest.approx(0.0219 * 6 * 0.4, rel=1e-12)
    assert made.water_cost[0, 0] == pytest.approx(0.0219 * 2.5, rel=1e-12)
    assert made.desalination_value[1, 0] == 0.0


def test_plants_run_nearer_to_capacity_in_a_dry_year() -> None:
    """Half the run-off: 0.6 + 0.4 x 0.5 = 0.8 of capacity instead of 0.6."""
    dry, usual = year(desalted=1.0, dry=-50.0), year(desalted=1.0)
    assert dry.desalination_value[0, 0] / usual.desalination_value[0, 0] == pytest.approx(0.8 / 0.6)


def test_desalination_relieves_a_city_as_other_reliable_water_does() -> None:
    sea, river = year(desalted=1 / 0.0365, dry=-60.0), year(works=1.0, dry=-60.0)
    np.testing.assert_allclose(sea.water_shortage, river.water_shortage, rtol=1e-13)
    assert sea.water_shortage[0, 0] < year(dry=-60.0).water_shortage[0, 0]


def test_a_dry_year_by_hand_and_its_memory() -> None:
    """60 % less of 6: 3.6 are missing, half of it comes from the store of 4, margin 0.5 - 0.18. The year
    after, reservoirs take back 6 (1 - exp(-0.4 x 1.8 / 6)) = 0.67848 of the 1.8 that they lack.
    """
    dry = year(dry=-60.0)
    assert dry.reservoir_drawn[0, 0] == pytest.approx(1.8)
    assert dry.reservoir_deficit[0, 0] == pytest.approx(1.8)
    assert dry.water_shortage[0, 0] == pytest.approx(
        float(water.mean_shortage(np.array(0.32), np.array(0.3))), rel=1e-12
    )
    after = year(deficit=1.8)
    assert after.reservoir_refilled[0, 0] == pytest.approx(0.678478, rel=1e-5)
    assert after.reservoir_deficit[0, 0] == pytest.approx(1.8 - 0.678478, rel=1e-5)
    assert dry.water_shortage[0, 0] > after.water_shortage[0, 0] > year().water_shortage[0, 0]
    assert dry.water_shortage[1, 0] == year().water_shortage[1, 0]


def test_an_empty_store_gives_nothing_so_the_second_dry_year_is_worse() -> None:
    first, second = year(dry=-60.0), year(dry=-60.0, deficit=4.0)
    assert second.reservoir_drawn[0, 0] == 0.0
    assert second.water_shortage[0, 0] > first.water_shortage[0, 0]
    assert (second.water_effect[0, :2] < first.water_effect[0, :2]).all()


@given(
    dry=st.floats(-90, 100),
    deficit=st.floats(0, 4),
    works=st.floats(0, 20),
    desalted=st.floats(0, 300),
    industry=st.floats(100, 5000),
)
def test_the_balance_closes_whatever_happens(
    dry: float, deficit: float, works: float, desalted: float, industry: float
) -> None:
    result = year(dry=dry, deficit=deficit, works=works, desalted=desalted, industry=industry)
    need = result.water_demand.sum(axis=1)
    served = result.water_supplied.sum(axis=1) + result.water_lacking.sum(axis=1)
    np.testing.assert_allclose(served, need, rtol=1e-12)
    np.testing.assert_allclose(result.water_lacking.sum(axis=1) / need, result.water_shortage, atol=1e-12)
    stored = result.reservoir_drawn - result.reservoir_refilled
    np.testing.assert_allclose(result.reservoir_deficit[0], deficit + stored[0], atol=1e-12)
    assert (result.water_supplied >= 0).all()
    assert (result.water_lacking >= 0).all()
    assert (result.reservoir_deficit >= 0).all()
    assert result.reservoir_deficit[0, 0] <= 4.0 + 1e-12


@given(st.floats(-90, 90), st.floats(1, 10))
def test_the_drier_the_year_the_more_is_lacking(dry: float, less: float) -> None:
    assume(dry - less > -90)
    assert year(dry=dry - less).water_shortage[0, 0] > year(dry=dry).water_shortage[0, 0]


def test_people_and_industry_need_water_and_industry_learns_to_save() -> None:
    """Industry grown by a tenth and saving 5 % a year for two years needs 2 x 1.1 x 0.9025."""
    more = year(industry=550.0, residents=110.0, years=2.0)
    np.testing.assert_allclose(more.water_demand[0, :, 0], [4.0, 2 * 1.1 * 0.9025, 4.4], rtol=1e-13)
    assert year(residents=110.0).water_shortage[0, 0] > year().water_shortage[0, 0]


def test_the_dry_year_ratio_is_supply_of_one_year_in_twenty() -> None:
    supply = logistic(loc=1 + MARGIN, scale=0.3 * np.sqrt(3) / np.pi)
    assert year().dry_year_ratio[0, 0] == pytest.approx(supply.ppf(0.05), rel=1e-12)
