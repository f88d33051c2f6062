"""Neighbours' knowledge: nearness, borders, cooperation and core functions against cases worked by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import spillover

TIMES = np.array([[0.0, 120.0], [120.0, 0.0]])[..., None]
RD = np.array([[100.0], [50.0]])
NONE = np.array([0.0])
NEUTRAL = {
    "border_cost_left": np.ones((2, 2, 1)),
    "delivery": np.array([1.0]),
    "lever_innovation_consortia": NONE,
    "lever_core_city_functions": np.zeros((2, 1)),
}


def params(**changes: float) -> spillover.Params:
    values = {
        "rd_spillover_elasticity": 0.04,
        "spillover_halflife_time": 60.0,
        "access_adjustment": 0.2,
        "knowledge_border_loss": 0.25,
        "cooperation_channel_share": 0.1,
        "core_decay_cut": 0.5,
    } | changes
    drawn = {name: np.array([value]) for name, value in values.items()}
    near = spillover.nearness(TIMES, drawn["spillover_halflife_time"])
    return spillover.Params(base_nearness=near, base_rd_capital=RD, **drawn)


def year(given_params: spillover.Params | None = None, **changes: np.ndarray) -> spillover.Spillover:
    """One year in which nothing has moved since 2020 apart from the changes."""
    chosen = given_params or params()
    values = {
        "opening_nearness_in_use": chosen.base_nearness,
        "opening_contact_in_use": np.ones_like(chosen.base_nearness),
        "opening_rd_capital_effective": chosen.base_rd_capital,
        "travel_time": TIMES,
        **NEUTRAL,
    } | changes
    return spillover.step(**values, params=chosen)


EFFECTS = ("nearness_effect", "contact_effect", "spillover_effect")


def pool_growth(result: spillover.Spillover) -> np.ndarray:
    effect: np.ndarray = np.prod([getattr(result, name) for name in EFFECTS], axis=0)
    return effect


@pytest.mark.parametrize("half_life", [37.0, 60.0, 181.3])
def test_at_neutral_values_and_times_of_2020_every_effect_is_one_to_the_last_bit(half_life: float) -> None:
    given_params = params(spillover_halflife_time=half_life, knowledge_border_loss=0.237)
    result = year(given_params)
    for name in EFFECTS:
        np.testing.assert_array_equal(getattr(result, name), 1.0)
    np.testing.assert_array_equal(result.contact_in_use, 1.0)
    np.testing.assert_array_equal(result.nearness_in_use, given_params.base_nearness)


def test_nearness_halves_with_every_half_life_and_leaves_the_own_city_out() -> None:
    weight = spillover.nearness(TIMES, np.array([60.0]))[..., 0]
    np.testing.assert_allclose(weight, [[0, 0.25], [0.25, 0]], rtol=1e-14)


@given(st.floats(1, 1000), st.floats(1, 1000), st.floats(10, 500))
def test_a_longer_way_never_brings_neighbours_closer(first: float, second: float, half_life: float) -> None:
    short, long = sorted((first, second))
    near, far = (
        spillover.nearness(TIMES / 120.0 * minutes, np.array([half_life])) for minutes in (short, long)
    )
    assert (near >= far).all()


def test_a_shorter_way_is_used_step_by_step_and_is_nearness_only() -> None:
    """An hour instead of two doubles the weight; a fifth of the gap is closed in the first year."""
    result = year(travel_time=TIMES / 2)
    np.testing.assert_allclose(result.nearness_in_use[..., 0], [[0, 0.3], [0.3, 0]], rtol=1e-13)
    np.testing.assert_allclose(result.nearness_effect, 1.2**0.04, rtol=1e-13)
    np.testing.assert_array_equal(result.contact_effect, 1.0)
    np.testing.assert_array_equal(result.spillover_effect, 1.0)


def test_a_border_half_removed_lets_pass_half_of_what_it_held_back() -> None:
    """A loss of 0.25 becomes 0.125: 0.875 passes instead of 0.75; a fifth of that in the first year."""
    half = np.array([[1.0, 0.5], [0.5, 1.0]])[..., None]
    result = year(border_cost_left=half)
    passes = 0.875 / 0.75
    np.testing.assert_allclose(result.contact_in_use[0, 1], 1 + 0.2 * (passes - 1), rtol=1e-13)
    np.testing.assert_allclose(result.contact_effect, (1 + 0.2 * (passes - 1)) ** 0.04, rtol=1e-13)
    np.testing.assert_array_equal(result.nearness_effect, 1.0)


@given(st.floats(0, 1), st.floats(0, 1))
def test_less_of_a_border_never_lets_less_pass_and_none_of_it_lets_all_pass(one: float, other: float) -> None:
    """Without any border 1 passes instead of 0.75."""
    less, more = sorted((one, other))
    open_, closed = (
        year(border_cost_left=np.full((2, 2, 1), left)).contact_in_use[0, 1, 0] for left in (less, more)
    )
    assert 1.0 <= closed <= open_ <= 1 + 0.2 / 3 + 1e-12


def test_joint_research_opens_its_channel_only() -> None:
    """30 % more through a tenth of the flow: 3 % more knowledge, a fifth of it in the first year."""
    result = year(lever_innovation_consortia=np.array([30.0]))
    np.testing.assert_allclose(result.contact_effect, 1.006**0.04, rtol=1e-13)


def test_of_joint_research_the_delivered_part_counts() -> None:
    """Half of 60 % is 30 %."""
    planned, done = (
        year(lever_innovation_consortia=np.array([dose]), delivery=np.array([part]))
        for dose, part in ((60.0, 0.5), (30.0, 1.0))
    )
    np.testing.assert_array_equal(planned.contact_in_use, done.contact_in_use)


def test_core_functions_slow_the_decay_of_what_the_core_gives_and_of_nothing_else() -> None:
    """Two half-lives away and half the decay gone: twice as much reaches the other city."""
    result = year(lever_core_city_functions=np.array([[1.0], [0.0]]))
    contact = result.contact_in_use[..., 0]
    assert contact[1, 0] == pytest.approx(1.2, rel=1e-13)
    assert contact[0, 1] == 1.0
    np.testing.assert_allclose(result.contact_effect[:, 0], [1.0, 1.2**0.04], rtol=1e-13)


def test_a_neighbours_growth_reaches_a_city_and_not_its_own() -> None:
    result = year(opening_rd_capital_effective=np.array([[200.0], [50.0]]))
    np.testing.assert_allclose(result.spillover_effect[:, 0], [1.0, 2**0.04], rtol=1e-13)
    np.testing.assert_array_equal(result.contact_effect, 1.0)


def test_the_three_effects_are_exactly_the_pool_over_that_of_2020() -> None:
    left = np.array([[1.0, 0.6], [0.6, 1.0]])[..., None]
    grown = np.array([[160.0], [70.0]])
    result = year(
        travel_time=0.7 * TIMES,
        border_cost_left=left,
        lever_innovation_consortia=np.array([50.0]),
        opening_rd_capital_effective=grown,
    )
    weight = result.nearness_in_use * result.contact_in_use
    pools = spillover.pool(weight, grown) / spillover.pool(params().base_nearness, RD)
    np.testing.assert_allclose(pool_growth(result), pools**0.04, rtol=1e-13)


def test_the_nearer_neighbour_gains_more() -> None:
    """Three cities alike; the first one's research doubles; the second is an hour away, the third two."""
    times = np.array([[0.0, 60.0, 120.0], [60.0, 0.0, 90.0], [120.0, 90.0, 0.0]])[..., None]
    alike = replace(
        params(), base_nearness=spillover.nearness(times, np.array([60.0])), base_rd_capital=np.ones((3, 1))
    )
    result = year(
        alike,
        opening_rd_capital_effective=np.array([[2.0], [1.0], [1.0]]),
        travel_time=times,
        border_cost_left=np.ones((3, 3, 1)),
        lever_core_city_functions=np.zeros((3, 1)),
    )
    first, near, far = result.spillover_effect[:, 0]
    assert first == 1.0
    assert near > far > 1.0


def test_contact_nears_what_the_levers_allow_and_never_passes_it() -> None:
    chosen, path = params(), []
    contact = np.ones_like(chosen.base_nearness)
    for _ in range(60):
        contact = year(
            opening_contact_in_use=contact, lever_innovation_consortia=np.array([50.0])
        ).contact_in_use
        path.append(contact[0, 1, 0])
    assert (np.diff(path) > 0).all()
    assert path[-1] == pytest.approx(1.05, abs=1e-5)
    assert path[-1] <= 1.05
    assert path[0] == pytest.approx(1.01)


def test_twice_the_joint_research_gives_less_than_twice() -> None:
    once, twice = (
        np.log(year(lever_innovation_consortia=np.array([dose])).contact_effect[0, 0]) for dose in (50, 100)
    )
    assert 0 < once < twice < 2 * once


def test_symmetric_cities_behave_alike() -> None:
    alike = replace(params(), base_rd_capital=100 * np.ones((2, 1)))
    result = year(
        alike,
        opening_rd_capital_effective=np.full((2, 1), 120.0),
        border_cost_left=np.full((2, 2, 1), 0.7),
    )
    for name in EFFECTS:
        values = getattr(result, name)
        np.testing.assert_array_equal(values[0], values[1])
