"""Members that `simulate` computes per second, by the number of members asked for at once, and scenarios that
`simulate_together` does.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from sim.baseline import load
from sim.paths import SCENARIOS
from sim.scenario.loading import validate
from sim.scenario.scenario import Scenario
from sim.simulate import simulate, simulate_together
from sim.year import LIVE_LEVERS

SIZES = (1, 32, 1024)
TOGETHER = 256
"""Scenarios in one batch."""


@dataclass(frozen=True)
class Speed:
    """Members or scenarios per second: median, slowest and fastest of the repetitions."""

    name: str
    median: float
    slowest: float
    fastest: float


def speeds(rounds: int) -> list[Speed]:
    """Speed for each size, on the plan scenario to its horizon with drawn parameters, and of a batch of
    central runs; on one process.
    """
    baseline = load()
    scenario = validate(SCENARIOS / "plan.yaml", live_levers=LIVE_LEVERS)
    drawn = replace(scenario, uncertainty=replace(scenario.uncertainty, parameters="prior"))
    batch = variants(scenario, TOGETHER)
    jobs: dict[str, tuple[int, Callable[[], object]]] = {
        f"simulate(plan), {size} members": (size, partial(simulate, drawn, baseline, members=size))
        for size in SIZES
    }
    jobs[f"simulate_together, {TOGETHER} scenarios"] = TOGETHER, partial(simulate_together, batch, baseline)
    simulate(drawn, baseline, members=1)
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, (_, run) in jobs.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    return [
        Speed(
            name,
            jobs[name][0] / statistics.median(taken),
            jobs[name][0] / max(taken),
            jobs[name][0] / min(taken),
        )
        for name, taken in times.items()
    ]


def variants(scenario: Scenario, count: int) -> list[Scenario]:
    """A scenario with some of its levers left out, each time others."""
    names = list(scenario.levers)
    return [
        replace(
            scenario, levers={name: scenario.levers[name] for at, name in enumerate(names) if k >> at % 8 & 1}
        )
        for k in range(count)
    ]
