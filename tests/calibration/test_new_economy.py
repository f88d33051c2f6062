"""The new-economy shares of 2020: scaled to the published total, relations kept."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration import new_economy
from calibration.tables import Figures
from sim.baseline import load


def test_odds_move_by_one_factor_until_the_total_is_met() -> None:
    """Shares 1/2 and 1/5 with weights 1/2: odds doubled give 2/3 and 1/3, in the mean a half."""
    found = new_economy.scaled(np.array([0.5, 0.2]), np.array([10.0, 10.0]), 0.5)
    np.testing.assert_allclose(found, [2 / 3, 1 / 3], rtol=1e-10)


@given(st.lists(st.floats(0.02, 0.9), min_size=2, max_size=6), st.floats(0.1, 0.6))
def test_every_total_is_met_and_the_order_kept(shares: list[float], total: float) -> None:
    judged = np.array(shares)
    found = new_economy.scaled(judged, np.ones(len(shares)), total)
    assert found.mean() == pytest.approx(total, rel=1e-9)
    assert (np.argsort(found, kind="stable") == np.argsort(judged, kind="stable")).all()


def test_the_built_shares_give_the_provinces_share_of_2020() -> None:
    value = load()["value_added"]
    total = (value * load()["new_economy_share"]).sum() / value.sum()
    published = Figures("macro").value("shandong", "new_economy_share_official", 2020)
    assert 100 * total == pytest.approx(published, rel=1e-9)
    assert set(load().tables["new_economy_share"].provenance) == {"derived"}
