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
from sim.wiring import Block

BLOCKS: tuple[Block, ...] = (
    Block("nation", nation.step),  # what happens outside
    Block("prices", prices.step),
    Block("access", access.step),  # who reaches whom, how fast
    Block("frictions", frictions.step),  # what stands between the cities
    Block("trade_cost", trade_cost.step),
    Block("spillover", spillover.step),  # who learns from whom
    Block("airports", airports.step),  # who finds a seat
    Block("public_services", public_services.step),
    Block("budget", budget.step),  # what the measures cost, and who pays
    Block("public_money", public_money.step),
    Block("digital", digital.step),
    Block("producer_services", producer_services.step),
    Block("foreign_capital", foreign_capital.step),
    Block("productivity", productivity.step),
    Block("demography", demography.step),  # who lives where
    Block("labour", labour.step),  # who works where
    Block("water", water.step),  # what is scarce
    Block("rivers", rivers.step),  # what is spoilt, and what it costs to clean
    Block("coast", coast.step),
    Block("ecology", ecology.step),
    Block("resources", resources.step),
    Block("sea_capital", sea_capital.step),  # what is built at sea, and who comes
    Block("visitors", visitors.step),
    Block("abatement", abatement.step),  # what must be cleaned up
    Block("damage", damage.step),
    Block("sea_damage", sea_damage.step),
    Block("demand", demand.step),  # what is wanted
    Block("production", production.step),  # what is made
    Block("relocation", relocation.step),
    Block("capital", capital.step),  # what is set aside for next year
    Block("research", research.step),
    Block("new_economy", new_economy.step),  # how much of it all is new
    Block("trade", trade.step),  # what it is spent on, and where it goes
    Block("energy", energy.step),  # what it burns, and what that leaves in the air
    Block("air", air.step),
    Block("income", income.step),  # what draws people next year
    Block("ports", ports.step),  # what is shipped
    Block("marine_research", marine_research.step),
    Block("marine", marine.step),  # how much of it all is of the sea
)


def _read_with(prefix: str) -> frozenset[str]:
    """Names of the arguments with a prefix that some block reads, without it."""
    names = (name for entry in BLOCKS for name in entry.arguments)
    return frozenset(name.removeprefix(prefix) for name in names if name.startswith(prefix))


LIVE_LEVERS = _read_with("lever_")
"""Levers that some block reads; the others are refused."""

LIVE_FLAGS = _read_with("flag_")
"""Yes-or-no settings that some block reads; the others are refused."""

LIVE_SHOCKS = _read_with("shock_")
"""Kinds of shocks that some block reads; the others are refused."""
