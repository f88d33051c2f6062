"""The page of the library: what each scenario asks, and what it does to the four headlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from sim.baseline import load
from sim.experiments.lever_effects import headline_values
from sim.paths import SCENARIOS
from sim.run import Run
from sim.scenario.scenario import Scenario
from sim.scenario.stack import JOIN, names
from sim.session import Options, load_scenario
from sim.simulate import simulate_together

Table = Callable[[Sequence[str], Iterable[Sequence[object]]], str]
Headlines = Mapping[tuple[str, int], np.ndarray]
"""Headlines by scenario and year."""

BASE, PLAN = "base", "plan"
TEMPLATES = ("template", "template_zh")
YEAR = 2025

LIBRARY_INTRO = """\
Every file below `scenarios/` but the templates; the command line takes its bare name, and several joined by
`+`. GDP and marine GDP at current prices, 2025, central run; changes are against the base.
"""
PACKAGES_INTRO = """\
Chapters of the plan alone, less the base. Their sum is not the plan: measures of different chapters meet in
the same workers, capital and cargo.
"""
STRESSES_INTRO = """\
What a stress does in 2025 to the plan (`plan+NAME` less `plan`) and to the base. Where the two differ, the
plan changes what a stress can do: protection, water and ties to markets abroad.
"""
LATER_INTRO = """\
Scenarios that run on, in their last year, against base and plan of the same year.
"""
HEADS = ("GDP", "residents", "cargo", "marine GDP")
UNITS = ("100m CNY", "10k", "10k t", "100m CNY")
WITH_UNITS = [f"{head}, {unit}" for head, unit in zip(HEADS, UNITS, strict=True)]
IN_PERCENT = [f"{head}, %" for head in HEADS]


def scenarios(wanted: Iterable[str], horizon: int | None = None) -> dict[str, Scenario]:
    """Loaded scenarios by the name or the stack that the command line takes."""
    return {name: load_scenario(Path(name), Options(horizon=horizon)) for name in wanted}


def headlines(known: Mapping[str, Scenario]) -> Headlines:
    """Headlines of 2025 and of the last year; scenarios of one horizon run together, beside base and plan."""
    values: dict[tuple[str, int], np.ndarray] = {}
    for horizon in sorted({scenario.horizon for scenario in known.values()}):
        some = {name: scenario for name, scenario in known.items() if scenario.horizon == horizon}
        some |= scenarios((BASE, PLAN), horizon)
        run: Run = simulate_together(list(some.values()), load())
        for year in {YEAR, horizon}:
            of_year = headline_values(run, run.years.index(year))
            values |= {(name, year): value for name, value in zip(some, of_year.T, strict=True)}
    return values


def percent(value: np.ndarray, reference: np.ndarray) -> list[str]:
    """Changes in % as a table prints them."""
    return [f"{round(100 * change, 2) + 0.0:+.2f}" for change in value / reference - 1]


def whole(values: np.ndarray) -> list[str]:
    """Differences as a table prints them."""
    return [f"{round(float(value)) + 0:+,}" for value in values]


def parts(table: Table) -> tuple[str, ...]:
    """Body of the page, made with the printer of Markdown tables."""
    files = {name: path for name, path in names().items() if name not in TEMPLATES}
    of_folder: dict[str, list[str]] = {}
    for name, path in files.items():
        of_folder.setdefault(path.parent.name, []).append(name)
    packages, stresses = of_folder["packages"], of_folder["stresses"]
    alone = scenarios(files)
    stacked = {f"{PLAN}{JOIN}{name}" for name in stresses}
    values = headlines(alone | scenarios(sorted(stacked)))
    base, plan = values[BASE, YEAR], values[PLAN, YEAR]
    listed = [
        (
            f"`{path.relative_to(SCENARIOS).as_posix()}`",
            f"{alone[name].question['en']} {alone[name].question['zh']}",
            *(f"{value:,.0f}" for value in values[name, YEAR]),
            *percent(values[name, YEAR], base),
        )
        for name, path in files.items()
    ]
    added = {name: values[name, YEAR] - base for name in packages}
    of_sum = np.sum(list(added.values()), axis=0)
    added |= {"sum of the chapters": of_sum, "plan": plan - base, "interaction": plan - base - of_sum}
    on_both = [
        (name, *percent(values[f"{PLAN}{JOIN}{name}", YEAR], plan), *percent(values[name, YEAR], base))
        for name in stresses
    ]
    later = [
        (
            name,
            scenario.horizon,
            *(f"{value:,.0f}" for value in values[name, scenario.horizon]),
            *percent(values[name, scenario.horizon], values[BASE, scenario.horizon]),
            *percent(values[name, scenario.horizon], values[PLAN, scenario.horizon]),
        )
        for name, scenario in alone.items()
        if scenario.horizon > YEAR
    ]
    against = [f"{head} against {name}" for name in (BASE, PLAN) for head in IN_PERCENT]
    return (
        LIBRARY_INTRO,
        table(("file", "question", *WITH_UNITS, *IN_PERCENT), listed),
        "## Chapters of the plan\n",
        PACKAGES_INTRO,
        table(("chapter", *WITH_UNITS), ((name, *whole(value)) for name, value in added.items())),
        "## Stresses on the plan and on the base\n",
        STRESSES_INTRO,
        table(("stress", *(f"{name}: {head}" for name in (PLAN, BASE) for head in IN_PERCENT)), on_both),
        "## Later years\n",
        LATER_INTRO,
        table(("scenario", "year", *WITH_UNITS, *against), later),
    )
