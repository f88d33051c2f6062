"""What can be reached: market access that decays with time, and the residents within an hour."""

from __future__ import annotations

import numpy as np

from sim.axes import Array

HOUR = 60.0
"""Minutes of the one-hour circle, from door to door."""


def market_access(times: Array, mass: Array, decay: Array) -> Array:
    """Sum over places of mass [place] times minutes [origin, place, member] to the power of minus ``decay``
    [member].
    """
    reached: Array = np.einsum("j,ijm->im", mass, times**-decay)
    return reached


def residents_within(minutes: Array, spread: Array) -> Array:
    """Share of residents within an hour when their times scatter around ``minutes``: one half at the hour.

    Logistic scatter with scale ``spread`` [member], because the residents of a district do not all live at
    its seat.
    """
    share: Array = 0.5 * (1 + np.tanh((HOUR - minutes) / (2 * spread)))
    return share
