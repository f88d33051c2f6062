"""Scores of predictive distributions: error, CRPS, coverage, and how far few windows let them be known."""

from __future__ import annotations

import numpy as np

from sim.axes import Array

LEVELS = (50, 80, 95)
"""Nominal coverage of central intervals, per cent."""


def crps(members: Array, observed: Array) -> Array:
    """Continuous ranked probability score of an ensemble [..., member], in the unit of the observation.

    Mean distance to the observation less half the mean distance between members (Gneiting and Raftery 2007);
    for a single member the absolute error.
    """
    ordered = np.sort(members, axis=-1)
    count = ordered.shape[-1]
    rank = 2 * np.arange(1, count + 1) - count - 1
    spread = 2 * np.sum(rank * ordered, axis=-1) / count**2
    distance: Array = np.abs(members - observed[..., None]).mean(axis=-1) - spread / 2
    return distance


def covered(members: Array, observed: Array, level: float) -> Array:
    """One where the observation lies in the central interval of ``level`` per cent, else zero; NaN kept."""
    tail = (100 - level) / 2
    low, high = np.percentile(members, [tail, 100 - tail], axis=-1)
    inside = ((observed >= low) & (observed <= high)).astype(float)
    return np.where(np.isnan(observed), np.nan, inside)


def band(values: Array, blocks: int, rng: np.random.Generator, *, rounds: int) -> tuple[float, float]:
    """5th and 95th percentile of the mean by a moving-block bootstrap over the first axis.

    ``values`` [origin, ...] may hold NaN. Neighbouring origins share years, so they are drawn in runs of
    ``blocks``.
    """
    count = len(values)
    size = min(blocks, count)
    starts = rng.integers(0, count - size + 1, (rounds, -(-count // size)))
    chosen = (starts[..., None] + np.arange(size)).reshape(rounds, -1)[:, :count]
    flat = values.reshape(count, -1)
    total, known = np.nansum(flat, axis=1), np.sum(~np.isnan(flat), axis=1)
    means = total[chosen].sum(axis=1) / known[chosen].sum(axis=1)
    low, high = np.percentile(means, [5, 95])
    return float(low), float(high)
