"""What waiting and the choice of port cost: the price of an hour, and what users of the ports pay more than
in 2020.
"""

from __future__ import annotations

import numpy as np

from sim.axes import Array
from sim.blocks.ports.params import Params

HOURS_PER_DAY = 24.0
CONTAINERS = "containers"
MILLIONS = 1e4
"""10k CNY in 100m CNY."""


def waiting_cost_per_hour(params: Params) -> Array:
    """Cost of an hour's wait [cargo, member], CNY per tonne: value per tonne times its loss per day.

    The loss per day of bulk already holds demurrage, that of containers is the shippers' value of time, and
    counts for loaded boxes.
    """
    per_day = {
        "ore": params.value_weight_ore * params.time_cost_bulk,
        "coal": params.value_weight_coal * params.time_cost_bulk,
        "oil": params.value_weight_crude * params.time_cost_bulk,
        "lng": params.value_weight_lng * params.time_cost_bulk,
        "containers": params.value_per_teu
        * (1.0 - params.container_empty_share)
        / params.teu_weight
        * params.time_cost_container,
        "grain": params.value_weight_grain * params.time_cost_bulk,
        "general": params.value_weight_steel * params.time_cost_bulk,
    }
    return np.stack([per_day[cargo] for cargo in params.network.cargo]) / HOURS_PER_DAY


def choice_coefficient(params: Params) -> Array:
    """Loss of log-odds per CNY per tonne [cargo, member], positive; that of containers is registered per
    CNY per TEU.
    """
    per_tonne = {CONTAINERS: params.portchoice_cost_container * params.teu_weight}
    return -np.stack([per_tonne.get(cargo, params.portchoice_cost_bulk) for cargo in params.network.cargo])


def expected_cost_change(drawn: Array, base: Array, coefficient: Array) -> Array:
    """Change of what a tonne's way is expected to cost [..., cargo, member], CNY per tonne, when the sum of
    attractions goes from ``base`` to ``drawn``: the logit's log-sum (Small and Rosen 1981).
    """
    change: Array = -np.log(drawn / base) / coefficient
    return change


def of_trade(demand: Array, change: Array, trade: Array, params: Params) -> Array:
    """Extra cost over the value of a city's trade [city, member]; ``demand``, ``change`` [hinterland, cargo,
    member] of one kind of voyage in 10k tonnes and CNY per tonne, ``trade`` [city, member] in 100m CNY.
    """
    paid = np.sum(demand * change, axis=1) / MILLIONS
    share: Array = np.sum(params.network.city_weight * paid[:, None], axis=0) / trade
    return share


def waiting_bill(throughput: Array, waiting: Array, per_hour: Array) -> Array:
    """What the waits of a year cost [port, member], 100m CNY: tonnes, hours and the cost of an hour."""
    bill: Array = np.sum(throughput * waiting * per_hour, axis=1) / MILLIONS
    return bill
