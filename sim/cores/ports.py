"""Parameters and opening values of the ports block, member by member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from sim import base_data
from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks.ports import Params, PortNetwork
from sim.cores.core import Core
from sim.cores.take import fields_of

PARAMETERS = [field.name for field in fields(Params) if field.name != "network"]


def network(baseline: Baseline, draws: Mapping[str, Array]) -> PortNetwork:
    """The base-year network from the tables ``port_<field>``; what members do not differ in has a trailing
    axis of length one.

    A port that handled other tonnes than the figure says did so from the same zones in the same proportions,
    as full as the figure has it: its shares, the zones' demand, its capacity and berths move with them.
    """
    names = [field.name for field in fields(PortNetwork) if field.name != "cargo"]
    arrays = {name: baseline[f"port_{name}"][..., None] for name in names}
    factor = draws[base_data.CARGO]
    share, outside, growth = base_data.shipped(arrays["share"], arrays["outside_share"], factor)
    arrays |= {"share": share, "outside_share": outside, "demand": arrays["demand"] * growth}
    arrays |= {name: arrays[name] * factor for name in ("throughput", "service_capacity", "berths")}
    boxes = baseline.axes.cargo.index("containers")
    arrays["tonnes_per_teu"] = arrays["tonnes_per_teu"] * factor[:, boxes]
    return PortNetwork(cargo=baseline.axes.cargo, **arrays)


def build(baseline: Baseline, draws: Mapping[str, Array]) -> Core:
    """Parameters of the ports block and what the ports handled in 2020."""
    base = network(baseline, draws)
    params = Params(network=base, **fields_of(Params, draws))
    members = draws["trade_elasticity"].shape[0]

    tonnes, capacity = base.throughput, base.service_capacity
    outside = (base.outside_share * base.demand).sum(axis=0)
    return Core(
        {"ports": params},
        {
            "throughput": tonnes,
            "containers_teu": np.repeat(baseline["port_containers_teu"][:, None], members, axis=-1),
            "cargo_demanded": base.demand.sum(axis=0),
            "cargo_diverted": outside,
            "service_capacity": capacity,
            "base_service_capacity": capacity,
            "occupancy": tonnes / capacity,
        },
    )
