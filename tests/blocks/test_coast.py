"""The coast as a bound, and restored land as a stock: by hand, and nothing where nothing binds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import coast, ecology

ONE = np.array([1.0])
PARAMS = coast.Params(
    coastline=np.array([100.0, 200.0]),
    base_natural=np.array([0.4, 0.4]),
    port_of_city=np.eye(2),
    port_capacity=np.array([[1000.0], [1000.0]]),
    port_capacity_growth=0.0 * ONE,
    coastal_building_rate=0.0 * ONE,
    natural_share_of_works=0.5 * ONE,
    shoreline_per_capacity=0.001 * ONE,
    sea_projects_on_shore=0.4 * ONE,
)


def year(*, capacity: float = 0.0, minimum: float = 0.0, natural: float = 0.4) -> coast.Coast:
    """One year; levers act in the first city only."""
    return coast.step(
        opening_natural_shoreline=np.full((2, 1), natural),
        opening_coastal_works_asked=np.zeros((2, 1)),
        opening_coastal_works_done=np.zeros((2, 1)),
        opening_years_projected=np.array([0.0]),
        lever_port_capacity=np.array([[[capacity / 2], [capacity / 2]], [[0.0], [0.0]]]),
        lever_shoreline_control=np.array([[minimum], [0.0]]),
        params=PARAMS,
    )


def test_a_line_that_does_not_bind_allows_everything_to_the_last_bit() -> None:
    for result in (year(), year(capacity=4000.0), year(capacity=4000.0, minimum=35.0)):
        np.testing.assert_array_equal(result.coastal_works_allowed, 1.0)
        np.testing.assert_array_equal(result.sea_area_allowed, 1.0)


def test_works_take_shoreline_by_hand() -> None:
    """4000 x 0.001 km, half of it natural: 2 km of 100."""
    assert year(capacity=4000.0).natural_shoreline[0, 0] == pytest.approx(0.38)
    assert year(capacity=4000.0).natural_shoreline[1, 0] == 0.4


def test_a_line_that_binds_leaves_what_there_is_room_for() -> None:
    """Room for 1 km of the 2: half of the half on natural shore, three quarters in all."""
    result = year(capacity=4000.0, minimum=39.0)
    assert result.natural_shoreline[0, 0] == pytest.approx(0.39, rel=1e-12)
    assert result.coastal_works_allowed[0, 0] == pytest.approx(0.75, rel=1e-10)
    assert result.sea_area_allowed[0, 0] == pytest.approx(1 - 0.4 * 0.5 * 0.5, rel=1e-10)
    assert result.coastal_works_done[0, 0] == pytest.approx(3000.0, rel=1e-10)


def test_a_coast_below_the_line_loses_no_more_and_builds_on_built_shore_only() -> None:
    result = year(capacity=4000.0, minimum=50.0)
    assert result.natural_shoreline[0, 0] == 0.4
    assert result.coastal_works_allowed[0, 0] == pytest.approx(0.5)


@given(st.floats(0, 20000), st.floats(0, 60), st.floats(0, 10))
def test_a_stricter_line_keeps_more_shore_and_allows_no_more_works(
    capacity: float, minimum: float, stricter: float
) -> None:
    loose, strict = (
        year(capacity=capacity, minimum=minimum),
        year(capacity=capacity, minimum=minimum + stricter),
    )
    assert strict.natural_shoreline[0, 0] >= loose.natural_shoreline[0, 0] - 1e-15
    assert strict.coastal_works_allowed[0, 0] <= loose.coastal_works_allowed[0, 0] + 1e-12
    assert strict.natural_shoreline[0, 0] >= min(0.4, (minimum + stricter) / 100) - 1e-12


RESTORED = ecology.Params(
    ecosystem_area=np.array([[100000.0], [100000.0]]),
    base_shoreline=np.array([0.4, 0.4]),
    restoration_cost=200000.0 * ONE,
    ecosystem_maturity_years=10.0 * ONE,
    shoreline_weight=0.1 * ONE,
    forest_sink=4.0 * ONE,
    landscape_amenity_elasticity=0.05 * ONE,
    water_amenity_weight=0.5 * ONE,
)


def grown(
    *, money: float = 0.0, area: float = 0.0, mature: float = 0.0, shore: float = 0.4, gain: float = 0.0
) -> ecology.Ecology:
    def first(value: float, other: float = 0.0) -> np.ndarray:
        return np.array([[value], [other]])

    return ecology.step(
        opening_restored_area=first(area),
        opening_mature_area=first(mature),
        new_ecology_money=first(money),
        natural_shoreline=first(shore, 0.4),
        river_gain=first(gain),
        coast_gain=first(gain),
        params=RESTORED,
    )


def test_money_restores_hectares_that_mature_a_tenth_a_year() -> None:
    """100m CNY at 200 thousand a hectare are 500 ha; of 1000 young ones 100 mature: 0.1 % of the stock."""
    result = grown(money=1.0, area=1000.0)
    assert result.restored_area[0, 0] == pytest.approx(1500.0)
    assert result.mature_area[0, 0] == pytest.approx(100.0)
    assert result.eco_index[0, 0] == pytest.approx(1.001**0.9, rel=1e-12)
    assert result.carbon_sink_added[0, 0] == pytest.approx(0.0004)
    assert result.landscape_amenity[0, 0] == pytest.approx(0.05 * 0.5 * np.log(1.001), rel=1e-12)


def test_nothing_restored_is_nothing_to_the_last_bit() -> None:
    np.testing.assert_array_equal(grown().landscape_amenity, 0.0)
    np.testing.assert_array_equal(grown().eco_index, 1.0)


def test_lost_shore_lowers_the_index_and_cleaner_water_draws_people() -> None:
    assert grown(shore=0.36).eco_index[0, 0] == pytest.approx(0.9**0.1, rel=1e-12)
    assert grown(gain=0.1).landscape_amenity[0, 0] == pytest.approx(0.05 * 0.5 * 0.1, rel=1e-12)
