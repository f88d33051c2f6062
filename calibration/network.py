"""The network of 2020 and its projects: nodes, links and their minutes by one rule, fitted to known times.

Road: a link's minutes are its great-circle length x circuity / speed of its class. Expressways join the
seats that ``road_links.csv`` names; ordinary roads join neighbours (two nodes are neighbours if no third lies
within the circle over their join). Rail: minutes between two stops of a service are a start, great-circle
length / (running share x design speed), and a stop at every station between. Circuity, start and running
share are fitted to the known times of city pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.tables import SOURCES
from sim.axes import Array
from sim.blocks.access.paths import shortest

EARTH_RADIUS = 6371.0
Known = dict[tuple[str, str], float]
"""Minutes by pair of places."""
OPEN = "open"
"""Stands for the project of a link that is open in 2020."""
NEIGHBOURING = ("linyi", "zibo", "dongying", "lianyungang")
"""Outside places near enough for ordinary roads; the others are reached by expressway."""


@dataclass(frozen=True)
class Nodes:
    """Cities, outside places, districts by code, port areas, with degrees [node, longitude and latitude]."""

    cities: tuple[str, ...]
    outside: tuple[str, ...]
    districts: tuple[str, ...]
    ports: tuple[str, ...]
    district_city: tuple[str, ...]
    degrees: Array

    @property
    def places(self) -> tuple[str, ...]:
        """Cities, then outside places."""
        return self.cities + self.outside

    @property
    def names(self) -> tuple[str, ...]:
        """All nodes in the order of the model."""
        return self.places + self.districts + self.ports


@dataclass(frozen=True)
class Link:
    """Minutes in motion between two nodes by one mode, open in 2020 or with a project."""

    project: str
    mode: str
    origin: str
    destination: str
    minutes: float
    provenance: str

    @property
    def label(self) -> str:
        """Project, mode and ends in one label."""
        return f"{self.project} {self.mode} {self.origin} {self.destination}"


def great_circle(degrees: Array) -> Array:
    """Kilometres [node, node] by the haversine formula."""
    longitude, latitude = np.radians(degrees).T
    half = (
        np.sin((latitude[:, None] - latitude) / 2) ** 2
        + np.cos(latitude[:, None]) * np.cos(latitude) * np.sin((longitude[:, None] - longitude) / 2) ** 2
    )
    distance: Array = 2 * EARTH_RADIUS * np.arcsin(np.sqrt(half))
    return distance


def read_nodes(cities: tuple[str, ...], outside: tuple[str, ...], folder: Path = SOURCES) -> Nodes:
    """Seats of cities and outside places, districts of the census, port areas of the cities."""
    table = pd.read_csv(folder / "coordinates.csv", dtype={"code": str}, keep_default_na=False)
    seats = table[table["kind"] == "city seat"].set_index("area")
    inside = table[table["area"].isin(cities)]
    districts = inside[inside["kind"].isin(("district seat", "zone centre"))].sort_values("code")
    ports = inside[inside["kind"] == "port area"]
    places = cities + outside
    rows = pd.concat([seats.loc[list(places)], districts, ports])
    return Nodes(
        cities,
        outside,
        tuple(districts["code"]),
        tuple(ports["name_zh"]),
        tuple(districts["area"]),
        rows[["longitude", "latitude"]].to_numpy(float),
    )


def neighbours(kilometres: Array) -> list[tuple[int, int]]:
    """Pairs of nodes with no third node in the circle over their join (Gabriel graph)."""
    square = kilometres**2
    size = len(square)
    return [
        (i, j)
        for i in range(size)
        for j in range(i + 1, size)
        if not any(square[i, k] + square[k, j] < square[i, j] for k in range(size) if k not in (i, j))
    ]


def road_links(nodes: Nodes, speeds: dict[str, float], folder: Path = SOURCES) -> list[Link]:
    """Ordinary roads between neighbours and the expressways, at circuity one."""
    kilometres = great_circle(nodes.degrees)
    names = nodes.names
    near = [k for k, name in enumerate(names) if name not in nodes.outside or name in NEIGHBOURING]
    ordinary = [
        Link(
            OPEN,
            "road",
            names[near[i]],
            names[near[j]],
            _drive(kilometres[near[i], near[j]], speeds["ordinary"]),
            "derived",
        )
        for i, j in neighbours(kilometres[np.ix_(near, near)])
    ]
    table = pd.read_csv(folder / "road_links.csv", dtype=str, keep_default_na=False)
    named = [
        Link(
            row["project"] or OPEN,
            "road",
            row["origin"],
            row["destination"],
            _drive(
                kilometres[names.index(row["origin"]), names.index(row["destination"])], speeds[row["class"]]
            ),
            "derived",
        )
        for row in table.to_dict("records")
    ]
    return ordinary + named


def _drive(kilometres: float, speed: float) -> float:
    return 60 * kilometres / speed


@dataclass(frozen=True)
class Stretch:
    """Two stops of a service: great-circle hours at design speed along it, and the stations between."""

    project: str
    origin: str
    destination: str
    hours: float
    stops: int


def stretches(nodes: Nodes, folder: Path = SOURCES) -> list[Stretch]:
    """Every pair of stops of every rail service."""
    kilometres, names = great_circle(nodes.degrees), nodes.names
    table = pd.read_csv(folder / "rail_services.csv", dtype=str, keep_default_na=False)
    found = []
    for _, service in table.groupby("service", sort=False):
        at = [names.index(station) for station in service["station"]]
        steps = [
            kilometres[a, b] / float(v) for a, b, v in zip(at, at[1:], service["design_speed"], strict=False)
        ]
        project = service["project"].iloc[0] or OPEN
        found += [
            Stretch(project, names[at[i]], names[at[j]], sum(steps[i:j]), j - i - 1)
            for i in range(len(at))
            for j in range(i + 1, len(at))
        ]
    return found


def matrix(links: list[Link], nodes: Nodes, mode: str) -> Array:
    """Least minutes of the links of one mode that are open in 2020 [node, node]."""
    names = {name: k for k, name in enumerate(nodes.names)}
    times = np.full((len(names), len(names)), np.inf)
    np.fill_diagonal(times, 0.0)
    for link in links:
        if link.project == OPEN and link.mode == mode:
            i, j = names[link.origin], names[link.destination]
            times[i, j] = times[j, i] = min(times[i, j], link.minutes)
    return times


def circuity(links: list[Link], nodes: Nodes, known: Known, end_time: float) -> float:
    """Factor on road links that reproduces the known minutes of place pairs on geometric average."""
    times = shortest(matrix(links, nodes, "road"))
    at = nodes.names.index
    logs = [np.log((minutes - end_time) / times[at(a), at(b)]) for (a, b), minutes in known.items()]
    return float(np.exp(np.mean(logs)))


@dataclass(frozen=True)
class TrainRule:
    """Minutes of a train: a start, hours at design speed over the running share, a stop at each station."""

    start: float
    running_share: float
    stop_time: float

    def minutes(self, stretch: Stretch) -> float:
        """Minutes in the train over a stretch of a service."""
        return self.start + 60 * stretch.hours / self.running_share + self.stop_time * stretch.stops


def train_rule(parts: list[Stretch], known: Known, stop_time: float) -> TrainRule:
    """Start and running share that fit the known train minutes of 2020 by least squares."""
    first: dict[frozenset[str], Stretch] = {}
    for part in parts:
        if part.project == OPEN:
            first.setdefault(frozenset((part.origin, part.destination)), part)
    both = [(first[frozenset(pair)], minutes) for pair, minutes in known.items() if frozenset(pair) in first]
    design = np.array([[1.0, 60 * part.hours] for part, _ in both])
    moving = np.array([minutes - stop_time * part.stops for part, minutes in both])
    (start, slowness), *_ = np.linalg.lstsq(design, moving, rcond=None)
    return TrainRule(float(start), float(1 / slowness), stop_time)


def rail_links(parts: list[Stretch], known: dict[tuple[str, str, str], float], rule: TrainRule) -> list[Link]:
    """Direct trains: the known minutes of a project's pair where there are any, the rule elsewhere."""
    links = [
        Link(project, "rail", a, b, minutes, "recalled" if project == OPEN else "derived")
        for (project, a, b), minutes in known.items()
    ]
    given = {(link.project, frozenset((link.origin, link.destination))) for link in links}
    best: dict[tuple[str, frozenset[str]], Link] = {}
    for part in parts:
        key = (part.project, frozenset((part.origin, part.destination)))
        minutes = rule.minutes(part)
        if key not in given and (key not in best or minutes < best[key].minutes):
            best[key] = Link(part.project, "rail", part.origin, part.destination, minutes, "derived")
    return links + list(best.values())
