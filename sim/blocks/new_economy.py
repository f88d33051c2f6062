"""The new economy ("four-new") inside each sector: an outcome of composition, research and diffusion.

The odds of new against old activity in a sector rise with the R&D capital that a unit of output works with,
and by a diffusion that goes on whatever the measures. It is a part of value added and adds nothing to it.
Limits: the split of 2020 by sector is judgement, the diffusion rests on one published step; wide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``base_share`` [sector] of new activity in 2020; ``base_intensity`` [city, member] R&D capital in use
    over potential output in 2020; the others [member].
    """

    base_share: Array
    base_intensity: Array
    new_economy_diffusion: Array
    new_economy_rd_elasticity: Array


@dataclass(frozen=True)
class NewEconomy:
    """Odds gained by diffusion, common to the cities, and value added of new activities."""

    new_economy_diffused: Annotated[Array, "", "log points"]
    new_economy_value_added: Annotated[Array, "city", "100m CNY 2020"]


def share(base: Array, log_odds: Array) -> Array:
    """A share [city, sector, member] after its odds have risen by ``log_odds`` [city, member]."""
    odds = (base / (1 - base))[:, None] * np.exp(log_odds)[:, None]
    inside: Array = odds / (1 + odds)
    return inside


def step(
    *,
    opening_new_economy_diffused: Annotated[Array, "", "log points"],
    opening_rd_capital_effective: Annotated[Array, "city", "100m CNY 2020"],
    potential_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    params: Params,
) -> NewEconomy:
    """New activity of one year from the R&D capital at its start."""
    diffused = opening_new_economy_diffused + params.new_economy_diffusion
    intensity = opening_rd_capital_effective / potential_value_added.sum(axis=1)
    gained = params.new_economy_rd_elasticity * np.log(intensity / params.base_intensity)
    return NewEconomy(
        new_economy_diffused=diffused,
        new_economy_value_added=np.sum(value_added * share(params.base_share, diffused + gained), axis=1),
    )
