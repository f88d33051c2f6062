"""Waiting for a berth: a many-berth queue whose delay grows without bound as occupancy nears one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.blocks.ports.params import Params

WAIT_POINTS = (
    ("wait_factor_u50_n1", 0.5, 1.0),
    ("wait_factor_u70_n1", 0.7, 1.0),
    ("wait_factor_u70_n4", 0.7, 4.0),
    ("wait_factor_u70_n10", 0.7, 10.0),
    ("wait_factor_u90_n4", 0.9, 4.0),
)
"""The registered wait factors with the occupancy and the number of berths that their names state."""

HOURS_PER_DAY = 24.0


@dataclass(frozen=True)
class Queue:
    """Waiting time W = scale * occupancy ** exponent / (1 - occupancy), hours; arrays [port, cargo,
    member].
    """

    scale: Array
    exponent: Array

    def waiting(self, log_odds: Array) -> Array:
        """Hours waited at the occupancy whose log-odds are given."""
        odds = np.exp(log_odds)
        return self.scale * (odds / (1.0 + odds)) ** self.exponent * (1.0 + odds)

    def growth(self, log_odds: Array) -> Array:
        """d ln(waiting) / d(log-odds): exponent * (1 - occupancy) + occupancy."""
        occupancy = 1.0 / (1.0 + np.exp(-log_odds))
        return self.exponent * (1.0 - occupancy) + occupancy


def berth_exponent(berths: Array) -> Array:
    """Sakasegawa's exponent sqrt(2 (n + 1)) - 1: the more berths, the later the queue begins."""
    return np.sqrt(2.0 * (berths + 1.0)) - 1.0


def fit_wait_factors(params: Params) -> tuple[Array, Array]:
    """Variability and exponent factor [member], by least squares in logs on the registered wait factors.

    Sakasegawa's form: waiting / service = v / n * u ** (e (sqrt(2 (n + 1)) - 1)) / (1 - u). On the E2/E2/n
    table it gives v = 0.52 and e = 1.43 and meets every registered factor within 2 %.
    """
    x = [float(berth_exponent(np.asarray(n))) * float(np.log(u)) for _, u, n in WAIT_POINTS]
    y = [np.log(getattr(params, name) * n * (1.0 - u)) for name, u, n in WAIT_POINTS]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((a - mean_x) ** 2 for a in x)
    slope = sum((a - mean_x) * b for a, b in zip(x, y, strict=True)) / spread
    return np.exp(mean_y - slope * mean_x), slope


def queue(berths: Array, params: Params) -> Queue:
    """The queue of each port and class for its number of berths and its service time."""
    variability, factor = fit_wait_factors(params)
    return Queue(
        scale=params.network.service_hours * variability / berths,
        exponent=factor * berth_exponent(berths),
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
