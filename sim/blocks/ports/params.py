"""Parameters of the ports block, by their names in the parameter register, each of shape [member]."""

from __future__ import annotations

from dataclasses import dataclass

from sim.axes import Array
from sim.blocks.ports.network import PortNetwork


@dataclass(frozen=True)
class Params:
    """Elasticities, costs and queue constants, and the base-year network; units stand in the parameter
    register.

    ``port_of_city`` [city, port] is 1 for a city's port; ``market_weight`` [market] is the region's foreign
    trade by market, ``exports`` and ``imports`` [city, market] those of 2020 in 100m CNY.
    """

    network: PortNetwork
    port_of_city: Array
    market_weight: Array
    exports: Array
    imports: Array
    throughput_gdp_elasticity: Array
    ore_steel_elasticity: Array
    coal_activity_elasticity: Array
    grain_activity_elasticity: Array
    lng_gas_elasticity: Array
    container_trade_elasticity: Array
    container_world_weight: Array
    portchoice_cost_bulk: Array
    portchoice_cost_container: Array
    cargo_unshipped_share: Array
    rival_match: Array
    coordination_cost_weight: Array
    port_integration_efficiency: Array
    sailing_gap: Array
    freight_cost_road: Array
    freight_cost_rail: Array
    rail_terminal_cost: Array
    inland_port_terminal_cut: Array
    automation_gain: Array
    capacity_stretch: Array
    berth_occupancy_norm_6: Array
    port_capacity_growth: Array
    port_waiting_level: Array
    time_cost_bulk: Array
    time_cost_container: Array
    value_weight_ore: Array
    value_weight_coal: Array
    value_weight_crude: Array
    value_weight_lng: Array
    value_weight_grain: Array
    value_weight_steel: Array
    value_per_teu: Array
    container_empty_share: Array
    teu_weight: Array
