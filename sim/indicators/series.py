"""One reported series, and the ways of making one from a run: sums over places, ratios of sums, rates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.axes import Array
from sim.record import Run

Mask: TypeAlias = NDArray[np.bool_]

REGION = "jiaodong"


@dataclass(frozen=True)
class Series:
    """One reported indicator of one region: values [year, member]."""

    variable: str
    unit: str
    region: str
    values: Array


def ratio(
    run: Run, name: str, unit: str, make: Callable[[Mask], Array], axis: str = "city"
) -> Iterator[Series]:
    """An indicator from sums: ``make`` takes a picker of places (one place or all)
    through a boolean mask [place].
    """
    labels = run.axes.labels(axis)
    for k, place in enumerate((*labels, REGION)):
        mask = np.ones(len(labels), dtype=bool) if place == REGION else np.arange(len(labels)) == k
        yield Series(name, unit, place, make(mask))


def growth(values: Array) -> Array:
    """Percentage change on the year before; NaN in the first year."""
    rates = np.full_like(values, np.nan)
    rates[1:] = 100 * (values[1:] / values[:-1] - 1)
    return rates


def mean(values: Array, weights: Array, mask: Mask) -> Array:
    """Weighted mean over places [year, member]; ``values`` and ``weights`` [year, place, member]."""
    mean: Array = (values * weights)[:, mask].sum(axis=1) / weights[:, mask].sum(axis=1)
    return mean


def average_growth(values: Array, start: Array, years: NDArray[np.int_]) -> Array:
    """Compound growth from ``start`` [member] to ``values`` [year, member], % a year; NaN at year 0."""
    rates = np.full_like(values, np.nan)
    later = years > 0
    rates[later] = 100 * ((values[later] / start) ** (1 / years[later])[:, None] - 1)
    return rates
