"""Hinterland zones, their distance to the ports, rail shares, and the base-year flows that reproduce
throughput.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.ports.assumptions import Assumptions
from calibration.ports.balance import fit
from sim.axes import Array
from sim.parameters import Parameter

EARTH_RADIUS = 6371.0
ROUNDS = 60


@dataclass(frozen=True)
class Flows:
    """Tonnes handled [zone, port, cargo] and going outside [zone, cargo], 10k tonnes; rail share [zone,
    port, cargo]; logit constants [port, cargo] relative to the first port.
    """

    handled: Array
    outside: Array
    rail_share: Array
    constants: Array


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


def distances(folder: Path, given: Assumptions, zones: tuple[str, ...], cities: tuple[str, ...]) -> Array:
    """Road distance [zone, port], km: mean over the zone's seats of the way to the port's nearest area, times
    circuity.

    A city's seats are those of its districts and counties, weighted alike; an outer zone's are weighted by
    assumption.
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
        rows = given.table[
            (given.table["area"] == zone) & given.table["indicator"].str.startswith("seat_weight_")
        ]
        names = rows["indicator"].str.removeprefix("seat_weight_")
        return np.vstack([points(name, "city seat") for name in names]), rows["value"].to_numpy(float)

    table = np.empty((len(zones), len(cities)))
    for z, zone in enumerate(zones):
        where, weight = seats(zone)
        for p, city in enumerate(cities):
            areas = points(city, "port area")
            table[z, p] = weight @ great_circle(where[:, None], areas[None]).min(axis=1)
    return table * detour


def rail_shares(road_less_rail: Array, flow: Array, mean: float, coefficient: float) -> Array:
    """Logit share of rail [zone, port] for a cost advantage in CNY per tonne, its constant set so that the
    flow-weighted mean is the one given (Newton on the constant).
    """
    constant = 0.0
    for _ in range(ROUNDS):
        share = 1.0 / (1.0 + np.exp(-(constant + coefficient * road_less_rail)))
        weight = flow / flow.sum()
        constant += (mean - (weight * share).sum()) / (weight * share * (1.0 - share)).sum()
    return 1.0 / (1.0 + np.exp(-(constant + coefficient * road_less_rail)))


def base_flows(
    throughput: Array,
    distance: Array,
    zones: tuple[str, ...],
    cities: tuple[str, ...],
    cargo: tuple[str, ...],
    given: Assumptions,
    parameters: Mapping[str, Parameter],
) -> Flows:
    """Flows of a logit port choice with a constant per port and class, fitted so that throughput is
    reproduced exactly.

    Zones' tonnes are the assumed hinterland weights of each class; the constants are found by iterative
    proportional fitting, in turn with the rail shares that the inland cost needs. What a zone ships outside
    follows from its share.
    """
    value = {name: p.value for name, p in parameters.items()}
    road = value["freight_cost_road"] * distance
    rail = value["freight_cost_rail"] * distance + value["rail_terminal_cost"]
    home = np.array([[zone == city for city in cities] for zone in zones], dtype=float)
    outside_share = given.by_area(zones, "all", "outside_share")
    handled = np.empty((len(zones), throughput.shape[0], len(cargo)))
    rail_share, constants = np.empty_like(handled), np.empty_like(throughput)
    for k, name in enumerate(cargo):
        per_tonne = value["portchoice_cost_container"] * value["teu_weight"]
        coefficient = -(per_tonne if name == "containers" else value["portchoice_cost_bulk"])
        weight = given.by_area(zones, name, "hinterland_weight")
        rows = throughput[:, k].sum() * weight / weight.sum()
        saving = given.value("jiaodong", name, "quayside_saving")
        flow = np.outer(rows, throughput[:, k] / throughput[:, k].sum())
        for _ in range(ROUNDS):
            share = rail_shares(road - rail, flow, given.value("jiaodong", name, "rail_share"), coefficient)
            utility = coefficient * (saving * home - share * rail - (1.0 - share) * road)
            flow = fit(np.exp(utility).T, throughput[:, k], rows).T
        handled[:, :, k], rail_share[:, :, k] = flow, share
        relative = np.log(flow / flow[:, :1]) - (utility - utility[:, :1])
        constants[:, k] = relative.mean(axis=0)
    outside = handled.sum(axis=1) * (outside_share / (1.0 - outside_share))[:, None]
    return Flows(handled, outside, rail_share, constants)
