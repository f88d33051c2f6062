"""The main job: scenarios in, a filled run folder each, and a comparison when there are several."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from calibration import backtest
from sim import observations, odds, results, targets
from sim.baseline import Baseline, load
from sim.delivery import delivered
from sim.ensemble import project
from sim.experiments import fans, gdp_histories, lever_effects, life_tables, scoreboard, variance_split
from sim.outcome import Outcome, of_run
from sim.report import manifest
from sim.report.compare.compared import Compared, kept
from sim.report.compare.folder import write_comparison
from sim.report.context import context
from sim.report.files import atomic_write_bytes
from sim.report.run_folder import write_run_folder
from sim.report.tables import csv_bytes
from sim.results import observed
from sim.scenario.scenario import Scenario
from sim.session import Options, load_scenario, reference
from sim.simulate import simulate

Say: TypeAlias = Callable[[str], None]


@dataclass(frozen=True)
class Projected:
    """One scenario with its results, target table and folder; of its members what a comparison needs."""

    scenario: Scenario
    frame: pd.DataFrame
    targets: pd.DataFrame
    folder: Path
    outcome: Outcome
    seed: int


@dataclass
class Runner:
    """Runs scenarios of one call, each once, with the call's members and seed."""

    baseline: Baseline
    options: Options
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def outcome(self, scenario: Scenario) -> Outcome:
        """Indicators of all members of a scenario."""
        if scenario.digest not in self.outcomes:
            members, seed = self.options.settings(scenario)
            self.outcomes[scenario.digest] = project(scenario, self.baseline, members=members, seed=seed)
        return self.outcomes[scenario.digest]

    def evaluated(
        self,
        frame: pd.DataFrame,
        base_frame: pd.DataFrame,
        scenario: Scenario,
        base: Scenario,
        grades: str,
    ) -> pd.DataFrame:
        """The plan's targets for the central run of a scenario in ``frame``, beside the base."""
        axes = self.baseline.axes
        delivers, base_delivers = partial(delivered, scenario, axes), partial(delivered, base, axes)
        return targets.evaluate(frame, base_frame, grades, delivers, base_delivers)


def write_one(scenario: Scenario, runner: Runner, history: pd.DataFrame, say: Say) -> Projected:
    """Run one scenario, hold it against the base, and write its folder."""
    started = time.perf_counter()
    options, baseline = runner.options, runner.baseline
    base = reference(scenario, options)
    same = scenario.digest == base.digest
    mine, without = runner.outcome(scenario), runner.outcome(base)
    scores = None
    if options.observations is not None:
        scores, mine, without = observed_outcomes(options, mine, without, say)
    frame = results.frame(mine, scenario.name)
    base_frame = frame if same else results.frame(without, base.name)
    rows = scenario.registers.levers
    grades = "+".join(sorted({rows[name].grade for name in scenario.levers}))
    judged = odds.add(runner.evaluated(frame, base_frame, scenario, base, grades), mine, without)
    effects = None
    if not same:
        effects = lever_effects.build(scenario, base, baseline)
        founded = lever_effects.cut_down(scenario, base, "A")
        central = results.table(simulate(founded, baseline), scenario.name)
        added = runner.evaluated(central, base_frame, founded, base, "A")["added_by_measures"]
        judged["added_by_grade_a"] = added
    members, seed = options.settings(scenario)
    split = None if options.condition else variance_split.build(scenario, baseline, mine, seed)
    facts = manifest.build(scenario, baseline, members, seed)
    folder = options.out / scenario.name
    write_run_folder(
        folder,
        frame=pd.concat([frame, history], ignore_index=True),
        reference_frame=None if same else base_frame,
        targets=judged,
        scoreboard=scoreboard.build(frame, history, scenario.drivers),
        backtest=backtest.run(baseline.axes.city),
        fans=fans.build(mine, None if same else without),
        variance=split,
        context=context(scenario, baseline, effects, gdp_histories.build(scenario, baseline), facts),
        lang=options.lang,
    )
    people = life_tables.build(simulate(scenario, baseline), baseline)
    atomic_write_bytes(folder / "life_tables.csv", csv_bytes(people))
    if scores is not None:
        atomic_write_bytes(folder / "observations.csv", csv_bytes(scores))
    atomic_write_bytes(folder / "scenario.resolved.yaml", scenario.to_resolved_yaml().encode())
    facts["wall_seconds"] = round(time.perf_counter() - started, 2)
    atomic_write_bytes(
        folder / "manifest.json", (json.dumps(facts, indent=1, ensure_ascii=False) + "\n").encode()
    )
    return Projected(scenario, frame, judged, folder, kept(mine), seed)


def check_observations(scenario: Scenario, runner: Runner) -> None:
    """Raise InputError for a faulty file of observations, before an ensemble is computed."""
    assert runner.options.observations is not None
    central = of_run(simulate(scenario, runner.baseline), results.english_labels())
    observations.read(runner.options.observations, central.names, central.years[1:])


def observed_outcomes(
    options: Options, mine: Outcome, without: Outcome, say: Say
) -> tuple[pd.DataFrame, Outcome, Outcome]:
    """Scores by the user's observations, and both ensembles: as they were, or conditioned on them.

    The draws are weighted by what they give in the scenario; the base, which meets the same draws, has the
    same weights.
    """
    assert options.observations is not None
    file = str(options.observations)
    found = observations.read(options.observations, mine.names, mine.years[1:])
    scores = observations.score(found, mine)
    inside = scores["observed"].between(scores["p05"], scores["p95"])
    say(f"{file}: {len(scores)} observations, {inside.sum()} of them inside the 90 % band")
    if not options.condition:
        return scores, mine, without
    weights = observations.weights(found, mine, file)
    say(f"conditioned: {observations.effective(weights):.0f} effective of {mine.members - 1} draws")
    return scores, mine.conditioned(weights), without.conditioned(weights)


def run(paths: Sequence[Path], options: Options, say: Say) -> list[Projected]:
    """Run the scenarios and write their folders; several also make a comparison.

    Raises InputError for a faulty file before anything is computed.
    """
    scenarios = [load_scenario(path, options) for path in paths]
    runner = Runner(load(), options)
    for scenario in scenarios if options.observations is not None else ():
        check_observations(scenario, runner)
    history = observed()
    done = []
    for scenario in scenarios:
        for warning in scenario.warnings:
            say(f"{scenario.name}: {warning}")
        done.append(write_one(scenario, runner, history, say))
    if len(done) > 1:
        compared = [Compared(d.scenario, d.frame, d.targets, d.outcome, d.seed) for d in done]
        write_comparison(options.out / "compare", compared, options.lang)
    return done
