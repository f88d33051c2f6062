"""The page of the library: what each scenario asks, and what it does to the four headlines of 2025."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from sim.baseline import load
from sim.experiments.lever_effects import headline_values
from sim.paths import SCENARIOS
from sim.scenario.scenario import Scenario
from sim.scenario.stack import JOIN, names
from sim.session import Options, load_scenario
from sim.simulate import simulate_together

Table = Callable[[Sequence[str], Iterable[Sequence[object]]], str]
Headlines = Mapping[str, np.ndarray]

BASE, PLAN = "base", "plan"
AT = 5
"""Place of 2025 among the years of a run."""

LIBRARY_INTRO = """\
Every file below `scenarios/`, by the bare name that the command line takes. GDP and marine GDP at current
prices, 2025, central run; the change is against the base.
"""
STRESSES_INTRO = """\
Each stress laid on the plan, as `plan+NAME` does, against the plan without it. Beside it what the same stress
does to the base: where the two differ, the plan changes what a stress can do.
"""
PACKAGES_INTRO = """\
Chapters of the plan alone, against the base. Their sum is not the plan: measures of different chapters
meet in the same workers, capital and cargo.
"""
HEADS = ("GDP", "residents", "cargo", "marine GDP")
UNITS = ("亿元", "10k", "10k t", "亿元")


def found(known: Mapping[str, Scenario]) -> Headlines:
    """Headlines of 2025 by name; scenarios of one horizon run together."""
    values: dict[str, np.ndarray] = {}
    for horizon in sorted({scenario.horizon for scenario in known.values()}):
        some = {name: scenario for name, scenario in known.items() if scenario.horizon == horizon}
        run = simulate_together(list(some.values()), load())
        values |= dict(zip(some, headline_values(run, AT).T, strict=True))
    return values


def scenarios(wanted: Iterable[str]) -> dict[str, Scenario]:
    """Loaded scenarios by the name or the stack that the command line takes."""
    return {name: load_scenario(Path(name), Options()) for name in wanted}


def change(value: np.ndarray, reference: np.ndarray) -> list[str]:
    """Changes in % as a table prints them."""
    return [f"{100 * moved + 0.0:+.2f}" for moved in value / reference - 1]


def parts(table: Table) -> tuple[str, ...]:
    """Body of the page, made with the printer of Markdown tables."""
    files = names()
    folder = {name: path.parent.name for name, path in files.items()}
    stresses = [name for name in files if folder[name] == "stresses"]
    packages = [name for name in files if folder[name] == "packages"]
    alone = scenarios(files)
    stacked = scenarios(f"{PLAN}{JOIN}{name}" for name in stresses)
    values = found({**alone, **stacked})
    base, plan = values[BASE], values[PLAN]
    shown = [
        (
            f"`{path.relative_to(SCENARIOS).as_posix()}`",
            f"{alone[name].question['en']} {alone[name].question['zh']}",
            *(f"{value:,.0f}" for value in values[name]),
            *change(values[name], base),
        )
        for name, path in files.items()
    ]
    of_sum = sum((values[name] - base for name in packages), np.zeros_like(base))
    chapters = [
        *((f"`{name}`", *(f"{v:+,.0f}" for v in values[name] - base)) for name in packages),
        ("sum of the chapters", *(f"{v:+,.0f}" for v in of_sum)),
        ("plan", *(f"{v:+,.0f}" for v in plan - base)),
        ("interaction", *(f"{v:+,.0f}" for v in plan - base - of_sum)),
    ]
    on_plan = [
        (
            f"`{name}`",
            *change(values[f"{PLAN}{JOIN}{name}"], plan),
            *change(values[name], base),
        )
        for name in stresses
    ]
    with_units = [f"{head}, {unit}" for head, unit in zip(HEADS, UNITS, strict=True)]
    percent = [f"{head}, %" for head in HEADS]
    return (
        LIBRARY_INTRO,
        table(("file", "question", *with_units, *percent), shown),
        "## Chapters of the plan\n",
        PACKAGES_INTRO,
        table(("chapter", *with_units), chapters),
        "## Stresses on the plan\n",
        STRESSES_INTRO,
        table(("stress", *(f"plan: {p}" for p in percent), *(f"base: {p}" for p in percent)), on_plan),
    )
