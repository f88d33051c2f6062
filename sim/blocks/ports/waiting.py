"""Waiting before berthing: what a call waits at any load, and a many-berth queue that grows without bound as
occupancy nears one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.blocks.ports.params import Params


@dataclass(frozen=True)
class Queue:
    """Waiting time W = floor + scale * occupancy ** exponent / (1 - occupancy), hours; arrays [port, cargo,
    member]. The second part is the congestion.
    """

    floor: Array
    scale: Array
    exponent: Array

    def waiting(self, log_odds: Array) -> Array:
        """Hours waited at the occupancy whose log-odds are given."""
        return self.floor + self.congestion(log_odds)

    def congestion(self, log_odds: Array) -> Array:
        """Hours waited beyond the floor."""
        odds = np.exp(log_odds)
        return self.scale * (odds / (1.0 + odds)) ** self.exponent * (1.0 + odds)

    def growth(self, log_odds: Array) -> Array:
        """d ln(congestion) / d(log-odds): exponent * (1 - occupancy) + occupancy."""
        occupancy = 1.0 / (1.0 + np.exp(-log_odds))
        return self.exponent * (1.0 - occupancy) + occupancy


def berth_exponent(berths: Array) -> Array:
    """Sakasegawa's exponent sqrt(2 (n + 1)) - 1: the more berths, the later the queue begins."""
    return np.sqrt(2.0 * (berths + 1.0)) - 1.0


def queue(berths: Array, params: Params) -> Queue:
    """The queue of each port and class for its number of berths, in Sakasegawa's form with constants fitted
    to simulated years (``calibration/ports/waiting.py``); ``port_waiting_level`` scales the whole wait.
    """
    network = params.network
    hours = network.service_hours * params.port_waiting_level
    return Queue(
        floor=hours * network.waiting_floor,
        scale=hours * network.waiting_level / berths,
        exponent=network.waiting_exponent * berth_exponent(berths),
    )
