"""How waiting answers to load at one port: from simulated years over a grid of loads, beside the form that
the yearly model reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from sim import base_data
from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks.ports import Params
from sim.blocks.ports.waiting import Queue, queue
from sim.cores.ports import PARAMETERS, build
from sim.experiments.port_year import column, replications
from sim.parameters import draws
from sim.port.analysis import band
from sim.port.description import PortYear, at_load
from sim.port.quay import Berths, Terminal


@dataclass(frozen=True)
class Response:
    """One class at one load: cargo over the described year's, berths, share of berth hours held, hours at
    the berth, hours waited before berthing (mean of replications, band, the part for a berth), and hours
    waited by the yearly model's form.
    """

    cargo: str
    load: float
    berths: int
    occupancy: float
    service: float
    waiting: float
    low: float
    high: float
    berth_waiting: float
    formula: float

    @property
    def ratio(self) -> float:
        """Waiting over hours at the berth."""
        return self.waiting / self.service


@dataclass(frozen=True)
class Formula:
    """Waiting of one port as the yearly model has it at central parameters: its queues [cargo, 1] and the
    occupancy [cargo] that stands for load one.
    """

    queue: Queue
    occupancy: Array

    def hours(self, load: float) -> Array:
        """Hours before berthing [cargo]; NaN where occupancy would be one or more."""
        occupancy = self.occupancy * load
        known = occupancy < 1.0
        odds = np.divide(occupancy, 1.0 - occupancy, out=np.ones_like(occupancy), where=known)
        hours: Array = self.queue.waiting(np.log(odds)[:, None])[:, 0]
        return np.where(known, hours, np.nan)


def base_formula(port: str, baseline: Baseline, overrides: Mapping[str, float] | None = None) -> Formula:
    """The form that the yearly model reads for a port of the base year."""
    central = draws(PARAMETERS, members=1, seed=0, uncertain=False, overrides=overrides or {})
    params = build(baseline, central | base_data.right(baseline, 1)).params["ports"]
    assert isinstance(params, Params)
    p, network = baseline.axes.port.index(port), params.network
    every = queue(network.berths, params)
    mine = Queue(every.floor[p], every.scale[p], every.exponent[p])
    return Formula(mine, (network.throughput / network.service_capacity)[p, :, 0])


def response(
    described: PortYear,
    loads: Iterable[float],
    formula: Formula,
    *,
    number: int,
    seed: int = 0,
    warm_up_days: float,
) -> list[Response]:
    """Every class at every load, from ``number`` replications each."""
    found = []
    for load in loads:
        years = replications(at_load(described, load), number=number, seed=seed, warm_up_days=warm_up_days)
        expected = formula.hours(load)
        for k, cargo in enumerate(described.cargo):
            means = {
                n: float(np.nanmean(column(years, k, n))) for n in ("occupancy", "service", "wait_berth")
            }
            mean, low, high = band(column(years, k, "waiting"))
            found.append(
                Response(
                    cargo=cargo.name,
                    load=load,
                    berths=described.terminals[k].count,
                    occupancy=means["occupancy"],
                    service=means["service"],
                    waiting=mean,
                    low=low,
                    high=high,
                    berth_waiting=means["wait_berth"],
                    formula=float(expected[k]),
                )
            )
    return found


def open_water(described: PortYear) -> PortYear:
    """The port without closures and with deep water at all times."""
    cargo = tuple(replace(c, sizes=tuple(replace(size, deep=0) for size in c.sizes)) for c in described.cargo)
    return replace(described, closed_share=0.0, cargo=cargo)


def alike(described: PortYear) -> PortYear:
    """The port with every berth fit for every ship of its terminal."""
    terminals = tuple(
        Terminal(t.name, (Berths(max(part.size for part in t.berths), t.count),)) for t in described.terminals
    )
    return replace(described, terminals=terminals)


def unassisted(described: PortYear) -> PortYear:
    """The port with tugs and pilots for every ship at once."""
    plenty = described.tugs + described.pilots
    most = plenty * sum(terminal.count for terminal in described.terminals)
    return replace(described, tugs=most, pilots=most)


def regular(described: PortYear, arrival_cv: float) -> PortYear:
    """The port with arrivals of one coefficient of variation."""
    return replace(described, cargo=tuple(replace(c, arrival_cv=arrival_cv) for c in described.cargo))


E2_CV = float(np.sqrt(0.5))
"""Coefficient of variation of an Erlang-2 gap, the arrivals of the registered table of wait factors."""


def steps(described: PortYear) -> dict[str, PortYear]:
    """The port as it is, and made simpler step by step until it is the queue of the registered
    wait factors.
    """
    calm = open_water(described)
    equal = alike(calm)
    free = unassisted(equal)
    return {
        "as described": described,
        "no tide, no closures": calm,
        "and berths of a terminal alike": equal,
        "and tugs and pilots without limit": free,
        "and arrivals Erlang-2": regular(free, E2_CV),
    }
