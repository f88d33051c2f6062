"""Builds the ports' 2020 baseline: throughput by port and cargo, capacity, foreign shares, hinterland
flows.
"""

from __future__ import annotations

from calibration.ports.baseline import PortBaseline, build

__all__ = ["PortBaseline", "build"]
