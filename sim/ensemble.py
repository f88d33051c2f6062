"""An ensemble chunk by chunk: each is reduced to what is asked of it before the next is computed, by one
process or several.

The numbers do not depend on how many processes there are: a chunk is the same wherever it is computed.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TypeAlias, TypeVar

import numpy as np

from sim.baseline import Baseline
from sim.outcome import Outcome, of_run
from sim.results import english_labels
from sim.run import Run
from sim.scenario.scenario import Scenario
from sim.simulate import Job, job

WORTH_WHILE = 4
"""Chunks from which more processes than one are started."""

MOST = 2
"""Processes at most: more would need more memory than they save time. The machine is not asked."""

Kept = TypeVar("Kept")
Task: TypeAlias = tuple[Job, int]
"""One chunk: the ensemble that it belongs to and its first member."""

_tasks: list[Task] = []
"""The tasks of a worker process."""


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
    if count <= 1:
        return [reduce(work.chunk(start)) for work, start in given]
    context = multiprocessing.get_context(method())
    with ProcessPoolExecutor(count, context, initializer=_take, initargs=(list(given),)) as pool:
        return list(pool.map(partial(_reduced, reduce), range(len(given))))


def method() -> str:
    """How processes start: as copies where the system does that safely, else afresh."""
    return "fork" if sys.platform == "linux" else "spawn"


def processes() -> int:
    """Processes to use: one where starting another costs more than it gains."""
    return MOST if method() == "fork" else 1


def _take(given: list[Task]) -> None:
    _tasks[:] = given


def _reduced(reduce: Callable[[Run], Kept], index: int) -> Kept:
    work, start = _tasks[index]
    return reduce(work.chunk(start))
