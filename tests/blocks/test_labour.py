"""Labour: who works, how work moves between sectors, and what cohorts, age and training make of skill."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import labour

SHARE = st.floats(0, 1)
MIX = st.tuples(*[st.floats(0.01, 10)] * 4)
FARM = np.array([1.0, 0.0, 0.0, 0.0])
CEILING = 16.0


def params(**changes: float) -> labour.Params:
    """Two cities, agriculture and two others, three ages, the first of them children."""
    values = {
        "demand_response": 1.0,
        "agricultural_outflow": 0.1,
        "labour_adjustment_speed": 0.5,
        "mincer_return": 0.08,
        "schooling_ceiling": CEILING,
        "schooling_cohort_gain": 0.0,
        "training_years_per_place": 0.5,
        "training_time_off_work": 0.2,
        "unemployment_rate": 0.05,
        "retirement_coverage": 0.5,
        "skilled_schooling": 15.5,
    } | changes
    return labour.Params(
        participation=np.array([[[0.0, 0.9, 0.2], [0.0, 0.8, 0.1]]] * 2)[..., None],
        base_skill=np.array([[1.0], [2.0]]),
        age_productivity=np.zeros((3, 1)),
        base_wage=np.ones((2, 3, 1)),
        labour_share=np.array([[0.7], [0.5], [0.5]]),
        base_value_added=np.full((2, 3, 1), 10.0),
        agriculture=np.array([1.0, 0.0, 0.0]),
        **{name: np.array([value]) for name, value in values.items()},
    )


def people() -> np.ndarray:
    """Persons [city, residence, sex, age, member]: the first city has 200 thousand at every sex and age."""
    persons = np.full((2, 2, 2, 3, 1), 1e5)
    persons[1] *= 2
    return persons


def year(
    given_params: labour.Params,
    *,
    persons: np.ndarray | None = None,
    training: float = 0.0,
    delivered: float = 1.0,
    schooling: tuple[float, ...] = (8.0, 8.0, 8.0),
    lagged_value_added: tuple[float, ...] = (10, 10, 10),
) -> labour.Labour:
    return labour.step(
        population=people() if persons is None else persons,
        lagged_employment=np.array([[[10.0], [20.0], [20.0]]] * 2),
        lagged_value_added=np.array([lagged_value_added] * 2, dtype=float)[..., None],
        skilled_gain=np.zeros((2, 3, 1)),
        driver_retirement_age_shift=np.zeros(1),
        opening_schooling=np.array([schooling] * 2)[..., None],
        opening_training_effect=np.array([[1.0], [1.5]]),
        delivered_share=np.full((2, 1), delivered),
        lever_education_human_capital=np.array([[training], [0.0]]),
        params=given_params,
    )


def test_the_labour_force_is_residents_times_participation() -> None:
    force = year(params()).labour_force
    np.testing.assert_allclose(force[:, 0], [20 * (0.9 + 0.2 + 0.8 + 0.1), 40 * 2.0], rtol=1e-14)


def test_ageing_cuts_it_and_employment_with_it() -> None:
    older = people()
    older[0, :, :, 1] -= 5e4
    older[0, :, :, 2] += 5e4
    before, after = year(params()), year(params(), persons=older)
    lost = 2 * 5 * (0.9 - 0.2 + 0.8 - 0.1)
    assert after.labour_force[0, 0] == pytest.approx(before.labour_force[0, 0] - lost)
    assert after.employment[0].sum() == pytest.approx(before.employment[0].sum() - 0.95 * lost)
    assert after.labour_force[1, 0] == before.labour_force[1, 0]


def test_all_of_the_labour_force_works_but_the_unemployed() -> None:
    np.testing.assert_allclose(
        year(params()).employment.sum(axis=1)[:, 0], [0.95 * 40, 0.95 * 80], rtol=1e-14
    )


@given(MIX, MIX, SHARE, SHARE)
def test_shares_add_up_and_agriculture_loses_its_outflow(
    now: tuple[float, ...], wanted: tuple[float, ...], outflow: float, speed: float
) -> None:
    shares = np.array(now)[None, :, None] / sum(now)
    moved = labour.reallocate(
        shares, np.array(wanted)[None, :, None], FARM, np.array([outflow]), np.array([speed])
    )
    assert moved.sum() == pytest.approx(1.0, rel=1e-12)
    assert moved[0, 0, 0] == pytest.approx(shares[0, 0, 0] * (1 - outflow), rel=1e-12)
    inside, before = moved[0, 1:, 0] / moved[0, 1:].sum(), shares[0, 1:, 0] / shares[0, 1:].sum()
    goal = np.array(wanted[1:]) / sum(wanted[1:])
    np.testing.assert_allclose(inside, before + speed * (goal - before), rtol=1e-9, atol=1e-12)


def test_work_moves_towards_sectors_that_earn_more() -> None:
    """Outside agriculture wanted shares are 3 : 1 after one sector has tripled; half of the gap closes."""
    moved = year(params(), lagged_value_added=(10, 30, 10)).employment[0, :, 0] / 38.0
    np.testing.assert_allclose(moved, [0.18, 0.82 * 0.625, 0.82 * 0.375], rtol=1e-13)


@pytest.mark.parametrize(("response", "wanted"), [(0.0, 0.5), (0.5, 2 / 3), (1.0, 0.8)])
def test_work_follows_relative_growth_by_the_response_of_demand(response: float, wanted: float) -> None:
    at_once = params(demand_response=response, labour_adjustment_speed=1.0)
    workers = year(at_once, lagged_value_added=(10, 40, 10)).employment[0, :, 0]
    assert workers[1] / workers[1:].sum() == pytest.approx(wanted)


def test_everybody_grows_a_year_older_with_the_schooling_of_their_cohort() -> None:
    assert year(params(), schooling=(12.0, 9.0, 5.0)).schooling[0, 1:, 0].tolist() == [12.0, 9.0]


def test_the_newborn_will_learn_as_much_more_as_the_curve_is_steep() -> None:
    """At half of the ceiling the slope is the stated gain; near the ceiling next to nothing is left."""
    gain, ceiling = np.array([0.12]), np.array([CEILING])

    def next_cohort(now: float) -> float:
        return float(labour.next_schooling(np.full((1, 2, 1), now), gain, ceiling)[0, 0, 0])

    assert next_cohort(8.0) - 8.0 == pytest.approx(0.12, rel=1e-3)
    assert 0 < next_cohort(15.9) - 15.9 < 0.01
    assert CEILING > next_cohort(15.9999) > 15.9999


def test_skill_is_the_mean_of_the_active_by_schooling_and_age() -> None:
    """Men and women of the middle age: 34 at 12 years; of the last: 6 at 9 years and 10 % less for age."""
    base = params()
    aged = labour.Params(**{**vars(base), "age_productivity": np.array([[0.0], [0.0], [np.log(0.9)]])})
    skill = year(aged, schooling=(12.0, 9.0, 5.0)).human_capital[0, 0]
    expected = (34 * np.exp(0.08 * 12) + 6 * 0.9 * np.exp(0.08 * 9)) / 40
    assert skill == pytest.approx(expected, rel=1e-13)


def test_skill_grows_as_schooled_cohorts_replace_others_and_stops_when_all_are_alike() -> None:
    schooled = year(params(), schooling=(12.0, 9.0, 5.0))
    later = year(params(), schooling=tuple(schooled.schooling[0, :, 0]))
    last = year(params(), schooling=tuple(later.schooling[0, :, 0]))
    assert schooled.human_capital[0, 0] < later.human_capital[0, 0]
    np.testing.assert_allclose(last.human_capital, later.human_capital, rtol=1e-13)


def test_training_adds_to_what_was_trained_before() -> None:
    """3.8 10k places for 38 10k workers: a tenth of a place each, worth half a year at 8 %."""
    trained = year(params(), training=3.8)
    np.testing.assert_allclose(trained.training_effect[:, 0], [np.exp(0.1 * 0.5 * 0.08), 1.5], rtol=1e-14)
    half = year(params(), training=3.8, delivered=0.5)
    np.testing.assert_allclose(half.training_effect[0, 0], np.exp(0.05 * 0.5 * 0.08), rtol=1e-14)


def test_who_is_in_training_does_not_work() -> None:
    """A tenth of the workers away for a fifth of the year: 2 % less skill at work, for that year alone."""
    trained = year(params(), training=3.8)
    at_work = (
        trained.human_capital / year(params()).human_capital / (trained.training_effect / [[1.0], [1.5]])
    )
    np.testing.assert_allclose(at_work[:, 0], [0.98, 1.0], rtol=1e-14)


@given(st.tuples(*[st.floats(1, 15)] * 3), st.tuples(*[st.floats(1e3, 1e6)] * 3))
def test_cities_with_the_same_people_have_the_same_skill(
    schooling: tuple[float, ...], persons: tuple[float, ...]
) -> None:
    alike = np.broadcast_to(np.array(persons)[:, None], (2, 2, 2, 3, 1))
    base = params()
    same = labour.Params(**{**vars(base), "base_skill": np.ones((2, 1))})
    skill = year(same, persons=alike, schooling=schooling)
    levels = skill.human_capital / skill.training_effect
    assert levels[0, 0] == pytest.approx(levels[1, 0], rel=1e-12)


def ages_of_work() -> np.ndarray:
    """Participation [city, sex, age, member]: all work to 59 (women to 49), nobody after."""
    rates = np.zeros((1, 2, 101, 1))
    rates[:, 0, 15:60] = rates[:, 1, 15:50] = 1.0
    return rates


@pytest.mark.parametrize(("years", "kept"), [(0.0, 0.0), (0.25, 0.25), (1.0, 1.0), (2.5, 2.5)])
def test_later_retirement_moves_the_exit_of_those_it_covers(years: float, kept: float) -> None:
    rates = ages_of_work()
    later = labour.later_retirement(rates, np.array([years]), np.array([0.5]))
    np.testing.assert_allclose((later - rates).sum(axis=2)[0, :, 0], 0.5 * kept)
    assert np.array_equal(later[:, 0, :60], rates[:, 0, :60])
    assert ((later >= 0) & (later <= 1)).all()


def test_without_a_shift_participation_is_the_same_to_the_last_bit() -> None:
    rates = np.random.default_rng(1).uniform(0, 1, (2, 2, 101, 4))
    assert np.array_equal(labour.later_retirement(rates, np.zeros(1), np.full(4, 0.7)), rates)


def test_skilled_movers_raise_schooling_by_their_share() -> None:
    raised = labour.with_skilled(
        np.array([[[10.0]]]), np.array([[[50.0]]]), np.array([[[1000.0]]]), np.array([15.0])
    )
    assert raised[0, 0, 0] == pytest.approx(10.25)
