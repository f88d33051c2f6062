"""What the reading of past growth does to the projection: growth as printed, or the census break spread."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from sim.baseline import Baseline
from sim.experiments.lever_effects import HEADLINES, UNITS, headline_values
from sim.scenario.scenario import Scenario
from sim.simulate import simulate_together

WEIGHT = "gdp_history_break_weight"
READINGS = {"as printed": 0.0, "break spread": 1.0}
"""Weight of the spread history in either pure reading; a run mixes them by its own weight."""


def build(scenario: Scenario, baseline: Baseline) -> pd.DataFrame:
    """Headline indicators of the last year by reading: columns reading, target, value, unit."""
    variants = [
        replace(scenario, parameters={**scenario.parameters, WEIGHT: weight}) for weight in READINGS.values()
    ]
    values = headline_values(simulate_together(variants, baseline))
    rows = [
        (reading, target, float(values[t, r]), UNITS[t])
        for r, reading in enumerate(READINGS)
        for t, target in enumerate(HEADLINES)
    ]
    return pd.DataFrame(rows, columns=["reading", "target", "value", "unit"])
