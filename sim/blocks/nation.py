"""The nation and the world outside: activity and trade as indices, cumulated from the
driver file's growth rates.

The nation's trend leaves the pandemic year's fall and rebound out (the driver file averages 2020 and 2021).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.axes import Array


@dataclass(frozen=True)
class Nation:
    """Activity of the nation and volume of world trade, 2020 = 1."""

    china_activity_index: Annotated[Array, "", "index"]
    world_trade_index: Annotated[Array, "", "index"]


def step(
    *,
    lagged_china_activity_index: Annotated[Array, "", "index"],
    lagged_world_trade_index: Annotated[Array, "", "index"],
    driver_china_trend_growth: Annotated[Array, "", "%"],
    driver_world_trade_growth: Annotated[Array, "", "%"],
) -> Nation:
    """Indices of one year."""
    return Nation(
        china_activity_index=lagged_china_activity_index * (1 + driver_china_trend_growth / 100),
        world_trade_index=lagged_world_trade_index * (1 + driver_world_trade_growth / 100),
    )
