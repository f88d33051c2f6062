"""Cargo demand by hinterland zone, kind of voyage and class: base-year tonnes moved by the activity that
makes or uses the cargo.

Ore follows steel, oil what refineries run, gas its own demand, foreign boxes and goods the zone's trade;
growth led by services carries no tonnes of its own. Steelworks and refineries that move to the coast take
their ore and crude along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.blocks.ports.network import PortNetwork
from sim.blocks.ports.params import Params

FOREIGN, COASTAL = 0, 1
"""Places on the axis of voyages."""


@dataclass(frozen=True)
class Activity:
    """Drivers of cargo relative to the base year: the first three by zone [hinterland, member], the rest
    [member].

    ``trade_volume`` is foreign trade of the zone at the size of 2020: what costs and shocks abroad make of
    it. ``steel_moved`` and ``runs_moved`` are 10k tonnes a year moved to the coast since 2020.
    """

    heavy_industry: Array
    gdp: Array
    trade_volume: Array
    world_trade: Array
    steel_output: Array
    refining_runs: Array
    gas_demand: Array
    steel_moved: Array
    runs_moved: Array


def zone_index(city_index: Array, outer_index: Array, network: PortNetwork) -> Array:
    """An index by zone [hinterland, member] from the cities' [city, member] and the outer one [member]; cargo
    relayed from ship to ship goes with the outer one.
    """
    home = (network.city_weight * city_index[None]).sum(axis=1)
    index: Array = home + (1.0 - network.city_weight.sum(axis=1)) * outer_index
    return index


def _ore(a: Activity, p: Params) -> Array:
    iron = p.network.iron_share
    return iron * a.steel_output**p.ore_steel_elasticity + (1.0 - iron) * _manufacturing(a, p)


def _coal(a: Activity, p: Params) -> Array:
    return a.heavy_industry**p.coal_activity_elasticity


def _oil(a: Activity, p: Params) -> Array:
    crude = p.network.crude_share
    return crude * a.refining_runs + (1.0 - crude) * _manufacturing(a, p)


def _lng(a: Activity, p: Params) -> Array:
    return np.broadcast_to(a.gas_demand**p.lng_gas_elasticity, a.heavy_industry.shape)


def _grain(a: Activity, p: Params) -> Array:
    return a.gdp**p.grain_activity_elasticity


def _manufacturing(a: Activity, p: Params) -> Array:
    return a.heavy_industry**p.throughput_gdp_elasticity


def _foreign_boxes(a: Activity, p: Params) -> Array:
    """Gravity: partners' trade and the zone's manufacturing, weighted geometrically; by the volume that costs
    leave.
    """
    w = p.container_world_weight
    gravity = a.world_trade**w * a.heavy_industry ** (1.0 - w)
    return gravity**p.container_trade_elasticity * a.trade_volume


def _foreign_goods(a: Activity, p: Params) -> Array:
    return _manufacturing(a, p) * a.trade_volume


def _coastal_boxes(a: Activity, p: Params) -> Array:
    return a.gdp**p.throughput_gdp_elasticity


Mover = Callable[[Activity, Params], Array]

MOVES: Mapping[str, tuple[Mover, Mover]] = {
    "ore": (_ore, _ore),
    "coal": (_coal, _coal),
    "oil": (_oil, _oil),
    "lng": (_lng, _lng),
    "containers": (_foreign_boxes, _coastal_boxes),
    "grain": (_grain, _grain),
    "general": (_foreign_goods, _manufacturing),
}
"""What moves the foreign and the coastal part of each class."""


def cargo_demand(activity: Activity, params: Params) -> Array:
    """Demand [hinterland, voyage, cargo, member], 10k tonnes: base tonnes times the index of each class and
    kind of voyage, and what works that moved take along, divided over voyages as in the base year.
    """
    network = params.network
    moves = [np.stack([move(activity, params) for move in MOVES[name]], axis=1) for name in network.cargo]
    demand: Array = network.demand * np.stack(moves, axis=2)
    taken = {
        "ore": network.steel_move * activity.steel_moved,
        "oil": network.refinery_move * activity.runs_moved,
    }
    for name, tonnes in taken.items():
        if name in network.cargo:
            k = network.cargo.index(name)
            base = network.demand[:, :, k]
            demand[:, :, k] += base / base.sum(axis=1)[:, None] * tonnes[:, None]
    return demand
