"""Throughput of 2010-2020 as the yearly block makes it of past activity, from the base year backwards.

Hinterlands, shares of ports and rivals, foreign shares and rail are those of 2020. So growth of demand is
tested, and what scarce berths turned away; who won cargo from whom is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calibration.backtest.port_activity import YEARS, Past
from calibration.tables import SOURCES, Figures
from sim import base_data
from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks.ports import Params
from sim.blocks.ports.attraction import CONTAINERS
from sim.blocks.ports.demand import FOREIGN, cargo_demand
from sim.blocks.ports.year import offer, port_market, service_capacity_from_design
from sim.cores.ports import PARAMETERS
from sim.cores.ports import build as core
from sim.parameters import draws

BASE = YEARS[-1]
PLAN_YEARS = 5
"""Years over which the design capacity of 2016-2020 was added."""
ADDED = "design_capacity_added_2016_2020"


@dataclass(frozen=True)
class Hindcast:
    """Tonnes [year, port, cargo, member] in 10k and boxes [year, port, member] in 10k TEU of 2010-2020."""

    ports: tuple[str, ...]
    cargo: tuple[str, ...]
    tonnes: Array
    boxes: Array

    def growth(self, port: str, years: range, *, boxes: bool = False) -> Array:
        """Log growth in each year of ``years`` after the first [year, member]."""
        p = self.ports.index(port)
        levels = self.boxes[:, p] if boxes else self.tonnes[:, p].sum(axis=1)
        places = slice(YEARS.index(years[0]), YEARS.index(years[-1]) + 1)
        rates: Array = np.diff(np.log(levels[places]), axis=0)
        return rates

    def contributions(self, port: str, years: range) -> Array:
        """Points of mean log growth a year by class [cargo, member]; they add to that of the total."""
        p = self.ports.index(port)
        first, last = (self.tonnes[YEARS.index(y), p] for y in (years[0], years[-1]))
        change = last - first
        mean = np.log(last.sum(axis=0) / first.sum(axis=0)) / (len(years) - 1)
        points: Array = change / change.sum(axis=0) * mean
        return points


def parameters(
    baseline: Baseline, *, members: int, seed: int, overrides: Mapping[str, float]
) -> tuple[Params, Array]:
    """The block's parameters and the weight of the GDP break, member 0 central, the others drawn."""
    weight = "gdp_history_break_weight"
    drawn = draws([*PARAMETERS, weight], members=members, seed=seed, uncertain=True, overrides=overrides)
    errors = base_data.factors(baseline, members=members, seed=seed, drawn=True)
    params = core(baseline, {**drawn, **errors}).params["ports"]
    assert isinstance(params, Params)
    return params, drawn[weight]


def added_capacity(ports: tuple[str, ...], base: Array, params: Params, folder: Path = SOURCES) -> Array:
    """Service capacity added each year of 2016-2020 [port, cargo, member], 10k tonnes; ``base`` is that of
    2020 with the same axes.

    Qingdao's design capacity is published; what the group added elsewhere is spread over the other ports, and
    over classes everywhere, as the capacity of 2020 is.
    """
    detail = Figures("ports_detail", folder)
    own = detail.value("qingdao", ADDED, BASE)
    rest = detail.value("shandong", ADDED, BASE) - own
    first = np.array([port == "port_qingdao" for port in ports])
    share = np.zeros_like(base)
    for group, design in ((first, own), (~first, rest)):
        share[group] = design / PLAN_YEARS * base[group] / base[group].sum(axis=(0, 1))
    return service_capacity_from_design(share, params)


def landed_instead(demand: Array, past: Past, year: int, params: Params) -> Array:
    """Demand with foreign ore, oil, gas, coal and grain moved as the nation's imports of them."""
    changed = demand.copy()
    for k, name in enumerate(params.network.cargo):
        if name in past.imports:
            changed[:, FOREIGN, k] = (
                params.network.demand[:, FOREIGN, k] * past.imports[name][YEARS.index(year)]
            )
    return changed


def run(
    ports: tuple[str, ...], past: Past, params: Params, *, imports: bool = False, folder: Path = SOURCES
) -> Hindcast:
    """All years; ``imports`` puts the nation's imports in the place of the class equations.

    Levers and shocks are neutral. Before 2016 capacity is taken to have grown by the same tonnes a year as in
    2016-2020. Raises ValueError if more was added than there is.
    """
    network, members = params.network, params.sailing_gap.shape[0]
    capacity = np.broadcast_to(network.service_capacity, (*network.service_capacity.shape[:-1], members))
    added = added_capacity(ports, capacity, params, folder)
    none, by_port = np.zeros(members), np.zeros((len(ports), members))
    offered = offer(
        rail_water_shift=by_port,
        inland_ports=none,
        coordination=none,
        more_services=np.zeros((len(ports), len(params.market_weight), members)),
        new_capacity=np.zeros_like(added),
        dues=by_port,
        rival_dues=np.zeros((network.rival_share.shape[2], members)),
        closed_days=by_port,
        params=params,
    )
    tonnes = []
    for year in YEARS:
        demand = cargo_demand(past.activity(year, params), params)
        if imports:
            demand = landed_instead(demand, past, year, params)
        then = capacity - (BASE - year) * added
        if np.any(then <= 0):
            raise ValueError(f"{year}: more capacity was added since than stood in {BASE}")
        market = port_market(
            demand=demand / (1.0 - params.cargo_unshipped_share),
            offered=offered,
            capacity=then,
            berths=network.berths * (then / network.service_capacity),
            params=params,
        )
        tonnes.append(market.flows.sum(axis=0))
    handled = np.array(tonnes)
    boxes = handled[:, :, network.cargo.index(CONTAINERS)] / network.tonnes_per_teu
    return Hindcast(ports, network.cargo, handled, boxes)
