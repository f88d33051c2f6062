"""Cargo demand by hinterland zone and class: base-year tonnes moved by the activity that makes or uses the
cargo.

Services-led growth carries no tonnes of its own: ore follows steel and metals, coal barely moves, oil and
general cargo follow manufacturing, containers follow trade and manufacturing, grain follows food demand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.blocks.ports.params import Params


@dataclass(frozen=True)
class Activity:
    """Drivers of cargo relative to the base year; the first two by zone, the others one per member."""

    heavy_industry: Array
    gdp: Array
    world_trade: Array
    steel_output: Array
    trade_cost: Array


def zone_index(city_index: Array, outer_index: Array, params: Params) -> Array:
    """An index by zone [zone, member] from the cities' indices [city, member] and the outer one [member]."""
    network = params.network
    home: Array = (network.city_weight * city_index[None]).sum(axis=1)
    return home + network.outer_weight * outer_index


def _ore(a: Activity, p: Params) -> Array:
    iron = a.steel_output**p.ore_steel_elasticity
    return p.iron_ore_share * iron + (1.0 - p.iron_ore_share) * a.heavy_industry**p.throughput_gdp_elasticity


def _coal(a: Activity, p: Params) -> Array:
    return a.heavy_industry**p.coal_activity_elasticity


def _manufacturing_cargo(a: Activity, p: Params) -> Array:
    return a.heavy_industry**p.throughput_gdp_elasticity


def _grain(a: Activity, p: Params) -> Array:
    return a.gdp**p.grain_activity_elasticity


def _foreign_containers(a: Activity, p: Params) -> Array:
    """Gravity: partners' trade and the zone's own manufacturing, weighted geometrically."""
    w = p.container_world_weight
    return (a.world_trade**w * a.heavy_industry ** (1.0 - w)) ** p.container_trade_elasticity


def _domestic_containers(a: Activity, p: Params) -> Array:
    return a.gdp**p.throughput_gdp_elasticity


FOREIGN: Mapping[str, Callable[[Activity, Params], Array]] = {
    "ore": _ore,
    "coal": _coal,
    "oil": _manufacturing_cargo,
    "containers": _foreign_containers,
    "grain": _grain,
    "general": _manufacturing_cargo,
}
"""What moves the foreign part of each class."""

DOMESTIC: Mapping[str, Callable[[Activity, Params], Array]] = {**FOREIGN, "containers": _domestic_containers}
"""What moves the domestic part of each class."""

MANUFACTURES = ("containers", "general")
"""Classes whose foreign part responds to trade cost as manufactures do; the others are raw materials."""


def cargo_demand(activity: Activity, params: Params) -> Array:
    """Demand [zone, cargo, member], 10k tonnes: base tonnes times the index of each class, foreign and
    domestic apart.

    The foreign part falls with the ad-valorem trade cost factor at the trade elasticity of its class.
    """
    network = params.network
    columns = []
    for index, cargo in enumerate(network.cargo):
        response = params.trade_elasticity if cargo in MANUFACTURES else params.bulk_trade_elasticity
        foreign = FOREIGN[cargo](activity, params) * activity.trade_cost**-response
        domestic = DOMESTIC[cargo](activity, params)
        share = network.foreign_share[:, index]
        columns.append(network.demand[:, index] * (share * foreign + (1.0 - share) * domestic))
    return np.stack(columns, axis=1)
