"""The ports of 2020, built from the source tables: throughput, capacity, foreign shares, hinterland and
flows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import get_type_hints

import numpy as np

from calibration.ports.assumptions import Assumptions
from calibration.ports.capacity import Capacity, service_capacity
from calibration.ports.foreign import foreign_shares
from calibration.ports.hinterland import Flows, base_flows, distances
from calibration.ports.simulated import Coast, points
from calibration.ports.split import YEAR, Split, throughput_split
from calibration.ports.waiting import Response, response
from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures
from sim.axes import Array
from sim.baseline import read_labels
from sim.blocks.ports import PortNetwork
from sim.parameters import Parameter, register
from sim.paths import REGISTERS

FITTED = "fitted to years simulated ship by ship, calibration/ports/waiting.py"
METHODS: Mapping[str, tuple[str, str]] = {
    "demand": ("10k tonnes", "tonnes handled from the zone plus what its assumed outside share adds"),
    "share": ("share", "logit on inland cost with a constant per port and class, fitted to throughput"),
    "outside_share": ("share", "assumed by zone"),
    "city_weight": ("share", "a city's own zone takes the city's activity"),
    "outer_weight": ("share", "zones outside the cities take national activity"),
    "foreign_share": ("share", "flow-weighted mean of the ports' foreign-trade shares"),
    "distance": (
        "km",
        "great circle to the port's nearest area times the mean circuity of known road distances",
    ),
    "rail_share": ("share", "logit on the cost of road and rail, fitted to the assumed mean by class"),
    "inland_port_weight": ("share", "inland ports named by the plan, by zone"),
    "throughput": (
        "10k tonnes",
        "least relative entropy to a seed; port totals as published, class totals from 2015 by imports",
    ),
    "service_capacity": (
        "10k tonnes",
        "throughput over the handbook's occupancy for that many berths",
    ),
    "berths": ("count", "berth equivalents at the handbook's occupancy"),
    "service_hours": ("hours", "parcel over handling rate plus pilotage, mooring and idle time"),
    "waiting_floor": ("share of a stay", f"waiting that does not vanish with load; {FITTED}"),
    "waiting_level": ("share of a stay", f"level of congestion; {FITTED}"),
    "waiting_exponent": ("number", f"steepness of congestion in occupancy; {FITTED}"),
    "tonnes_per_teu": ("tonnes per TEU", "judgement by kind of trade"),
}
"""Unit and method of each table of the network."""

CONFIDENCE: Mapping[str, float] = {"high": 0.01, "medium": 0.03, "low": 0.10}
"""Half of the 90 % range of a recalled figure by its stated confidence, as a share (sources/README.md)."""

AXES: Mapping[str, str] = {
    field.name: get_type_hints(PortNetwork, include_extras=True)[field.name].__metadata__[0]
    for field in fields(PortNetwork)
    if field.name in METHODS
}
"""Axes of each table, as the block annotates them."""


@dataclass(frozen=True)
class PortBaseline:
    """Ports, their cargo and their hinterland in 2020; tonnages in 10k tonnes."""

    city: tuple[str, ...]
    port: tuple[str, ...]
    cargo: tuple[str, ...]
    zone: tuple[str, ...]
    split: Split
    capacity: Capacity
    design_capacity: Array
    teu_provenance: tuple[str, ...]
    total_provenance: tuple[str, ...]
    total_error: Array
    foreign_share: Array
    foreign_low: Array
    foreign_high: Array
    distance: Array
    flows: Flows
    inland_port_weight: Array
    waiting: Response

    def network(self) -> PortNetwork:
        """What the yearly block reads, with a member axis of length one."""
        demand = self.flows.handled.sum(axis=1) + self.flows.outside
        foreign = (self.flows.handled * self.foreign_share).sum(axis=1) / self.flows.handled.sum(axis=1)
        home = np.array([[zone == city for city in self.city] for zone in self.zone], dtype=float)
        arrays = {
            "demand": demand,
            "share": self.flows.handled / demand[:, None],
            "outside_share": self.flows.outside / demand,
            "city_weight": home,
            "outer_weight": 1.0 - home.sum(axis=1),
            "foreign_share": foreign,
            "distance": self.distance,
            "rail_share": self.flows.rail_share,
            "inland_port_weight": self.inland_port_weight,
            "throughput": self.split.throughput,
            "service_capacity": self.capacity.service_capacity,
            "berths": self.capacity.berths,
            "service_hours": self.capacity.service_hours,
            "waiting_floor": self.waiting.floor,
            "waiting_level": self.waiting.level,
            "waiting_exponent": self.waiting.exponent,
            "tonnes_per_teu": self.split.tonnes_per_teu,
        }
        return PortNetwork(cargo=self.cargo, **{name: array[..., None] for name, array in arrays.items()})

    def quantities(self) -> list[Quantity]:
        """All tables of the ports' baseline; those of the network first, named ``port_<field>``."""
        network = self.network()
        axes = {
            "hinterland": self.zone,
            "city": self.city,
            "port": self.port,
            "cargo": self.cargo,
        }
        tables = []
        for name, (unit, method) in METHODS.items():
            labels = {axis: axes[axis] for axis in AXES[name].split()}
            low, high = self._range(name)
            values = getattr(network, name)[..., 0]
            tables.append(Quantity(f"port_{name}", labels, unit, values, "derived", method, low, high))
        cells = {"port": self.port, "cargo": self.cargo}
        tables.append(
            Quantity(
                "port_foreign_trade_share",
                cells,
                "share",
                self.foreign_share,
                "derived",
                "class shares by judgement, Qingdao bent to its published total",
                self.foreign_low,
                self.foreign_high,
            )
        )
        total = self.split.throughput.sum(axis=1)
        tables.append(
            Quantity(
                "port_total",
                {"port": self.port},
                "10k tonnes",
                total,
                self.total_provenance,
                "total of the port; 1, 3 or 10 % either way by its confidence, 10 % where none is stated",
                total * (1 - self.total_error),
                total * (1 + self.total_error),
            )
        )
        tables.append(
            Quantity(
                "port_containers_teu",
                {"port": self.port},
                "10k TEU",
                self.split.containers_teu,
                self.teu_provenance,
                "boxes as published or recalled",
            )
        )
        tables.append(
            Quantity(
                "port_design_capacity",
                {"port": self.port},
                "10k tonnes",
                self.design_capacity,
                "derived",
                "Qingdao: 2014 and additions of 2016-2020; Rizhao: its group's figure of 2019; else unknown",
            )
        )
        return tables

    def _range(self, name: str) -> tuple[Array | None, Array | None]:
        if name == "throughput":
            return self.split.low, self.split.high
        if name == "service_capacity":
            return self.capacity.low, self.capacity.high
        if name in ("waiting_floor", "waiting_level"):
            return self.waiting.range(getattr(self.waiting, name.removeprefix("waiting_")))
        return None, None


