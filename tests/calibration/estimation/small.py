"""A small region without capital in production, for what can be worked out by hand."""

from __future__ import annotations

import numpy as np

from calibration.estimation.capital import Technology
from calibration.estimation.hindcast import Spreads


def technology(draws: int, share: float = 0.0) -> Technology:
    return Technology(*(np.full(draws, v) for v in (share, 0.4, 0.06, 0.0)))


def spreads(draws: int, lasting=0.005, common=0.01, city=0.01, persistence=0.7, noise=0.004) -> Spreads:
    values = (lasting, common, city, persistence, noise)
    return Spreads(*(np.broadcast_to(v, draws).astype(float) for v in values), 1.0, 0.3)
