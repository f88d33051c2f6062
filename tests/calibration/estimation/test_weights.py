"""Weights and resampling: a conjugate posterior is recovered, sizes and choices are as worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from calibration.estimation import weights


def test_equal_likelihoods_weigh_alike_and_one_alone_counts_for_one() -> None:
    assert weights.effective_size(weights.normalised(np.full(8, -1e4))) == pytest.approx(8)
    assert weights.effective_size(weights.normalised(np.array([0.0, -800.0, -np.inf]))) == pytest.approx(1)


def test_two_to_one_is_worth_nine_fifths() -> None:
    """Weights 2/3 and 1/3: 1 / (4/9 + 1/9)."""
    assert weights.effective_size(weights.normalised(np.log([2.0, 1.0]))) == pytest.approx(1.8)


def test_the_evidence_is_the_mean_likelihood() -> None:
    assert weights.log_evidence(np.log([0.2, 0.4])) == pytest.approx(np.log(0.3))


def test_a_comb_of_four_takes_each_draw_as_often_as_it_weighs() -> None:
    rows = weights.chosen(np.array([0.5, 0.0, 0.25, 0.25]), 4, 0.5)
    assert rows.tolist() == [0, 0, 2, 3]


def test_last_bits_of_a_likelihood_choose_no_other_member() -> None:
    rng = np.random.default_rng(3)
    found = rng.normal(size=5000) * 3
    other = found * (1 + 1e-15 * rng.standard_normal(5000))
    one, two = (weights.chosen(weights.normalised(v), 1000, 0.3) for v in (found, other))
    np.testing.assert_array_equal(one, two)


def test_reweighting_recovers_a_conjugate_posterior() -> None:
    """Prior N(0, 2²), four observations of mean 1 with sd 1: posterior N(16/17, 4/17)."""
    rng = np.random.default_rng(11)
    prior = 2 * rng.standard_normal(200_000)
    seen = np.array([0.2, 1.8, 0.7, 1.3])
    likelihood = -0.5 * ((seen[:, None] - prior) ** 2).sum(axis=0)
    kept = prior[weights.chosen(weights.normalised(likelihood), 20_000, 0.5)]
    assert kept.mean() == pytest.approx(16 / 17, abs=0.01)
    assert kept.std() == pytest.approx((4 / 17) ** 0.5, abs=0.01)
