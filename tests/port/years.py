"""Ports of the base year and their drawn calls."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sim.baseline import load
from sim.experiments.port_year import describe
from sim.port.description import PortYear
from sim.port.draws import year
from sim.port.quay import Port
from sim.port.records import Records
from sim.simulate import BASE_YEAR
from tests.runs import run, scenario


@cache
def base_year(port: str) -> PortYear:
    """A port as it was in the base year."""
    return describe(port, BASE_YEAR, scenario("base"), load(), run("base"))


def described(port: str, *, scale: int | None = None, replication: int = 0) -> tuple[Port, Records]:
    """A drawn base year; ``scale`` is the number of calls wanted, about."""
    found = base_year(port)
    if scale is not None:
        factor = scale / sum(c.calls for c in found.cargo)
        found = replace(found, cargo=tuple(replace(c, tonnes=c.tonnes * factor) for c in found.cargo))
    return year(found, 0, replication)
