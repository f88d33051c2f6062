"""The model's year on one screen: the blocks in the order in which data flows through them."""

from __future__ import annotations

from sim.blocks import (
    abatement,
    access,
    air,
    airports,
    budget,
    capital,
    coast,
    damage,
    demand,
    demography,
    digital,
    ecology,
    energy,
    foreign_capital,
    frictions,
    income,
    labour,
    marine,
    marine_research,
    nation,
    new_economy,
    ports,
    prices,
    producer_services,
    production,
    productivity,
    public_money,
    public_services,
    relocation,
    research,
    resources,
    rivers,
    sea_capital,
    sea_damage,
    spillover,
    trade,
    trade_cost,
    visitors,
    water,
)
from sim.wiring import Block, block

BLOCKS: tuple[Block, ...] = (
    block("nation", nation.step),  # what happens outside
    block("prices", prices.step),
    block("access", access.step),  # who reaches whom, how fast
    block("frictions", frictions.step),  # what stands between the cities
    block("trade_cost", trade_cost.step),
    block("spillover", spillover.step),  # who learns from whom
    block("airports", airports.step),  # who finds a seat
    block("public_services", public_services.step),
    block("budget", budget.step),  # what the measures cost, and who pays
    block("public_money", public_money.step),
    block("digital", digital.step),
    block("producer_services", producer_services.step),
    block("foreign_capital", foreign_capital.step),
    block("productivity", productivity.step),
    block("demography", demography.step),  # who lives where
    block("labour", labour.step),  # who works where
    block("water", water.step),  # what is scarce
    block("rivers", rivers.step),  # what is spoilt, and what it costs to clean
    block("coast", coast.step),
    block("ecology", ecology.step),
    block("resources", resources.step),
    block("sea_capital", sea_capital.step),  # what is built at sea, and who comes
    block("visitors", visitors.step),
    block("abatement", abatement.step),  # what must be cleaned up
    block("damage", damage.step),
    block("sea_damage", sea_damage.step),
    block("demand", demand.step),  # what is wanted
    block("production", production.step),  # what is made
    block("relocation", relocation.step),
    block("capital", capital.step),  # what is set aside for next year
    block("research", research.step),
    block("new_economy", new_economy.step),  # how much of it all is new
    block("trade", trade.step),  # what it is spent on, and where it goes
    block("energy", energy.step),  # what it burns, and what that leaves in the air
    block("air", air.step),
    block("income", income.step),  # what draws people next year
    block("ports", ports.step),  # what is shipped
    block("marine_research", marine_research.step),
    block("marine", marine.step),  # how much of it all is of the sea
)


def _read_with(prefix: str) -> frozenset[str]:
    """Names of the arguments with a prefix that some block reads, without it."""
    ports = (port.name for entry in BLOCKS for port in entry.reads)
    return frozenset(name.removeprefix(prefix) for name in ports if name.startswith(prefix))


LIVE_LEVERS = _read_with("lever_")
"""Levers that some block reads; the others are refused."""

LIVE_FLAGS = _read_with("flag_")
"""Yes-or-no settings that some block reads; the others are refused."""

LIVE_SHOCKS = _read_with("shock_")
"""Kinds of shocks that some block reads; the others are refused."""
