"""The page of the library: what each scenario asks, and what it does to the four headlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from sim.baseline import load
from sim.experiments.central_runs import headline_values
from sim.paths import SCENARIOS
from sim.record import Run
from sim.scenario.scenario import Scenario
from sim.scenario.stack import JOIN, names
from sim.session import Options, load_scenario
from sim.simulate import simulate_together

Table = Callable[[Sequence[str], Iterable[Sequence[object]]], str]
Headlines = Mapping[tuple[str, int], np.ndarray]
"""Headlines by scenario and year."""
Batches = Mapping[int, tuple[Sequence[str], Run]]
"""Runs by horizon, with the names of their members."""
Pick = Callable[[np.ndarray], np.ndarray]
"""What of a field [year, ...] is looked at [year]."""

BASE, PLAN = "base", "plan"
TEMPLATES = ("template", "template_zh")
YEAR = 2025
MISSING = "–"

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
ANSWERS_INTRO = """\
What each stress asks, answered on the base: changes against it in %, or as said.
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


def batches(known: Mapping[str, Scenario]) -> Batches:
    """Scenarios of one horizon together, with base and plan beside them."""
    found: dict[int, tuple[Sequence[str], Run]] = {}
    for horizon in sorted({scenario.horizon for scenario in known.values()}):
        some = {name: scenario for name, scenario in known.items() if scenario.horizon == horizon}
        some |= scenarios((BASE, PLAN), horizon)
        found[horizon] = (list(some), simulate_together(list(some.values()), load()))
    return found


def headlines(found: Batches) -> Headlines:
    """Headlines of 2025 and of the last year of every run."""
    values: dict[tuple[str, int], np.ndarray] = {}
    for horizon, (members, run) in found.items():
        for year in {YEAR, horizon}:
            of_year = headline_values(run, run.years.index(year))
            values |= {(name, year): value for name, value in zip(members, of_year.T, strict=True)}
    return values


def total(values: np.ndarray) -> np.ndarray:
    """Everything of a year added up."""
    added: np.ndarray = values.reshape(len(values), -1).sum(axis=1)
    return added


def one(axis: str, label: str, at: int = 1) -> Pick:
    """One place on an axis, which is the first after the year or that ``at`` another place."""
    index = load().axes.labels(axis).index(label)
    return lambda values: total(values.take(index, axis=at))


def answers(found: Batches) -> list[tuple[str, str, str]]:
    """What each stress asks: its name, what is looked at, and the answer."""

    def pair(name: str, of: str, *years: int, pick: Pick = total) -> tuple[np.ndarray, np.ndarray]:
        members, run = next((who, run) for who, run in found.values() if name in who)
        at = [run.years.index(year) for year in years]
        stressed, calm = (pick(run.fields[of][..., members.index(who)])[at] for who in (name, BASE))
        return stressed, calm

    def moved(name: str, of: str, *years: int, pick: Pick = total) -> str:
        return ", ".join(percent(*pair(name, of, *years, pick=pick)))

    price, _ = pair("carbon_cap", "carbon_allowance_price", 2022, 2023, 2024, YEAR)
    cost, gdp = (pair("carbon_cap", of, YEAR)[0][0] for of in ("abatement_cost", "gdp"))
    ports = load().axes.port
    steel = [pair("steel_relocation", "throughput", YEAR, pick=one("port", port)) for port in ports]
    building = one("sector", "construction", at=2)
    qingdao, weihai, rizhao = (one("city", city) for city in ("qingdao", "weihai", "rizhao"))
    return [
        ("trade_slump", "GDP in 2024, 2025", moved("trade_slump", "gdp", 2024, YEAR)),
        ("pandemic_year", "GDP in 2024, 2025", moved("pandemic_year", "gdp", 2024, YEAR)),
        ("property_slump", "GDP in 2024, 2025", moved("property_slump", "gdp", 2024, YEAR)),
        (
            "property_slump",
            "construction in 2024, 2025",
            moved("property_slump", "value_added", 2024, YEAR, pick=building),
        ),
        (
            "typhoon_qingdao",
            "GDP of Qingdao in 2023, 2024, 2025",
            moved("typhoon_qingdao", "gdp", 2023, 2024, YEAR, pick=qingdao),
        ),
        (
            "rail_two_years_late",
            "GDP of Weihai, the end of a line, in 2025",
            moved("rail_two_years_late", "gdp", YEAR, pick=weihai),
        ),
        ("low_fertility", "births in 2025, 2050", moved("low_fertility", "births", YEAR, 2050)),
        ("low_fertility", "residents in 2025, 2050", moved("low_fertility", "residents", YEAR, 2050)),
        ("low_fertility", "GDP in 2025, 2050", moved("low_fertility", "gdp", YEAR, 2050)),
        (
            "steel_relocation",
            f"cargo of {', '.join(ports)} in 2025, 10k t",
            ", ".join(whole(np.array([float(there[0] - before[0]) for there, before in steel]))),
        ),
        ("carbon_cap", "price of allowances in 2022 to 2025, CNY/t", ", ".join(f"{p:.0f}" for p in price)),
        ("carbon_cap", "cost of abatement in 2025, % of GDP", f"{100 * cost / gdp:.3f}"),
        (
            "dry_years",
            "GDP of Rizhao in 2023, 2024, 2025",
            moved("dry_years", "gdp", 2023, 2024, YEAR, pick=rizhao),
        ),
    ]


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
    stacked = [f"{PLAN}{JOIN}{name}" for name in stresses]
    found = batches(alone | scenarios(stacked))
    values = headlines(found)
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
            *(
                percent(values[name, scenario.horizon], values[PLAN, scenario.horizon])
                if scenario.levers
                else [MISSING] * len(HEADS)
            ),
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
        "## Answers\n",
        ANSWERS_INTRO,
        table(("stress", "asked", "answer"), answers(found)),
        "## Later years\n",
        LATER_INTRO,
        table(("scenario", "year", *WITH_UNITS, *against), later),
    )
