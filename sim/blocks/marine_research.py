"""Marine research: what science platforms, most of them the sea's, add to its industries beyond the rest.

All R&D capital of a city works in all its sectors alike (sim/blocks/productivity.py); that is in the hosts
already. Platforms hold more marine research than the city's R&D capital as a whole, so marine R&D capital
grows faster than the other, and its industries lead the rest of their hosts. Limits: only platforms are told
apart by subject; ordinary R&D keeps its marine share; no marine firm learns from another city's platform
alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """All [member]: marine part of platforms and of the R&D capital of 2020, elasticities of output to
    marine and to all R&D capital, and the wear and lag of R&D capital.
    """

    marine_rd_elasticity: Array
    platform_marine_share: Array
    rd_depreciation: Array
    rd_lag: Array
    rd_marine_share: Array
    rd_output_elasticity: Array


@dataclass(frozen=True)
class MarineResearch:
    """Research capital of the added platforms, what of it has reached production, and the lead it gives."""

    platform_capital: Annotated[Array, "city", "100m CNY 2020"]
    platform_capital_effective: Annotated[Array, "city", "100m CNY 2020"]
    marine_research_lead: Annotated[Array, "city", "index"]


def lead(added: Array, marine_share: Array, own: Array, general: Array) -> Array:
    """Output of marine industries over that of their hosts, 2020 = 1.

    ``added`` is platform capital over the city's R&D capital without it, ``marine_share`` the marine part of
    platforms over that of the R&D capital; ``own`` and ``general`` are elasticities.
    """
    ahead: Array = (1 + marine_share * added) ** own / (1 + added) ** general
    return ahead


def step(
    *,
    opening_platform_capital: Annotated[Array, "city", "100m CNY 2020"],
    opening_platform_capital_effective: Annotated[Array, "city", "100m CNY 2020"],
    opening_rd_capital_effective: Annotated[Array, "city", "100m CNY 2020"],
    new_platform_money: Annotated[Array, "city", "100m CNY 2020"],
    params: Params,
) -> MarineResearch:
    """Stocks of one year; production sees the stock at its start."""
    capital = (1 - params.rd_depreciation) * opening_platform_capital + new_platform_money
    effective = opening_platform_capital_effective + (capital - opening_platform_capital_effective) / (
        params.rd_lag
    )
    others = opening_rd_capital_effective - opening_platform_capital_effective
    return MarineResearch(
        platform_capital=capital,
        platform_capital_effective=effective,
        marine_research_lead=lead(
            opening_platform_capital_effective / others,
            params.platform_marine_share / params.rd_marine_share,
            params.marine_rd_elasticity,
            params.rd_output_elasticity,
        ),
    )
