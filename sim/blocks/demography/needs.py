"""What the number of the oldest asks of a city."""

from __future__ import annotations

from sim.axes import Array
from sim.blocks.demography.params import DemographyParams

OLDEST = 80
"""Age from which a resident counts among those who may need care."""


def care_places(population: Array, params: DemographyParams) -> Array:
    """Places needed [city, member], 10k, from persons by residence, sex and age."""
    oldest = population[:, :, :, OLDEST:].sum(axis=(1, 2, 3)) / 1e4
    places: Array = params.care_need_rate * oldest
    return places
