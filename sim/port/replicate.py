"""One replication of a described port year: drawn, run through an engine, summarised."""

from __future__ import annotations

from collections.abc import Callable

from sim.port import fast
from sim.port.analysis import ClassYear, summary
from sim.port.description import HOURS, PortYear
from sim.port.draws import year
from sim.port.quay import Port
from sim.port.records import Records

HOURS_PER_DAY = 24.0
VERSION = 1
"""Raised whenever draws or rules of the port change a result; what is kept of simulated years knows it."""


def simulated(
    described: PortYear,
    replication: int,
    *,
    seed: int,
    warm_up_days: float,
    run: Callable[[Port, Records], Records] = fast.run,
) -> tuple[Port, Records, Records, tuple[ClassYear, ...]]:
    """The port as drawn, its calls, what became of them, and what that adds up to by class."""
    port, calls = year(described, seed, replication)
    visits = run(port, calls)
    classes = summary(port, calls, visits, warm_up=warm_up_days * HOURS_PER_DAY, until=HOURS)
    return port, calls, visits, classes
