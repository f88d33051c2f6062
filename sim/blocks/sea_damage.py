"""Damage at sea: activity of marine industries that a typhoon or a spill of oil stops, and its return.

A dated shock stops a share of a marine industry's year; what is stopped comes back step by step, as farmed
stocks regrow and visitors return. Protection and rescue lower the loss and shorten the return. The hosts of
the industry lose what it is of them, without lasting loss of capital. Without a shock everything here is
nothing. Limits: customers do not move to the neighbour; suppliers do not feel it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100


@dataclass(frozen=True)
class Params:
    """``host_share`` [city, marine, sector, member] share of a host's value added; rest [member]:
    ``sea_recovery_speed`` share of the lost activity that is back a year later, ``resilience_recovery_gain``
    rise of its hazard if all of the expected loss were prevented.
    """

    host_share: Array
    sea_recovery_speed: Array
    resilience_recovery_gain: Array


@dataclass(frozen=True)
class SeaDamage:
    """Share of its activity that each industry lacks in the year, and each host sector with it."""

    sea_activity_lost: Annotated[Array, "city marine", "share"]
    sea_loss: Annotated[Array, "city sector", "share"]


def still_lost(opening: Array, speed: Array) -> Array:
    """What is left of the year before's loss."""
    left: Array = (1 - speed) * opening
    return left


def step(
    *,
    opening_sea_activity_lost: Annotated[Array, "city marine", "share"],
    shock_marine_loss: Annotated[Array, "city marine", "% of a marine industry's activity stopped"],
    lever_disaster_resilience: Annotated[Array, "city", "% cut of expected disaster and accident loss"],
    params: Params,
) -> SeaDamage:
    """Loss of one year: the new one strikes what is left to lose."""
    protection = lever_disaster_resilience[:, None] / PER_CENT
    faster = 1 + params.resilience_recovery_gain * protection
    speed = 1 - (1 - params.sea_recovery_speed) ** faster
    struck = shock_marine_loss / PER_CENT * (1 - protection)
    lost = 1 - (1 - still_lost(opening_sea_activity_lost, speed)) * (1 - struck)
    return SeaDamage(
        sea_activity_lost=lost,
        sea_loss=np.sum(params.host_share * lost[:, :, None], axis=1),
    )
