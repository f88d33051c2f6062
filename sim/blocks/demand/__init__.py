"""Demand on deviations: what moves a year's sales away from what supply had prepared for."""

from __future__ import annotations

from sim.blocks.demand.params import Params
from sim.blocks.demand.year import Demand, step

__all__ = ["Demand", "Params", "step"]
