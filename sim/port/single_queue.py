"""Plain G/G/c: one queue, first come first served, berths only."""

from __future__ import annotations

import heapq

import numpy as np

from sim.axes import Array


def starts(arrival: Array, service: Array, berths: int) -> Array:
    """Start of service of every customer, by the recursion of Kiefer and Wolfowitz (1955): each takes the
    server that is free first. In absolute hours, so that sums round as they do in the event engines.
    """
    free = [float("-inf")] * berths
    begins = np.empty(len(arrival))
    for k, (at, takes) in enumerate(zip(arrival.tolist(), service.tolist(), strict=True)):
        begin = max(at, free[0])
        begins[k] = begin
        heapq.heapreplace(free, begin + takes)
    return begins


def erlang_c(berths: int, load: float) -> float:
    """Probability that a customer of M/M/c waits; ``load`` is the mean number of busy servers."""
    blocked = 1.0
    for n in range(1, berths + 1):
        blocked = load * blocked / (n + load * blocked)
    return berths * blocked / (berths - load * (1.0 - blocked))


def mmc_waiting(berths: int, occupancy: float) -> float:
    """Mean wait of M/M/c over mean service time."""
    return erlang_c(berths, berths * occupancy) / (berths * (1.0 - occupancy))
