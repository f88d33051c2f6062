"""Port choice and congestion together: a logit over ports and what lies outside them, in equilibrium with
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

ROUNDS = 40
"""Newton steps at most; a dozen is the most that any trial has needed."""
ENOUGH = 1e-12
"""Step of the log-odds after which the next one is lost in rounding."""


@dataclass(frozen=True)
class Market:
    """What is divided: demand [user, cargo, member], attraction of ports at base-year waiting [user, port,
    cargo, member] and of all that is not these ports [user, cargo, member], capacity and queue by [port,
    cargo, member], and disutility of a waited hour [cargo, member]. Users are zones by kind of voyage.
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
    """Tonnes by [user, port, cargo, member]; tonnes per unit of attraction and the sum of attractions after
    waiting [user, cargo, member]; occupancy, waiting, and how far load and occupancy differ [port, cargo,
    member].
    """

    flows: Array
    per_attraction: Array
    total: Array
    occupancy: Array
    waiting: Array
    residual: Array


def _deterrence(market: Market, waiting: Array) -> Array:
    """Log of what waiting beyond that of the base year leaves of a port's attraction, with the sign
    turned.
    """
    return market.disutility_per_hour * (waiting - market.base_waiting)


def _total(market: Market, left: Array) -> Array:
    """Sum of attractions [user, cargo, member] when waiting leaves ``left`` [port, cargo, member]."""
    total: Array = market.outside + np.einsum("upkm,pkm->ukm", market.attraction, left)
    return total


def _newton_step(market: Market, log_odds: Array) -> Array:
    """Change of the log-odds of occupancy that would bring load and occupancy together were both log-linear.

    The excess ln(load / occupancy) is formed without the exponential of a port's own waiting, so that it
    stays finite however crowded a trial occupancy is.
    """
    deterrence = _deterrence(market, market.queue.waiting(log_odds))
    left = np.exp(-deterrence)
    total = _total(market, left)
    per_attraction = market.demand / total
    pulled = np.einsum("upkm,ukm->pkm", market.attraction, per_attraction)
    occupancy = 1.0 / (1.0 + np.exp(-log_odds))
    excess = np.log(pulled / (market.capacity * occupancy)) - deterrence
    deterrence_slope = (
        market.disutility_per_hour * market.queue.congestion(log_odds) * market.queue.growth(log_odds)
    )
    weighed = market.attraction * (per_attraction / total)[:, None]
    shared = np.einsum("upkm,uqkm->pqkm", weighed, market.attraction)
    rivalry = shared * left / pulled[:, None]
    jacobian = (np.eye(len(log_odds))[..., None, None] - rivalry) * deterrence_slope
    diagonal = np.arange(len(log_odds))
    jacobian[diagonal, diagonal] += 1.0 - occupancy
    step = np.linalg.solve(np.moveaxis(jacobian, (0, 1), (-2, -1)), np.moveaxis(excess, 0, -1)[..., None])
    return np.moveaxis(step[..., 0], -1, 0)


def equilibrium(market: Market, base_log_odds: Array) -> Equilibrium:
    """Shares and waiting that agree with each other, by Newton's method on the log-odds of occupancy.

    The start is the base-year odds scaled by the load that base-year waiting would bring, whatever happened
    in the years before; occupancy is below one at every step because its log-odds are the unknown. The market
    of a class and member stops by its own last step, so that no member's result depends on its company.
    """
    per_attraction = market.demand / _total(market, np.ones_like(market.capacity))
    base_occupancy = 1.0 / (1.0 + np.exp(-base_log_odds))
    load = np.einsum("upkm,ukm->pkm", market.attraction, per_attraction) / market.capacity
    log_odds = base_log_odds + np.log(load / base_occupancy)
    open_market = np.ones(log_odds.shape[1:], dtype=bool)
    for _ in range(ROUNDS):
        step = np.arcsinh(_newton_step(market, log_odds))
        log_odds = np.where(open_market, log_odds + step, log_odds)
        open_market &= np.abs(step).max(axis=0) > ENOUGH
        if not open_market.any():
            break
    waiting = market.queue.waiting(log_odds)
    left = np.exp(-_deterrence(market, waiting))
    total = _total(market, left)
    per_attraction = market.demand / total
    flows = market.attraction * left * per_attraction[:, None]
    occupancy = 1.0 / (1.0 + np.exp(-log_odds))
    residual = flows.sum(axis=0) / (market.capacity * occupancy) - 1.0
    return Equilibrium(flows, per_attraction, total, occupancy, waiting, residual)
