"""Port choice and congestion together: a logit over ports and one outside alternative, in equilibrium with
waiting.

The equilibrium is that of Beckmann with logit demand (stochastic user equilibrium, Fisk 1980): it minimises a
strictly convex function, so it exists and is the only one, and occupancy stays below one because waiting has
no bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.blocks.ports.waiting import Queue

ROUNDS = 16
"""Newton steps, the same for every member, so that no member's result depends on its company."""


@dataclass(frozen=True)
class Market:
    """What is divided: demand [zone, cargo], attraction of ports at base-year waiting [zone, port,
    cargo] and of the outside alternative [zone, cargo], capacity and queue by [port, cargo], and
    disutility of a waited hour.
    """

    demand: Array
    attraction: Array
    outside: Array
    capacity: Array
    queue: Queue
    disutility_per_hour: Array
    base_waiting: Array


@dataclass(frozen=True)
class Equilibrium:
    """Tonnes by [zone, port, cargo] and outside [zone, cargo], occupancy, waiting, and how far load and
    occupancy differ.
    """

    flows: Array
    diverted: Array
    occupancy: Array
    waiting: Array
    residual: Array


def _deterrence(market: Market, waiting: Array) -> Array:
    """Log of what waiting beyond that of the base year leaves of a port's attraction, with the sign
    turned.
    """
    return market.disutility_per_hour * (waiting - market.base_waiting)


def _drawn(market: Market, deterrence: Array) -> tuple[Array, Array]:
    """Attraction after waiting [zone, port, cargo] and its sum with the outside alternative [zone, cargo]."""
    drawn = market.attraction * np.exp(-deterrence)
    return drawn, market.outside + drawn.sum(axis=1)


def _newton_step(market: Market, log_odds: Array) -> Array:
    """Change of the log-odds of occupancy that would bring load and occupancy together were both log-linear.

    The excess ln(load / occupancy) is formed without the exponential of a port's own waiting, so that it
    stays finite however crowded a trial occupancy is.
    """
    waiting = market.queue.waiting(log_odds)
    deterrence = _deterrence(market, waiting)
    drawn, total = _drawn(market, deterrence)
    pull = market.attraction * (market.demand / total)[:, None]
    pulled = pull.sum(axis=0)
    occupancy = 1.0 / (1.0 + np.exp(-log_odds))
    excess = np.log(pulled / (market.capacity * occupancy)) - deterrence
    deterrence_slope = market.disutility_per_hour * market.queue.congestion(log_odds)
    deterrence_slope = deterrence_slope * market.queue.growth(log_odds)
    rivalry = np.einsum("zpkm,zqkm->kmpq", pull / pulled, drawn / total[:, None])
    jacobian = np.eye(len(log_odds)) - rivalry
    jacobian *= np.moveaxis(deterrence_slope, 0, -1)[..., None, :]
    diagonal = np.arange(len(log_odds))
    jacobian[..., diagonal, diagonal] += np.moveaxis(1.0 - occupancy, 0, -1)
    step = np.linalg.solve(jacobian, np.moveaxis(excess, 0, -1)[..., None])[..., 0]
    return np.moveaxis(step, -1, 0)


def equilibrium(market: Market, base_log_odds: Array) -> Equilibrium:
    """Shares and waiting that agree with each other, by Newton's method on the log-odds of occupancy.

    The start is the base-year odds scaled by the load that base-year waiting would bring, whatever happened
    in the years before; occupancy is below one at every step because its log-odds are the unknown.
    """
    drawn, total = _drawn(market, np.zeros_like(market.capacity))
    base_occupancy = 1.0 / (1.0 + np.exp(-base_log_odds))
    load = (drawn * (market.demand / total)[:, None]).sum(axis=0) / market.capacity
    log_odds = base_log_odds + np.log(load / base_occupancy)
    for _ in range(ROUNDS):
        log_odds = log_odds + np.arcsinh(_newton_step(market, log_odds))
    waiting = market.queue.waiting(log_odds)
    drawn, total = _drawn(market, _deterrence(market, waiting))
    per_attraction = market.demand / total
    flows = drawn * per_attraction[:, None]
    occupancy = 1.0 / (1.0 + np.exp(-log_odds))
    residual = flows.sum(axis=0) / (market.capacity * occupancy) - 1.0
    return Equilibrium(flows, market.outside * per_attraction, occupancy, waiting, residual)
