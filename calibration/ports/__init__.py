"""Builds the ports' 2020 baseline: throughput by port and cargo, capacity, voyages, transhipment, hinterland
flows.
"""

from __future__ import annotations

from calibration.ports.baseline import PortBaseline, build
from calibration.ports.tables import quantities

__all__ = ["PortBaseline", "build", "quantities"]
