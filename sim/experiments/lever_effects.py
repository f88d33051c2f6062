"""What each lever adds on its own: the base with one lever of the scenario switched on, for the headline indicators."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from sim.baseline import Baseline
from sim.run import Run
from sim.scenario.scenario import Scenario
from sim.simulate import simulate

HEADLINES = ("GDP|Current prices", "Population", "Port throughput", "Marine GDP|Current prices")
COLUMNS = ["lever", "grade", "target", "effect", "unit", "channel"]
UNITS = ("100m CNY", "10k persons", "10k tonnes", "100m CNY")

TOGETHER = "all levers together"
"""Row name of the scenario as a whole; it differs from the sum of single effects by their interaction."""


def headline_values(run: Run) -> np.ndarray:
    """Regional headline indicators of the last year, central member, in the order of HEADLINES."""
    f = {
        name: run.fields[name][-1, ..., 0]
        for name in ("gdp", "price_level", "residents", "throughput", "marine_gdp")
    }
    return np.array(
        [
            f["gdp"].sum() * f["price_level"],
            f["residents"].sum(),
            f["throughput"].sum(),
            f["marine_gdp"].sum() * f["price_level"],
        ]
    )


def build(scenario: Scenario, base: Scenario, baseline: Baseline) -> pd.DataFrame:
    """Effect of each lever alone, and of all together, on the headline indicators at the horizon.

    The project dates of the scenario count as one more lever, named ``projects``. Interaction is shown, not spread.
    """
    start = headline_values(simulate(base, baseline))
    variants = {name: replace(base, levers={name: setting}) for name, setting in scenario.levers.items()}
    if scenario.projects != base.projects:
        variants["projects"] = replace(base, projects=scenario.projects)
    register = scenario.registers.levers
    rows = []
    for name, variant in variants.items():
        effect = headline_values(simulate(variant, baseline)) - start
        lever = register.get(name)
        grade, channel = (lever.grade, lever.mechanism) if lever else ("A", "Travel times between the cities")
        rows += [
            dict(zip(COLUMNS, (name, grade, t, float(e), u, channel), strict=True))
            for t, e, u in zip(HEADLINES, effect, UNITS, strict=True)
        ]
    whole = headline_values(simulate(scenario, baseline)) - start
    rows += [
        dict(zip(COLUMNS, (TOGETHER, "", t, float(e), u, ""), strict=True))
        for t, e, u in zip(HEADLINES, whole, UNITS, strict=True)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
