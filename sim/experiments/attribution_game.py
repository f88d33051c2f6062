"""Scenarios between two scenarios as a game: the values of each coalition of settings, central or member by
member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from sim.attribution import Player
from sim.axes import CHUNK, Array
from sim.baseline import Baseline
from sim.ensemble import mapped
from sim.experiments.attribution_players import mixed
from sim.outcome import Name, of_run
from sim.results import english_labels
from sim.run import Run
from sim.scenario.scenario import Scenario
from sim.shapley import Game, Masks
from sim.simulate import job, simulate_together


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
        scenarios = [between.scenario(one) for one in coalitions]
        batches = [(scenarios[at : at + CHUNK], between.baseline) for at in range(0, len(scenarios), CHUNK)]
        parts = mapped(partial(_of_batch, between.series), batches)
        return np.moveaxis(np.concatenate(parts, axis=-1), -1, 0)

    return game


def drawn(between: Between, groups: Masks, *, members: int, seed: int) -> Game:
    """Ensembles: values [coalition, series, year, member] of coalitions of groups [group, player] of players.

    Member k has the same draws in every coalition.
    """

    def game(coalitions: Masks) -> Array:
        taken: Masks = np.any(coalitions[:, :, None] & groups, axis=1)
        items = [(between.scenario(one), between.baseline, members, seed) for one in taken]
        return np.stack(mapped(partial(_of_ensemble, between.series), items))

    return game


def _of_batch(wanted: Sequence[Name], batch: tuple[Sequence[Scenario], Baseline]) -> Array:
    """Central values of scenarios [series, year, scenario]."""
    return chosen(simulate_together(*batch), wanted)


def _of_ensemble(wanted: Sequence[Name], item: tuple[Scenario, Baseline, int, int]) -> Array:
    """Values of every member [series, year, member]."""
    scenario, baseline, members, seed = item
    work = job(scenario, baseline, members=members, seed=seed)
    parts = [chosen(work.chunk(start), wanted) for start in work.starts]
    return np.concatenate(parts, axis=-1)[..., :members]


def chosen(run: Run, wanted: Sequence[Name]) -> Array:
    """Reported series of a run [series, year, member] from the first projected year on."""
    outcome = of_run(run, english_labels())
    at = {name: k for k, name in enumerate(outcome.names)}
    return outcome.values[[at[name] for name in wanted], 1:]
