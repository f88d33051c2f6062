"""What surrounds a run's numbers in its report: scenario, levers, assumptions, limits, provenance, manifest."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

import pandas as pd

from sim.baseline import Baseline
from sim.paths import REGISTERS
from sim.report.inputs import Bilingual, Context, ContributionRow, LeverRow, ParameterRow
from sim.scenario.scenario import Scenario

STATEMENTS = REGISTERS / "statements.csv"


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
            value=shown(scenario.levers[name]),
            grade=lever.grade,
            channel={"en": lever.mechanism, "zh": lever.mechanism_zh},
        )
        for name, lever in register.items()
        if name in scenario.levers
    ]


def shown(setting: object) -> str:
    """A lever's setting as one line."""
    if isinstance(setting, Mapping):
        return "; ".join(f"{key}: {shown(value)}" for key, value in setting.items())
    return f"{setting:g}" if isinstance(setting, int | float) else str(setting)


def contribution_rows(effects: pd.DataFrame, scenario: Scenario) -> list[ContributionRow]:
    """Effects of single levers with their labels in both languages."""
    register = scenario.registers.levers
    labels: dict[str, Bilingual] = {
        "projects": {"en": "Dated projects", "zh": "有开通时间的项目"},
        "all levers together": {"en": "All levers together", "zh": "全部杠杆合计"},
    }
    labels |= {name: {"en": lever.label_en, "zh": lever.label_zh} for name, lever in register.items()}
    channels: dict[str, Bilingual] = {
        name: {"en": lever.mechanism, "zh": lever.mechanism_zh} for name, lever in register.items()
    }
    return [
        ContributionRow(
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
        ParameterRow(name=name, value=value, default=known[name].value, unit=known[name].unit)
        for name, value in scenario.parameters.items()
    ]


def context(
    scenario: Scenario, baseline: Baseline, effects: pd.DataFrame | None, manifest: Mapping[str, object]
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
        assumptions=list(statements("assumption")),
        limits=list(statements("limit")),
        provenance={name: dict(table.provenance) for name, table in baseline.tables.items()},
    )
