"""Air by hand: sources and receptors, standards, days of good air, and no worth without measures."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import air

SCALARS = {
    "outside": 0.4,
    "weight_power": 0.1,
    "weight_industry": 0.4,
    "weight_transport": 0.2,
    "weight_other": 0.3,
    "clean_air_wtp": 0.004,
    "industrial_coal_precursors": 0.5,
    "pm25_trend": 0.0,
    "precursor_intensity_trend": 0.0,
    "odds_slope": -0.05,
}


def params(**changes: float) -> air.Params:
    return air.Params(
        pm25=np.array([[40.0], [20.0]]),
        industry_coal=np.array([[10.0], [5.0]]),
        coal_generation=np.array([[20.0], [10.0]]),
        oil=np.array([[4.0], [2.0]]),
        works=np.array([[100.0], [50.0]]),
        industry=np.array([1.0, 0.0]),
        source=np.array([[[0.4], [0.2]], [[0.2], [0.4]]]),
        good_air_odds=np.log(np.array([[3.0], [9.0]])),
        **{name: np.array([value]) for name, value in (SCALARS | changes).items()},
    )


def year(
    given_params: air.Params | None = None,
    left: tuple[float, float] = (1.0, 1.0),
    coal: float = 1.0,
    coal_spared: float = 0.0,
    works: float = 1.0,
) -> air.Air:
    """``coal`` and ``works`` relative to 2020; ``coal_spared`` as a share of industry's of 2020, in both."""
    p = given_params if given_params is not None else params()
    fuel = np.zeros((2, 3, 1))
    fuel[:, air.OIL] = p.oil
    return air.step(
        lagged_precursor_technique=np.ones(1),
        lagged_outside_air=np.ones(1),
        value_added=np.stack([works * p.works, p.works], axis=1),
        fuel_use=fuel,
        coal_generation=p.coal_generation,
        coal_power_spared=0 * p.coal_generation,
        industry_coal=coal * p.industry_coal,
        industry_coal_spared=coal_spared * p.industry_coal,
        precursors_left=np.array(left)[:, None],
        params=p,
    )


def test_2020_is_as_measured_and_worth_nothing_more() -> None:
    base = year()
    np.testing.assert_allclose(base.pm25[:, 0], [40.0, 20.0], rtol=1e-15)
    np.testing.assert_allclose(base.good_air_days[:, 0], [0.75, 0.9], rtol=1e-14)
    np.testing.assert_array_equal(base.pm25_ratio, 1.0)
    np.testing.assert_array_equal(base.clean_air_gain, 0.0)


def test_a_standard_in_one_city_cleans_its_own_air_and_half_as_much_its_neighbours() -> None:
    """Half of 0.6 held to the standard: emissions fall by 0.3, particles by 12 and 6 %."""
    found = year(left=(0.5, 1.0))
    np.testing.assert_allclose(found.precursor_emissions[:, 0], [0.7, 1.0], rtol=1e-12)
    np.testing.assert_allclose(found.pm25[:, 0], [40 * 0.88, 20 * 0.94], rtol=1e-12)
    np.testing.assert_allclose(found.clean_air_gain[:, 0], [0.004 * 4.8, 0.004 * 1.2], rtol=1e-12)


def test_coal_that_is_spared_counts_as_a_measure_and_coal_that_is_not_burnt_anyway_does_not() -> None:
    """A tenth of industry's coal is 0.1 x 0.5 x 0.4 of precursors and 0.6 of that in particles."""
    spared, absent = year(coal=0.9, coal_spared=0.1), year(coal=0.9)
    np.testing.assert_allclose(spared.pm25, absent.pm25, rtol=1e-15)
    np.testing.assert_allclose(spared.pm25_ratio, 1 - 0.012, rtol=1e-12)
    np.testing.assert_array_equal(absent.pm25_ratio, 1.0)


def test_more_output_dirties_the_air() -> None:
    """A tenth more works without more coal: 0.5 x 0.4 x 0.1 of precursors."""
    np.testing.assert_allclose(year(works=1.1).precursor_emissions, 1.02, rtol=1e-12)


def test_trends_inside_and_outside_are_apart() -> None:
    found = year(params(precursor_intensity_trend=-10.0, pm25_trend=-5.0))
    np.testing.assert_allclose(found.pm25[0], 40 * (0.6 * 0.9 + 0.4 * 0.95), rtol=1e-12)


def test_log_odds_of_a_good_day_are_linear_in_particles() -> None:
    p = params()
    fewer = air.good_days(p.pm25 - 10, p)
    np.testing.assert_allclose(fewer / (1 - fewer), np.array([[3.0], [9.0]]) * np.exp(0.5), rtol=1e-12)


@given(st.floats(0, 1), st.floats(0, 1))
def test_stricter_standards_never_dirty_any_air(first: float, second: float) -> None:
    found = year(left=(first, second))
    assert (found.pm25 <= year().pm25 + 1e-12).all()
    assert (found.good_air_days < 1).all()
    assert (found.clean_air_gain >= 0).all()
