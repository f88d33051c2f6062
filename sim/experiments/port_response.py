"""How waiting answers to load at one port: from simulated years over a grid of loads, beside the formula of
the yearly model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from sim import base_data
from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks.ports import Params
from sim.blocks.ports.waiting import berth_exponent, fit_wait_factors
from sim.cores.ports import PARAMETERS, build
from sim.experiments.port_year import at_load, column, replications
from sim.parameters import draws
from sim.port.analysis import band
from sim.port.description import PortYear
from sim.port.quay import Berths, Terminal


@dataclass(frozen=True)
class Response:
    """One class at one load: cargo over the described year's, share of berth hours held, berths, hours at
    the berth, and waiting over hours at the berth: mean of replications, band, the part for a berth, and
    the formula.
    """

    cargo: str
    load: float
    berths: int
    occupancy: float
    service: float
    ratio: float
    low: float
    high: float
    berth_ratio: float
    formula: float

    @property
    def error(self) -> float:
        """Formula over simulation, less one."""
        return self.formula / self.ratio - 1.0


def formula_constants(
    baseline: Baseline, overrides: Mapping[str, float] | None = None
) -> tuple[float, float]:
    """Variability and exponent factor of the yearly model's formula at central parameters."""
    central = draws(PARAMETERS, members=1, seed=0, uncertain=False, overrides=overrides or {})
    params = build(baseline, central | base_data.right(baseline, 1)).params["ports"]
    assert isinstance(params, Params)
    variability, factor = fit_wait_factors(params)
    return float(variability[0]), float(factor[0])


def formula(occupancy: float, berths: int, constants: tuple[float, float]) -> float:
    """Waiting over service by Sakasegawa's form, as in ``sim.blocks.ports.waiting``."""
    variability, factor = constants
    exponent = factor * float(berth_exponent(np.asarray(float(berths))))
    waiting: float = variability / berths * occupancy**exponent / (1.0 - occupancy)
    return waiting


def response(
    described: PortYear,
    loads: Iterable[float],
    constants: tuple[float, float],
    *,
    number: int,
    seed: int = 0,
    warm_up_days: float,
) -> list[Response]:
    """Every class at every load, from ``number`` replications each; occupancy at or above one gives NaN for
    the formula, whose queue then grows for ever.
    """
    found = []
    for load in loads:
        years = replications(at_load(described, load), number=number, seed=seed, warm_up_days=warm_up_days)
        for k, cargo in enumerate(described.cargo):
            means = {
                n: float(np.nanmean(column(years, k, n))) for n in ("occupancy", "service", "wait_berth")
            }
            ratios: Array = column(years, k, "waiting_over_service")
            mean, low, high = band(ratios)
            busy, berths = means["occupancy"], described.terminals[k].count
            expected = formula(busy, berths, constants) if busy < 1.0 else float("nan")
            part = means["wait_berth"] / means["service"]
            found.append(
                Response(cargo.name, load, berths, busy, means["service"], mean, low, high, part, expected)
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
"""Coefficient of variation of an Erlang-2 gap, the arrivals for which the formula's table was made."""


def steps(described: PortYear) -> dict[str, PortYear]:
    """The port as it is, and made simpler step by step until it is what the formula describes."""
    calm = open_water(described)
    equal = alike(calm)
    free = unassisted(equal)
    return {
        "as described": described,
        "no tide, no closures": calm,
        "and berths of a terminal alike": equal,
        "and tugs and pilots without limit": free,
        "and arrivals as in the formula's table": regular(free, E2_CV),
    }
