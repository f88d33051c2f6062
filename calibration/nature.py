"""Water, rivers and coast of the base year: who uses which water, where loads come from and where they go."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from calibration.quantity import Quantity
from calibration.tables import SOURCES
from sim.axes import Array

Labels = dict[str, tuple[str, ...]]
BY_CITY = {
    "water_exploitable": "100m m3",
    "water_transfer_entitlement": "100m m3",
    "reservoir_storage": "100m m3",
    "load_outside": "kt N",
    "coastline": "km",
    "natural_shoreline": "share",
    "good_coastal_water": "share",
    "below_grade_v": "share",
    "land_area": "km2",
}
"""Indicators taken over as they are, with the unit of the baseline."""
BY_KIND = {
    "water_use": ("water_user", "100m m3", ()),
    "water_supply": ("water_source", "100m m3", ("new_works",)),
    "load": ("load_source", "kt N", ()),
}
"""Indicators by city and kind: axis, unit and kinds that are nothing in 2020."""


def build(labels: Labels, folder: Path = SOURCES) -> list[Quantity]:
    """Every quantity of nature."""
    table = pd.read_csv(folder / "nature.csv").set_index(["indicator", "area"])
    paths = pd.read_csv(folder / "river_paths.csv", keep_default_na=False)
    cities = labels["city"]
    return [
        *(_by_city(table, name, unit, cities) for name, unit in BY_CITY.items()),
        *(_by_kind(table, name, labels) for name in BY_KIND),
        *(
            _places(paths, column, name, cities)
            for column, name in (("through", "river_share"), ("coast", "coast_share"))
        ),
        Quantity(
            "compensated_share",
            {"river": labels["river"], "city": cities, "destination": cities},
            "share",
            compensated(paths, labels["river"], cities),
            "judgement",
            "share of a city's load in a river of the compensation that passes the city below",
        ),
    ]


def reached(paths: pd.DataFrame, column: str, cities: tuple[str, ...]) -> Array:
    """Share of a city's load to rivers that passes, or reaches the coast of, another city [city, city]."""
    share = np.zeros((len(cities), len(cities)))
    for row in paths[paths[column].isin(cities)].to_dict("records"):
        share[cities.index(row["area"]), cities.index(row[column])] += row["share"]
    return share


def compensated(paths: pd.DataFrame, rivers: tuple[str, ...], cities: tuple[str, ...]) -> Array:
    """Share of a city's load that a river carries into the city below [river, city above, city below]."""
    return np.stack([reached(paths[paths["river"] == river], "through", cities) for river in rivers])


def _by_city(table: pd.DataFrame, name: str, unit: str, cities: tuple[str, ...]) -> Quantity:
    rows = table.loc[name].loc[list(cities)]
    return Quantity(
        name,
        {"city": cities},
        unit,
        rows["value"].to_numpy(float),
        rows["provenance"].tolist(),
        "see the notes of calibration/sources/nature.csv",
        rows["low"].to_numpy(float),
        rows["high"].to_numpy(float),
    )


def _by_kind(table: pd.DataFrame, name: str, labels: Labels) -> Quantity:
    axis, unit, absent = BY_KIND[name]
    cities, kinds = labels["city"], labels[axis]
    shape = (len(cities), len(kinds))
    values, low, high = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    provenance = np.full(shape, "derived", dtype=object)
    for k, kind in enumerate(kinds):
        if kind not in absent:
            rows = table.loc[f"{name}_{kind}"].loc[list(cities)]
            values[:, k], low[:, k], high[:, k] = rows["value"], rows["low"], rows["high"]
            provenance[:, k] = rows["provenance"]
    return Quantity(
        "nutrient_load" if name == "load" else name,
        {"city": cities, axis: kinds},
        unit,
        values,
        provenance.ravel().tolist(),
        "see the notes of calibration/sources/nature.csv",
        low,
        high,
    )


def _places(paths: pd.DataFrame, column: str, name: str, cities: tuple[str, ...]) -> Quantity:
    return Quantity(
        name,
        {"city": cities, "destination": cities},
        "share",
        reached(paths, column, cities),
        "judgement",
        "sum over the rivers of calibration/sources/river_paths.csv",
    )
