"""Mean years of schooling of residents from 15 on, by city, in the census of 2020."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures

YEAR = 2020


def build(cities: tuple[str, ...], folder: Path = SOURCES) -> list[Quantity]:
    """What the census says of schooling; years by cohort follow from it in the opening values."""
    census = Figures("census_2020", folder)
    years = np.array([census.value(city, "mean_years_schooling", YEAR) for city in cities])
    return [
        Quantity(
            "mean_years_schooling",
            {"city": cities},
            "years",
            years,
            "sourced",
            "census of 2020, residents aged 15 and over",
        )
    ]
