"""Wall times of whole commands as ratios to a reference, in turn, so that a slow minute hits all alike."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = "import numpy, pandas, matplotlib.pyplot"
TEN = (
    "base plan plan_half plan_late chapter_04_ports_and_sea chapter_06_industry rail_two_years_late "
    "typhoon_qingdao trade_slump plan+trade_slump"
).split()
"""Scenarios of the library that are compared; those with a shock are held against a base with it."""


@dataclass(frozen=True)
class Task:
    """A command of the project and the largest ratio to the reference that it may take, if any."""

    name: str
    arguments: tuple[str, ...]
    limit: float | None


@dataclass(frozen=True)
class Ratio:
    """Times of one task over the reference: ratio of the medians, smallest and largest ratio of one round."""

    task: Task
    seconds: float
    median: float
    smallest: float
    largest: float

    @property
    def within(self) -> bool:
        """Whether the task keeps its limit."""
        return self.task.limit is None or self.median <= self.task.limit


def tasks(out: str) -> tuple[Task, ...]:
    """The project's commands; those that write do so below ``out``."""
    base, plan = "scenarios/base.yaml", "scenarios/plan.yaml"
    return (
        Task("run_scenario.py base", ("run_scenario.py", base, "--out", out), 8.0),
        Task("the same, 1 member", ("run_scenario.py", base, "--members", "1", "--out", out), 4.2),
        Task("the same, 1000 members", ("run_scenario.py", base, "--members", "1000", "--out", out), 14.0),
        Task("sim validate base", ("-m", "sim", "validate", base), 0.6),
        Task("run_scenario.py base plan", ("run_scenario.py", base, plan, "--out", out), None),
        Task("ten scenarios compared", ("run_scenario.py", *TEN, "--out", out), 30.0),
        Task("sim check base", ("-m", "sim", "check", base), None),
    )


def seconds(arguments: Sequence[str]) -> float:
    """Wall time of one Python command, run from the project's folder.

    Raises CalledProcessError if it fails.
    """
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def measure(rounds: int) -> tuple[float, list[Ratio]]:
    """Median seconds of the reference, and the ratios of all tasks; a first round more is not counted."""
    reference: list[float] = []
    with tempfile.TemporaryDirectory() as out:
        known = tasks(out)
        times: dict[str, list[float]] = {task.name: [] for task in known}
        for _ in range(rounds + 1):
            reference.append(seconds(("-c", REFERENCE)))
            for task in known:
                times[task.name].append(seconds(task.arguments))
    base = reference[1:]
    middle = statistics.median(base)
    ratios = []
    for task in known:
        mine = times[task.name][1:]
        each = [t / r for t, r in zip(mine, base, strict=True)]
        typical = statistics.median(mine)
        ratios.append(Ratio(task, typical, typical / middle, min(each), max(each)))
    return middle, ratios
