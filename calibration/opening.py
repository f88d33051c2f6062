"""Places of opening and integration: what of a city's trade passes a platform, and what of the dealings
between two cities runs inside a fulcrum zone.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from calibration import network
from calibration.quantity import Quantity
from calibration.tables import SOURCES
from calibration.travel import OUTSIDE, district_residents
from sim.axes import Array

ALL_MARKETS = "all"


def platform_reach(
    platforms: tuple[str, ...],
    cities: tuple[str, ...],
    markets: tuple[str, ...],
    column: str = "reach",
    folder: Path = SOURCES,
) -> Array:
    """Share of a city's trade with a market that passes a platform [platform, city, market]."""
    reach = np.zeros((len(platforms), len(cities), len(markets)))
    for row in pd.read_csv(folder / "platforms.csv").to_dict("records"):
        at = (platforms.index(row["platform"]), cities.index(row["area"]))
        if row["market"] == ALL_MARKETS:
            reach[at] = row[column]
        else:
            reach[(*at, markets.index(row["market"]))] = row[column]
    return reach


def example(reach: Array) -> Array:
    """What the cities that host a platform show the others [platform, city, market]: the hosts' mean reach;
    nothing for a host itself.
    """
    host = np.any(reach > 0, axis=2, keepdims=True)
    shown = reach.sum(axis=1, keepdims=True) / host.sum(axis=1, keepdims=True)
    return np.where(host, 0.0, shown)


def zone_pair_share(
    zones: tuple[str, ...], cities: tuple[str, ...], distance_elasticity: float, folder: Path = SOURCES
) -> Array:
    """Share of the dealings between two cities that run between a zone's own districts [zone, city, city].

    Dealings between two districts are taken as residents x residents x distance to ``distance_elasticity``.
    """
    nodes = network.read_nodes(cities, OUTSIDE, folder)
    first = len(nodes.places)
    last = first + len(nodes.districts)
    kilometres = network.great_circle(nodes.degrees)[first:last, first:last]
    people = district_residents(nodes, folder).sum(axis=1)
    apart = np.where(kilometres > 0, kilometres, np.inf)
    dealings = people[:, None] * people[None] * apart**distance_elasticity
    home = np.array([[float(city == of) for of in nodes.district_city] for city in cities])
    table = pd.read_csv(folder / "zones.csv", dtype={"district_code": str})
    between = home @ dealings @ home.T
    share = np.zeros((len(zones), len(cities), len(cities)))
    for z, zone in enumerate(zones):
        inside = np.isin(nodes.districts, table.loc[table["zone"] == zone, "district_code"])
        share[z] = (home * inside) @ dealings @ (home * inside).T / between
    share[:, np.arange(len(cities)), np.arange(len(cities))] = 0.0
    return share


def build(
    places: dict[str, tuple[str, ...]], distance_elasticity: float, folder: Path = SOURCES
) -> list[Quantity]:
    """Platforms and zones as baseline quantities; ``places`` holds the labels of the axes."""
    cities, platforms, markets = places["city"], places["platform"], places["market"]
    zones = places["zone"]
    axes = {"platform": platforms, "city": cities, "market": markets}
    reach, low, high = (
        platform_reach(platforms, cities, markets, column, folder) for column in ("reach", "low", "high")
    )
    return [
        Quantity(
            "platform_reach",
            axes,
            "share",
            reach,
            "judgement",
            "share of a host city's foreign trade that passes a platform",
            low,
            high,
        ),
        Quantity(
            "platform_example",
            axes,
            "share",
            example(reach),
            "judgement",
            "mean reach at the hosts, for the cities that host none",
        ),
        Quantity(
            "zone_pair_share",
            {"zone": zones, "city": cities, "destination": cities},
            "share",
            zone_pair_share(zones, cities, distance_elasticity, folder),
            "derived",
            "residents of the districts by gravity over great-circle distances",
        ),
    ]
