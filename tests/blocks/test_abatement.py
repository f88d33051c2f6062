"""Standards, prices and leakage: costs and moves by hand, and nothing at all without measures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import abatement

FARM, WORKS, ROADS = range(3)
PARAMS = abatement.Params(
    industry=np.array([0.0, 1.0, 0.0]),
    manufacturing=np.array([0.0, 1.0, 0.0]),
    cost_weight=np.array([[0.0], [2.0], [1.0]]),
    **{
        name: np.array([value])
        for name, value in {
            "base_carbon": 40.0,
            "below_standard_share": 0.3,
            "border_emission_share": 0.2,
            "border_pollution_excess": 0.1,
            "carbon_price_semi": -0.08,
            "dirty_output_share": 0.5,
            "energy_price_elasticity_lr": -1.0,
            "pm25_abatement_cost": 0.2,
            "pm25_productivity": -0.04,
            "pollution_leakage": 0.2,
        }.items()
    },
)
OUTPUT = np.array([[[20.0], [60.0], [20.0]], [[20.0], [20.0], [60.0]]])
"""Both cities make 100; three quarters of the works stand in the first."""
CUTS = st.lists(st.floats(0, 0.9), min_size=2, max_size=5)


def year(
    standard: tuple[float, float] = (0.0, 0.0),
    price: tuple[float, float] = (0.0, 0.0),
    surcharge: float = 0.0,
    joint: float = 0.0,
    air: tuple[float, float] = (1.0, 1.0),
    cap: float = 9.0,
    emitted: tuple[float, float] = (30.0, 10.0),
    left: tuple[float, float] = (1.0, 1.0),
) -> abatement.Abatement:
    def by_city(values: tuple[float, float]) -> np.ndarray:
        return np.array(values)[:, None]

    return abatement.step(
        lagged_value_added=OUTPUT,
        lagged_industry_carbon=by_city(emitted),
        lagged_industry_coal_left=by_city(left),
        lagged_industry_energy_bill=by_city((50.0, 20.0)),
        lagged_pm25_ratio=by_city(air),
        lever_air_quality_control=by_city(standard),
        lever_carbon_pilots=by_city(price),
        lever_resource_efficiency=by_city((surcharge, 0.0)),
        lever_joint_env_enforcement=np.array([joint]),
        driver_carbon_cap=np.array([cap]),
        params=PARAMS,
    )


def test_without_measures_everything_is_exactly_as_it_was() -> None:
    calm = year()
    np.testing.assert_array_equal(calm.environment_effect, 1.0)
    np.testing.assert_array_equal(calm.abatement_cost, 0.0)
    for name in ("precursors_left", "industry_coal_left", "industry_energy_left"):
        np.testing.assert_array_equal(getattr(calm, name), 1.0)


def test_a_tenth_cut_costs_a_fifth_of_a_percent_and_twice_that_four_times_as_much() -> None:
    once, twice = (year(standard=(cut, cut)).abatement_cost[:, 0] for cut in (10.0, 20.0))
    np.testing.assert_allclose(once, 0.2, rtol=1e-12)
    np.testing.assert_allclose(twice, 0.8, rtol=1e-12)


def test_the_sectors_bear_the_cost_by_what_they_emit() -> None:
    """0.2 on works of 60 at weight 2 and roads of 20 at weight 1: 0.2 / 140 a unit of weight."""
    effect = year(standard=(10.0, 10.0)).environment_effect[0, :, 0]
    np.testing.assert_allclose(effect, 1 / (1 + np.array([0.0, 0.4 / 140, 0.2 / 140])), rtol=1e-12)


def test_a_carbon_price_costs_the_triangle_under_the_curve() -> None:
    """exp(-0.08) is left of 30 Mt; half of 100 CNY for each tonne that is not; 1 Mt x CNY/t is 0.01."""
    found = year(price=(100.0, 100.0))
    np.testing.assert_allclose(found.industry_coal_left, np.exp(-0.08), rtol=1e-12)
    assert found.abatement_cost[0, 0] == pytest.approx(0.5 * 100 * 30 * (1 - np.exp(-0.08)) / 100)


def test_what_was_abated_a_year_before_is_abated_again_at_its_cost() -> None:
    """27 Mt under a price that left nine tenths are 30 Mt without it: the same price costs the same again."""
    first = year(price=(100.0, 100.0))
    again = year(price=(100.0, 100.0), emitted=(27.0, 9.0), left=(0.9, 0.9))
    np.testing.assert_allclose(again.abatement_cost, first.abatement_cost, rtol=1e-12)


def test_a_surcharge_saves_energy_of_those_who_pay_it() -> None:
    """Use at 1.25 of the price is four fifths at elasticity -1: 6 % of all, at an eighth of its bill."""
    found = year(surcharge=25.0)
    assert found.industry_energy_left[0, 0] == pytest.approx(1 - 0.3 * 0.2)
    assert found.abatement_cost[0, 0] == pytest.approx(0.5 * 0.25 * 0.06 * 50)
    assert found.industry_energy_left[1, 0] == 1.0


def test_a_fifth_of_what_the_stricter_city_cuts_moves_to_the_other_by_its_part_of_the_works() -> None:
    found = year(standard=(10.0, 0.0))
    np.testing.assert_allclose(found.precursors_left[:, 0], [0.9, 1 + 0.2 * 0.75 * 0.1], rtol=1e-12)


def test_output_that_moves_is_one_citys_loss_and_the_others_gain() -> None:
    """Mean cut 0.075: the first loses 0.2 x 0.025 of 30, the second gains 0.015 of 10."""
    moved = abatement.output_moved(np.array([[0.1], [0.0]]), np.array([[0.75], [0.25]]), np.array([0.2]))
    np.testing.assert_allclose(moved[:, 0], [-0.005, 0.015], rtol=1e-12)
    assert moved[0, 0] * 30 + moved[1, 0] * 10 == pytest.approx(0, abs=1e-15)


def test_joint_enforcement_closes_the_leak_and_cleans_the_borders_at_a_cost() -> None:
    """A fifth of emissions, a tenth of them beyond the standard: 2 % less, at the standard's curve."""
    closed = year(price=(100.0, 0.0), joint=1.0)
    assert closed.industry_coal_left[1, 0] == 1.0
    assert year(price=(100.0, 0.0)).industry_coal_left[1, 0] > 1.0
    np.testing.assert_allclose(closed.precursors_left, 0.98, rtol=1e-12)
    assert closed.abatement_cost[1, 0] == pytest.approx(0.2 * 0.2**2, rel=1e-12)


