"""Cost of foreign trade: how far the opening measures cut it, friction by friction.

Cuts on one friction multiply as remaining shares, so that no set of measures can remove more than there is.
Limits: trade cost acts on cargo; demand for the cities' output and intercity trade follow with the trade
block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """Shares of partners in the region's foreign trade and the tariff cut of RCEP with
    Japan (percentage points) [member].
    """

    japan_trade_share: Array
    korea_trade_share: Array
    rcep_tariff_cut: Array


@dataclass(frozen=True)
class TradeCost:
    """Cost of foreign trade relative to 2020."""

    trade_cost_factor: Annotated[Array, "", "index"]


def step(
    *,
    lever_rcep_utilisation: Annotated[Array, "", "% of eligible trade claiming preference"],
    lever_japan_korea_integration: Annotated[Array, "", "% cut of trade cost"],
    lever_overseas_markets: Annotated[Array, "", "% cut of trade cost"],
    lever_trade_facilitation: Annotated[Array, "", "% cut of trade cost"],
    params: Params,
) -> TradeCost:
    """Average ad-valorem cost factor over all foreign trade in one year.

    RCEP is new preference with Japan only: Korea and ASEAN had agreements with China before.
    """
    japan, korea = params.japan_trade_share, params.korea_trade_share
    facilitation = 1 - lever_trade_facilitation / 100
    short_sea = 1 - lever_japan_korea_integration / 100
    tariff = 1 - params.rcep_tariff_cut / 100 * lever_rcep_utilisation / 100
    others = 1 - lever_overseas_markets / 100
    factor = facilitation * (japan * short_sea * tariff + korea * short_sea + (1 - japan - korea) * others)
    return TradeCost(trade_cost_factor=factor)
