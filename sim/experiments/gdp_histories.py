"""What the reading of past growth does to the projection: growth as printed, or the census break spread."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from sim.experiments.central_runs import HEADLINES, UNITS, CentralRuns
from sim.scenario.scenario import Scenario

WEIGHT = "gdp_history_break_weight"
READINGS = {"as printed": 0.0, "break spread": 1.0}
"""Weight of the spread history in either pure reading; a run mixes them by its own weight."""


def variants(scenario: Scenario) -> dict[str, Scenario]:
    """The scenario under either reading."""
    return {
        reading: replace(scenario, parameters={**scenario.parameters, WEIGHT: weight})
        for reading, weight in READINGS.items()
    }


def build(runs: CentralRuns, year: int) -> pd.DataFrame:
    """Headline indicators of a year by reading: columns reading, target, value, unit."""
    values = runs.headlines(year)
    rows = [
        (reading, target, float(values[reading][t]), UNITS[t])
        for reading in READINGS
        for t, target in enumerate(HEADLINES)
    ]
    return pd.DataFrame(rows, columns=["reading", "target", "value", "unit"])
