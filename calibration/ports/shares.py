"""Demand and shares of the ports' market in 2020, put together from inland flows and transhipment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.ports.hinterland import Flows
from sim.axes import Array


@dataclass(frozen=True)
class Market:
    """Demand [zone, voyage, cargo], 10k tonnes, and its shares by port [zone, voyage, port, cargo] and rival
    [zone, voyage, rival, cargo]; transhipment is the last zone.
    """

    demand: Array
    share: Array
    rival_share: Array


def market(flows: Flows, relayed: Array, relay_share: Array) -> Market:
    """Everything shipped, by zone: ``relayed`` [port, voyage, cargo] is what the five ports relay,
    ``relay_share`` [rival, cargo] the rivals' part of all relay.

    Where a zone ships nothing on a voyage, the shares are those of its other voyage; where it ships nothing
    of the class, those of all zones.
    """
    relay = np.moveaxis(relayed, 1, 0)[None]
    all_relay = relay.sum(axis=2) / (1.0 - relay_share.sum(axis=0))
    handled = np.concatenate([flows.handled, relay])
    rival = np.concatenate([flows.rival, all_relay[:, :, None] * relay_share])
    demand = handled.sum(axis=2) + rival.sum(axis=2)
    parts = np.concatenate([handled, rival], axis=2)
    pooled = np.broadcast_to(parts.sum(axis=1, keepdims=True), parts.shape)
    everyone = np.broadcast_to(pooled.sum(axis=0), parts.shape)
    parts = np.where(
        demand[:, :, None] > 0, parts, np.where(pooled.sum(axis=2, keepdims=True) > 0, pooled, everyone)
    )
    shares = parts / parts.sum(axis=2, keepdims=True)
    ports = handled.shape[2]
    return Market(demand, shares[:, :, :ports], shares[:, :, ports:])


def entry_shares(found: Market, utility: Array, throughput: Array, capacity: Array, nominal: float) -> Array:
    """Share of a zone's cargo per 10k tonnes a year of new service capacity [zone, port, cargo], for ports
    that had no such cargo; zero for those that had some.

    The logit of 2020: the constant of the class's largest port per unit of its capacity, and the zone's
    difference in inland cost, in utility [zone with land, port, cargo]; relayed cargo has no inland cost.
    """
    weight = np.maximum(found.demand, np.finfo(float).tiny)
    pooled = (weight[:, :, None] * found.share).sum(axis=1) / weight.sum(axis=1)[:, None]
    level = np.concatenate([utility, np.zeros((1, *utility.shape[1:]))])
    entry: Array = np.zeros_like(pooled)
    for k in range(throughput.shape[1]):
        largest = int(throughput[:, k].argmax())
        per_unit = pooled[:, largest, k] / capacity[largest, k]
        reach = per_unit[:, None] * np.exp(level[:, :, k] - level[:, largest, k][:, None])
        entry[:, :, k] = np.where(throughput[:, k] > nominal, 0.0, reach)
    return entry
