"""Inland cost of a tonne between zone and port, its level in 2020 and its change since."""

from __future__ import annotations

import numpy as np

from sim.axes import Array
from sim.blocks.ports.params import Params

PERCENT = 100.0
INLAND_PORT_CARGO = ("containers", "general")
"""Classes that pass through inland ports; ore, coal, oil, gas and grain run from quay to works."""


def inland_cost(params: Params) -> Array:
    """Road and rail cost of 2020 [hinterland, port, cargo, member], CNY per tonne; relayed cargo has none."""
    network = params.network
    distance = network.distance[:, :, None]
    road = params.freight_cost_road * distance
    rail = params.freight_cost_rail * distance + params.rail_terminal_cost
    cost: Array = (1.0 - network.rail_share) * road + network.rail_share * rail
    return cost


def rail_share_change(rail_water_shift: Array, params: Params) -> Array:
    """Change of the rail-and-water share [hinterland, port, cargo, member] for a shift in percentage points
    [port, member].

    The same fraction of road haulage goes from every zone of a port: road share times exp(-shift / mean road
    share), so that the port's mean changes by the shift to first order and no share leaves 0..1. Zero shift
    gives exactly zero. Cargo relayed from ship to ship has no inland leg.
    """
    network = params.network
    landed = (1.0 - network.relay_weight)[:, None, None]
    road = landed * (1.0 - network.rail_share)
    flow = landed * (network.demand[:, :, None] * network.share).sum(axis=1)
    mean_road = (flow * road).sum(axis=0) / flow.sum(axis=0)
    change_of_road: Array = np.expm1(-rail_water_shift[:, None] / PERCENT / mean_road)
    return -road * change_of_road


def inland_cost_change(rail_water_shift: Array, inland_ports: Array, params: Params) -> Array:
    """Change of inland cost [hinterland, port, cargo, member], CNY per tonne, from the rail shift and added
    inland ports.

    A tonne moved from road to rail saves the difference of the two costs over its distance less the
    terminals'; on short hauls that is a loss. Each inland port takes a further part of what remains of the
    terminal cost in its zone.
    """
    network = params.network
    distance = network.distance[:, :, None]
    rail_less_road = (
        params.rail_terminal_cost - (params.freight_cost_road - params.freight_cost_rail) * distance
    )
    change = rail_share_change(rail_water_shift, params)
    served = np.array([float(cargo in INLAND_PORT_CARGO) for cargo in network.cargo])[:, None]
    added = network.inland_port_weight[:, None] * inland_ports * served
    terminal: Array = params.rail_terminal_cost * np.expm1(added * np.log1p(-params.inland_port_terminal_cut))
    return change * rail_less_road + (network.rail_share + change) * terminal[:, None]
