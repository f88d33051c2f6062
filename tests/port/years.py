"""Ports of the base year, without a scenario run: baseline and registers alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sim.baseline import load
from sim.parameters import register
from sim.port.description import PortYear, describe_cargo, fleet, terminal
from sim.port.draws import year
from sim.port.quay import Port
from sim.port.records import Records

BASE_YEAR = 2020


@cache
def base_year(port: str) -> PortYear:
    """A port as it was in the base year."""
    baseline = load()
    p = baseline.axes.port.index(port)
    values = {name: entry.value for name, entry in register().items()}
    berths = baseline["port_berths"][p]
    cargo = tuple(
        describe_cargo(
            name,
            float(baseline["port_throughput"][p, k]) * 1e4,
            float(berths[k]),
            values,
            float(baseline["port_tonnes_per_teu"][p]),
        )
        for k, name in enumerate(baseline.axes.cargo)
    )
    tugs, pilots = fleet(cargo, values)
    return PortYear(
        name=port,
        year=BASE_YEAR,
        cargo=cargo,
        terminals=tuple(terminal(c, float(n)) for c, n in zip(cargo, berths, strict=True)),
        tugs=tugs,
        pilots=pilots,
        closed_share=values["weather_closure"],
        closure_length=values["weather_closure_length"],
        tide_period=values["tide_period"],
        tide_share=values["tide_window_deep"],
        design_capacity=float(baseline["port_design_capacity"][p]),
        service_capacity=tuple(baseline["port_service_capacity"][p].tolist()),
    )


def described(port: str, *, scale: int | None = None, replication: int = 0) -> tuple[Port, Records]:
    """A drawn base year; ``scale`` is the number of calls wanted, about."""
    found = base_year(port)
    if scale is not None:
        factor = scale / sum(c.calls for c in found.cargo)
        found = replace(found, cargo=tuple(replace(c, tonnes=c.tonnes * factor) for c in found.cargo))
    return year(found, 0, replication)
