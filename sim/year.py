"""The model's year on one screen: the blocks in the order in which data flows through them."""

from __future__ import annotations

from sim.blocks import (
    access,
    capital,
    demography,
    income,
    labour,
    marine,
    nation,
    ports,
    prices,
    production,
    productivity,
    public_money,
    research,
    resources,
    trade_cost,
)
from sim.wiring import Block, block

BLOCKS: tuple[Block, ...] = (
    block("nation", nation.step),  # what happens outside
    block("prices", prices.step),
    block("access", access.step),  # who reaches whom, how fast
    block("trade_cost", trade_cost.step),
    block("public_money", public_money.step),  # what the measures spend
    block("productivity", productivity.step),
    block("demography", demography.step),  # who lives where
    block("labour", labour.step),  # who works where
    block("production", production.step),  # what is made
    block("resources", resources.step),
    block("capital", capital.step),  # what is set aside for next year
    block("research", research.step),
    block("income", income.step),  # what draws people next year
    block("ports", ports.step),  # what is shipped
    block("marine", marine.step),  # how much of it all is of the sea
)

LIVE_LEVERS: frozenset[str] = frozenset(
    port.name.removeprefix("lever_")
    for entry in BLOCKS
    for port in entry.reads
    if port.name.startswith("lever_")
)
"""Levers that some block reads; the others are refused."""
