"""The tables of the ports' baseline, each with unit, method, and range where one is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import get_type_hints

from calibration.ports.baseline import PortBaseline
from calibration.quantity import Quantity
from sim.axes import Array
from sim.blocks.ports import PortNetwork

FITTED = "fitted to years simulated ship by ship, calibration/ports/waiting.py"
METHODS: Mapping[str, str] = {
    "demand": "need by the material balance (else judged weights) times landed over needed; relay as counted",
    "share": "logit on inland cost with a constant per voyage, port and class, fitted to throughput",
    "rival_share": "far rivals judged by zone, split by size and inland cost; near ones fitted to tonnes",
    "entry_share": "share per unit of capacity of a terminal, elsewhere the largest port's and inland cost",
    "city_weight": "a city's own zone takes the city's activity",
    "outer_weight": "zones outside the cities take national activity; transhipment takes neither",
    "iron_share": "iron ore over all foreign ore of the material balance; transhipment judged",
    "crude_share": "crude over all oil of the material balance; transhipment judged",
    "steel_move": "imported ore per tonne of steel, times judged shares of the places it leaves and goes to",
    "refinery_move": "crude and products by sea per tonne of runs, times judged shares as for steel",
    "distance": "great circle to the port's nearest area times the mean circuity of known road distances",
    "rail_share": "logit on the cost of road and rail, fitted to the assumed mean by class; transhipment 1",
    "inland_port_weight": "inland ports named by the plan, by zone",
    "throughput": "least relative entropy to a seed; port totals as published, class totals from 2015 by "
    "imports; 0.1 stands for no cargo",
    "service_capacity": "throughput over the handbook's occupancy for that many berths; 0.2 without cargo",
    "berths": "berth equivalents at the handbook's occupancy",
    "service_hours": "parcel over handling rate plus pilotage, mooring and idle time",
    "waiting_floor": f"waiting that does not vanish with load; {FITTED}",
    "waiting_level": f"level of congestion; {FITTED}",
    "waiting_exponent": f"steepness of congestion in occupancy; {FITTED}",
    "tonnes_per_teu": "judgement by kind of trade",
}
"""Method of each table of the network; axes and unit stand in the network's annotations."""


def quantities(built: PortBaseline) -> list[Quantity]:
    """All tables of the ports' baseline; those of the network first, named ``port_<field>``."""
    network, hints = built.network(), get_type_hints(PortNetwork, include_extras=True)
    axes = {
        "hinterland": built.zone,
        "voyage": built.voyage,
        "city": built.city,
        "port": built.port,
        "rival": built.rival,
        "cargo": built.cargo,
    }
    ranges: dict[str, tuple[Array, Array]] = {
        "throughput": (built.split.low, built.split.high),
        "service_capacity": (built.capacity.low, built.capacity.high),
        "waiting_floor": built.waiting.range(built.waiting.floor),
        "waiting_level": built.waiting.range(built.waiting.level),
    }
    tables = []
    for field in fields(PortNetwork):
        if field.name not in METHODS:
            continue
        named, unit = hints[field.name].__metadata__
        labels = {axis: axes[axis] for axis in named.split()}
        low, high = ranges.get(field.name, (None, None))
        values = getattr(network, field.name)[..., 0]
        tables.append(
            Quantity(f"port_{field.name}", labels, unit, values, "derived", METHODS[field.name], low, high)
        )
    return [*tables, *shown_beside(built)]


def shown_beside(built: PortBaseline) -> list[Quantity]:
    """Tables that the yearly block does not read: shares of throughput, published totals, boxes, design."""
    port, cells = {"port": built.port}, {"port": built.port, "cargo": built.cargo}
    total = built.split.throughput.sum(axis=1)
    return [
        Quantity(
            "port_rival_distance",
            {"hinterland": built.zone, "rival": built.rival},
            "km",
            built.rival_distance,
            "derived",
            "as for the ports; areas recalled",
        ),
        Quantity(
            "port_foreign_trade_share",
            cells,
            "share",
            built.foreign_share,
            "derived",
            "class shares by judgement, Qingdao bent to its published total",
            built.foreign_low,
            built.foreign_high,
        ),
        Quantity(
            "port_transhipment_share",
            cells,
            "share",
            built.relayed_share,
            "derived",
            "judgement by port and class, in and out; Qingdao's boxes by transhipment_share",
            built.relayed_low,
            built.relayed_high,
        ),
        Quantity(
            "port_total",
            port,
            "10k tonnes",
            total,
            built.total_provenance,
            "total of the port; 1, 3 or 10 % either way by its confidence, 10 % where none is stated",
            total * (1 - built.total_error),
            total * (1 + built.total_error),
        ),
        Quantity(
            "port_containers_teu",
            port,
            "10k TEU",
            built.split.containers_teu,
            built.teu_provenance,
            "boxes as published or recalled",
        ),
        Quantity(
            "port_design_capacity",
            port,
            "10k tonnes",
            built.design_capacity,
            "derived",
            "Qingdao: 2014 and additions of 2016-2020; Rizhao: its group's figure of 2019; else unknown",
        ),
    ]
