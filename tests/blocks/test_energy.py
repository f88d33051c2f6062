"""Energy, power and CO2 of a small region by hand, and the balances for anything that may be asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import energy

FIRST, SECOND = range(2)
SCALARS = {
    "carbon_switch_share": 0.25,
    "coal_control_end_use": 0.5,
    "coal_control_power": 0.5,
    "coal_power_heat_rate": 0.3,
    "energy_intensity_trend": 0.0,
    "energy_output_elasticity": 0.5,
    "grid_factor_shandong": 0.7,
    "industrial_fuel_price": 1000.0,
    "industrial_power_price": 0.5,
    "power_intensity_trend": 0.0,
}
PARAMS = energy.Params(
    fuel=np.array([[[4.0, 1.0, 1.0], [1.0, 1.0, 2.0]], [[2.0, 0.0, 1.0], [1.0, 0.0, 0.0]]])[..., None],
    power=np.array([[30.0, 10.0], [15.0, 5.0]])[..., None],
    industry=np.array([1.0, 0.0]),
    industry_coal=np.array([[4.0], [2.0]]),
    other_coal=np.array([[1.0], [1.0]]),
    construction=np.array([1.0]),
    activity=np.array([[[100.0]], [[50.0]]]),
    residents=np.array([[10.0], [5.0]]),
    cement=np.array([[2.0], [1.0]]),
    coal_generation=np.array([[20.0], [20.0]]),
    capacity=np.array([[1.0, 0.0], [0.5, 0.0]])[..., None],
    plant=np.array([[[0.0, 0.0], [0.0, 2.0]]])[..., None],
    hours=np.array([[4.0], [5.0]]),
    factor=np.array([[2.5], [2.0], [1.5]]),
    **{name: np.array([value]) for name, value in SCALARS.items()},
)
"""One sector, which is industry and builds too, and the households; wind of 4 and reactors of 5 TWh a GW."""
GROWTH = st.floats(0.7, 2.0)


def year(
    params: energy.Params = PARAMS,
    made: float = 1.0,
    people: float = 1.0,
    coal: float = 1.0,
    energy_left: float = 1.0,
    added: float = 0.0,
    service: float = 0.0,
    control: float = 1.0,
) -> energy.Energy:
    """Output and residents of both cities relative to 2020; ``added`` GW of wind in the first."""
    capacity = np.array([[added, 0.0], [0.0, 0.0]])[..., None]
    return energy.step(
        lagged_fuel_technique=np.ones(1),
        lagged_power_technique=np.ones(1),
        opening_clean_power_added=capacity,
        clean_power_added=capacity,
        value_added=made * params.activity,
        residents=people * params.residents,
        industry_coal_left=np.array([[coal], [1.0]]),
        industry_energy_left=np.array([[energy_left], [1.0]]),
        driver_coal_use_index=np.array([control]),
        driver_plant_service=np.array([[service]]),
        params=params,
    )


def test_2020_is_the_built_balance() -> None:
    """The first city burns 5, 2 and 3; 20 TWh of coal and 4 of wind leave 16 of 40 to the grid."""
    base = year()
    np.testing.assert_allclose(base.fuel_use[..., 0], [[5.0, 2.0, 3.0], [3.0, 0.0, 1.0]], rtol=1e-15)
    np.testing.assert_allclose(base.power_use[:, 0], [40.0, 20.0])
    np.testing.assert_allclose(base.power_import[:, 0], [16.0, -2.0])
    np.testing.assert_allclose(base.energy_use[:, 0], [10 + 12.0, 4 + 6.0])
    np.testing.assert_array_equal(base.industry_coal_spared, 0.0)
    np.testing.assert_array_equal(base.coal_power_spared, 0.0)


def test_co2_by_hand() -> None:
    """12.5 + 4 + 4.5 of end use, 20 TWh at 0.3 and 2.5, cement of 2: 38 Mt."""
    base = year()
    np.testing.assert_allclose(base.co2_end_use[0, :, 0], [12.5, 4.0, 4.5])
    assert base.co2_coal_power[0, 0] == pytest.approx(15.0)
    assert base.co2_emissions[0, 0] == pytest.approx(38.0)
    assert base.co2_imported_power[0, 0] == pytest.approx(16 * 0.7)


def test_bill_of_industry_by_hand() -> None:
    """6 Mtce at 1000 CNY are 60, 30 TWh at half a yuan 150 (100m CNY)."""
    assert year().industry_energy_bill[0, 0] == pytest.approx(210.0)


def test_control_holds_half_of_coals_growth_back_and_gas_takes_it() -> None:
    """Output x 1.44: coal of industry 4 x 1.2, gas for the other 0.96; households' income per head x 1.44,
    their use x 1.2 and coal x sqrt(1.2).
    """
    grown = year(made=1.44)
    home = np.sqrt(1.2)
    coal = 4 * 1.2 + home
    np.testing.assert_allclose(
        grown.fuel_use[FIRST, :, 0],
        [coal, 1.44 + 1.2, 1.44 + 2 * 1.2 + (4 * 1.44 + 1.2 - coal)],
        rtol=1e-12,
    )


def test_a_stricter_driver_takes_coal_down_by_its_power() -> None:
    held = year(control=0.81)
    assert held.fuel_use[FIRST, 0, 0] == pytest.approx(5 * 0.9)
    assert held.coal_generation[FIRST, 0] == pytest.approx(20 * 0.9)


def test_a_carbon_price_cuts_co2_by_what_it_should_with_gas_for_a_quarter_of_the_coal() -> None:
    """A tenth of 10 Mt: 0.1 x 4 / (1 - 0.25 x 0.6) of coal, and a quarter of it back as gas."""
    priced, base = year(coal=0.9), year()
    assert (base.co2_emissions - priced.co2_emissions)[FIRST, 0] == pytest.approx(1.0, rel=1e-12)
    spared = 0.4 / 0.85
    assert priced.industry_coal_spared[FIRST, 0] == pytest.approx(spared)
    np.testing.assert_allclose(
        (priced.fuel_use - base.fuel_use)[FIRST, :, 0], [-spared, 0.0, 0.25 * spared], atol=1e-12
    )
    np.testing.assert_array_equal(priced.co2_emissions[SECOND], base.co2_emissions[SECOND])


def test_a_surcharge_saves_fuels_and_power_of_industry_only() -> None:
    saved = year(energy_left=0.9)
    np.testing.assert_allclose(saved.fuel_use[FIRST, :, 0], [4.6, 1.9, 2.9], rtol=1e-12)
    assert saved.power_use[FIRST, 0] == pytest.approx(37.0)


def test_clean_power_displaces_coal_of_the_whole_region_first() -> None:
    """0.01 GW make 0.04 TWh, nearly all of it from coal, half in each city; 10 GW leave exp(-1) of it."""
    base, little, much = year(), year(added=0.01), year(added=10.0)
    saved = (base.coal_generation - little.coal_generation)[:, 0]
    np.testing.assert_allclose(saved, 0.02, rtol=1e-3)
    np.testing.assert_allclose(much.coal_generation, 20 * np.exp(-1), rtol=1e-12)
    np.testing.assert_allclose(much.coal_power_spared, 20 * (1 - np.exp(-1)), rtol=1e-12)
    assert much.power_import.sum() < base.power_import.sum()


def test_a_dated_plant_runs_for_its_part_of_the_year_and_is_no_measure() -> None:
    half = year(service=0.5)
    assert half.clean_generation[SECOND, 1, 0] == pytest.approx(5.0)
    assert half.coal_generation.sum() == pytest.approx(40 * np.exp(-5 / 40))
    np.testing.assert_array_equal(half.coal_power_spared, 0.0)


def test_trends_are_yearly_and_apart_for_fuel_and_power() -> None:
    trend = replace(PARAMS, energy_intensity_trend=np.array([-10.0]), power_intensity_trend=np.array([10.0]))
    later = year(trend)
    assert later.fuel_use[FIRST, 1, 0] == pytest.approx(0.9 + 1.0)
    assert later.power_use[FIRST, 0] == pytest.approx(33.0 + 10.0)


@given(GROWTH, GROWTH, st.floats(0.3, 1.1), st.floats(0, 20), st.floats(0, 1), st.floats(0.5, 1.2))
def test_balances_close_whatever_is_asked(
    made: float, people: float, coal: float, added: float, service: float, control: float
) -> None:
    found = year(made=made, people=people, coal=coal, added=added, service=service, control=control)
    supplied = found.coal_generation + found.clean_generation.sum(axis=1) + found.power_import
    np.testing.assert_allclose(supplied, found.power_use, rtol=1e-12)
    assert (found.coal_generation > 0).all()
    burnt = found.fuel_use.copy()
    burnt[:, 0] += 0.3 * found.coal_generation
    np.testing.assert_allclose(
        np.sum(burnt * PARAMS.factor, axis=1) + found.co2_cement, found.co2_emissions, rtol=1e-12
    )
