"""Access: door-to-door travel times between places, and the market each city can reach.

Equations (docs/equations/access_and_trade.md): a pair's rail time is replaced when a dated line opens, and
a year counts its parts before and after; door-to-door time is the faster of road and rail with its access
time; journeys may chain (shortest path); market access is the sum of partners' base-year GDP discounted by
time. Masses stay at their 2020 values, so that access measures time and nothing else. Limits: city seats
only (districts follow), passenger times and road times stand for all traffic.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
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


def parts_of_the_year(service: Array) -> list[tuple[float, Array]]:
    """The year cut at its openings: length of each part and the lines [line, member] that run in it.

    ``service`` [line, member] is the share of the year in which a line runs, from its opening to the year's
    end.
    """
    opens = 1 - service
    cuts = np.unique(np.concatenate([[0.0], opens.ravel(), [1.0]]))
    return [(float(end - start), opens <= start) for start, end in pairwise(cuts)]


def rail_times(rail: Array, line_minutes: Array, running: Array) -> Array:
    """In-vehicle rail minutes [place, place, member] with the lines that are ``running`` [line, member]."""
    on_lines = np.where(running[:, None, None], line_minutes[..., None], np.inf)
    fastest: Array = np.minimum(rail[..., None], on_lines.min(axis=0, initial=np.inf))
    return fastest


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
    params: Params, running: Array, minutes_saved: Array, road_cut: Array
) -> tuple[Array, Array]:
    """Fastest and road-only minutes [place, place, member] with the lines that run [line, member]."""
    members = params.rail_station_access_time.shape[0]
    rail = rail_times(params.rail, params.line_minutes, running)
    everywhere = (*params.road.shape, members)
    chained = shortest(np.broadcast_to(rail, everywhere), params.rail_transfer_time)
    cities = road_cut.shape[0]
    by_road = np.broadcast_to(params.road[..., None], everywhere).copy()
    by_road[:cities, :cities] *= 1 - road_cut / 100
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
    """Travel times and market access of one year, averaged over its parts between openings of lines."""
    cities = params.base_market_access.shape[0]
    diagonal = np.arange(cities)
    reach = np.zeros_like(params.base_market_access)
    times = np.zeros((cities, *reach.shape))
    for length, running in parts_of_the_year(driver_line_service):
        fastest, by_road = door_to_door(params, running, lever_passenger_integration, lever_road_network)
        reach += length * reachable_market(params, fastest, by_road)[:cities]
        fastest[diagonal, diagonal] = 0.0
        times += length * fastest[:cities, :cities]
    return Access(travel_time=times, market_access=reach / params.base_market_access)
