"""The main job: scenarios in, a filled run folder each, and a comparison when there are several."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pandas as pd

from calibration import backtest
from sim import targets
from sim.baseline import Baseline, load
from sim.delivery import delivered
from sim.experiments import gdp_histories, lever_effects, life_tables, scoreboard
from sim.report import manifest
from sim.report.compare import write_comparison
from sim.report.context import context
from sim.report.files import atomic_write_bytes
from sim.report.run_folder import write_run_folder
from sim.report.tables import csv_bytes
from sim.results import observed, table
from sim.scenario.scenario import Scenario
from sim.session import Options, load_scenario, reference
from sim.simulate import simulate


@dataclass(frozen=True)
class Projected:
    """One scenario with its results, target table and folder."""

    scenario: Scenario
    frame: pd.DataFrame
    targets: pd.DataFrame
    folder: Path


@dataclass
class Runner:
    """Runs scenarios of one call, each once, with the call's members and seed."""

    baseline: Baseline
    options: Options
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    life_tables: dict[str, pd.DataFrame] = field(default_factory=dict)

    def frame(self, scenario: Scenario) -> pd.DataFrame:
        """Results table of a scenario."""
        if scenario.digest not in self.frames:
            members, seed = self.options.settings(scenario)
            made = simulate(scenario, self.baseline, members=members, seed=seed)
            self.frames[scenario.digest] = table(made, scenario.name)
            self.life_tables[scenario.digest] = life_tables.build(made, self.baseline)
        return self.frames[scenario.digest]

    def judged(
        self, scenario: Scenario, grades: str, base_frame: pd.DataFrame, base_delivers: targets.Delivered
    ) -> pd.DataFrame:
        """The plan's targets under a scenario, beside the base."""
        delivers = partial(delivered, scenario, self.baseline.axes)
        return targets.evaluate(self.frame(scenario), base_frame, grades, delivers, base_delivers)


def write_one(scenario: Scenario, runner: Runner, history: pd.DataFrame) -> Projected:
    """Run one scenario, hold it against the base, and write its folder."""
    started = time.perf_counter()
    options, baseline = runner.options, runner.baseline
    base = reference(scenario, options)
    frame, base_frame = runner.frame(scenario), runner.frame(base)
    same = scenario.digest == base.digest
    rows = scenario.registers.levers
    grades = "+".join(sorted({rows[name].grade for name in scenario.levers}))
    without = (base_frame, partial(delivered, base, baseline.axes))
    judged = runner.judged(scenario, grades, *without)
    effects = None
    if not same:
        effects = lever_effects.build(scenario, base, baseline)
        founded = runner.judged(lever_effects.cut_down(scenario, base, "A"), "A", *without)
        judged["added_by_grade_a"] = founded["added_by_measures"]
    facts = manifest.build(scenario, baseline, *options.settings(scenario))
    folder = options.out / scenario.name
    write_run_folder(
        folder,
        frame=pd.concat([frame, history], ignore_index=True),
        reference_frame=None if same else base_frame,
        targets=judged,
        scoreboard=scoreboard.build(frame, history, scenario.drivers),
        backtest=backtest.run(baseline.axes.city),
        context=context(scenario, baseline, effects, gdp_histories.build(scenario, baseline), facts),
        lang=options.lang,
    )
    atomic_write_bytes(folder / "life_tables.csv", csv_bytes(runner.life_tables[scenario.digest]))
    atomic_write_bytes(folder / "scenario.resolved.yaml", scenario.to_resolved_yaml().encode())
    facts["wall_seconds"] = round(time.perf_counter() - started, 2)
    atomic_write_bytes(
        folder / "manifest.json", (json.dumps(facts, indent=1, ensure_ascii=False) + "\n").encode()
    )
    return Projected(scenario, frame, judged, folder)


def run(paths: Sequence[Path], options: Options, say: Callable[[str], None]) -> list[Projected]:
    """Run the scenarios and write their folders; several also make a comparison.

    Raises InputError for a faulty file before anything is computed.
    """
    scenarios = [load_scenario(path, options) for path in paths]
    runner = Runner(load(), options)
    history = observed()
    done = []
    for scenario in scenarios:
        for warning in scenario.warnings:
            say(f"{scenario.name}: {warning}")
        done.append(write_one(scenario, runner, history))
    if len(done) > 1:
        frames = {d.scenario.name: d.frame for d in done}
        write_comparison(
            options.out / "compare", frames, {d.scenario.name: d.targets for d in done}, options.lang
        )
    return done
