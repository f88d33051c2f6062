"""Ports: cargo demand of the hinterland, port choice with congestion, throughput, occupancy and waiting."""

from __future__ import annotations

from sim.blocks.ports.network import PortNetwork
from sim.blocks.ports.params import Params
from sim.blocks.ports.year import Ports, step

__all__ = ["Params", "PortNetwork", "Ports", "step"]
