"""What surrounds a run's numbers: scenario, levers, assumptions, limits, provenance, manifest."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from sim.baseline import Baseline
from sim.paths import BASELINE, REGISTERS
from sim.report.inputs import (
    Bilingual,
    Context,
    ContributionRow,
    HistoryRow,
    LeverRow,
    ParameterRow,
    ShockRow,
)
from sim.report.labels import LANGUAGES, ids, label
from sim.report.words import word
from sim.scenario.lever_values import DEFAULT
from sim.scenario.scenario import Scenario

STATEMENTS = REGISTERS / "statements.csv"
BASE = 2020
HEADLINES = ("GDP|Current prices", "Population", "Port throughput", "Marine GDP|Current prices")


@cache
def statements(kind: str) -> tuple[Mapping[str, str], ...]:
    """Sentences of one kind (assumption, limit) in both languages, from their register."""
    with STATEMENTS.open(encoding="utf-8", newline="") as file:
        return tuple(
            {"en": row["en"], "zh": row["zh"]} for row in csv.DictReader(file) if row["kind"] == kind
        )


def lever_rows(scenario: Scenario) -> list[LeverRow]:
    """The levers that the scenario sets, in the register's order."""
    register = scenario.registers.levers
    return [
        LeverRow(
            lever=name,
            label={"en": lever.label_en, "zh": lever.label_zh},
            unit=lever.unit,
            value={lang: shown(scenario.levers[name], lang) for lang in LANGUAGES},
            grade=lever.grade,
            channel={"en": lever.mechanism, "zh": lever.mechanism_zh},
        )
        for name, lever in register.items()
        if name in scenario.levers
    ]


def shown(setting: object, lang: str) -> str:
    """A setting as one line: places by their ids in English, as files name them, and by their names in
    Chinese.
    """
    if not isinstance(setting, Mapping):
        return f"{setting:g}" if isinstance(setting, int | float) else str(setting)
    if lang != "zh":
        return "; ".join(f"{key}: {shown(value, lang)}" for key, value in setting.items())
    parts = []
    for key, value in setting.items():
        name = word("elsewhere", lang) if key == DEFAULT else label(str(key), lang)
        name += "年" if isinstance(key, int) else ""
        inner = shown(value, lang)
        parts.append(f"{name}（{inner}）" if isinstance(value, Mapping) else f"{name}：{inner}")
    return "、".join(parts)


def contribution_rows(effects: pd.DataFrame, scenario: Scenario) -> list[ContributionRow]:
    """Effects of single levers with their labels in both languages."""
    register = scenario.registers.levers
    labels: dict[str, Bilingual] = {
        "grade A together": {"en": "Grade A together", "zh": "A级杠杆合计"},
        "grades A and B together": {"en": "Grades A and B together", "zh": "A级和B级杠杆合计"},
        "all levers together": {"en": "All levers together", "zh": "全部杠杆合计"},
        "projects": {"en": "Dated projects", "zh": "有开通时间的项目"},
    }
    labels |= {name: {"en": lever.label_en, "zh": lever.label_zh} for name, lever in register.items()}
    channels: dict[str, Bilingual] = {
        name: {"en": lever.mechanism, "zh": lever.mechanism_zh} for name, lever in register.items()
    }
    return [
        ContributionRow(
            year=row["year"],
            target=row["target"],
            lever=row["lever"],
            label=labels.get(row["lever"], row["lever"]),
            grade=row["grade"],
            effect=row["effect"],
            unit=row["unit"],
            channel=channels.get(row["lever"], row["channel"]),
        )
        for row in effects.to_dict("records")
    ]


def parameter_rows(scenario: Scenario) -> list[ParameterRow]:
    """Parameters that the scenario overrides, beside the register's central value."""
    known = scenario.registers.parameters
    return [
        ParameterRow(
            name=name,
            meaning={"en": known[name].meaning, "zh": known[name].meaning_zh},
            value=value,
            default=known[name].value,
            unit=known[name].unit,
        )
        for name, value in scenario.parameters.items()
    ]


def shock_rows(scenario: Scenario) -> list[ShockRow]:
    """The shocks that the scenario assumes, in the order of its file."""
    kinds = scenario.registers.shocks
    return [
        ShockRow(
            name=shock.name,
            kind={"en": kinds[shock.kind].label_en, "zh": kinds[shock.kind].label_zh},
            size={lang: shown(shock.size, lang) for lang in LANGUAGES},
            unit=kinds[shock.kind].unit,
            cause=shock.cause,
        )
        for shock in scenario.shocks
    ]


def totals(path: Path = BASELINE / "observed.csv") -> dict[str, dict[str, int]]:
    """How the base year's total of each place (city or port) is known, by headline indicator."""
    places = {*ids("city"), *ids("port")}
    counts: dict[str, dict[str, int]] = {name: {} for name in HEADLINES}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["year"] == str(BASE) and row["region"] in places and row["variable"] in counts:
                known = counts[row["variable"]]
                known[row["provenance"]] = known.get(row["provenance"], 0) + 1
    return counts


def context(
    scenario: Scenario,
    baseline: Baseline,
    effects: pd.DataFrame | None,
    histories: pd.DataFrame,
    manifest: Mapping[str, object],
) -> Context:
    """The context of one run; ``effects`` is None for a scenario that changes nothing."""
    return Context(
        scenario={
            "id": scenario.name,
            "title": {"en": scenario.title_en, "zh": scenario.title_zh},
            "question": scenario.question,
        },
        manifest=manifest,
        levers=lever_rows(scenario),
        contributions=[] if effects is None else contribution_rows(effects, scenario),
        parameters=parameter_rows(scenario),
        shocks=shock_rows(scenario),
        assumptions=list(statements("assumption")),
        limits=list(statements("limit")),
        provenance={name: dict(table.provenance) for name, table in baseline.tables.items()},
        totals=totals()
        | {"Marine GDP|Current prices": dict(baseline.tables["marine_city_total"].provenance)},
        histories=[
            HistoryRow(reading=row["reading"], target=row["target"], value=row["value"], unit=row["unit"])
            for row in histories.to_dict("records")
        ],
    )
