"""Labour: who works, how work moves between sectors, and what training adds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import labour

SHARE = st.floats(0, 1)
MIX = st.tuples(*[st.floats(0.01, 10)] * 4)
FARM = np.array([1.0, 0.0, 0.0, 0.0])


def params(**changes: float) -> labour.Params:
    """Two cities, agriculture and industry, three ages."""
    values = {
        "demand_response": 1.0,
        "agricultural_outflow": 0.1,
        "labour_adjustment_speed": 0.5,
        "labour_quality_growth": 1.0,
        "mincer_return": 0.08,
        "training_years_per_place": 0.5,
    } | changes
    return labour.Params(
        participation=np.array([[0.0, 0.9, 0.2], [0.0, 0.8, 0.1]])[..., None],
        employment_ratio=np.array([[0.95], [0.9]]),
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
    training: float = 0.0,
    lagged_value_added: tuple[float, ...] = (10, 10, 10),
) -> labour.Labour:
    return labour.step(
        population=people(),
        lagged_employment=np.array([[[10.0], [20.0], [20.0]]] * 2),
        lagged_value_added=np.array([lagged_value_added] * 2, dtype=float)[..., None],
        opening_human_capital=np.array([[1.0], [2.0]]),
        lever_education_human_capital=np.array([[training], [0.0]]),
        params=given_params,
    )


def test_the_labour_force_is_residents_times_participation() -> None:
    force = labour.labour_force(people(), params().participation)
    np.testing.assert_allclose(force[:, 0], [20 * (0.9 + 0.2 + 0.8 + 0.1), 40 * 2.0], rtol=1e-14)


def test_ageing_cuts_it() -> None:
    older = people()
    older[0, :, :, 1] -= 5e4
    older[0, :, :, 2] += 5e4
    before, after = (labour.labour_force(p, params().participation)[:, 0] for p in (people(), older))
    assert after[0] == pytest.approx(before[0] - 2 * 5 * (0.9 - 0.2 + 0.8 - 0.1))
    assert after[1] == before[1]


def test_employment_keeps_its_ratio_to_the_labour_force() -> None:
    np.testing.assert_allclose(year(params()).employment.sum(axis=1)[:, 0], [0.95 * 40, 0.9 * 80], rtol=1e-14)


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


def test_skill_grows_with_schooling_and_with_training() -> None:
    """3.8 10k places for 38 10k workers: a tenth of a place each, worth half a year at 8 %."""
    skill = year(params(), training=3.8).human_capital[:, 0]
    np.testing.assert_allclose(skill, [np.exp(0.01 + 0.1 * 0.5 * 0.08), 2 * np.exp(0.01)], rtol=1e-14)
