"""Balancing a matrix to known margins with the least relative entropy to a seed."""

from __future__ import annotations

from sim.axes import Array

ROUNDS = 500


def fit(seed: Array, rows: Array, columns: Array) -> Array:
    """Iterative proportional fitting of a positive seed to row and column sums, ending on exact rows."""
    cells = seed.copy()
    for _ in range(ROUNDS):
        cells *= columns / cells.sum(axis=0)
        cells *= (rows / cells.sum(axis=1))[:, None]
    return cells
