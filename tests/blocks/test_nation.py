"""The nation's indices cumulate the driver's growth rates."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import nation


def test_indices_are_last_years_times_growth() -> None:
    year = nation.step(
        lagged_china_activity_index=np.array([1.1]),
        lagged_world_trade_index=np.array([0.9]),
        driver_china_trend_growth=np.array([5.0]),
        driver_world_trade_growth=np.array([-10.0]),
    )
    assert year.china_activity_index[0] == pytest.approx(1.155, rel=1e-14)
    assert year.world_trade_index[0] == pytest.approx(0.81, rel=1e-14)
