"""What levers add to the base: each on its own, those of the better grades together, and all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from sim.baseline import Baseline
from sim.run import Run
from sim.scenario.scenario import Scenario
from sim.simulate import simulate_together

HEADLINES = ("GDP|Current prices", "Population", "Port throughput", "Marine GDP|Current prices")
COLUMNS = ["lever", "grade", "target", "effect", "unit", "channel"]
UNITS = ("100m CNY", "10k persons", "10k tonnes", "100m CNY")

TOGETHER = "all levers together"
"""Row name of the scenario as a whole; it differs from the sum of single effects by their interaction."""

NESTED = {"grade A together": "A", "grades A and B together": "AB"}
"""Row names of the scenario cut down to levers of these grades; the first is the headline."""

PROJECTS = "projects"
"""Row name of the scenario's dated projects; opening dates and travel times are quantified, so grade A."""


def headline_values(run: Run, at: int = -1) -> np.ndarray:
    """Regional headline indicators [headline, member] in the order of HEADLINES, of the last year or of that
    ``at`` a place among the run's years.
    """
    last = {
        name: run.fields[name][at] for name in ("gdp", "price_level", "residents", "throughput", "marine_gdp")
    }
    return np.array(
        [
            last["gdp"].sum(axis=0) * last["price_level"],
            last["residents"].sum(axis=0),
            last["throughput"].sum(axis=(0, 1)),
            last["marine_gdp"].sum(axis=0) * last["price_level"],
        ]
    )


def cut_down(scenario: Scenario, base: Scenario, grades: str) -> Scenario:
    """The base with only those levers of the scenario whose evidence has one of the ``grades``."""
    register = scenario.registers.levers
    kept = {name: setting for name, setting in scenario.levers.items() if register[name].grade in grades}
    return replace(base, levers=kept, projects=scenario.projects)


def build(scenario: Scenario, base: Scenario, baseline: Baseline) -> pd.DataFrame:
    """Effect on the headline indicators at the horizon: nested by grade, all together, then each lever alone.

    The project dates of the scenario count as one more lever. Interaction is shown, not spread.
    """
    register = scenario.registers.levers
    variants: dict[str, tuple[Scenario, str, str]] = {
        name: (cut_down(scenario, base, grades), "", "") for name, grades in NESTED.items()
    }
    variants[TOGETHER] = (scenario, "", "")
    for name, setting in scenario.levers.items():
        alone = replace(base, levers={name: setting})
        variants[name] = (alone, register[name].grade, register[name].mechanism)
    if scenario.projects != base.projects:
        alone = replace(base, projects=scenario.projects)
        variants[PROJECTS] = (alone, "A", "Travel times between the cities")

    runs = simulate_together([base, *(variant for variant, _, _ in variants.values())], baseline)
    values = headline_values(runs)
    rows = []
    for (name, (_, grade, channel)), effect in zip(
        variants.items(), (values[:, 1:] - values[:, :1]).T, strict=True
    ):
        rows += [
            dict(zip(COLUMNS, (name, grade, target, float(change), unit, channel), strict=True))
            for target, change, unit in zip(HEADLINES, effect, UNITS, strict=True)
        ]
    return pd.DataFrame(rows, columns=COLUMNS)
