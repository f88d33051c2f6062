"""Life tables of each city and sex, in the first and the last year of a run, central parameters."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.baseline import Baseline
from sim.blocks.demography.life_tables import life_table
from sim.record import Run

SEXES = ("male", "female")
COLUMNS = {
    "mortality_rate": "mx",
    "death_probability": "qx",
    "survivors": "lx",
    "deaths": "dx",
    "person_years": "Lx",
    "person_years_above": "Tx",
    "life_expectancy": "ex",
}
"""Columns of the module's life table and their usual letters."""
RADIX = 100_000
PER_RADIX = ("lx", "dx", "Lx", "Tx")


def build(run: Run, baseline: Baseline) -> pd.DataFrame:
    """Columns city, sex, year, age and mx to ex; rates per person-year, survivors of a hundred thousand."""
    national = baseline["mortality_rate"]
    level = baseline["mortality_level"]
    index = run.fields["mortality_index"][..., 0]
    frames = []
    for position in (0, -1):
        rates = level[:, None, None] * national * index[position][:, None]
        table = life_table(rates[..., None])
        columns = {letters: table[name][..., 0] for name, letters in COLUMNS.items()}
        for c, city in enumerate(run.axes.labels("city")):
            for s, sex in enumerate(SEXES):
                own = {
                    letters: values[c, s] * (RADIX if letters in PER_RADIX else 1)
                    for letters, values in columns.items()
                }
                place = {"city": city, "sex": sex, "year": run.years[position]}
                frames.append(pd.DataFrame({**place, "age": np.arange(len(own["mx"])), **own}))
    return pd.concat(frames, ignore_index=True)
