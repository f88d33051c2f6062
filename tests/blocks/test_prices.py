"""The price level cumulates the deflator's changes."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import prices


def test_price_level_is_last_years_times_the_change() -> None:
    level = np.array([1.0])
    for change in (3.0, -2.0, 1.0):
        year = prices.step(lagged_price_level=level, driver_gdp_deflator_change=np.array([change]))
        level = year.price_level
    assert level[0] == pytest.approx(1.03 * 0.98 * 1.01, rel=1e-14)
