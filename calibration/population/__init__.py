"""Builds the population baseline from census and vital statistics."""

from calibration.population.baseline import build
from calibration.population.readings import Places
from calibration.population.record import PopulationBaseline

__all__ = ["Places", "PopulationBaseline", "build"]
