"""The access data of the baseline: links of 2020 and of each project, residents of districts, masses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from calibration import network
from calibration.network import OPEN, Known, Link, Nodes
from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures
from sim.axes import Array
from sim.blocks.access.paths import shortest

OUTSIDE = ("jinan", "linyi", "zhengzhou", "xian", "zibo", "dongying", "lianyungang")
FAR = frozenset(("zhengzhou", "xian"))
"""Places so far that their roads are straighter: left out of the fit of circuity."""
RESIDENCES = ("urban", "rural")


def known_minutes(table: pd.DataFrame, mode: str, indicator: str) -> Known:
    """Known minutes of one mode by pair of places."""
    rows = table[(table["mode"] == mode) & (table["indicator"] == indicator)]
    return {(row["from"], row["to"]): float(row["value"]) for row in rows.to_dict("records")}


def project_minutes(folder: Path = SOURCES) -> dict[tuple[str, str, str], float]:
    """Minutes that a project's trains are expected to take between two cities."""
    table = pd.read_csv(folder / "project_travel_times.csv")
    return {
        (r["project"], r["origin"], r["destination"]): float(r["minutes"]) for r in table.to_dict("records")
    }


def road_correction(times: Array, nodes: Nodes, known: Known, end_time: float) -> Array:
    """Known minutes in motion over those of the network [city, place]; one where nothing is known.

    ``times`` [node, node] minutes in motion by the fitted rule.
    """
    ratio = np.ones((len(nodes.cities), len(nodes.places)))
    for (origin, destination), minutes in known.items():
        for a, b in ((origin, destination), (destination, origin)):
            if a in nodes.cities and b in nodes.places:
                i, j = nodes.cities.index(a), nodes.places.index(b)
                ratio[i, j] = (minutes - end_time) / times[i, j]
    return ratio


def district_residents(nodes: Nodes, folder: Path = SOURCES) -> Array:
    """Residents of the census of 2020 [district, residence]."""
    table = pd.read_csv(folder / "districts_2020.csv", dtype={"district_code": str})
    rows = table.set_index(["district_code", "indicator"])["value"]
    return np.array([[float(rows[d, f"population_{r}"]) for r in RESIDENCES] for d in nodes.districts])


def links(
    nodes: Nodes,
    road_known: Known,
    rail_known: Known,
    parameters: Mapping[str, float],
    folder: Path = SOURCES,
) -> tuple[list[Link], float]:
    """All links of the network with fitted minutes, and the circuity of roads."""
    speeds = {kind: parameters[f"road_speed_{kind}"] for kind in ("expressway", "ordinary")}
    straight = network.road_links(nodes, speeds, folder)
    near = {pair: minutes for pair, minutes in road_known.items() if not FAR & set(pair)}
    factor = network.circuity(straight, nodes, near, parameters["road_end_time"])
    roads = [
        Link(r.project, r.mode, r.origin, r.destination, r.minutes * factor, r.provenance) for r in straight
    ]
    parts = network.stretches(nodes, folder)
    rule = network.train_rule(parts, rail_known, parameters["rail_stop_time"])
    given = {(OPEN, a, b): minutes for (a, b), minutes in rail_known.items()}
    return roads + network.rail_links(parts, given | project_minutes(folder), rule), factor


def build(cities: tuple[str, ...], parameters: Mapping[str, float], folder: Path = SOURCES) -> list[Quantity]:
    """Links of the network, corrections to known times, districts with residents, and the places' GDP."""
    travel = pd.read_csv(folder / "travel.csv", dtype=str, keep_default_na=False)
    nodes = network.read_nodes(cities, OUTSIDE, folder)
    road_known = known_minutes(travel, "road", "travel_time")
    rail_known = known_minutes(travel, "rail", "fastest_travel_time")
    every, factor = links(nodes, road_known, rail_known, parameters, folder)
    fastest: dict[str, Link] = {}
    for link in every:
        if link.label not in fastest or link.minutes < fastest[link.label].minutes:
            fastest[link.label] = link
    projects = tuple(dict.fromkeys(link.project for link in fastest.values() if link.project != OPEN))
    end_time = parameters["road_end_time"]
    times = shortest(network.matrix(every, nodes, "road"))
    history, macro = Figures("city_accounts_history", folder), Figures("macro", folder)
    mass = [history.value(c, "gdp_current", 2020) for c in cities]
    mass += [macro.value(p, "gdp_current", 2020) for p in OUTSIDE]
    belongs = np.array([[float(city == home) for city in cities] for home in nodes.district_city])
    return [
        Quantity(
            "link_time",
            {"link": tuple(fastest)},
            "min",
            np.array([link.minutes for link in fastest.values()]),
            [link.provenance for link in fastest.values()],
            f"known train times; elsewhere length and speed, road circuity {factor:.3f} fitted to city pairs",
        ),
        Quantity(
            "line_links",
            {"line": projects},
            "count",
            np.array([sum(link.project == name for link in fastest.values()) for name in projects]),
            "derived",
            "links that each dated project adds",
        ),
        Quantity(
            "road_correction",
            {"city": cities, "place": nodes.places},
            "ratio",
            road_correction(times, nodes, road_known, end_time),
            "derived",
            "known road minutes of seat pairs over those of the network",
        ),
        Quantity(
            "road_end_time",
            {},
            "min",
            np.array(end_time),
            "derived",
            "city access in the rule of the known road times",
        ),
        Quantity(
            "district_residents",
            {"district": nodes.districts, "residence": RESIDENCES},
            "persons",
            district_residents(nodes, folder),
            "sourced",
            "census of 2020, every district known; they add up to the cities",
        ),
        Quantity(
            "district_city",
            {"district": nodes.districts, "city": cities},
            "share",
            belongs,
            "sourced",
            "administrative division of 2020",
        ),
        Quantity(
            "port_area_city",
            {"port_area": nodes.ports, "city": cities},
            "share",
            np.array([[float(c in home) for c in cities] for home in _homes(nodes, folder)]),
            "recalled",
            "port areas of coordinates.csv",
        ),
        Quantity(
            "place_gdp",
            {"place": nodes.places},
            "100m CNY 2020",
            np.array(mass),
            "sourced",
            "published GDP of 2020",
        ),
    ]


def _homes(nodes: Nodes, folder: Path) -> list[str]:
    """City of each port area."""
    table = pd.read_csv(folder / "coordinates.csv", dtype={"code": str})
    home = table[table["kind"] == "port area"].set_index("name_zh")["area"]
    return [str(home[name]) for name in nodes.ports]
