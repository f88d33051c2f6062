"""A small made-up coast for the tests of the ports block."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from sim.axes import Array
from sim.blocks.ports import Params, PortNetwork, Ports, step
from sim.parameters import register

CARGO = ("ore", "coal", "oil", "containers", "grain", "general")
PARAMETERS = tuple(field.name for field in fields(Params) if field.name != "network")
NO_QUEUE_COST = {"time_cost_bulk": 1e-15, "time_cost_container": 1e-15}


def network(zones: int = 3, ports: int = 3, cargo: tuple[str, ...] = CARGO, seed: int = 0) -> PortNetwork:
    """A made-up coast: the first zones are cities, the last one lies outside the region."""
    rng = np.random.default_rng(seed)
    classes, cities = len(cargo), zones - 1
    shares = rng.uniform(0.2, 1.0, (zones, ports + 1, classes))
    shares /= shares.sum(axis=1, keepdims=True)
    demand = rng.uniform(100.0, 5000.0, (zones, classes))
    throughput = (demand[:, None] * shares[:, :ports]).sum(axis=0)
    weight = np.zeros((zones, cities))
    weight[:cities] = np.eye(cities)
    inland = np.zeros(zones)
    inland[-1] = 1.0
    arrays = {
        "demand": demand,
        "share": shares[:, :ports],
        "outside_share": shares[:, ports],
        "city_weight": weight,
        "outer_weight": 1.0 - weight.sum(axis=1),
        "foreign_share": rng.uniform(0.05, 0.95, (zones, classes)),
        "distance": rng.uniform(20.0, 900.0, (zones, ports)),
        "rail_share": rng.uniform(0.05, 0.9, (zones, ports, classes)),
        "inland_port_weight": inland,
        "throughput": throughput,
        "service_capacity": throughput / rng.uniform(0.3, 0.85, throughput.shape),
        "berths": rng.uniform(1.0, 20.0, throughput.shape),
        "service_hours": rng.uniform(10.0, 70.0, throughput.shape),
        "waiting_floor": rng.uniform(0.01, 0.1, throughput.shape),
        "waiting_level": rng.uniform(0.5, 3.0, throughput.shape),
        "waiting_exponent": rng.uniform(0.7, 1.5, throughput.shape),
        "tonnes_per_teu": rng.uniform(9.0, 13.0, ports),
    }
    return PortNetwork(cargo=cargo, **{name: values[..., None] for name, values in arrays.items()})


def params(net: PortNetwork, members: int = 2, **given_values: float) -> Params:
    """Central values of the register, some of them replaced."""
    known = register()
    values = {name: given_values.get(name, known[name].value) for name in PARAMETERS}
    return Params(network=net, **{name: np.full(members, value) for name, value in values.items()})


def run(p: Params, **changed: Array) -> Ports:
    """One year at base-year activity with neutral levers, some arguments replaced."""
    members = p.trade_elasticity.shape[0]
    ports, classes, _ = p.network.service_capacity.shape
    cities = p.network.city_weight.shape[1]
    one = np.ones(members)
    arguments: dict[str, Array] = {
        "opening_base_service_capacity": p.network.service_capacity * one,
        "heavy_industry_index": np.ones((cities, members)),
        "gdp_index": np.ones((cities, members)),
        "trade_cost_factor": one,
        "china_activity_index": one,
        "world_trade_index": one,
        "foreign_demand_index": one,
        "driver_steel_output_index": one,
        "lever_port_capacity": np.zeros((ports, classes, members)),
        "lever_rail_water_shift": np.zeros((ports, members)),
        "lever_inland_ports": np.zeros(members),
        "lever_smart_green_ports": np.zeros((ports, members)),
    }
    assert set(changed) <= set(arguments)
    return step(**{**arguments, **changed}, params=p)


def booming(p: Params, factor: float) -> Ports:
    """A year in which every driver of cargo has grown by the same factor."""
    members = p.trade_elasticity.shape[0]
    cities = p.network.city_weight.shape[1]
    scalar, by_city = np.full(members, factor), np.full((cities, members), factor)
    return run(
        p,
        heavy_industry_index=by_city,
        gdp_index=by_city,
        china_activity_index=scalar,
        world_trade_index=scalar,
        driver_steel_output_index=scalar,
    )


def arrays_of(result: Ports) -> dict[str, Array]:
    return {field.name: getattr(result, field.name) for field in fields(result)}
