"""Scores worked by hand: CRPS, coverage, skill, and the bootstrap of a mean."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from calibration.backtest import scoring, tables
from calibration.backtest.rolling import COLUMNS
from calibration.backtest.rules import LATELY, POOLED, SHARE, UNCHANGED, combined


def test_crps_of_two_members_by_hand() -> None:
    """Members 1 and 3, observed 2: mean distance 1, mean distance between members (0+2+2+0)/4, half of it."""
    assert scoring.crps(np.array([1.0, 3.0]), np.array(2.0)) == pytest.approx(1 - 0.5)
    assert scoring.crps(np.array([3.0, 1.0]), np.array(5.0)) == pytest.approx(3 - 0.5)


def test_crps_of_one_member_is_the_absolute_error() -> None:
    assert scoring.crps(np.array([[4.0]]), np.array([6.5])) == pytest.approx([2.5])


def test_crps_of_a_normal_is_the_known_formula() -> None:
    """Gneiting and Raftery 2007: sd (z (2 Phi(z) - 1) + 2 phi(z) - 1/sqrt(pi))."""
    members = 1 + 2 * stats.norm.ppf((np.arange(20000) + 0.5) / 20000)
    z = (2.5 - 1) / 2
    exact = 2 * (z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - np.pi**-0.5)
    assert scoring.crps(members, np.array(2.5)) == pytest.approx(exact, rel=1e-3)


def test_coverage_of_made_up_data_is_the_nominal_one() -> None:
    rng = np.random.default_rng(4)
    members, observed = rng.normal(size=(4000, 400)), rng.normal(size=4000)
    for level in scoring.LEVELS:
        inside = scoring.covered(members, observed, level)
        assert inside.mean() == pytest.approx(level / 100, abs=0.02)
    twice = scoring.covered(members, 2 * observed, 50)
    assert twice.mean() == pytest.approx(2 * stats.norm.cdf(stats.norm.ppf(0.75) / 2) - 1, abs=0.02)


def test_what_was_not_observed_is_neither_in_nor_out() -> None:
    inside = scoring.covered(np.zeros((2, 9)), np.array([np.nan, 0.0]), 80)
    assert np.isnan(inside[0]) and inside[1] == 1


def test_a_combination_moves_the_middle_and_keeps_the_spread() -> None:
    found = combined(np.array([[1.0, 3.0]]), np.array([6.0]), 0.5)
    np.testing.assert_allclose(found, [[3.0, 5.0]])


def test_the_bootstrap_of_alike_origins_has_no_width_and_of_unlike_ones_has() -> None:
    rng = np.random.default_rng(1)
    assert scoring.band(np.full((6, 3), 2.0), 2, rng, rounds=100) == (2.0, 2.0)
    low, high = scoring.band(np.arange(6.0)[:, None], 1, rng, rounds=4000)
    spread = np.arange(6.0).std() / 6**0.5
    assert (high - low) / (2 * 1.645) == pytest.approx(spread, rel=0.1)


def test_blocks_stay_together() -> None:
    """Alternating origins in blocks of two always average the same."""
    rng = np.random.default_rng(1)
    values = np.array([1.0, 3.0] * 3)[:, None]
    assert scoring.band(values, 2, rng, rounds=200) == (2.0, 2.0)


def test_saving_half_of_a_rules_error_is_a_skill_of_one_half() -> None:
    errors = {POOLED: 1.0, SHARE: -2.0, LATELY: 4.0, UNCHANGED: 0.5}
    table = pd.DataFrame(
        [("r", rule, 2015, 1, "a", 5.0, e, abs(e), np.nan, np.nan, np.nan) for rule, e in errors.items()],
        columns=COLUMNS,
    )
    for by in ((), ("place",)):
        found = tables.scores(table, by).set_index("rule")
        assert found.loc[POOLED, f"saves_on_{SHARE}"] == pytest.approx(0.5)
        assert found.loc[POOLED, f"saves_on_{LATELY}"] == pytest.approx(0.75)
        assert found.loc[POOLED, f"saves_on_{UNCHANGED}"] == pytest.approx(-1.0)
        assert found.loc[SHARE, "error"] == -2.0
