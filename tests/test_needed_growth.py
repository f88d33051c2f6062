"""What growth a target asks of the parts of a sum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.needed_growth import alone, common_extra, level


def test_nothing_extra_is_needed_where_usual_growth_is_enough() -> None:
    start, usual = np.array([60.0, 40.0]), np.array([0.1, 0.0])
    assert common_extra(start, usual, 1, 106.0) == pytest.approx(0.0, abs=1e-12)
    assert common_extra(start, usual, 1, 111.0) == pytest.approx(0.05)


@given(extra=st.floats(-0.3, 0.3), years=st.integers(1, 10))
def test_the_extra_rate_gives_the_target_back(extra: float, years: int) -> None:
    start, usual = np.array([50.0, 30.0, 20.0]), np.array([0.08, 0.03, -0.05])
    wanted = float(level(start, usual + extra, years).sum())
    assert common_extra(start, usual, years, wanted) == pytest.approx(extra, abs=1e-9)


def test_a_target_out_of_all_reach_is_refused() -> None:
    with pytest.raises(ValueError, match="no growth within"):
        common_extra(np.array([1.0]), np.array([0.0]), 1, 5.0)


def test_one_part_alone_fills_what_the_others_leave() -> None:
    """Of 150 the others give 90: from 40 the part must reach 60. Others that give more leave no gap."""
    rates = alone(np.array([90.0, 160.0]), np.array([40.0, 10.0]), 1, 150.0)
    assert rates[0] == pytest.approx(0.5)
    assert np.isnan(rates[1])
