"""Parameters of the access block, and the travel times and reach of 2020."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import access
from sim.cores.core import Core, wide
from sim.cores.take import fields_of

PARAMETERS = (
    "access_decay_manufacturing access_decay_services inner_city_time rail_station_access_time "
    "rail_transfer_time rural_access_time time_scatter_in_district"
).split()


def build(baseline: Baseline, draws: Mapping[str, Array]) -> Core:
    """Access parameters with the market access of 2020, and the times and shares of 2020."""
    cities, members = len(baseline.axes.city), draws["rail_station_access_time"].shape[0]
    places = baseline.tables["place_gdp"].axes["place"]
    home = baseline["district_city"] @ np.arange(cities)
    people = baseline["district_residents"]
    of_city = baseline["district_city"] @ (baseline["district_city"].T @ people.sum(axis=1))
    city_of = np.concatenate([np.arange(len(places)), home.round().astype(int)])
    unset = access.Params(
        **links(baseline),
        road_correction=correction(baseline["road_correction"], city_of, len(places)),
        road_end_time=baseline["road_end_time"],
        mass=baseline["place_gdp"],
        city_of=city_of,
        residents=people / of_city[:, None],
        base_market_access=np.ones((cities, members)),
        **fields_of(access.Params, draws),
    )
    start = access.base_year(unset)
    reach = start.pop("market_access")
    return Core(
        {"access": replace(unset, base_market_access=reach)},
        {
            **start,
            "market_access": np.ones((cities, members)),
            "port_time": wide(start["port_time"][:, 0], members),
        },
    )


def links(baseline: Baseline) -> dict[str, Array]:
    """Link minutes of roads [node, node] and trains [station, station], of 2020 and of each line.

    A link's label holds its project (or ``open``), its mode and its two ends.
    """
    tables, lines = baseline.tables, baseline.axes.line
    places = tables["place_gdp"].axes["place"]
    nodes = (
        *places,
        *tables["district_city"].axes["district"],
        *tables["port_area_city"].axes["port_area"],
    )
    labelled = [
        (*label.split(), minutes)
        for label, minutes in zip(
            tables["link_time"].axes["link"], tables["link_time"].values.tolist(), strict=True
        )
    ]
    stops = {end for _, mode, *ends, _ in labelled if mode == "rail" for end in ends} | set(places)
    stations = tuple(node for node in nodes if node in stops)
    at = {"road": {n: k for k, n in enumerate(nodes)}, "rail": {n: k for k, n in enumerate(stations)}}
    always = {mode: _unlinked(len(index)) for mode, index in at.items()}
    added = {mode: np.full((len(lines), len(index), len(index)), np.inf) for mode, index in at.items()}
    for project, mode, origin, destination, minutes in labelled:
        i, j = at[mode][origin], at[mode][destination]
        matrix = added[mode][lines.index(project)] if project in lines else always[mode]
        matrix[i, j] = matrix[j, i] = minutes
    return {
        "road": always["road"],
        "rail": always["rail"],
        "line_road": added["road"],
        "line_rail": added["rail"],
        "station": np.array([nodes.index(name) for name in stations]),
    }


def _unlinked(size: int) -> Array:
    """No link at all [node, node]: zero at home, infinite elsewhere."""
    minutes = np.full((size, size), np.inf)
    np.fill_diagonal(minutes, 0.0)
    return minutes


def correction(known: Array, city_of: Array, places: int) -> Array:
    """Correction of road minutes [origin, place] from that of city and place: a district takes its city's,
    an outside place that of the city at the other end.
    """
    cities = len(known)
    whole = np.ones((len(city_of), places))
    whole[:cities] = known
    whole[cities:places, :cities] = known[:, cities:].T
    whole[places:] = known[city_of[places:]]
    return whole
