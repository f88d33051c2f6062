"""The record's memory: right on made-up growth, and silent on the half-life of gaps in the real one."""

from __future__ import annotations

import numpy as np
import pytest

from calibration import demand_gap, growth
from calibration.tables import Figures

CITIES = ("qingdao", "yantai", "weifang", "weihai", "rizhao")


def record(rates: np.ndarray) -> growth.Record:
    return growth.Record(tuple(range(rates.shape[1])), rates, np.zeros(rates.shape[1]))


def test_gaps_that_close_by_half_leave_the_expected_correlation() -> None:
    rng = np.random.default_rng(5)
    gaps = np.zeros((400, 60))
    for t in range(1, 60):
        gaps[:, t] = 0.5 * gaps[:, t - 1] + rng.normal(0, 0.01, 400)
    found = demand_gap.memory(record(np.diff(gaps, axis=1)))
    assert demand_gap.expected_correlation(1.0) == -0.25
    assert found.correlation == pytest.approx(-0.25, abs=0.03)


def test_means_of_cities_and_years_leave_no_trace() -> None:
    rates = np.arange(5.0)[:, None] + np.array([3.0, -1.0, 4.0, 1.0])[None]
    np.testing.assert_allclose(demand_gap.residuals(rates), 0, atol=1e-12)


def test_the_published_growth_of_the_cities_cannot_tell_the_half_life() -> None:
    history, macro = Figures("city_accounts_history"), Figures("macro")
    found = demand_gap.memory(growth.read(history, macro, CITIES, range(2011, 2020)))
    assert found.pairs == 28
    assert found.correlation == pytest.approx(0.22, abs=0.01)
    # two standard errors hold no half-life between half a year and two years, nor no gaps at all apart
    low, high = (demand_gap.expected_correlation(h) for h in (0.5, 2.0))
    assert high - low < 2 * found.error
    assert found.correlation + 2 * found.error > 0 > found.correlation - 2 * found.error
