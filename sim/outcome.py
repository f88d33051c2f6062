"""What is kept of an ensemble: every reported indicator of every member, and its quantiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np

from sim.axes import Array
from sim.indicators import Labels, series
from sim.record import Run

Name: TypeAlias = tuple[str, str, str]
"""Region, variable and unit of one series."""


@dataclass(frozen=True)
class Outcome:
    """Indicators [series, year, member] of one scenario; member 0 is the central run.

    ``weights`` [member] of the drawn members (zero for member 0) where observations have conditioned them;
    None where all count alike.
    """

    names: tuple[Name, ...]
    years: tuple[int, ...]
    values: Array
    weights: Array | None = None

    @property
    def members(self) -> int:
        """Number of members, the central one among them."""
        return int(self.values.shape[-1])

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], int]:
        return {(region, variable): k for k, (region, variable, _) in enumerate(self.names)}

    def find(self, region: str, variable: str) -> Array | None:
        """One series [year, member], or None where it is not reported."""
        at = self._index.get((region, variable))
        return None if at is None else self.values[at]

    def unit(self, region: str, variable: str) -> str:
        """Unit of a reported series."""
        return self.names[self._index[region, variable]][2]

    @property
    def drawn_weights(self) -> Array | None:
        """Weights of the drawn members alone."""
        return None if self.weights is None else self.weights[1:]

    def conditioned(self, weights: Array) -> Outcome:
        """The same members with other weights."""
        return replace(self, weights=weights)


def of_run(run: Run, labels: Labels) -> Outcome:
    """All indicators of a run."""
    found = list(series(run, labels))
    names = tuple((s.region, s.variable, s.unit) for s in found)
    return Outcome(names, run.years, np.stack([s.values for s in found]))


def quantiles(values: Array, probabilities: Sequence[float], weights: Array | None = None) -> Array:
    """Quantiles over the last axis [probability, ...]; NaN where a value is.

    Without weights they are linear between order statistics. With weights a value stands in the middle of its
    share of the weight, and between two values it is linear.
    """
    if weights is None:
        ordered = np.sort(values, axis=-1)
        at = np.asarray(probabilities) * (values.shape[-1] - 1)
        below = np.floor(at).astype(int)
        part = (at - below).reshape(-1, *[1] * (values.ndim - 1))
        lower = np.moveaxis(ordered[..., below], -1, 0)
        upper = np.moveaxis(ordered[..., np.ceil(at).astype(int)], -1, 0)
        result: Array = lower + part * (upper - lower)
        return np.where(np.isnan(ordered[..., -1]), np.nan, result)
    order = np.argsort(values, axis=-1)
    ordered = np.take_along_axis(values, order, axis=-1)
    share = weights[order] / weights.sum()
    middle = np.cumsum(share, axis=-1) - share / 2
    flat = [
        np.interp(probabilities, m, v)
        for m, v in zip(
            middle.reshape(-1, values.shape[-1]), ordered.reshape(-1, values.shape[-1]), strict=True
        )
    ]
    return np.moveaxis(np.reshape(flat, (*values.shape[:-1], len(probabilities))), -1, 0)
