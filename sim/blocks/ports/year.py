"""One year of the ports: demand, capacity, choice with congestion, throughput, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array
from sim.blocks.ports import cost
from sim.blocks.ports.attraction import (
    CONTAINERS,
    DAYS,
    coordinated,
    cost_change,
    rival_cost_change,
    sailing_saving,
    with_closed_days,
)
from sim.blocks.ports.choice import Equilibrium, Market, equilibrium
from sim.blocks.ports.demand import COASTAL, FOREIGN, Activity, cargo_demand, zone_index
from sim.blocks.ports.inland import PERCENT, inland_cost, inland_cost_change
from sim.blocks.ports.params import Params
from sim.blocks.ports.waiting import queue


@dataclass(frozen=True)
class Ports:
    """What the ports handle, how full they are, how long ships wait and what that costs; throughput is
    counted as the statistics do, so that a relayed tonne counts in and out.
    """

    throughput: Annotated[Array, "port cargo", "10k tonnes"]
    foreign_throughput: Annotated[Array, "port cargo", "10k tonnes"]
    relayed_throughput: Annotated[Array, "port cargo", "10k tonnes"]
    containers_teu: Annotated[Array, "port", "10k TEU"]
    cargo_demanded: Annotated[Array, "cargo", "10k tonnes"]
    cargo_diverted: Annotated[Array, "cargo", "10k tonnes"]
    cargo_refused: Annotated[Array, "cargo", "10k tonnes"]
    rival_throughput: Annotated[Array, "rival", "10k tonnes"]
    hinterland_share: Annotated[Array, "hinterland", "share"]
    service_capacity: Annotated[Array, "port cargo", "10k tonnes"]
    occupancy: Annotated[Array, "port cargo", "share"]
    waiting_time_hours: Annotated[Array, "port cargo", "hours"]
    port_waiting_cost: Annotated[Array, "port", "100m CNY 2020"]
    port_cost_foreign: Annotated[Array, "city", "share"]
    port_cost_coastal: Annotated[Array, "city", "share"]
    port_load_residual: Annotated[Array, "port cargo", "share"]
    base_service_capacity: Annotated[Array, "port cargo", "10k tonnes"]


@dataclass(frozen=True)
class Offer:
    """What ports, rivals and staying at home draw at base-year waiting: [hinterland, voyage, port, cargo,
    member], [hinterland, voyage, rival, cargo, member] and [member].
    """

    ports: Array
    rivals: Array
    unshipped: Array

    @property
    def outside(self) -> Array:
        """All but the five ports [hinterland, voyage, cargo, member]."""
        total: Array = self.rivals.sum(axis=2) + self.unshipped
        return total


def service_capacity_from_design(design_capacity: Array, params: Params) -> Array:
    """Service capacity (berths never idle) of new design capacity: feasible over design, over the
    occupancy it assumes.
    """
    return design_capacity * params.capacity_stretch / params.berth_occupancy_norm_6


def offer(
    *,
    rail_water_shift: Array,
    inland_ports: Array,
    coordination: Array,
    more_services: Array,
    new_capacity: Array,
    dues: Array,
    rival_dues: Array,
    closed_days: Array,
    params: Params,
) -> Offer:
    """Attractions of one year, before waiting: base shares times exp(-coefficient x change of cost).

    Arguments [port, member] but ``inland_ports`` and ``coordination`` [member], ``more_services`` [port,
    market, member], ``new_capacity`` [port, cargo, member] and ``rival_dues`` [rival, member].
    """
    network, coefficient = params.network, cost.choice_coefficient(params)
    inland = inland_cost_change(rail_water_shift, inland_ports, params)
    ours = cost_change(inland, dues, sailing_saving(more_services, params), params)
    theirs = rival_cost_change(ours, rival_dues, params)
    entered = (network.entry_share * new_capacity)[:, None]
    ports = (network.share + entered) * np.exp(-coefficient * ours)
    rivals = network.rival_share * np.exp(-coefficient * theirs)
    unshipped = params.cargo_unshipped_share / (1.0 - params.cargo_unshipped_share)
    ports = coordinated(ports, inland_cost(params), coefficient, coordination, params)
    ports = with_closed_days(ports, rivals.sum(axis=2) + unshipped, closed_days)
    return Offer(ports, rivals, unshipped)


def port_market(
    *, demand: Array, offered: Offer, capacity: Array, berths: Array, params: Params
) -> Equilibrium:
    """Who ships what where, and how long ships wait, for demand [hinterland, voyage, cargo, member], capacity
    and berths [port, cargo, member]; the users of the result run over zones and, within, kinds of voyage.

    The logit is pivoted on the base-year shares (Ben-Akiva and Lerman 1985, incremental logit), so that the
    base year is reproduced whatever the parameters of a member are.
    """
    network = params.network
    zones, voyages, classes, members = demand.shape
    base_log_odds = np.log(network.throughput / (network.service_capacity - network.throughput))
    base_log_odds = np.broadcast_to(base_log_odds, (*base_log_odds.shape[:-1], members))
    users = zones * voyages
    market = Market(
        demand=demand.reshape(users, classes, members),
        attraction=offered.ports.reshape(users, -1, classes, members),
        outside=offered.outside.reshape(users, classes, members),
        capacity=capacity,
        queue=queue(berths, params),
        disutility_per_hour=cost.choice_coefficient(params) * cost.waiting_cost_per_hour(params),
        base_waiting=queue(network.berths, params).waiting(base_log_odds),
    )
    return equilibrium(market, base_log_odds)


def step(
    *,
    opening_base_service_capacity: Annotated[Array, "port cargo", "10k tonnes"],
    coastal_works_allowed: Annotated[Array, "city", "share"],
    heavy_industry_index: Annotated[Array, "city", "index"],
    gdp_index: Annotated[Array, "city", "index"],
    exports: Annotated[Array, "city market", "100m CNY 2020"],
    imports: Annotated[Array, "city market", "100m CNY 2020"],
    partner_trade: Annotated[Array, "city partner", "100m CNY 2020"],
    export_index: Annotated[Array, "city market", "index"],
    import_index: Annotated[Array, "city market", "index"],
    china_activity_index: Annotated[Array, "", "index"],
    world_trade_index: Annotated[Array, "", "index"],
    foreign_demand_index: Annotated[Array, "", "index"],
    driver_steel_output_index: Annotated[Array, "", "index"],
    driver_refining_runs_index: Annotated[Array, "", "index"],
    driver_gas_demand_index: Annotated[Array, "", "index"],
    driver_steel_relocation: Annotated[Array, "", "10k tonnes"],
    driver_refinery_relocation: Annotated[Array, "", "10k tonnes"],
    lever_port_capacity: Annotated[Array, "port cargo", "10k tonnes per year of new capacity by 2025"],
    lever_port_coordination: Annotated[Array, "", "index"],
    lever_shipping_network: Annotated[Array, "port market", "% more direct liner services"],
    lever_rail_water_shift: Annotated[Array, "port", "percentage points"],
    lever_inland_ports: Annotated[Array, "", "working inland ports added"],
    lever_smart_green_ports: Annotated[Array, "port", "percentage points of berths"],
    shock_port_closure: Annotated[Array, "port", "days closed"],
    shock_port_dues: Annotated[Array, "port", "CNY per tonne"],
    shock_rival_dues: Annotated[Array, "rival", "CNY per tonne"],
    params: Params,
) -> Ports:
    """Throughput, occupancy, waiting and its cost in one year.

    Indices are relative to the base year and mean the trend, not the year's utilisation.
    ``lever_port_capacity`` is the design capacity in place by this year beyond the base; the base adds each
    year's share of its 2020 capacity, in service from the year after; both only as far as the coast has
    room. A port closed for days has the less capacity and takes no cargo on them.
    """
    network = params.network
    allowed = (params.port_of_city.T @ coastal_works_allowed)[:, None]
    new_capacity = allowed * service_capacity_from_design(lever_port_capacity, params)
    berth_capacity = opening_base_service_capacity + new_capacity
    automated = lever_smart_green_ports[:, None] / PERCENT
    shared = 1.0 + params.port_integration_efficiency * lever_port_coordination
    open_part = 1.0 - shock_port_closure[:, None] / DAYS
    capacity = berth_capacity * (1.0 + params.automation_gain * automated) * shared * open_part

    traded = params.exports[..., None] * export_index + params.imports[..., None] * import_index
    before = (params.exports + params.imports).sum(axis=1)
    outer = china_activity_index
    shipped = cargo_demand(
        Activity(
            heavy_industry=zone_index(heavy_industry_index, outer, network),
            gdp=zone_index(gdp_index, outer, network),
            trade_volume=zone_index(traded.sum(axis=1) / before[:, None], foreign_demand_index, network),
            world_trade=world_trade_index,
            steel_output=driver_steel_output_index,
            refining_runs=driver_refining_runs_index,
            gas_demand=driver_gas_demand_index,
            steel_moved=driver_steel_relocation,
            runs_moved=driver_refinery_relocation,
        ),
        params,
    )
    demand = shipped / (1.0 - params.cargo_unshipped_share)
    offered = offer(
        rail_water_shift=lever_rail_water_shift,
        inland_ports=lever_inland_ports,
        coordination=lever_port_coordination,
        more_services=lever_shipping_network,
        new_capacity=np.broadcast_to(new_capacity, capacity.shape),
        dues=shock_port_dues,
        rival_dues=shock_rival_dues,
        closed_days=shock_port_closure,
        params=params,
    )
    result = port_market(
        demand=demand,
        offered=offered,
        capacity=capacity,
        berths=network.berths * (berth_capacity / network.service_capacity),
        params=params,
    )

    flows = result.flows.reshape(offered.ports.shape)
    per_attraction, total = (a.reshape(demand.shape) for a in (result.per_attraction, result.total))
    to_rivals = (offered.rivals * per_attraction[:, :, None]).sum(axis=(0, 1))
    throughput = result.flows.sum(axis=0)
    dearer = cost.expected_cost_change(
        total, 1.0 / (1.0 - params.cargo_unshipped_share), cost.choice_coefficient(params)
    )
    relay = network.relay_weight[:, None, None, None]
    return Ports(
        throughput=throughput,
        foreign_throughput=flows[:, FOREIGN].sum(axis=0),
        relayed_throughput=(flows * relay).sum(axis=(0, 1)),
        containers_teu=throughput[:, network.cargo.index(CONTAINERS)] / network.tonnes_per_teu,
        cargo_demanded=demand.sum(axis=(0, 1)),
        cargo_diverted=to_rivals.sum(axis=0),
        cargo_refused=(offered.unshipped * per_attraction).sum(axis=(0, 1)),
        rival_throughput=to_rivals.sum(axis=1),
        hinterland_share=flows.sum(axis=(1, 2, 3)) / shipped.sum(axis=(1, 2)),
        service_capacity=capacity,
        occupancy=result.occupancy,
        waiting_time_hours=result.waiting,
        port_waiting_cost=cost.waiting_bill(throughput, result.waiting, cost.waiting_cost_per_hour(params)),
        port_cost_foreign=cost.of_trade(
            shipped[:, FOREIGN], dearer[:, FOREIGN], (exports + imports).sum(axis=1), params
        ),
        port_cost_coastal=cost.of_trade(
            shipped[:, COASTAL], dearer[:, COASTAL], partner_trade.sum(axis=1), params
        ),
        port_load_residual=result.residual,
        base_service_capacity=opening_base_service_capacity
        + allowed * params.port_capacity_growth * network.service_capacity,
    )
