"""Builds the ports' 2020 baseline: throughput by port and cargo, capacity, voyages, transhipment, hinterland
flows, and the response of waiting to load from simulated years.
"""

from __future__ import annotations

from calibration.ports.baseline import PortBaseline, build, coast
from calibration.ports.simulated import keep
from calibration.ports.tables import quantities

__all__ = ["PortBaseline", "build", "coast", "keep", "quantities"]
