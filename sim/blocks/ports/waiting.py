"""Waiting before berthing: what a call waits at any load, and a many-berth queue that grows without bound as
occupancy nears one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.blocks.ports.params import Params

HOURS_PER_DAY = 24.0


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


def waiting_cost_per_hour(params: Params) -> Array:
    """Cost of an hour's wait [cargo, member], CNY per tonne: value per tonne times its loss per day.

    The loss per day of bulk already holds demurrage, that of containers is the shippers' value of time, and
    counts for loaded boxes.
    """
    per_day = {
        "ore": params.value_weight_ore * params.time_cost_bulk,
        "coal": params.value_weight_coal * params.time_cost_bulk,
        "oil": params.value_weight_crude * params.time_cost_bulk,
        "containers": params.value_per_teu
        * (1.0 - params.container_empty_share)
        / params.teu_weight
        * params.time_cost_container,
        "grain": params.value_weight_grain * params.time_cost_bulk,
        "general": params.value_weight_steel * params.time_cost_bulk,
    }
    return np.stack([per_day[cargo] for cargo in params.network.cargo]) / HOURS_PER_DAY
