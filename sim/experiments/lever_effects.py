"""What levers add to the base: each on its own, those of the better grades together, and all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from sim.experiments.central_runs import HEADLINES, UNITS, CentralRuns
from sim.scenario.scenario import Scenario

COLUMNS = ["year", "lever", "grade", "target", "effect", "unit", "channel"]
BASE = "base"
"""Name of the run that effects are held against."""

TOGETHER = "all levers together"
"""Row name of the scenario as a whole; it differs from the sum of single effects by their interaction."""

NESTED = {"grade A together": "A", "grades A and B together": "AB"}
"""Row names of the scenario cut down to levers of these grades; the first is the headline."""

PROJECTS = "projects"
"""Row name of the scenario's dated projects; opening dates and travel times are quantified, so grade A."""


def cut_down(scenario: Scenario, base: Scenario, grades: str) -> Scenario:
    """The base with only those levers of the scenario whose evidence has one of the ``grades``."""
    register = scenario.registers.levers
    kept = {name: setting for name, setting in scenario.levers.items() if register[name].grade in grades}
    return replace(base, levers=kept, projects=scenario.projects)


def variants(scenario: Scenario, base: Scenario) -> dict[str, Scenario]:
    """What is run by name: base and scenario, the base with its levers of the better grades, and with each
    lever alone; the project dates of the scenario count as one more lever.
    """
    named = {BASE: base, TOGETHER: scenario}
    named |= {name: cut_down(scenario, base, grades) for name, grades in NESTED.items()}
    named |= {name: replace(base, levers={name: setting}) for name, setting in scenario.levers.items()}
    if scenario.projects != base.projects:
        named[PROJECTS] = replace(base, projects=scenario.projects)
    return named


def build(scenario: Scenario, runs: CentralRuns, years: Iterable[int]) -> pd.DataFrame:
    """Effect on the headline indicators in each year: nested by grade, all together, then each lever alone.

    ``runs`` holds the scenario's ``variants``. Interaction is shown, not spread.
    """
    register = scenario.registers.levers
    known = {name: (register[name].grade, register[name].mechanism) for name in scenario.levers}
    known[PROJECTS] = ("A", "Travel times between the cities")
    rows = []
    for year in years:
        values = runs.headlines(year)
        for name in (*NESTED, TOGETHER, *scenario.levers, PROJECTS):
            if name in values:
                grade, channel = known.get(name, ("", ""))
                changes = zip(HEADLINES, values[name] - values[BASE], UNITS, strict=True)
                rows += [(year, name, grade, target, float(c), unit, channel) for target, c, unit in changes]
    return pd.DataFrame(rows, columns=COLUMNS)
