"""The country from which arrivals come: how many people of the ages that move it holds, year by year."""

from __future__ import annotations

import numpy as np

from calibration.tables import Figures
from sim.axes import Array


def mobile_population_index(
    projection: Figures, area: str, schedule: Array, base_year: int
) -> dict[int, float]:
    """Persons weighted by the migration schedule, relative to the base year, for each published year.

    Args:
        projection: persons by five-year age and sex, estimated and projected.
        area: the nation.
        schedule: share of moves by single year of age [age].
        base_year: the year whose index is one.
    """
    table = projection.table
    rows = table[(table["area"] == area) & (table["indicator"] == "population")]
    weight = rows["age"].astype(str).map(lambda group: _mean_over(group, schedule))
    movers = (rows["value"] * weight).groupby(rows["year"].astype(int)).sum()
    return {int(year): float(value) for year, value in (movers / movers[base_year]).items()}


def _mean_over(group: str, schedule: Array) -> float:
    """Mean of the schedule over a published age group such as '20-24' or '100+'."""
    if group.endswith("+"):
        return float(schedule[int(group[:-1]) :].mean())
    first, last = (int(age) for age in group.split("-"))
    return float(np.mean(schedule[first : last + 1]))
