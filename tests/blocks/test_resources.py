"""Clean power and desalination: units from GW and cubic metres to money, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import resources

PARAMS = resources.Params(
    clean_power_capex=np.array([7500.0]),
    clean_power_offshore_share=np.array([0.25]),
    offshore_wind_cf=np.array([0.4]),
    power_price=np.array([0.4]),
    power_value_added_share=np.array([0.75]),
    desalination_cost=np.array([5.0]),
    desalination_use=np.array([0.6]),
    water_value_added_share=np.array([0.4]),
)


def year(opening: float, power: float, water: float) -> resources.Resources:
    return resources.step(
        opening_clean_power_added=np.array([[opening], [opening]]),
        lever_clean_power_capacity=np.array([[power], [0.0]]),
        lever_desalination_capacity=np.array([[water], [0.0]]),
        params=PARAMS,
    )


def test_a_gigawatt_costs_its_kilowatts() -> None:
    """1 GW at 7500 CNY/kW is 7.5 billion CNY."""
    built = year(0.0, 1.0, 0.0)
    assert built.clean_power_investment[0, 0] == pytest.approx(75.0)
    assert built.clean_power_added[0, 0] == 1.0


def test_only_new_capacity_is_paid_for() -> None:
    assert year(2.0, 3.5, 0.0).clean_power_investment[0, 0] == pytest.approx(1.5 * 75.0)
    assert year(2.0, 2.0, 0.0).clean_power_investment[0, 0] == 0.0


def test_power_is_sold_from_the_year_after() -> None:
    """A quarter of 1 GW for 3504 hours is 0.876 TWh, at 0.4 CNY/kWh 350.4 million CNY."""
    assert year(0.0, 1.0, 0.0).offshore_power_value[0, 0] == 0.0
    assert year(1.0, 1.0, 0.0).offshore_power_value[0, 0] == pytest.approx(3.504 * 0.75, rel=1e-12)


def test_desalinated_water_is_valued_at_its_cost() -> None:
    """10k m3 a day at 60 % use is 2.19 million m3, at 5 CNY 10.95 million CNY."""
    made = year(0.0, 0.0, 1.0)
    assert made.desalination_value[0, 0] == pytest.approx(0.1095 * 0.4, rel=1e-12)
    assert made.desalination_value[1, 0] == 0.0
