"""Two cities A and B and an outside place O, with districts and a port: small enough to work out by hand.

A holds its own district, 5 minutes away, and a county with a station between A and B; B holds one district
with a port beyond it.
"""

from __future__ import annotations

import numpy as np

from sim.axes import Array
from sim.blocks import access

NODES = ("A", "B", "O", "district", "county", "rural", "port")
STATIONS = ("A", "B", "O", "county")
ROADS = {
    ("A", "district"): 5.0,
    ("district", "county"): 30.0,
    ("county", "B"): 40.0,
    ("A", "B"): 90.0,
    ("B", "rural"): 5.0,
    ("B", "O"): 100.0,
    ("rural", "port"): 10.0,
}
TRAINS = {("A", "B"): 30.0, ("B", "O"): 45.0, ("A", "county"): 20.0}


def links(names: tuple[str, ...], minutes: dict[tuple[str, str], float], home: float = 0.0) -> Array:
    """Minutes both ways between named nodes, infinite where there is no link, ``home`` on the diagonal."""
    times = np.full((len(names), len(names)), np.inf)
    np.fill_diagonal(times, home)
    for (a, b), value in minutes.items():
        times[names.index(a), names.index(b)] = times[names.index(b), names.index(a)] = value
    return times


def road_line(origin: str, destination: str, minutes: float) -> Array:
    """A project with one road [line, node, node]."""
    return links(NODES, {(origin, destination): minutes}, np.inf)[None]


def train(origin: str, destination: str, minutes: float) -> Array:
    """A project with one train [line, station, station]."""
    return links(STATIONS, {(origin, destination): minutes}, np.inf)[None]


def params(road: Array | None = None, rail: Array | None = None, **changes: float) -> access.Params:
    """The small network with its projects; market access is not yet relative to anything."""
    lines = len(road if road is not None else rail if rail is not None else [0])
    nothing = {size: np.full((lines, size, size), np.inf) for size in (len(NODES), len(STATIONS))}
    values = {
        "inner_city_time": 20.0,
        "rail_station_access_time": 40.0,
        "rail_transfer_time": 25.0,
        "rural_access_time": 10.0,
        "time_scatter_in_district": 5.0,
        "access_decay_services": 2.0,
        "access_decay_manufacturing": 1.0,
    } | changes
    return access.Params(
        road=links(NODES, ROADS),
        rail=links(STATIONS, TRAINS),
        line_road=nothing[len(NODES)] if road is None else road,
        line_rail=nothing[len(STATIONS)] if rail is None else rail,
        station=np.array([NODES.index(name) for name in STATIONS]),
        road_correction=np.ones((6, 3)),
        road_end_time=np.array(20.0),
        mass=np.array([100.0, 200.0, 400.0]),
        city_of=np.array([0, 1, 2, 0, 0, 1]),
        residents=np.array([[0.5, 0.1], [0.1, 0.3], [0.6, 0.4]]),
        base_market_access=np.ones((2, 1)),
        **{name: np.array([value]) for name, value in values.items()},
    )


def step(
    given: access.Params | None = None,
    *,
    service: float | Array = 0.0,
    saved: float = 0.0,
    cut: float = 0.0,
) -> access.Access:
    """One year of the small network; ``cut`` is for the pair A and B."""
    network = params() if given is None else given
    lines = len(network.line_road)
    return access.step(
        driver_line_service=np.full((lines, 1), service) if isinstance(service, float) else service,
        lever_passenger_integration=np.array([saved]),
        lever_road_network=np.array([[0.0, cut], [cut, 0.0]])[..., None],
        params=network,
    )