def design_capacity(detail: Figures, cities: tuple[str, ...]) -> Array:
    """Design capacity by port where a figure is known, 10k tonnes, else not a number; shown beside service
    capacity.

    Qingdao's is that of 2014 with the additions of 2016-2020 (2015 is missing); Rizhao's is its group's
    statement.
    """
    known = {
        "qingdao": detail.value("qingdao", "design_capacity", 2014)
        + detail.value("qingdao", "design_capacity_added_2016_2020", YEAR),
        "rizhao": detail.value("rizhao", "design_capacity", 2019),
    }
    return np.array([known.get(city, np.nan) for city in cities])


def total_error(ports: Figures, city: str) -> float:
    """Half of the 90 % range of a port's total, as a share of it, by the confidence that its note states."""
    note = str(ports.find(city, "cargo_throughput", YEAR)["note"].iloc[0])
    stated = next((word for word in CONFIDENCE if f"confidence={word}" in note), "low")
    return CONFIDENCE[stated]


def coast(sources: Path = SOURCES) -> Coast:
    """What the simulated years rest on."""
    labels, parameters = read_labels(REGISTERS / "labels.csv"), register()
    cities, cargo = labels["city"], labels["cargo"]
    split = _split(sources, cities, cargo)
    capacity = service_capacity(split.throughput, split.tonnes_per_teu, cargo, parameters)
    return _coast(labels["port"], cargo, split, capacity, parameters)


def _split(sources: Path, cities: tuple[str, ...], cargo: tuple[str, ...]) -> Split:
    detail, ports = Figures("ports_detail", sources), Figures("ports", sources)
    return throughput_split(ports, detail, Assumptions(sources), cities, cargo)


def _coast(
    port: tuple[str, ...],
    cargo: tuple[str, ...],
    split: Split,
    capacity: Capacity,
    parameters: Mapping[str, Parameter],
) -> Coast:
    return Coast(
        port=port,
        cargo=cargo,
        occupancy=split.throughput / capacity.service_capacity,
        berths=capacity.berths,
        service_hours=capacity.service_hours,
        tonnes_per_teu=split.tonnes_per_teu,
        values={name: entry.value for name, entry in parameters.items()},
    )


def build(sources: Path = SOURCES) -> PortBaseline:
    """Build the ports' baseline from the source tables and the central values of the parameter register."""
    given, detail, ports = Assumptions(sources), Figures("ports_detail", sources), Figures("ports", sources)
    labels, parameters = read_labels(REGISTERS / "labels.csv"), register()
    cities, cargo = labels["city"], labels["cargo"]
    zones = given.areas("hinterland_weight")
    split = _split(sources, cities, cargo)
    capacity = service_capacity(split.throughput, split.tonnes_per_teu, cargo, parameters)
    years = points(_coast(labels["port"], cargo, split, capacity, parameters))
    foreign, low, high = foreign_shares(detail, given, split.throughput, cities, cargo)
    distance = distances(sources, given, zones, cities)
    return PortBaseline(
        city=cities,
        port=labels["port"],
        cargo=cargo,
        zone=zones,
        split=split,
        capacity=capacity,
        design_capacity=design_capacity(detail, cities),
        total_provenance=tuple(ports.provenance(c, "cargo_throughput", YEAR) for c in cities),
        total_error=np.array([total_error(ports, city) for city in cities]),
        teu_provenance=tuple(ports.provenance(c, "container_throughput", YEAR) for c in cities),
        foreign_share=foreign,
        foreign_low=low,
        foreign_high=high,
        distance=distance,
        flows=base_flows(split.throughput, distance, zones, cities, cargo, given, parameters),
        inland_port_weight=given.sparse(zones, "all", "inland_port_weight"),
        waiting=response(years, capacity.service_hours),
    )
