"""Shapley values: how much of the difference between two settings each player makes, over orders of moving
from one to the other.

In an order the players change sides one after another; a player's marginal contribution is what its own step
changes, and the steps of an order add up to the whole difference. The Shapley value is the mean over all
orders (Shapley 1953). Few players have all their orders; more have random ones in antithetic pairs, an order
and its reverse (Castro, Gómez and Tejada 2009; Lomeli, Rowland, Gretton and Ghahramani 2019). A pair alone is
exact where players interact in twos at most: each stands once before and once after every other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.axes import Array
from sim.parameters import stream

Masks: TypeAlias = NDArray[np.bool_]
Game: TypeAlias = Callable[[Masks], Array]
"""Values [coalition, ...] of coalitions [coalition, player]: True where a player has changed sides."""

FEW = 6
"""Players up to whom every order is taken: 64 coalitions at most."""
SPREAD = (0.05, 0.95)


@dataclass(frozen=True)
class Orders:
    """Orders of players [order, player]; each odd one is the reverse of the one before. ``complete`` where
    they are all that there are.
    """

    ranks: NDArray[np.intp]
    complete: bool

    @property
    def coalitions(self) -> Masks:
        """Who has changed sides before each step, and after the last [order, step, player]."""
        count = self.ranks.shape[1]
        before: Masks = self.ranks[:, None, :] < np.arange(count + 1)[:, None]
        return before


@dataclass(frozen=True)
class Estimate:
    """Means over orders, their standard errors, and the 5th and 95th percentiles over orders; all
    [group, ...].
    """

    mean: Array
    standard_error: Array
    low: Array
    high: Array


@dataclass(frozen=True)
class Solution:
    """What a game gave: marginal contributions [order, player, ...], the values [...] of nobody and of all,
    and of each group [group, ...] what it does alone (first of all) and within the rest (last of all).
    """

    marginals: Array
    start: Array
    end: Array
    first: Array
    last: Array
    complete: bool

    def of(self, groups: Masks) -> Estimate:
        """Contributions of groups [group, player]: sums over their players, order by order."""
        steps = np.einsum("gp,op...->og...", groups.astype(np.float64), self.marginals)
        pairs = (steps[0::2] + steps[1::2]) / 2
        return Estimate(steps.mean(axis=0), self._error(pairs), *np.quantile(steps, SPREAD, axis=0))

    def _error(self, pairs: Array) -> Array:
        """Standard error of a mean over pairs: none over all orders, unknown over a single pair."""
        if self.complete:
            return np.zeros(pairs.shape[1:])
        if len(pairs) == 1:
            return np.full(pairs.shape[1:], np.nan)
        error: Array = pairs.std(axis=0, ddof=1) / np.sqrt(len(pairs))
        return error


def orders(names: Sequence[str], pairs: int, seed: int, few: int = FEW) -> Orders:
    """All orders of ``few`` players or less, else ``pairs`` random ones and their reverses.

    A player's places are drawn from a stream of its own name: neither the sequence of ``names`` nor who else
    plays changes who of two comes first.
    """
    count = len(names)
    if count <= few:
        every = [list(one) for one in permutations(range(count))]
        half = [one for one in every if one <= one[::-1]]
        return Orders(np.argsort([side for one in half for side in (one, one[::-1])], axis=1), complete=True)
    alphabet = sorted(range(count), key=names.__getitem__)
    drawn = np.array([stream(seed, f"order of {names[k]}").random(pairs) for k in alphabet])
    ranks = np.empty((2 * pairs, count), dtype=np.intp)
    ranks[0::2, alphabet] = drawn.argsort(axis=0, kind="stable").argsort(axis=0).T
    ranks[1::2] = count - 1 - ranks[0::2]
    return Orders(ranks, complete=False)


def solve(game: Game, taken: Orders, groups: Masks) -> Solution:
    """Play a game along orders, and for each group [group, player] alone and last.

    Every coalition is played once, however many orders pass through it; all are asked for in one call.
    """
    along = taken.coalitions
    count = along.shape[-1]
    ends = np.array([np.zeros(count, dtype=np.bool_), np.ones(count, dtype=np.bool_)])
    wanted = np.concatenate([ends, groups, ~groups, along.reshape(-1, count)])
    asked, at = np.unique(wanted, axis=0, return_inverse=True)
    values = game(asked)[at.reshape(-1)]
    start, end = values[:2]
    first, without, steps = np.split(values[2:], np.cumsum([len(groups)] * 2))
    changes = np.diff(steps.reshape(*along.shape[:2], *values.shape[1:]), axis=1)
    ranks = taken.ranks.reshape(*taken.ranks.shape, *[1] * (values.ndim - 1))
    marginals = np.take_along_axis(changes, ranks, axis=1)
    return Solution(marginals, start, end, first - start, end - without, taken.complete)
