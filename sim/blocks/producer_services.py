"""Producer services: cheaper entry brings more service firms, whose inputs raise manufacturing productivity.

The stock of firms closes a part of its gap to the wanted one each year, as old firms give way to new ones.
Limits: only the use of services in manufacturing is counted; the services' own output follows its inputs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """All [member]."""

    entry_admin_elasticity: Array
    service_firm_turnover: Array
    producer_service_tfp: Array


@dataclass(frozen=True)
class ProducerServices:
    """Supply of producer services relative to the base effort, and its effect on manufacturing."""

    service_supply: Annotated[Array, "city", "index"]
    service_effect: Annotated[Array, "city", "index"]


def step(
    *,
    opening_service_supply: Annotated[Array, "city", "index"],
    lever_producer_services: Annotated[Array, "city", "% cut of entry and licensing cost"],
    params: Params,
) -> ProducerServices:
    """One year; the effect is that of the supply at the year's start."""
    cost_left = 1 - lever_producer_services / 100
    wanted = cost_left**params.entry_admin_elasticity
    supply = opening_service_supply + params.service_firm_turnover * (wanted - opening_service_supply)
    return ProducerServices(
        service_supply=supply, service_effect=opening_service_supply**params.producer_service_tfp
    )
