"""Importance weights: from log likelihoods to members that count alike."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from sim.axes import Array

Rows: TypeAlias = NDArray[np.intp]
"""Row numbers of draws."""

DIGITS = 9
"""Decimals of a weight relative to the largest: the last bits of another machine's logarithm must not
choose other members.
"""


def normalised(log_likelihood: Array) -> Array:
    """Weights of prior draws [draw] that add up to one."""
    relative = np.round(np.exp(log_likelihood - log_likelihood.max()), DIGITS)
    weights: Array = relative / relative.sum()
    return weights


def effective_size(weights: Array) -> float:
    """Number of equally weighted draws that are worth as much (Kish)."""
    return float(weights.sum() ** 2 / np.sum(weights**2))


def log_evidence(log_likelihood: Array) -> float:
    """Log of the mean likelihood under the prior."""
    return float(logsumexp(log_likelihood) - np.log(len(log_likelihood)))


def chosen(weights: Array, members: int, offset: float) -> Rows:
    """Rows of ``members`` draws by systematic resampling [member]; ``offset`` in [0, 1) moves the comb."""
    at = (np.arange(members) + offset) / members
    rows: Rows = np.minimum(np.searchsorted(np.cumsum(weights), at, side="right"), len(weights) - 1)
    return rows
