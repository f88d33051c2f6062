"""What a study of one port in one year of a scenario holds; the report reads nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.port.analysis import ClassYear, Laws
from sim.port.description import PortYear
from sim.port.quay import Port
from sim.port.records import Records


@dataclass(frozen=True)
class Replication:
    """One simulated year: the port as drawn, its calls, what became of them, and what that adds up to."""

    port: Port
    calls: Records
    visits: Records
    classes: tuple[ClassYear, ...]
    laws: Laws


@dataclass(frozen=True)
class Study:
    """The port as described, its simulated years, and what the yearly model says: ``yearly`` holds
    occupancy and waiting (hours) by class. ``values`` are the parameters, ``tonnes_per_teu`` the weight of a
    container of 20 feet in this port.
    """

    described: PortYear
    scenario: str
    warm_up_days: float
    years: tuple[Replication, ...]
    yearly: tuple[tuple[float, float], ...]
    values: Mapping[str, float]
    tonnes_per_teu: float
