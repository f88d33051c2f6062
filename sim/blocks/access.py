"""Access: door-to-door travel times between places, and the market each city can reach.

Equations (docs/equations/access.md): a pair's rail time is replaced when a dated line opens; door-to-door
time is the faster of road and rail with its access time; journeys may chain (shortest path); market access is
the sum of partners' base-year GDP discounted by time. Masses stay at their 2020 values, so that access
measures time and nothing else. Limits: city seats only (districts follow), passenger times and road times
stand for all traffic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """Times in minutes over places (the cities first, then outside places); infinite where there is no link.

    ``road`` and ``rail`` [place, place]; ``line_minutes`` [line, place, place], infinite where a project
    changes nothing; ``mass`` [place] base-year GDP; ``own_time`` [place, member] inner-city time. The others
    are [member], ``base_market_access`` [city, member].
    """

    road: Array
    rail: Array
    line_minutes: Array
    mass: Array
    own_time: Array
    rail_station_access_time: Array
    rail_transfer_time: Array
    access_decay_services: Array
    access_decay_manufacturing: Array
    base_market_access: Array


@dataclass(frozen=True)
class Access:
    """Door-to-door minutes [city, destination city] and market access relative to 2020 [city]."""

    travel_time: Annotated[Array, "city destination", "min"]
    market_access: Annotated[Array, "city", "index"]


def rail_times(rail: Array, line_minutes: Array, service: Array) -> Array:
    """In-vehicle rail minutes [place, place]: a line in service for part of a year counts for that part."""
    times = rail.copy()
    for project in range(len(line_minutes)):
        share = service[project, 0]
        served = np.isfinite(line_minutes[project]) & (share > 0)
        faster = np.minimum(times, line_minutes[project])[served]
        # A pair without any direct train so far has it from the opening on.
        before = np.where(np.isfinite(times[served]), times[served], faster)
        times[served] = (1 - share) * before + share * faster
    return times


def shortest(times: Array, transfer: Array) -> Array:
    """Shortest chained minutes [place, place, member] with ``transfer`` minutes [member]
    at each change (Floyd-Warshall).
    """
    paths = times.copy()
    for via in range(times.shape[0]):
        np.minimum(paths, paths[:, via, None] + paths[None, via, :] + transfer, out=paths)
    return paths


def market_access(times: Array, mass: Array, own_time: Array, decay: Array) -> Array:
    """Sum over partners of mass times time to the power of minus ``decay`` [place,
    member]; own mass at own time.
    """
    reach = times.copy()
    diagonal = np.arange(len(mass))
    reach[diagonal, diagonal] = own_time
    reached: Array = np.einsum("j,ijm->im", mass, reach**-decay)
    return reached


def door_to_door(
    params: Params, service: Array, minutes_saved: Array, road_cut: Array
) -> tuple[Array, Array]:
    """Fastest and road-only times [place, place, member] in minutes."""
    members = params.rail_station_access_time.shape[0]
    rail = rail_times(params.rail, params.line_minutes, service)
    chained = shortest(np.repeat(rail[:, :, None], members, axis=2), params.rail_transfer_time)
    cities = road_cut.shape[0]
    road = params.road.copy()
    road[:cities, :cities] *= 1 - road_cut[..., 0] / 100
    by_road = np.repeat(road[:, :, None], members, axis=2)
    fastest = np.minimum(chained + params.rail_station_access_time - minutes_saved, by_road)
    return fastest, by_road


def reachable_market(params: Params, fastest: Array, by_road: Array) -> Array:
    """Market access [place, member]: the geometric mean of reach by the fastest mode
    (people) and by road (goods).
    """
    people = market_access(fastest, params.mass, params.own_time, params.access_decay_services)
    goods = market_access(by_road, params.mass, params.own_time, params.access_decay_manufacturing)
    return np.sqrt(people * goods)


def step(
    *,
    driver_line_service: Annotated[Array, "line", "share"],
    lever_passenger_integration: Annotated[Array, "", "minutes saved per intercity trip"],
    lever_road_network: Annotated[Array, "city destination", "% time cut of widened corridors"],
    params: Params,
) -> Access:
    """Travel times and market access of one year."""
    fastest, by_road = door_to_door(
        params, driver_line_service, lever_passenger_integration, lever_road_network
    )
    cities = params.base_market_access.shape[0]
    reach = reachable_market(params, fastest, by_road)[:cities]
    times = fastest[:cities, :cities].copy()
    diagonal = np.arange(cities)
    times[diagonal, diagonal] = 0.0
    return Access(travel_time=times, market_access=reach / params.base_market_access)
