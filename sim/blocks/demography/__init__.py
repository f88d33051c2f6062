"""Population: births, deaths, moves and urbanisation, by single year of age and sex in every city."""

from sim.blocks.demography.cohort import DemographyYear, step
from sim.blocks.demography.params import DemographyParams

__all__ = ["DemographyParams", "DemographyYear", "step"]
