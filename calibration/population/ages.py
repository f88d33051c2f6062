"""Census age groups to single years of age, every published group kept to the person."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.interpolate import PchipInterpolator

from sim.axes import AGES, Array


def single_years(groups: Array, starts: Sequence[int], open_shape: Array) -> Array:
    """Persons by single year of age from persons by age group.

    The cumulated count is interpolated by a monotone cubic (Fritsch and Carlson 1980), the standard way to
    split groups without negative counts (McNeil, Trussell and Turner 1977 for the spline, Hyman-type filters
    since); the open group is spread by years lived in a life table. Largest remainders make whole persons.

    Args:
        groups: persons by age group; the last group is open.
        starts: first age of each group.
        open_shape: years lived by single year from the open group's first age to the end of the age axis.
    """
    edges = np.asarray(starts, dtype=float)
    cumulated = np.concatenate([[0.0], np.cumsum(groups[:-1])])
    within = np.diff(PchipInterpolator(edges, cumulated)(np.arange(starts[-1] + 1)))
    spread = np.concatenate([within, groups[-1] * open_shape / open_shape.sum()])
    if spread.size != AGES:
        raise ValueError(f"{spread.size} single years were made where {AGES} are needed")
    bounds = [*starts, AGES]
    return np.concatenate(
        [
            whole_persons(spread[a:b], total)
            for a, b, total in zip(bounds[:-1], bounds[1:], groups, strict=True)
        ]
    )


def whole_persons(values: Array, total: float) -> Array:
    """Whole numbers that add up to the whole number ``total`` and lie within one of ``values``."""
    floors = np.floor(values)
    missing = round(float(total - floors.sum()))
    if not 0 <= missing <= values.size:
        raise ValueError(f"values add up to {values.sum()}, not to {total}")
    floors.flat[np.argsort(-(values - floors), axis=None, kind="stable")[:missing]] += 1
    return floors
