"""Road distance between the zones of the hinterland and the ports, own and rival."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from calibration.ports.assumptions import Assumptions
from sim.axes import Array

EARTH_RADIUS = 6371.0
SEAT_WEIGHT = "seat_weight_"


def great_circle(a: Array, b: Array) -> Array:
    """Distance in km between points [..., (longitude, latitude)] in degrees, by the haversine formula."""
    lon_a, lat_a, lon_b, lat_b = (np.radians(v) for v in (a[..., 0], a[..., 1], b[..., 0], b[..., 1]))
    h = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    angle: Array = 2 * np.arcsin(np.sqrt(h))
    return EARTH_RADIUS * angle


def circuity(travel: pd.DataFrame) -> float:
    """Road distance over great-circle distance, all known pairs together."""
    wide = travel[travel["indicator"].isin(["distance", "great_circle_distance"])]
    wide = wide.pivot(index=["from", "to"], columns="indicator", values="value").astype(float).dropna()
    return float(wide["distance"].sum() / wide["great_circle_distance"].sum())


def distances(
    folder: Path, given: Assumptions, zones: tuple[str, ...], cities: tuple[str, ...], ports: tuple[str, ...]
) -> Array:
    """Road distance [zone, port], km: mean over the zone's seats of the way to the port's nearest area, times
    circuity.

    ``ports`` are the areas whose quays count. A city's seats are those of its districts and counties,
    weighted alike; an outer zone's are weighted by assumption. A zone without seats, transhipment, is nowhere
    on land: its distance is zero.
    """
    places = pd.read_csv(folder / "coordinates.csv")
    detour = circuity(pd.read_csv(folder / "travel.csv", dtype=str))

    def points(area: str, kind: str) -> Array:
        rows = places[(places["area"] == area) & (places["kind"] == kind)]
        return rows[["longitude", "latitude"]].to_numpy(float)

    def seats(zone: str) -> tuple[Array, Array]:
        if zone in cities:
            own = points(zone, "district seat")
            return own, np.full(len(own), 1.0 / len(own))
        table = given.table
        rows = table[(table["area"] == zone) & table["indicator"].str.startswith(SEAT_WEIGHT)]
        names = rows["indicator"].str.removeprefix(SEAT_WEIGHT)
        where = [points(name, "city seat") for name in names]
        return np.vstack([np.empty((0, 2)), *where]), rows["value"].to_numpy(float)

    table = np.empty((len(zones), len(ports)))
    for z, zone in enumerate(zones):
        where, weight = seats(zone)
        for p, port in enumerate(ports):
            table[z, p] = weight @ great_circle(where[:, None], points(port, "port area")[None]).min(axis=1)
    return table * detour
