"""What the base year fixes: hinterland demand, who ships where, rail shares, capacity and berths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.axes import Array


@dataclass(frozen=True)
class PortNetwork:
    """Base-year data of the ports and their hinterland; every array ends in a member axis (length one if
    common to all).

    ``hinterland`` runs over the cities, the zones outside them and, as the last, cargo relayed from ship to
    ship. The cities' zones take their activity from the model, the others from national drivers.
    ``rival_share`` and ``share`` sum to one over rivals and ports. ``entry_share`` is what one 10k tonnes of
    new service capacity draws in a class that some port did not handle in 2020. ``steel_move`` and
    ``refinery_move`` are tonnes of ore and oil gained per tonne of steel or of crude runs moved from inland
    to the coast.
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

    @property
    def relay_weight(self) -> Array:
        """One for the zone of cargo relayed from ship to ship [hinterland, member]."""
        weight: Array = 1.0 - self.city_weight.sum(axis=1) - self.outer_weight
        return weight
