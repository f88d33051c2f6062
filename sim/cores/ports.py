"""Parameters and opening values of the ports block, member by member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from sim import base_data
from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks.ports import Params, PortNetwork
from sim.blocks.ports.cost import waiting_bill, waiting_cost_per_hour
from sim.blocks.ports.demand import FOREIGN
from sim.blocks.ports.waiting import queue
from sim.cores.core import Core, port_of_city
from sim.cores.take import fields_of
from sim.cores.trade import foreign_goods

DATA = ("network", "port_of_city", "market_weight", "exports", "imports")
PARAMETERS = [field.name for field in fields(Params) if field.name not in DATA]


def network(baseline: Baseline, draws: Mapping[str, Array]) -> PortNetwork:
    """The base-year network from the tables ``port_<field>``; what members do not differ in has a trailing
    axis of length one.

    A port that handled other tonnes than the figure says did so from the same zones in the same proportions,
    as full as the figure has it: its shares, the zones' demand, its capacity and berths move with them.
    """
    names = [field.name for field in fields(PortNetwork) if field.name != "cargo"]
    arrays = {name: baseline[f"port_{name}"][..., None] for name in names}
    factor = draws[base_data.CARGO]
    share, rivals, growth = base_data.shipped(arrays["share"], arrays["rival_share"], factor)
    arrays |= {"share": share, "rival_share": rivals, "demand": arrays["demand"] * growth}
    arrays |= {name: arrays[name] * factor for name in ("throughput", "service_capacity", "berths")}
    boxes = baseline.axes.cargo.index("containers")
    arrays["tonnes_per_teu"] = arrays["tonnes_per_teu"] * factor[:, boxes]
    return PortNetwork(cargo=baseline.axes.cargo, **arrays)


def build(baseline: Baseline, draws: Mapping[str, Array]) -> Core:
    """Parameters of the ports block and what the ports handled in 2020."""
    base = network(baseline, draws)
    exported, imported = foreign_goods(baseline)
    traded = exported + imported
    params = Params(
        network=base,
        port_of_city=port_of_city(baseline),
        market_weight=traded.sum(axis=0) / traded.sum(),
        exports=exported,
        imports=imported,
        **fields_of(Params, draws),
    )
    members = draws["sailing_gap"].shape[0]

    tonnes, capacity = base.throughput, base.service_capacity
    flows = base.demand[:, :, None] * base.share
    to_rivals = (base.demand[:, :, None] * base.rival_share).sum(axis=(0, 1))
    shipped = base.demand.sum(axis=(0, 1))
    refused = shipped * params.cargo_unshipped_share / (1.0 - params.cargo_unshipped_share)
    log_odds = np.log(tonnes / (capacity - tonnes))
    waiting = queue(base.berths, params).waiting(log_odds)
    nothing = np.zeros((len(baseline.axes.city), members))
    return Core(
        {"ports": params},
        {
            "throughput": tonnes,
            "foreign_throughput": flows[:, FOREIGN].sum(axis=0),
            "relayed_throughput": (flows * base.relay_weight[:, None, None, None]).sum(axis=(0, 1)),
            "containers_teu": np.repeat(baseline["port_containers_teu"][:, None], members, axis=-1),
            "cargo_demanded": shipped + refused,
            "cargo_diverted": to_rivals.sum(axis=0),
            "cargo_refused": refused,
            "rival_throughput": to_rivals.sum(axis=1),
            "hinterland_share": flows.sum(axis=(1, 2, 3)) / base.demand.sum(axis=(1, 2)),
            "service_capacity": capacity,
            "base_service_capacity": capacity,
            "occupancy": tonnes / capacity,
            "waiting_time_hours": waiting,
            "port_waiting_cost": waiting_bill(tonnes, waiting, waiting_cost_per_hour(params)),
            "port_cost_foreign": nothing,
            "port_cost_coastal": nothing,
        },
    )
