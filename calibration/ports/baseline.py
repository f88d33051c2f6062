"""The ports of 2020, built from the source tables: throughput, capacity, voyages, relay, hinterland."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calibration.ports.assumptions import Assumptions
from calibration.ports.capacity import Capacity, service_capacity
from calibration.ports.distance import distances
from calibration.ports.foreign import foreign_shares
from calibration.ports.hinterland import Flows, base_flows
from calibration.ports.material_balance import MaterialBalance
from calibration.ports.material_balance import build as material_balance
from calibration.ports.rivals import NEAR, Rivals
from calibration.ports.rivals import read as read_rivals
from calibration.ports.shares import Market, entry_shares, market
from calibration.ports.simulated import Coast, points
from calibration.ports.split import NOMINAL, YEAR, Split, throughput_split
from calibration.ports.transhipment import HUB, relayed_share, relayed_tonnes
from calibration.ports.waiting import Response, response
from calibration.tables import SOURCES, Figures
from sim.axes import Array
from sim.baseline import read_labels
from sim.blocks.ports import PortNetwork
from sim.parameters import Parameter, register
from sim.paths import REGISTERS

CONFIDENCE = {"high": 0.01, "medium": 0.03, "low": 0.10}
"""Half of the 90 % range of a recalled figure by its stated confidence, as a share (sources/README.md)."""


@dataclass(frozen=True)
class PortBaseline:
    """Ports, rivals, their cargo and their hinterland in 2020; tonnages in 10k tonnes.

    ``zone`` ends with transhipment. Foreign and relayed shares are by [port, cargo], with low and high;
    ``distance`` is [zone, port], ``rival_distance`` [zone, rival], km.
    """

    city: tuple[str, ...]
    port: tuple[str, ...]
    rival: tuple[str, ...]
    voyage: tuple[str, ...]
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
    relayed_share: Array
    relayed_low: Array
    relayed_high: Array
    distance: Array
    rival_distance: Array
    balance: MaterialBalance
    rivals: Rivals
    flows: Flows
    market: Market
    inland_port_weight: Array
    waiting: Response

    def network(self) -> PortNetwork:
        """What the yearly block reads, with a member axis of length one."""
        home = np.array([[zone == city for city in self.city] for zone in self.zone], dtype=float)
        outer = 1.0 - home.sum(axis=1)
        outer[-1] = 0.0
        rail = np.ones((1, *self.flows.rail_share.shape[1:]))
        tonnes, capacity = self.split.throughput, self.capacity.service_capacity
        arrays = {
            "demand": self.market.demand,
            "share": self.market.share,
            "rival_share": self.market.rival_share,
            "entry_share": entry_shares(self.market, self.flows.utility, tonnes, capacity, NOMINAL),
            "city_weight": home,
            "outer_weight": outer,
            "iron_share": self.balance.iron_share,
            "crude_share": self.balance.crude_share,
            "steel_move": self.balance.steel_move,
            "refinery_move": self.balance.refinery_move,
            "distance": self.distance,
            "rail_share": np.concatenate([self.flows.rail_share, rail]),
            "inland_port_weight": self.inland_port_weight,
            "throughput": tonnes,
            "service_capacity": capacity,
            "berths": self.capacity.berths,
            "service_hours": self.capacity.service_hours,
            "waiting_floor": self.waiting.floor,
            "waiting_level": self.waiting.level,
            "waiting_exponent": self.waiting.exponent,
            "tonnes_per_teu": self.split.tonnes_per_teu,
        }
        return PortNetwork(cargo=self.cargo, **{name: array[..., None] for name, array in arrays.items()})


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
    split, capacity = _filled(sources, labels["city"], labels["cargo"], parameters)
    return _coast(labels["port"], labels["cargo"], split, capacity, parameters)


def _filled(
    sources: Path, cities: tuple[str, ...], cargo: tuple[str, ...], parameters: Mapping[str, Parameter]
) -> tuple[Split, Capacity]:
    detail, ports = Figures("ports_detail", sources), Figures("ports", sources)
    split = throughput_split(ports, detail, Assumptions(sources), cities, cargo)
    return split, service_capacity(split.throughput, split.tonnes_per_teu, cargo, parameters, NOMINAL)


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
    cities, cargo, zones, rivals = labels["city"], labels["cargo"], labels["hinterland"], labels["rival"]
    split, capacity = _filled(sources, cities, cargo, parameters)
    tonnes = split.throughput
    years = points(_coast(labels["port"], cargo, split, capacity, parameters))
    foreign, foreign_low, foreign_high = foreign_shares(detail, given, tonnes, cities, cargo)
    by_voyage = np.stack([foreign * tonnes, (1.0 - foreign) * tonnes], axis=1)
    relay, relay_low, relay_high = (
        relayed_share(given, cities, cargo, parameters, column) for column in ("value", "low", "high")
    )
    relayed = relayed_tonnes(by_voyage, relay, given, cities, cargo)
    areas = tuple(rival.removeprefix(NEAR) for rival in rivals)
    distance = distances(sources, given, zones, cities, cities)
    rival_distance = distances(sources, given, zones, cities, areas)
    hub_box = float(split.tonnes_per_teu[cities.index(HUB)])
    balance = material_balance(sources, zones, cities, hub_box, parameters)
    competitors = read_rivals(given, ports, zones, rivals, cargo, float(tonnes.sum()), YEAR)
    flows = base_flows(
        by_voyage - relayed,
        np.concatenate([distance, rival_distance], axis=1)[:-1],
        zones[:-1],
        cities,
        cargo,
        given,
        balance,
        competitors,
        parameters,
    )
    return PortBaseline(
        city=cities,
        port=labels["port"],
        rival=rivals,
        voyage=labels["voyage"],
        cargo=cargo,
        zone=zones,
        split=split,
        capacity=capacity,
        design_capacity=design_capacity(detail, cities),
        total_provenance=tuple(ports.provenance(c, "cargo_throughput", YEAR) for c in cities),
        total_error=np.array([total_error(ports, city) for city in cities]),
        teu_provenance=tuple(ports.provenance(c, "container_throughput", YEAR) for c in cities),
        foreign_share=foreign,
        foreign_low=foreign_low,
        foreign_high=foreign_high,
        relayed_share=relay,
        relayed_low=relay_low,
        relayed_high=relay_high,
        distance=distance,
        rival_distance=rival_distance,
        balance=balance,
        rivals=competitors,
        flows=flows,
        market=market(flows, relayed, competitors.relay_share),
        inland_port_weight=given.sparse(zones, "all", "inland_port_weight"),
        waiting=response(years, capacity.service_hours),
    )
