"""One year of the ports: demand, capacity, choice with congestion, throughput."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array
from sim.blocks.ports.choice import Equilibrium, Market, equilibrium
from sim.blocks.ports.demand import Activity, cargo_demand, zone_index
from sim.blocks.ports.inland import PERCENT, inland_cost_change
from sim.blocks.ports.params import Params
from sim.blocks.ports.waiting import queue, waiting_cost_per_hour

CONTAINERS = "containers"


@dataclass(frozen=True)
class Ports:
    """What the ports handle, how full they are and how long ships wait; throughput is counted as the
    statistics do.
    """

    throughput: Annotated[Array, "port cargo", "10k tonnes"]
    containers_teu: Annotated[Array, "port", "10k TEU"]
    cargo_demanded: Annotated[Array, "cargo", "10k tonnes"]
    cargo_diverted: Annotated[Array, "cargo", "10k tonnes"]
    service_capacity: Annotated[Array, "port cargo", "10k tonnes"]
    occupancy: Annotated[Array, "port cargo", "share"]
    waiting_time_hours: Annotated[Array, "port cargo", "hours"]
    port_load_residual: Annotated[Array, "port cargo", "share"]
    base_service_capacity: Annotated[Array, "port cargo", "10k tonnes"]


def service_capacity_from_design(design_capacity: Array, params: Params) -> Array:
    """Service capacity (berths never idle) of new design capacity: feasible over design, over the
    occupancy it assumes.
    """
    return design_capacity * params.capacity_stretch / params.berth_occupancy_norm_6


def choice_coefficient(params: Params) -> Array:
    """Loss of log-odds per CNY per tonne [cargo, member], positive; that of containers is registered per
    CNY per TEU.
    """
    per_tonne = {CONTAINERS: params.portchoice_cost_container * params.teu_weight}
    return -np.stack([per_tonne.get(cargo, params.portchoice_cost_bulk) for cargo in params.network.cargo])


def port_market(
    *,
    demand: Array,
    capacity: Array,
    berths: Array,
    rail_water_shift: Array,
    inland_ports: Array,
    params: Params,
) -> Equilibrium:
    """Who ships what where, and how long ships wait, for given demand [zone, cargo, member], capacity and
    inland cost.

    The logit is pivoted on the base-year shares (Ben-Akiva and Lerman 1985, incremental logit), so that the
    base year is reproduced whatever the parameters of a member are.
    """
    network = params.network
    coefficient = choice_coefficient(params)
    cost_change = inland_cost_change(rail_water_shift, inland_ports, params)
    members = demand.shape[-1]
    base_log_odds = np.log(network.throughput / (network.service_capacity - network.throughput))
    base_log_odds = np.broadcast_to(base_log_odds, (*base_log_odds.shape[:-1], members))
    market = Market(
        demand=demand,
        attraction=network.share * np.exp(-coefficient * cost_change),
        outside=np.broadcast_to(network.outside_share, demand.shape),
        capacity=capacity,
        queue=queue(berths, params),
        disutility_per_hour=coefficient * waiting_cost_per_hour(params),
        base_waiting=queue(network.berths, params).waiting(base_log_odds),
    )
    return equilibrium(market, base_log_odds)


def step(
    *,
    opening_base_service_capacity: Annotated[Array, "port cargo", "10k tonnes"],
    heavy_industry_index: Annotated[Array, "city", "index"],
    gdp_index: Annotated[Array, "city", "index"],
    trade_cost_factor: Annotated[Array, "", "index"],
    china_activity_index: Annotated[Array, "", "index"],
    world_trade_index: Annotated[Array, "", "index"],
    foreign_demand_index: Annotated[Array, "", "index"],
    driver_steel_output_index: Annotated[Array, "", "index"],
    lever_port_capacity: Annotated[Array, "port cargo", "10k tonnes per year of new capacity by 2025"],
    lever_rail_water_shift: Annotated[Array, "port", "percentage points"],
    lever_inland_ports: Annotated[Array, "", "working inland ports added"],
    lever_smart_green_ports: Annotated[Array, "port", "percentage points of berths"],
    params: Params,
) -> Ports:
    """Throughput, occupancy and waiting of one year.

    Indices are relative to the base year and mean the trend, not the year's utilisation.
    ``lever_port_capacity`` is the design capacity in place by this year beyond the base; the base adds each
    year's share of its 2020 capacity, in service from the year after.
    """
    network = params.network
    berth_capacity = opening_base_service_capacity + service_capacity_from_design(lever_port_capacity, params)
    automated = lever_smart_green_ports[:, None] / PERCENT
    capacity = berth_capacity * (1.0 + params.automation_gain * automated)
    demand = cargo_demand(
        Activity(
            heavy_industry=zone_index(heavy_industry_index, china_activity_index, params),
            gdp=zone_index(gdp_index, china_activity_index, params),
            world_trade=world_trade_index * foreign_demand_index,
            steel_output=driver_steel_output_index,
            trade_cost=trade_cost_factor,
        ),
        params,
    )
    result = port_market(
        demand=demand,
        capacity=capacity,
        berths=network.berths * (berth_capacity / network.service_capacity),
        rail_water_shift=lever_rail_water_shift,
        inland_ports=lever_inland_ports,
        params=params,
    )
    throughput = result.flows.sum(axis=0)
    return Ports(
        throughput=throughput,
        containers_teu=throughput[:, network.cargo.index(CONTAINERS)] / network.tonnes_per_teu,
        cargo_demanded=demand.sum(axis=0),
        cargo_diverted=result.diverted.sum(axis=0),
        service_capacity=capacity,
        occupancy=result.occupancy,
        waiting_time_hours=result.waiting,
        port_load_residual=result.residual,
        base_service_capacity=opening_base_service_capacity
        + params.port_capacity_growth * network.service_capacity,
    )
