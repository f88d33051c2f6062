"""Indicators of water, rivers, coast and landscape for the region; weights are those of 2020."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.axes import Array
from sim.indicators.series import REGION, Series
from sim.record import Run
from sim.variables import register

BY_RESIDENTS = ("river_quality", "below_grade_v", "eco_index")
BY_COASTLINE = ("coastal_water_quality", "good_coastal_water", "natural_shoreline", "sea_area_allowed")
BY_NEED = ("water_shortage", "dry_year_ratio")


def environment(run: Run) -> Iterator[Series]:
    """Means over cities: what people live beside, what the coast is, and water by what is needed."""
    f = run.fields
    coastline = f["natural_length"][:1] / f["natural_shoreline"][:1]
    need = f["water_demand"].sum(axis=2)
    for names, weights in (
        (BY_RESIDENTS, f["residents"][:1]),
        (BY_COASTLINE, coastline),
        (BY_NEED, need),
    ):
        for name in names:
            entry = register()[name]
            yield Series(entry.variable, entry.reported_unit, REGION, mean(f[name], weights) * entry.scale)
    asked, done = (f[f"coastal_works_{name}"].sum(axis=1) for name in ("asked", "done"))
    entry = register()["coastal_works_allowed"]
    whole = asked == done
    allowed = np.where(whole, 1.0, done / np.where(whole, 1.0, asked))
    yield Series(entry.variable, entry.reported_unit, REGION, allowed)
    paid = f["new_eco_compensation"].sum(axis=(2, 3)) > 0
    yield Series("Rivers with compensation", "rivers", REGION, paid.sum(axis=1).astype(float))


def mean(values: Array, weights: Array) -> Array:
    """Weighted mean over cities [year, member]."""
    result: Array = np.sum(values * weights, axis=1) / np.sum(weights * np.ones_like(values), axis=1)
    return result
