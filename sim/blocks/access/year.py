"""One year of access: networks of its parts, door-to-door times, and what districts and cities reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array
from sim.blocks.access.paths import joined, open_links, parts_of_the_year, rides, shortest
from sim.blocks.access.reach import market_access, residents_within


@dataclass(frozen=True)
class Params:
    """The network and its members' parameters; minutes, infinite where there is no link.

    Nodes are places (the cities' seats first, then outside places), districts, port areas, in this order. An
    origin is a place or a district.

    ``road`` [node, node] and ``rail`` [station, station] hold the links of 2020, ``line_road`` and
    ``line_rail`` [line, ...] those of the projects; ``station`` [station] is a station's node: the places'
    own stations first.
    ``road_correction`` [origin, place] scales road minutes in motion to the known ones of the origin's city;
    ``road_end_time`` is the minutes of leaving and reaching. ``mass`` [place] is base-year GDP; ``city_of``
    [origin] the index of an origin's city, or of the place itself; ``residents`` [district, residence] shares
    of the city's residents. The others are [member]; ``base_market_access`` [city, member].
    """

    road: Array
    rail: Array
    line_road: Array
    line_rail: Array
    station: Array
    road_correction: Array
    road_end_time: Array
    mass: Array
    city_of: Array
    residents: Array
    inner_city_time: Array
    rail_station_access_time: Array
    rail_transfer_time: Array
    rural_access_time: Array
    time_scatter_in_district: Array
    access_decay_services: Array
    access_decay_manufacturing: Array
    base_market_access: Array


@dataclass(frozen=True)
class Access:
    """Door-to-door times in minutes, market access relative to 2020, shares of residents within an hour."""

    travel_time: Annotated[Array, "city destination", "min"]
    market_access: Annotated[Array, "city", "index"]
    core_time: Annotated[Array, "city", "min"]
    port_time: Annotated[Array, "city", "min"]
    share_near_own_core: Annotated[Array, "city", "share"]
    share_near_a_core: Annotated[Array, "city", "share"]


@dataclass(frozen=True)
class Ways:
    """Minutes in motion over the networks of the members, before station access and levers; the last axis is
    one long where all members have the same lines.

    ``road`` [origin, place, member], ``ride`` [changes, origin, place, member] including the way to a
    station, ``to_port`` [district, member].
    """

    road: Array
    ride: Array
    to_port: Array


def ways(params: Params, running: Array) -> Ways:
    """Shortest ways with the lines that run [line, member], worked out once for each distinct network."""
    states, index = np.unique(running, axis=1, return_inverse=True)
    found = [_ways_of(params, state) for state in states.T]
    index = index.reshape(-1)
    deepest = max(ride.shape[0] for _, ride, _ in found)
    deep = [np.concatenate([ride, np.repeat(ride[-1:], deepest - len(ride), axis=0)]) for _, ride, _ in found]
    return Ways(
        road=np.stack([road for road, _, _ in found], axis=-1)[..., index],
        ride=np.stack(deep, axis=-1)[..., index],
        to_port=np.stack([port for _, _, port in found], axis=-1)[..., index],
    )


def _ways_of(params: Params, running: Array) -> tuple[Array, Array, Array]:
    """Road [origin, place], ride [changes, origin, place] and way to the nearest port [district].

    Journeys between seats use the seats' own stations; a district's residents go by road to any station.
    """
    places, origins = len(params.mass), len(params.city_of)
    road = shortest(open_links(params.road, params.line_road, running))
    to_station = road[places:origins][:, params.station]
    trains = rides(open_links(params.rail, params.line_rail, running))[:, :, :places]
    ride = [np.concatenate([layer[:places], joined(to_station, layer)]) for layer in trains]
    return road[:origins, :places], np.stack(ride), road[places:origins, origins:].min(axis=1)


def door_to_door(params: Params, way: Ways, minutes_saved: Array, road_cut: Array) -> tuple[Array, Array]:
    """Fastest and road-only minutes [origin, place, member] under the levers."""
    cities = road_cut.shape[0]
    changes = np.arange(way.ride.shape[0])[:, None, None, None]
    chained = (way.ride + changes * params.rail_transfer_time).min(axis=0)
    by_road = params.road_end_time + way.road * params.road_correction[..., None]
    kept = np.ones((*by_road.shape[:2], road_cut.shape[-1]))
    home = params.city_of < cities
    kept[home, :cities] = 1 - road_cut[params.city_of[home]] / 100
    by_road = by_road * kept
    fastest = np.minimum(chained + params.rail_station_access_time - minutes_saved, by_road)
    return fastest, by_road


def reachable_market(params: Params, fastest: Array, by_road: Array) -> Array:
    """Market access [city, member]: the geometric mean of reach by the fastest mode (people) and by road
    (goods), each averaged over the residents of a city's districts.

    The own city's mass stands at the time inside a city, for it is spread as the residents are.
    """
    places = len(params.mass)
    own = params.city_of[places:, None] == np.arange(places)
    modes = ((fastest, params.access_decay_services), (by_road, params.access_decay_manufacturing))
    reach = []
    for times, decay in modes:
        inside = np.where(own[..., None], params.inner_city_time, times[places:])
        reach.append(over_residents(params, market_access(inside, params.mass, decay)))
    mean: Array = np.sqrt(reach[0] * reach[1])
    return mean


def over_residents(params: Params, values: Array, rural_values: Array | None = None) -> Array:
    """Mean over the residents of each city [city, member] of values by district [district, member].

    ``rural_values`` hold for the rural residents where given, ``values`` for the urban ones.
    """
    cities, places = params.base_market_access.shape[0], len(params.mass)
    member_of = np.arange(cities)[:, None] == params.city_of[places:]
    urban, rural = params.residents.T
    farther = values if rural_values is None else rural_values
    mean: Array = np.einsum("cd,dm->cm", member_of * urban, values) + np.einsum(
        "cd,dm->cm", member_of * rural, farther
    )
    return mean


def near_a_core(params: Params, fastest: Array) -> tuple[Array, Array, Array]:
    """Minutes to the nearest core, shares within an hour of the own and of any core [city, member].

    Rural residents live farther out, ``rural_access_time`` minutes beyond their district's seat.
    """
    cities, places = params.base_market_access.shape[0], len(params.mass)
    home = fastest[places:, :cities]
    nearest = home.min(axis=1)
    own = home[np.arange(len(home)), params.city_of[places:]]
    rural, scatter = params.rural_access_time, params.time_scatter_in_district
    shares = [
        over_residents(params, residents_within(t, scatter), residents_within(t + rural, scatter))
        for t in (own, nearest)
    ]
    return over_residents(params, nearest, nearest + rural), shares[0], shares[1]


def step(
    *,
    driver_line_service: Annotated[Array, "line", "share"],
    lever_passenger_integration: Annotated[Array, "", "minutes saved per intercity trip"],
    lever_road_network: Annotated[Array, "city destination", "% time cut of widened corridors"],
    params: Params,
) -> Access:
    """Travel times and reach of one year, averaged over its parts between openings of lines."""
    parts = [
        (length, _access(params, ways(params, running), lever_passenger_integration, lever_road_network))
        for length, running in parts_of_the_year(driver_line_service)
    ]
    return Access(
        **{name: np.sum([length * part[name] for length, part in parts], axis=0) for name in parts[0][1]}
    )


def base_year(params: Params) -> dict[str, Array]:
    """What a year without projects and levers gives, market access not yet relative to anything."""
    cities = params.base_market_access.shape[0]
    nothing = np.zeros((len(params.line_road), 1), bool)
    return _access(params, ways(params, nothing), np.zeros(1), np.zeros((cities, cities, 1)))


def _access(params: Params, way: Ways, minutes_saved: Array, road_cut: Array) -> dict[str, Array]:
    """The fields of ``Access`` under one network."""
    cities = params.base_market_access.shape[0]
    fastest, by_road = door_to_door(params, way, minutes_saved, road_cut)
    between = fastest[:cities, :cities].copy()
    between[np.arange(cities), np.arange(cities)] = 0.0
    core_time, own, any_core = near_a_core(params, fastest)
    return {
        "travel_time": between,
        "market_access": reachable_market(params, fastest, by_road) / params.base_market_access,
        "core_time": core_time,
        "port_time": over_residents(params, params.road_end_time + way.to_port),
        "share_near_own_core": own,
        "share_near_a_core": any_core,
    }
