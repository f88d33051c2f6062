"""One scenario of the main job: run and held against the base; then written into its folder."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from sim import observations, odds, results, targets
from sim.baseline import Baseline
from sim.delivery import delivered
from sim.ensemble import project
from sim.experiments import (
    district_times,
    fans,
    gdp_histories,
    lever_effects,
    life_tables,
    scoreboard,
    variance_split,
)
from sim.experiments.central_runs import central_runs
from sim.outcome import Outcome
from sim.report import manifest
from sim.report.compare.compared import kept
from sim.report.context import HEADLINES, context
from sim.report.files import atomic_write_bytes
from sim.report.formats.data_package import FILE as PACKAGE
from sim.report.formats.data_package import data_package
from sim.report.formats.reading import MANIFEST, TIMED
from sim.report.inputs import OBSERVED, PROJECTED, REFERENCE, Inputs, judged_year
from sim.report.labels import region
from sim.report.run_folder import REPORT, write_run_folder
from sim.report.tables import csv_bytes
from sim.scenario.scenario import Scenario
from sim.session import Options

Say: TypeAlias = Callable[[str], None]

GRADE_A = next(iter(lever_effects.NESTED))


@dataclass(frozen=True)
class Judged:
    """A scenario and the base that it is held against; equal where the scenario changes nothing."""

    scenario: Scenario
    base: Scenario

    @property
    def same(self) -> bool:
        """Whether the scenario is the base."""
        return self.scenario.digest == self.base.digest


@dataclass(frozen=True)
class Projected:
    """One scenario with its results, target table and folder; of its members what a comparison needs."""

    scenario: Scenario
    frame: pd.DataFrame
    targets: pd.DataFrame
    folder: Path
    outcome: Outcome
    seed: int


@dataclass(frozen=True)
class Call:
    """What the scenarios of one call share: settings, observed history, the backtest of the naive rules, and
    ensembles by digest that more than one of them needs.
    """

    baseline: Baseline
    options: Options
    history: pd.DataFrame
    backtest: pd.DataFrame
    shared: Mapping[str, Outcome] = field(default_factory=dict)

    def outcome(self, scenario: Scenario) -> Outcome:
        """Indicators of all members of a scenario."""
        members, seed = self.options.settings(scenario)
        known = self.shared.get(scenario.digest)
        return known or project(scenario, self.baseline, members=members, seed=seed)


@dataclass(frozen=True)
class Ran:
    """One scenario computed and held against its base: everything that its folder is made from.

    ``people`` holds the life tables, ``scores`` the user's observations beside the projection (None without
    any), ``outcome`` all members, ``facts`` the manifest, ``seconds`` how long the computing took.
    """

    scenario: Scenario
    inputs: Inputs
    people: pd.DataFrame
    scores: pd.DataFrame | None
    outcome: Outcome
    seed: int
    facts: dict[str, object]
    seconds: float

    @property
    def frame(self) -> pd.DataFrame:
        """The long results table without the observed history."""
        whole = self.inputs.frame
        return whole[whole["scenario"] != OBSERVED].reset_index(drop=True)


def run(pair: Judged, call: Call, say: Say) -> Ran:
    """Run one scenario and hold it against the base; nothing is written.

    Raises InputError for faulty observations.
    """
    started = time.perf_counter()
    scenario, base, options, baseline = pair.scenario, pair.base, call.options, call.baseline
    mine = call.outcome(scenario)
    without = mine if pair.same else call.outcome(base)
    scores = None
    if options.observations is not None:
        scores, mine, without = observed_outcomes(options, mine, without, say)
    frame = results.frame(mine, scenario.name)
    base_frame = frame if pair.same else results.frame(without, base.name)
    runs = central_runs(lever_effects.variants(scenario, base) | gdp_histories.variants(scenario), baseline)
    judged = odds.add(evaluated(pair, frame, base_frame, baseline), mine, without)
    effects, year = None, judged_year(mine.years[-1])
    if not pair.same:
        effects = lever_effects.build(scenario, runs, sorted({year, mine.years[-1]}))
        founded = Judged(lever_effects.cut_down(scenario, base, "A"), base)
        central = results.table(runs.one(GRADE_A), scenario.name)
        judged["added_by_grade_a"] = evaluated(founded, central, base_frame, baseline)["added_by_measures"]
    members, seed = options.settings(scenario)
    split = None if options.condition else variance_split.build(scenario, baseline, mine, seed)
    facts = manifest.build(scenario, baseline, members, seed)
    inputs = Inputs(
        frame=pd.concat([frame, call.history], ignore_index=True),
        reference_frame=None if pair.same else base_frame,
        targets=judged,
        scoreboard=scoreboard.build(frame, call.history, scenario.drivers),
        backtest=call.backtest,
        context=context(scenario, baseline, effects, gdp_histories.build(runs, year), facts),
        fans=fans.build(mine, None if pair.same else without),
        variance=pd.DataFrame() if split is None else split,
        districts=by_district(pair, baseline),
        together=odds.together(mine, without, headlines()),
    )
    people = life_tables.build(runs.one(lever_effects.TOGETHER), baseline)
    return Ran(scenario, inputs, people, scores, mine, seed, facts, time.perf_counter() - started)


def save(ran: Ran, folder: Path, lang: str) -> Path:
    """Write a run's folder; its description as a data package and its manifest come last. Returns the
    report's path.

    Raises OSError where the folder cannot be written.
    """
    started = time.perf_counter()
    written = write_run_folder(folder, ran.inputs, lang)
    tables = {"life_tables.csv": ran.people, "observations.csv": ran.scores}
    for name, table in tables.items():
        if table is not None:
            atomic_write_bytes(folder / name, csv_bytes(table))
            written.append(name)
    atomic_write_bytes(folder / "scenario.resolved.yaml", ran.scenario.to_resolved_yaml().encode())
    title = {"en": ran.scenario.title_en, "zh": ran.scenario.title_zh}
    atomic_write_bytes(folder / PACKAGE, data_package(folder, written, ran.scenario.name, title, ran.facts))
    facts = ran.facts | {TIMED: round(ran.seconds + time.perf_counter() - started, 2)}
    atomic_write_bytes(folder / MANIFEST, (json.dumps(facts, indent=1, ensure_ascii=False) + "\n").encode())
    return folder / REPORT


def write(pair: Judged, call: Call, say: Say) -> Projected:
    """Run one scenario, hold it against the base, and write its folder.

    Raises InputError for faulty observations, OSError where the folder cannot be written.
    """
    ran = run(pair, call, say)
    folder = call.options.out / ran.scenario.name
    save(ran, folder, call.options.lang)
    return Projected(ran.scenario, ran.frame, ran.inputs.targets, folder, kept(ran.outcome), ran.seed)


def by_district(pair: Judged, baseline: Baseline) -> pd.DataFrame:
    """Minutes, residents and openings of the scenario, and of the base where it differs, with their kind."""
    kinds = {PROJECTED: pair.scenario} if pair.same else {PROJECTED: pair.scenario, REFERENCE: pair.base}
    parts = [district_times.build(each, baseline).assign(kind=kind) for kind, each in kinds.items()]
    return pd.concat(parts, ignore_index=True)[["kind", *district_times.COLUMNS]]


def evaluated(
    pair: Judged, frame: pd.DataFrame, base_frame: pd.DataFrame, baseline: Baseline
) -> pd.DataFrame:
    """The plan's targets for the central run of a scenario in ``frame``, beside the base."""
    levers, axes = pair.scenario.registers.levers, baseline.axes
    grades = "+".join(sorted({levers[name].grade for name in pair.scenario.levers}))
    delivers, base_delivers = (partial(delivered, one, axes) for one in (pair.scenario, pair.base))
    return targets.evaluate(frame, base_frame, grades, delivers, base_delivers)


def headlines() -> list[targets.Target]:
    """The plan's targets for the headline outcomes of the region."""
    return [t for t in targets.register() if t.region == region() and t.variable in HEADLINES]


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
