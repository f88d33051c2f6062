"""Relocation of general manufacturing from the core city to its partners, and who keeps the tax.

Of the capital that a measure asks to move, the core city lets go what it can agree to; where it keeps part of
the tax of what moves, less is blocked. Moving wastes a part: foundations and halls stay behind. The
destination works with what arrives and pays the origin its part of the tax, so that transfers add up to zero.
What has moved stays where it is when a measure ends. Limits: the core city is the one of the largest GDP;
congestion eased in the core is not credited, since no estimate for these cities exists; workers follow
through the labour block only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100
TAX_SHARE_OF_ESTIMATE = 30
"""Per cent of the tax kept by the origin to which the registered ``veto_relief`` refers."""


@dataclass(frozen=True)
class Params:
    """``core`` [city, member] is 1 for the core city, ``manufacturing`` [sector] for manufacturing;
    ``tax_share`` [city] of GDP; ``output_of_capital`` [city, member] manufacturing's output over its capital
    in 2020; ``depreciation`` [member] of manufacturing's capital; rest [member].
    """

    core: Array
    manufacturing: Array
    tax_share: Array
    output_of_capital: Array
    depreciation: Array
    general_manufacturing_share: Array
    relocation_feasible: Array
    relocation_loss: Array
    veto_relief: Array


@dataclass(frozen=True)
class Relocation:
    """Share of the core's general manufacturing asked to move to each partner so far; capital that leaves and
    arrives in the year; the stock moved; tax paid on it to the core (received: positive).
    """

    relocation_asked: Annotated[Array, "city destination", "%"]
    relocated_net: Annotated[Array, "city sector", "100m CNY 2020"]
    relocated_capital: Annotated[Array, "city destination", "100m CNY 2020"]
    tax_transfer: Annotated[Array, "city", "100m CNY 2020"]


def feasible_share(without: Array, veto_relief: Array, kept: Array) -> Array:
    """Share of the asked moves that the core agrees to, where it keeps ``kept`` % of their tax.

    Sharing removes ``veto_relief`` of what is blocked for each 30 % kept, so all of it is never reached.
    """
    blocked: Array = (1 - without) * (1 - veto_relief) ** (kept / TAX_SHARE_OF_ESTIMATE)
    return 1 - blocked


def step(
    *,
    opening_relocation_asked: Annotated[Array, "city destination", "%"],
    opening_relocated_capital: Annotated[Array, "city destination", "100m CNY 2020"],
    capital_at_work: Annotated[Array, "city sector", "100m CNY 2020"],
    lever_industrial_division_of_labour: Annotated[
        Array,
        "city destination",
        "% of Qingdao's general manufacturing and warehousing capital moved by 2025",
    ],
    lever_cost_benefit_sharing: Annotated[
        Array, "", "% of the tax of moved projects kept by the origin city"
    ],
    params: Params,
) -> Relocation:
    """Moves of one year, at its end; ``relocated_capital`` lies at the destination."""
    asked = np.maximum(opening_relocation_asked, lever_industrial_division_of_labour)
    feasible = feasible_share(params.relocation_feasible, params.veto_relief, lever_cost_benefit_sharing)
    general = params.general_manufacturing_share * np.sum(
        params.manufacturing[:, None] * capital_at_work, axis=1
    )
    step_up = (asked - opening_relocation_asked) / PER_CENT
    leaving = params.core[:, None] * step_up * feasible * general[:, None]
    arriving = leaving * (1 - params.relocation_loss)
    net = arriving.sum(axis=0) - leaving.sum(axis=1)

    tax = params.tax_share[:, None] * params.output_of_capital
    paid = lever_cost_benefit_sharing / PER_CENT * opening_relocated_capital * tax[None]
    return Relocation(
        relocation_asked=asked,
        relocated_net=net[:, None] * params.manufacturing[:, None],
        relocated_capital=(1 - params.depreciation) * opening_relocated_capital + arriving,
        tax_transfer=paid.sum(axis=1) - paid.sum(axis=0),
    )
