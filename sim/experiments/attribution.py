"""How much of the difference between two scenarios comes from each setting, and with it from each chapter,
grade and section: one allocation, added up in several ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from sim.attribution import (
    CHAPTER,
    CHAPTER_GRADE,
    GRADE,
    LEVELS,
    PLAYER,
    SECTION,
    TOTAL,
    Attribution,
    Bands,
    Groups,
    Player,
    Shares,
)
from sim.baseline import Baseline
from sim.errors import InputError, Problem, nearest
from sim.experiments.attribution_game import Between, central, drawn
from sim.experiments.attribution_players import membership, players
from sim.experiments.central_runs import HEADLINES
from sim.indicators import REGION
from sim.outcome import Name, of_run
from sim.results import english_labels
from sim.scenario.scenario import Scenario
from sim.shapley import Solution, orders, solve
from sim.simulate import BASE_YEAR, simulate

PAIRS = 4
"""Antithetic pairs of orders of the central runs."""
BAND_PAIRS = 1
"""Pairs of orders of chapters behind the bands; one is exact up to interactions of two chapters."""


def attribute(
    one: Scenario,
    other: Scenario,
    baseline: Baseline,
    *,
    variables: Sequence[str] = (),
    pairs: int = PAIRS,
    members: int = 1,
    seed: int = 0,
) -> Attribution:
    """Attribute the difference between two scenarios up to the smaller of their horizons.

    Args:
        one: where the difference starts.
        other: where it ends; its uncertainty settings hold for the bands of both.
        baseline: the built baseline.
        variables: reported variables beside the four headline targets.
        pairs: antithetic pairs of orders.
        members: members behind the bands of chapters; 2 or fewer give none.
        seed: root of the orders and the draws.

    Raises InputError if the scenarios do not differ, or for a variable that is not reported.
    """
    horizons = (one.horizon, other.horizon)
    horizon = min(horizons)
    one, other = (replace(s, horizon=horizon, uncertainty=other.uncertainty) for s in (one, other))
    found = players(one, other)
    if not found:
        raise InputError(
            Problem(
                f"'{one.name}' and '{other.name}' set the same: there is no difference to attribute.",
                cure="Name two scenarios that differ in a lever, project, flag, parameter, shock or driver.",
            )
        )
    series = reported(one, baseline, (*HEADLINES, *variables))
    between = Between(one, other, found, series, baseline)
    levels = groups(found)
    every = np.concatenate([level.members for level in levels])
    solution = solve(central(between), orders([p.key for p in found], pairs, seed), every)
    return Attribution(
        one,
        other,
        horizons,
        found,
        series,
        tuple(range(BASE_YEAR + 1, horizon + 1)),
        solution.start,
        solution.end,
        tuple(shared(solution, levels)),
        len(solution.marginals) // 2,
        solution.complete,
        bands(between, levels[1], members=members, seed=seed) if members > 2 else None,
    )


def groups(found: Sequence[Player]) -> tuple[Groups, ...]:
    """Every way of adding up players, in the order of ``LEVELS``."""
    belongs = {
        PLAYER: [p.key for p in found],
        CHAPTER: [p.chapter for p in found],
        GRADE: [p.grade or p.chapter for p in found],
        CHAPTER_GRADE: [f"{p.chapter}{p.grade}" for p in found],
        SECTION: [p.section for p in found],
        TOTAL: [TOTAL for _ in found],
    }
    return tuple(
        Groups(level, keys, membership(keys, belongs[level]))
        for level in LEVELS
        for keys in [tuple(sorted(set(belongs[level]), key=_in_order))]
    )


def _in_order(key: str) -> tuple[int, str]:
    """Chapters by number, then everything else by name."""
    digits = key.rstrip("ABC")
    return (int(digits), key) if digits.isdecimal() else (len(key) > 1, key)


def shared(solution: Solution, levels: Iterable[Groups]) -> list[Shares]:
    """The solution at each level; its groups stand one level after another."""
    first_of = solution.first[: solution.marginals.shape[1]]
    result, at = [], 0
    for level in levels:
        mine = slice(at, at + len(level.keys))
        result.append(
            Shares(
                level,
                solution.of(level.members),
                solution.first[mine],
                solution.last[mine],
                np.einsum("gp,p...->g...", level.members.astype(np.float64), first_of),
            )
        )
        at = mine.stop
    return result


def bands(between: Between, chapters: Groups, *, members: int, seed: int) -> Bands:
    """Chapters as the players of a game of every member: their contributions add up in each of them."""
    game = drawn(between, chapters.members, members=members, seed=seed)
    each = np.eye(len(chapters.keys), dtype=np.bool_)
    solution = solve(game, orders(chapters.keys, BAND_PAIRS, seed, few=2), each[:0])
    return Bands(chapters.keys, solution.of(each).mean, solution.start, solution.end)


def reported(scenario: Scenario, baseline: Baseline, variables: Sequence[str]) -> tuple[Name, ...]:
    """Series of variables for the region, its cities and their ports, in that order.

    Raises InputError for a variable that is not reported.
    """
    run = simulate(replace(scenario, horizon=BASE_YEAR + 1), baseline)
    places = (REGION, *run.axes.city, *run.axes.port)
    known = of_run(run, english_labels()).names
    names = {variable: [n for n in known if n[1] == variable and n[0] in places] for variable in variables}
    problems = [
        Problem(
            f"there is no variable '{variable}' that is reported for the region.",
            key="--variable",
            cure=nearest(variable, [name for region, name, _ in known if region == REGION]),
        )
        for variable, found in names.items()
        if REGION not in {region for region, _, _ in found}
    ]
    if problems:
        raise InputError(problems)
    return tuple(
        name for found in names.values() for name in sorted(found, key=lambda name: places.index(name[0]))
    )
