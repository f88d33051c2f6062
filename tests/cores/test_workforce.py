"""Participation and schooling of 2020: every draw meets the census, and no rate leaves its range."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import base_data
from sim.baseline import load
from sim.cores import accounts, assembly, workforce
from sim.parameters import draws, register

MEMBERS = 60


@cache
def drawn() -> tuple[dict[str, np.ndarray], accounts.Accounts]:
    """Central parameters and draws from their priors, with the accounts that they make."""
    baseline = load()
    values = draws(assembly.parameter_names(baseline), members=MEMBERS, seed=5, uncertain=True, overrides={})
    values |= base_data.right(baseline, MEMBERS)
    return values, accounts.build(baseline, values)


def test_a_common_shift_of_log_odds_by_hand() -> None:
    """Both cells at even odds: a sum of 1.5 of 2 needs odds of three to one."""
    moved = workforce.shift(np.zeros((2, 1)), np.ones((1, 2, 1)), np.array([[1.5]]))
    assert moved[0, 0] == pytest.approx(np.log(3), rel=1e-14)


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(0.1, 10)), min_size=1, max_size=6), st.floats(0.1, 0.9))
def test_the_shift_meets_its_target_and_keeps_the_order(
    cells: list[tuple[float, float]], share: float
) -> None:
    logits, weights = (np.array(column)[:, None] for column in zip(*cells, strict=True))
    moved = workforce.shift(logits, weights[None], np.array([[share * weights.sum()]]))
    met = workforce.logistic(logits + moved[0])
    assert np.sum(weights * met) == pytest.approx(share * weights.sum(), rel=1e-9)
    assert ((met > 0) & (met < 1)).all()


def test_in_every_draw_the_census_workers_are_all_but_the_unemployed() -> None:
    values, books = drawn()
    force = np.einsum("cgam,cgam->cm", books.people, books.participation) / 1e4
    unemployed = 1 - books.workers.sum(axis=1) / force
    np.testing.assert_allclose(unemployed, np.tile(values["unemployment_rate"], (5, 1)), rtol=1e-9)
    assert len(np.unique(unemployed[0])) == MEMBERS


def test_participation_stays_between_none_and_all_and_starts_at_15() -> None:
    _, books = drawn()
    assert (books.participation[:, :, :15] == 0).all()
    rates = books.participation[:, :, 15:]
    assert 0 < rates.min() < rates.max() < 1


def test_the_shift_leaves_the_order_of_the_registered_rates() -> None:
    values, books = drawn()
    registered = workforce.registered_participation(values)[..., 0]
    for city in books.participation[..., 0]:
        moved = city[:, 15:]
        order = np.argsort(registered.ravel(), kind="stable")
        assert (np.diff(moved.ravel()[order]) >= -1e-12).all()


def test_in_every_draw_mean_schooling_is_that_of_the_census() -> None:
    _, books = drawn()
    adults = books.people.sum(axis=1)[:, 15:]
    mean = np.sum(adults * books.schooling[:, 15:], axis=1) / adults.sum(axis=1)
    census = [10.43, 10.01, 9.6, 10.09, 9.07]
    np.testing.assert_allclose(mean, np.repeat(np.array(census)[:, None], MEMBERS, axis=1), rtol=1e-9)


def test_younger_cohorts_have_more_schooling_and_less_than_the_ceiling() -> None:
    values, books = drawn()
    assert (np.diff(books.schooling, axis=1) < 0).all()
    assert (books.schooling > 0).all()
    assert (books.schooling < values["schooling_ceiling"]).all()


def test_productivity_peaks_at_its_age_and_falls_alike_on_both_sides() -> None:
    """With the peak at 45, half a decade and three halves away cost 0.01 and 0.09."""
    profile = workforce.age_productivity(
        {"age_productivity_peak": np.array([45.0]), "age_productivity_curvature": np.array([0.04])}
    )[:, 0]
    assert int(np.argmax(profile)) == 45
    np.testing.assert_allclose(profile[[40, 50, 30, 60]], [-0.01, -0.01, -0.09, -0.09], rtol=1e-13)


def test_past_skill_growth_of_a_population_that_stands_still_is_what_schooling_brought() -> None:
    """The same people at every age, all of whom work, a tenth of a year of school more for each cohort: at
    8 % that is 0.8 % a year."""
    people = np.ones((1, 2, 101, 1))
    rates = np.zeros_like(people)
    rates[:, :, 20:60] = 1.0
    years = 14.0 - 0.1 * np.arange(101.0)[None, :, None]
    flat = {
        "mincer_return": np.array([0.08]),
        "age_productivity_peak": np.array([45.0]),
        "age_productivity_curvature": np.array([0.0]),
    }
    growth = workforce.past_skill_growth(flat, people, rates, years)
    assert growth[0, 0] == pytest.approx(0.008, rel=1e-12)


def test_past_skill_growth_comes_out_near_the_published_estimate() -> None:
    """A check and no input: Wu's labour quality, 0.3 to 0.8 percent a year."""
    values, books = drawn()
    growth = workforce.past_skill_growth(values, books.people, books.participation, books.schooling)[:, 0]
    published = register()["labour_quality_growth"]
    assert (growth > published.low / 100).all()
    assert (growth < published.high / 100).all()
