"""What the base year fixes: hinterland demand, who ships where, rail shares, capacity and berths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.axes import Array


@dataclass(frozen=True)
class PortNetwork:
    """Base-year data of the ports, their rivals and their hinterland; every array ends in a member axis
    (length one if common to all).

    The hinterland runs over the cities, the outer zones and, last, transhipment, which has no inland leg and
    whose tonnes count in and out. The cities' zones take their activity from the model, the outer ones from
    the national driver. ``cargo`` names the classes in the order of the cargo axis.
    """

    cargo: tuple[str, ...]
    demand: Annotated[Array, "hinterland voyage cargo", "10k tonnes"]
    share: Annotated[Array, "hinterland voyage port cargo", "share"]
    rival_share: Annotated[Array, "hinterland voyage rival cargo", "share"]
    entry_share: Annotated[Array, "hinterland port cargo", "share per 10k tonnes"]
    city_weight: Annotated[Array, "hinterland city", "share"]
    outer_weight: Annotated[Array, "hinterland", "share"]
    iron_share: Annotated[Array, "hinterland", "share"]
    crude_share: Annotated[Array, "hinterland", "share"]
    steel_move: Annotated[Array, "hinterland", "tonnes per tonne"]
    refinery_move: Annotated[Array, "hinterland", "tonnes per tonne"]
    distance: Annotated[Array, "hinterland port", "km"]
    rival_distance: Annotated[Array, "hinterland rival", "km"]
    rail_share: Annotated[Array, "hinterland port cargo", "share"]
    inland_port_weight: Annotated[Array, "hinterland", "share"]
    throughput: Annotated[Array, "port cargo", "10k tonnes"]
    service_capacity: Annotated[Array, "port cargo", "10k tonnes"]
    berths: Annotated[Array, "port cargo", "count"]
    service_hours: Annotated[Array, "port cargo", "hours"]
    tonnes_per_teu: Annotated[Array, "port", "tonnes per TEU"]
