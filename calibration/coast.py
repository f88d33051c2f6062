"""The airports of 2020, and where the public works of the plan's bays, axes and belt lie."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures
from sim.axes import Array

NORMAL_YEAR, BASE_YEAR = 2019, 2020
NEW_AIRPORT_YEAR = 2018
"""Year of the profile that gives the design of the airport under construction in mid-2021."""
COUNTED_2020 = "qingdao"
"""The airport whose traffic of 2020 is known; the others fell in the same proportion."""
UNDER_CONSTRUCTION = ("qingdao",)


def airports(cities: tuple[str, ...], folder: Path = SOURCES) -> list[Quantity]:
    """Passengers and design capacity by city, 10k passengers a year.

    An airport that carried more than its design was designed for that. A new airport takes the place of the
    old one.
    """
    figures = Figures("infrastructure", folder)
    normal = np.array([figures.value(c, "airport_passengers", NORMAL_YEAR) for c in cities])
    fallen = figures.value(COUNTED_2020, "airport_passengers", BASE_YEAR) / figures.value(
        COUNTED_2020, "airport_passengers", NORMAL_YEAR
    )
    design = np.array([figures.value(c, "airport_capacity_design", BASE_YEAR) for c in cities])
    design = np.maximum(design, normal)
    built = design.copy()
    for city in UNDER_CONSTRUCTION:
        built[cities.index(city)] = figures.value(city, "airport_new_capacity_passengers", NEW_AIRPORT_YEAR)
    axes, unit = {"city": cities}, "10k passengers"
    known = [figures.provenance(c, "airport_passengers", NORMAL_YEAR) for c in cities]
    return [
        Quantity(
            "air_passengers_normal", axes, unit, normal, known, "passengers of 2019, the last usual year"
        ),
        Quantity(
            "air_passengers", axes, unit, normal * fallen, "derived", "2019 times the fall at Qingdao in 2020"
        ),
        Quantity(
            "airport_design",
            axes,
            unit,
            design,
            [figures.provenance(c, "airport_capacity_design", BASE_YEAR) for c in cities],
            "design capacity of 2020, or the traffic of 2019 where that was more",
        ),
        Quantity(
            "airport_design_built",
            axes,
            unit,
            built,
            "plan",
            "the same once the airport under construction in mid-2021 is open in place of the old one",
        ),
    ]


def bay_shares(
    bays: tuple[str, ...], cities: tuple[str, ...], column: str = "share", folder: Path = SOURCES
) -> Array:
    """Where the works of a bay lie [bay, city]."""
    shares = np.zeros((len(bays), len(cities)))
    for row in pd.read_csv(folder / "bay_cities.csv").to_dict("records"):
        shares[bays.index(row["bay"]), cities.index(row["area"])] = row[column]
    return shares


def build(bays: tuple[str, ...], cities: tuple[str, ...], folder: Path = SOURCES) -> list[Quantity]:
    """Airports and bays as baseline quantities."""
    share, low, high = (bay_shares(bays, cities, column, folder) for column in ("share", "low", "high"))
    return [
        *airports(cities, folder),
        Quantity(
            "bay_city_share",
            {"bay": bays, "city": cities},
            "share",
            share,
            "judgement",
            "cities that the plan names for a bay; shares judged, of the coastal belt by length of coast",
            low,
            high,
        ),
    ]
