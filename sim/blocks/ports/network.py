"""What the base year fixes: hinterland demand, who ships where, rail shares, capacity and berths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.axes import Array


@dataclass(frozen=True)
class PortNetwork:
    """Base-year data of the ports and their hinterland; every array ends in a member axis (length one if
    common to all).

    ``zone`` runs over the cities and the outer hinterland; the zones of the cities take their activity from
    the model, the others from the national driver. ``cargo`` names the classes in the order of the cargo
    axis.
    """

    cargo: tuple[str, ...]
    demand: Annotated[Array, "hinterland cargo", "10k tonnes"]
    share: Annotated[Array, "hinterland port cargo", "share"]
    outside_share: Annotated[Array, "hinterland cargo", "share"]
    city_weight: Annotated[Array, "hinterland city", "share"]
    outer_weight: Annotated[Array, "hinterland", "share"]
    foreign_share: Annotated[Array, "hinterland cargo", "share"]
    distance: Annotated[Array, "hinterland port", "km"]
    rail_share: Annotated[Array, "hinterland port cargo", "share"]
    inland_port_weight: Annotated[Array, "hinterland", "share"]
    throughput: Annotated[Array, "port cargo", "10k tonnes"]
    service_capacity: Annotated[Array, "port cargo", "10k tonnes"]
    berths: Annotated[Array, "port cargo", "count"]
    service_hours: Annotated[Array, "port cargo", "hours"]
    waiting_floor: Annotated[Array, "port cargo", "share of a stay"]
    waiting_level: Annotated[Array, "port cargo", "share of a stay"]
    waiting_exponent: Annotated[Array, "port cargo", "number"]
    tonnes_per_teu: Annotated[Array, "port", "tonnes per TEU"]
