"""Quantiles over members, alike and weighted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.outcome import quantiles

PROBABILITIES = (0.05, 0.25, 0.5, 0.75, 0.95)


@given(arrays(float, (3, 17), elements=st.floats(-1e6, 1e6)))
def test_unweighted_quantiles_are_those_of_numpy_and_ordered(values: np.ndarray) -> None:
    found = quantiles(values, PROBABILITIES)
    np.testing.assert_allclose(found, np.quantile(values, PROBABILITIES, axis=-1), rtol=1e-12, atol=1e-6)
    assert (np.diff(found, axis=0) >= -1e-6).all()


@given(arrays(float, 9, elements=st.floats(-10, 10)), arrays(float, 9, elements=st.floats(0.1, 5)))
def test_weighted_quantiles_are_ordered_and_within_the_values(
    values: np.ndarray, weights: np.ndarray
) -> None:
    found = quantiles(values, PROBABILITIES, weights)
    assert (np.diff(found) >= 0).all()
    assert values.min() <= found.min() and found.max() <= values.max()


def test_a_weighted_median_by_hand() -> None:
    """Shares 0.25, 0.25, 0.5 stand at 0.125, 0.375, 0.75: the median lies a third of the way from 2 to 4."""
    assert quantiles(np.array([4.0, 1.0, 2.0]), (0.5,), np.array([2.0, 1.0, 1.0]))[0] == pytest.approx(8 / 3)


def test_a_weight_of_zero_leaves_a_member_out_of_the_middle() -> None:
    values = np.array([[1.0, 2.0, 3.0, 1000.0]])
    assert quantiles(values, (0.5,), np.array([1.0, 1.0, 1.0, 0.0]))[0, 0] == pytest.approx(2.0)


def test_a_series_that_is_missing_has_no_quantiles() -> None:
    found = quantiles(np.array([[np.nan] * 4, [1.0, 2.0, 3.0, 4.0]]), (0.5,))
    assert np.isnan(found[0, 0]) and found[0, 1] == 2.5
