"""An ensemble chunk by chunk: each is reduced to what is asked of it before the next is computed, by one
process or several.

The numbers do not depend on how many processes there are: a chunk is the same wherever it is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias, TypeVar

import numpy as np

from sim.baseline import Baseline
from sim.outcome import Outcome, of_run
from sim.record import Run
from sim.results import english_labels
from sim.scenario.scenario import Scenario
from sim.simulate import Job, job
from sim.workers import each, processes

WORTH_WHILE = 4
"""Chunks from which more processes than one are started."""

Kept = TypeVar("Kept")
Task: TypeAlias = tuple[Job, int]
"""One chunk: the ensemble that it belongs to and its first member."""


def project(
    scenario: Scenario, baseline: Baseline, *, members: int, seed: int, workers: int | None = None
) -> Outcome:
    """Every reported indicator of an ensemble; ``workers`` None takes one or two."""
    work = job(scenario, baseline, members=members, seed=seed)
    parts = computed(tasks(work), partial(of_run, labels=english_labels()), workers)
    values = np.concatenate([part.values for part in parts], axis=-1)[..., :members]
    return Outcome(parts[0].names, parts[0].years, values)


def tasks(work: Job) -> list[Task]:
    """All chunks of an ensemble."""
    return [(work, start) for start in work.starts]


def computed(given: Sequence[Task], reduce: Callable[[Run], Kept], workers: int | None = None) -> list[Kept]:
    """What ``reduce`` makes of each chunk, in the order given; chunks have full width, so that sums over a
    chunk's arrays are formed in one order however many members are asked for.
    """
    count = min(len(given), workers or (processes() if len(given) >= WORTH_WHILE else 1))
    make = partial(_reduced, reduce)
    return list(each(make, given, max(count, 1)))


def _reduced(reduce: Callable[[Run], Kept], task: Task) -> Kept:
    work, start = task
    return reduce(work.chunk(start))
