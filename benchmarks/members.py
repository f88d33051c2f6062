"""Members that `simulate` computes per second, by the number of members asked for at once."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, replace

from sim.baseline import load
from sim.paths import SCENARIOS
from sim.scenario.loading import validate
from sim.simulate import simulate
from sim.year import LIVE_LEVERS

SIZES = (1, 32, 1024)


@dataclass(frozen=True)
class Speed:
    """Members per second: median, slowest and fastest of the repetitions."""

    members: int
    median: float
    slowest: float
    fastest: float


def speeds(rounds: int) -> list[Speed]:
    """Speed for each size, on the plan scenario to its horizon with drawn parameters, on one process."""
    baseline = load()
    scenario = validate(SCENARIOS / "plan.yaml", live_levers=LIVE_LEVERS)
    drawn = replace(scenario, uncertainty=replace(scenario.uncertainty, parameters="prior"))
    simulate(drawn, baseline, members=1)
    times: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(rounds):
        for size in SIZES:
            start = time.perf_counter()
            simulate(drawn, baseline, members=size)
            times[size].append(time.perf_counter() - start)
    return [
        Speed(size, size / statistics.median(taken), size / max(taken), size / min(taken))
        for size, taken in times.items()
    ]
