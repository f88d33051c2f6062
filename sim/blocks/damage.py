"""Damage: fixed capital that a dated shock destroys, and its rebuilding.

What is destroyed leaves production the same year. A share of what still lacks, less what would have worn out
by then, is rebuilt each year from outside the city's saving (insurance, aid, postponed other works), as after
recorded disasters (Hallegatte and Przyluski 2010, The economics of natural disasters). Protection takes the
same share off a dated loss as off the expected one, and speeds up the rebuilding. Without a shock everything
here is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.axes import Array

PER_CENT = 100


@dataclass(frozen=True)
class Params:
    """``reconstruction_speed`` share of the lacking capital rebuilt per year and ``resilience_recovery_gain``
    the rise of its hazard if all of the expected loss were prevented [member]; ``depreciation``
    [sector, member].
    """

    depreciation: Array
    reconstruction_speed: Array
    resilience_recovery_gain: Array


@dataclass(frozen=True)
class Damage:
    """Capital destroyed at the start of the year, what is left at work, what is rebuilt in the year, and what
    lacks before the rebuilding.
    """

    destroyed_capital: Annotated[Array, "city sector", "100m CNY 2020"]
    capital_at_work: Annotated[Array, "city sector", "100m CNY 2020"]
    lacking_capital: Annotated[Array, "city sector", "100m CNY 2020"]
    rebuilt_capital: Annotated[Array, "city sector", "100m CNY 2020"]
    capital_to_rebuild: Annotated[Array, "city sector", "100m CNY 2020"]


def step(
    *,
    opening_capital: Annotated[Array, "city sector", "100m CNY 2020"],
    opening_capital_to_rebuild: Annotated[Array, "city sector", "100m CNY 2020"],
    shock_capital_loss: Annotated[Array, "city", "% of fixed capital destroyed"],
    lever_disaster_resilience: Annotated[Array, "city", "% cut of expected disaster and accident loss"],
    params: Params,
) -> Damage:
    """Damage and rebuilding of one year; rebuilding begins the year after the shock."""
    protection = lever_disaster_resilience[:, None] / PER_CENT
    destroyed = shock_capital_loss[:, None] / PER_CENT * (1 - protection) * opening_capital
    faster = 1 + params.resilience_recovery_gain * protection
    speed = 1 - (1 - params.reconstruction_speed) ** faster
    rebuilt = speed * opening_capital_to_rebuild
    lacking = opening_capital_to_rebuild + destroyed
    return Damage(
        destroyed_capital=destroyed,
        capital_at_work=opening_capital - destroyed,
        lacking_capital=lacking,
        rebuilt_capital=rebuilt,
        capital_to_rebuild=(1 - params.depreciation) * lacking - rebuilt,
    )
