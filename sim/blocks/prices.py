"""The price level: real values become current ones with the national GDP deflator of the driver file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.axes import Array


@dataclass(frozen=True)
class Prices:
    """GDP deflator, 2020 = 1."""

    price_level: Annotated[Array, "", "index"]


def step(
    *,
    lagged_price_level: Annotated[Array, "", "index"],
    driver_gdp_deflator_change: Annotated[Array, "", "%"],
) -> Prices:
    """Price level of one year."""
    return Prices(price_level=lagged_price_level * (1 + driver_gdp_deflator_change / 100))
