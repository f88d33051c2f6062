"""Shapley values on planted functions: by hand, by their axioms, and against all orders."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.shapley import FEW, Game, Masks, Solution, orders, solve

Single = Callable[[frozenset[int]], float]


def game(value: Single) -> Game:
    """A function of the set of players that have changed sides."""

    def values(coalitions: Masks) -> np.ndarray:
        return np.array([[value(frozenset(np.flatnonzero(mask).tolist()))] for mask in coalitions])

    return values


def names(count: int) -> list[str]:
    return [f"p{k:02d}" for k in range(count)]


def solved(value: Single, count: int, pairs: int = 3, seed: int = 0, few: int = FEW) -> Solution:
    return solve(game(value), orders(names(count), pairs, seed, few), np.eye(count, dtype=bool))


def shares(solution: Solution) -> np.ndarray:
    return solution.of(np.eye(solution.marginals.shape[1], dtype=bool)).mean[:, 0]


def exact(value: Single, count: int) -> np.ndarray:
    """The formula over subsets, written down once more."""
    result = np.zeros(count)
    for player in range(count):
        others = [k for k in range(count) if k != player]
        for size in range(count):
            weight = factorial(size) * factorial(count - size - 1) / factorial(count)
            for subset in combinations(others, size):
                with_him, without = frozenset((*subset, player)), frozenset(subset)
                result[player] += weight * (value(with_him) - value(without))
    return result


def planted(count: int, order: int, seed: int = 0) -> Single:
    """A random function whose players interact in groups of ``order`` at most."""
    rng = np.random.default_rng(seed)
    terms = {c: rng.normal() for size in range(1, order + 1) for c in combinations(range(count), size)}
    return lambda chosen: sum(v for group, v in terms.items() if chosen.issuperset(group))


def test_a_product_of_two_is_halved_between_them_by_hand() -> None:
    """F = (1 + 2a)(1 + 4b): alone 2 and 4, together 14, so each has half of the interaction of 8."""
    found = solved(lambda s: (1 + 2 * (0 in s)) * (1 + 4 * (1 in s)), 2)
    assert shares(found).tolist() == [2 + 4, 4 + 4]
    assert found.first[:, 0].tolist() == [2, 4] and found.last[:, 0].tolist() == [10, 12]
    assert (found.start[0], found.end[0]) == (1, 15) and found.complete


def test_a_product_of_three_by_hand() -> None:
    """abc with all from 1 to 2: alone 1 each, whole 7; symmetric players have a third each."""
    found = solved(lambda s: 2.0 ** len(s), 3)
    assert shares(found) == pytest.approx(np.full(3, 7 / 3), abs=1e-14)


@pytest.mark.parametrize("pairs", [1, 2, 5])
def test_what_adds_up_gets_its_own_effect_with_any_number_of_orders(pairs: int) -> None:
    effects = np.array([3.0, -2.0, 0.0, 7.0, 0.5, 1.25, -4.0, 8.0, 16.0])
    found = solved(lambda s: float(effects[sorted(s)].sum()), 9, pairs)
    assert shares(found) == pytest.approx(effects, abs=1e-12)
    error = found.of(np.eye(9, dtype=bool)).standard_error
    assert np.isnan(error).all() if pairs == 1 else np.abs(error).max() < 1e-12


@given(st.integers(0, 10_000))
def test_one_pair_is_exact_where_players_interact_in_twos(seed: int) -> None:
    value = planted(8, 2, seed)
    assert shares(solved(value, 8, pairs=1, seed=seed)) == pytest.approx(exact(value, 8), abs=1e-9)


@pytest.mark.parametrize("count", [1, 2, 3, FEW])
def test_few_players_have_all_their_orders(count: int) -> None:
    taken = orders(names(count), 1, 0)
    assert taken.complete and len({tuple(rank) for rank in taken.ranks.tolist()}) == factorial(count)
    value = planted(count, count)
    found = solved(value, count)
    assert shares(found) == pytest.approx(exact(value, count), abs=1e-12)
    assert not found.of(np.eye(count, dtype=bool)).standard_error.any()


def test_every_second_order_is_the_reverse_of_the_one_before() -> None:
    for count in (3, 12):
        ranks = orders(names(count), 4, 5).ranks
        assert (ranks[0::2] + ranks[1::2] == count - 1).all()
        assert [sorted(rank) for rank in ranks.tolist()] == [list(range(count))] * len(ranks)


def test_coalitions_grow_by_one_player_a_step() -> None:
    for walk in orders(names(9), 3, 1).coalitions:
        assert not walk[0].any() and walk[-1].all()
        assert all(
            (after & ~before).sum() == 1 and not (before & ~after).any() for before, after in pairwise(walk)
        )


@given(st.integers(0, 1000), st.integers(1, 4))
def test_shares_add_up_whatever_the_orders(seed: int, pairs: int) -> None:
    found = solved(planted(9, 3, seed), 9, pairs, seed)
    assert shares(found).sum() == pytest.approx((found.end - found.start)[0], abs=1e-9)
    steps = found.marginals[..., 0].sum(axis=1)
    assert steps == pytest.approx(np.full(2 * pairs, (found.end - found.start)[0]), abs=1e-9)


def test_alike_players_have_alike_shares_and_an_idle_one_none() -> None:
    value = planted(4, 4)
    twins = lambda s: value(frozenset({0} & s | ({1, 2, 3} if {1, 2} <= s else set())))  # noqa: E731
    found = shares(solved(twins, 5))
    assert found[1] == pytest.approx(found[2], abs=1e-12)
    assert found[3] == found[4] == 0.0


def test_the_sequence_of_names_changes_nothing() -> None:
    """Names sorted otherwise are the same players: each keeps its places in every order."""
    given_names, seed = [f"x{k}" for k in (5, 2, 9, 1, 7, 3, 8)], 3
    ranks = orders(given_names, 6, seed).ranks
    shuffled = given_names[::-1]
    again = orders(shuffled, 6, seed).ranks
    for name in given_names:
        assert (ranks[:, given_names.index(name)] == again[:, shuffled.index(name)]).all()


def test_who_comes_first_of_two_does_not_depend_on_who_else_plays() -> None:
    few, many = names(8), names(20)
    some, all_ = orders(few, 10, 2).ranks, orders(many, 10, 2).ranks
    assert ((some[:, 0] < some[:, 5]) == (all_[:, 0] < all_[:, 5])).all()


def test_the_way_back_is_the_way_there_with_the_sign_turned() -> None:
    value = planted(9, 4)
    back = lambda s: value(frozenset(range(9)) - s)  # noqa: E731
    there, returned = solved(value, 9, pairs=2), solved(back, 9, pairs=2)
    assert shares(returned) == pytest.approx(-shares(there), abs=1e-12)
    assert returned.first == pytest.approx(-there.last, abs=1e-12)


def test_groups_are_sums_of_their_players() -> None:
    found = solved(planted(9, 4), 9, pairs=4)
    groups = np.zeros((2, 9), dtype=bool)
    groups[0, [0, 3, 4]] = True
    groups[1] = ~groups[0]
    both = found.of(groups)
    assert both.mean[0, 0] == pytest.approx(shares(found)[[0, 3, 4]].sum(), abs=1e-12)
    assert both.mean.sum() == pytest.approx((found.end - found.start)[0], abs=1e-12)


def test_the_standard_error_says_how_far_off_the_mean_is() -> None:
    """Over many seeds the error is about its stated size: 90 % of the means lie within 2.5 of them."""
    value = planted(8, 8, seed=4)
    truth = exact(value, 8)
    off = []
    for seed in range(60):
        found = solved(value, 8, pairs=12, seed=seed).of(np.eye(8, dtype=bool))
        off.append((found.mean[:, 0] - truth) / found.standard_error[:, 0])
    sizes = np.abs(np.array(off))
    assert (sizes < 2.5).mean() > 0.9 and 0.55 < (sizes < 1.0).mean() < 0.8


def test_each_coalition_is_played_once_and_all_in_one_call() -> None:
    asked: list[Masks] = []

    def count(coalitions: Masks) -> np.ndarray:
        asked.append(coalitions)
        return coalitions.sum(axis=1, keepdims=True).astype(float)

    solve(count, orders(names(FEW), 1, 0), np.eye(FEW, dtype=bool))
    assert len(asked) == 1 and len(asked[0]) == len({tuple(m) for m in asked[0].tolist()}) == 2**FEW
