"""Scenarios between two scenarios as a game: the values of each coalition of settings, central or member by
member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from sim.attribution import Player
from sim.axes import Array
from sim.baseline import Baseline
from sim.ensemble import computed, tasks
from sim.experiments.attribution_players import mixed
from sim.outcome import Name, of_run
from sim.record import Run
from sim.results import english_labels
from sim.scenario.scenario import Scenario
from sim.shapley import Game, Masks
from sim.simulate import batch, job


@dataclass(frozen=True)
class Between:
    """Two scenarios with one horizon, the settings that they have otherwise, and the series that count."""

    one: Scenario
    other: Scenario
    players: tuple[Player, ...]
    series: tuple[Name, ...]
    baseline: Baseline

    def scenario(self, chosen: Masks) -> Scenario:
        """The scenario of one coalition [player]."""
        return mixed(
            self.one, self.other, (p for p, taken in zip(self.players, chosen.tolist(), strict=True) if taken)
        )


def central(between: Between) -> Game:
    """Central runs: values [coalition, series, year] from the first projected year on."""

    def game(coalitions: Masks) -> Array:
        work = batch([between.scenario(one) for one in coalitions], between.baseline)
        parts = computed(tasks(work), partial(chosen, wanted=between.series))
        return np.moveaxis(np.concatenate(parts, axis=-1)[..., : work.members], -1, 0)

    return game


def drawn(between: Between, groups: Masks, *, members: int, seed: int) -> Game:
    """Ensembles: values [coalition, series, year, member] of coalitions of groups [group, player] of players.

    Member k has the same draws in every coalition.
    """

    def game(coalitions: Masks) -> Array:
        taken: Masks = np.any(coalitions[:, :, None] & groups, axis=1)
        works = [job(between.scenario(one), between.baseline, members=members, seed=seed) for one in taken]
        given = [task for work in works for task in tasks(work)]
        parts = computed(given, partial(chosen, wanted=between.series))
        each = len(given) // len(works)
        return np.stack(
            [
                np.concatenate(parts[at : at + each], axis=-1)[..., :members]
                for at in range(0, len(parts), each)
            ]
        )

    return game


def chosen(run: Run, wanted: Sequence[Name]) -> Array:
    """Reported series of a run [series, year, member] from the first projected year on."""
    outcome = of_run(run, english_labels())
    at = {name: k for k, name in enumerate(outcome.names)}
    return outcome.values[[at[name] for name in wanted], 1:]
