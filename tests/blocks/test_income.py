"""Income relative to the nation: potential output per worker against national activity, both from 2020."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import income

PARAMS = income.Params(base_output_per_worker=np.array([[2.0], [5.0]]))


def wage(
    potential: list[list[float]], workers: list[list[float]], nation: float, air: float = 0.0
) -> np.ndarray:
    return income.step(
        potential_value_added=np.array(potential)[..., None],
        employment=np.array(workers)[..., None],
        china_activity_index=np.array([nation]),
        clean_air_gain=np.array([[air], [0.0]]),
        params=PARAMS,
    ).relative_wage[:, 0]


def test_a_city_that_grows_like_the_nation_draws_nobody() -> None:
    grown = wage([[30.0, 10.0], [50.0, 10.0]], [[12.0, 4.0], [8.0, 1.6]], 1.25)
    np.testing.assert_allclose(grown, 0.0, atol=1e-15)


def test_relative_income_is_in_logs_of_output_per_worker() -> None:
    moved = wage([[24.0, 20.0], [45.0, 0.0]], [[10.0, 10.0], [5.0, 5.0]], 1.0)
    np.testing.assert_allclose(moved, np.log([1.1, 0.9]), rtol=1e-13)


def test_more_workers_at_the_same_output_lower_it() -> None:
    fewer = wage([[40.0, 0.0], [50.0, 0.0]], [[20.0, 0.0], [10.0, 0.0]], 1.0)
    more = wage([[40.0, 0.0], [50.0, 0.0]], [[22.0, 0.0], [10.0, 0.0]], 1.0)
    assert more[0] == pytest.approx(fewer[0] - np.log(1.1))
    assert more[1] == fewer[1]


def test_cleaner_air_counts_as_income_where_it_is() -> None:
    moved = wage([[20.0, 20.0], [50.0, 0.0]], [[10.0, 10.0], [5.0, 5.0]], 1.0, air=0.02)
    np.testing.assert_allclose(moved, [0.02, 0.0], atol=1e-15)
