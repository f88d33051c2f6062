"""Share of foreign trade in throughput by port and class; Qingdao's shares are bent to its published
total.
"""

from __future__ import annotations

import numpy as np

from calibration.ports.assumptions import Assumptions
from calibration.tables import Figures
from sim.axes import Array

ROUNDS = 50


def bend_to_total(shares: Array, weights: Array, total: float) -> Array:
    """Shares whose weighted mean is the total, all log-odds moved by the same amount (Newton on that
    amount).
    """
    moved = shares
    for _ in range(ROUNDS):
        slope = (weights * moved * (1.0 - moved)).sum() / weights.sum()
        shift = (total - (weights * moved).sum() / weights.sum()) / slope
        moved = 1.0 / (1.0 + (1.0 / moved - 1.0) * np.exp(-shift))
    return moved


def foreign_shares(
    detail: Figures, given: Assumptions, throughput: Array, cities: tuple[str, ...], cargo: tuple[str, ...]
) -> tuple[Array, Array, Array]:
    """Foreign-trade share [port, cargo] with low and high: containers by port, other classes alike in all
    ports.

    Qingdao's are bent so that they give its share of 2018, the only recent figure of a whole port.
    """

    def table(column: str) -> Array:
        return np.array(
            [
                [
                    given.value(city if k == "containers" else "jiaodong", k, "foreign_trade_share", column)
                    for k in cargo
                ]
                for city in cities
            ]
        )

    shares, low, high = table("value"), table("low"), table("high")
    known = cities.index("qingdao")
    total = detail.value("qingdao", "foreign_trade_share", 2018) / 100
    shares[known] = bend_to_total(shares[known], throughput[known], total)
    return shares, np.minimum(low, shares), np.maximum(high, shares)