def test_two_standards_leave_the_product_of_what_each_leaves() -> None:
    assert year(standard=(10.0, 10.0), joint=1.0).precursors_left[0, 0] == pytest.approx(0.9 * 0.98)


def test_cleaner_air_lifts_every_sector_of_its_city() -> None:
    effect = year(air=(0.9, 1.0)).environment_effect[..., 0]
    np.testing.assert_allclose(effect[0], 0.9**-0.04, rtol=1e-12)
    np.testing.assert_array_equal(effect[1], 1.0)


@given(CUTS)
def test_what_moves_in_is_never_more_than_the_leak_of_what_others_cut(cuts: list[float]) -> None:
    cut = np.array(cuts)[:, None]
    weight = np.full_like(cut, 1 / len(cuts))
    moved = abatement.moved_in(cut, weight, np.array([0.3]))
    assert (moved >= 0).all()
    assert moved.mean() <= 0.3 * cut.mean() + 1e-12
    assert moved[np.argmax(cut), 0] == 0.0


@given(st.floats(0.01, 0.9))
def test_the_same_standard_everywhere_moves_nothing(cut: float) -> None:
    same, weight = np.full((3, 1), cut), np.array([[0.5], [0.3], [0.2]])
    np.testing.assert_array_equal(abatement.moved_in(same, weight, np.array([0.3])), 0.0)
    np.testing.assert_allclose(abatement.output_moved(same, weight, np.array([0.3])), 0.0, atol=1e-15)


def test_a_cap_that_nothing_reaches_has_no_price() -> None:
    for found in (year(cap=1.0), year(cap=1.2, price=(30.0, 0.0))):
        assert found.carbon_allowance_price[0] == 0.0
        assert not np.signbit(found.carbon_allowance_price[0])


def test_a_cap_a_tenth_lower_has_the_price_that_takes_a_tenth_off() -> None:
    """exp(-0.0008 p) = 0.9 at p = 131.7 CNY per tonne, in both cities, whatever they emit."""
    held = year(cap=0.9)
    assert held.carbon_allowance_price[0] == pytest.approx(100 * np.log(0.9) / -0.08, rel=1e-12)
    np.testing.assert_allclose(held.industry_coal_left, 0.9, rtol=1e-12)


@given(
    st.floats(0.1, 1.5),
    st.tuples(st.floats(0, 300), st.floats(0, 300)),
    st.floats(0, 1),
    st.tuples(st.floats(0.4, 1), st.floats(0.4, 1)),
)
def test_emissions_keep_to_the_cap_whatever_pilots_leakage_and_last_years_price_were(
    cap: float, pilots: tuple[float, float], joint: float, left: tuple[float, float]
) -> None:
    held = year(cap=cap, price=pilots, joint=joint, left=left)
    without = np.array([[30.0], [10.0]]) / np.array(left)[:, None]
    emitted = np.sum(without * held.industry_coal_left, axis=0)
    assert emitted[0] <= 40.0 * cap * (1 + 1e-12)
    if held.carbon_allowance_price[0] > 0:
        assert emitted[0] == pytest.approx(40.0 * cap, rel=1e-12)


@given(st.floats(0.3, 0.99), st.floats(0.3, 0.99))
def test_a_stricter_cap_has_a_higher_price_and_costs_more(one: float, other: float) -> None:
    loose, strict = (year(cap=cap) for cap in sorted((one, other), reverse=True))
    assert strict.carbon_allowance_price[0] >= loose.carbon_allowance_price[0]
    assert (strict.abatement_cost >= loose.abatement_cost).all()
