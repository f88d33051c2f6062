"""Parameters and opening values of the ports block, member by member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks.ports import Params, PortNetwork
from sim.cores.core import Core
from sim.cores.take import fields_of

PARAMETERS = [field.name for field in fields(Params) if field.name != "network"]


def network(baseline: Baseline) -> PortNetwork:
    """The base-year network from the tables ``port_<field>``, with a trailing axis of
    length one for all members.
    """
    names = [field.name for field in fields(PortNetwork) if field.name != "cargo"]
    return PortNetwork(
        cargo=baseline.axes.cargo, **{name: baseline[f"port_{name}"][..., None] for name in names}
    )


def build(baseline: Baseline, draws: Mapping[str, Array]) -> Core:
    """Parameters of the ports block and what the ports handled in 2020."""
    base = network(baseline)
    params = Params(network=base, **fields_of(Params, draws))
    members = draws["trade_elasticity"].shape[0]

    def wide(values: Array) -> Array:
        return np.repeat(values, members, axis=-1)

    tonnes, capacity = wide(base.throughput), wide(base.service_capacity)
    outside = wide(base.outside_share * base.demand).sum(axis=0)
    return Core(
        {"ports": params},
        {
            "throughput": tonnes,
            "containers_teu": wide(baseline["port_containers_teu"][:, None]),
            "cargo_demanded": wide(base.demand).sum(axis=0),
            "cargo_diverted": outside,
            "service_capacity": capacity,
            "base_service_capacity": capacity,
            "occupancy": tonnes / capacity,
        },
    )
