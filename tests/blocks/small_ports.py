"""A small made-up coast for the tests of the ports block."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from sim.axes import Array
from sim.blocks.ports import Params, PortNetwork, Ports, step
from sim.parameters import register

CARGO = ("ore", "coal", "oil", "lng", "containers", "grain", "general")
DATA = ("network", "port_of_city", "market_weight", "exports", "imports")
PARAMETERS = tuple(field.name for field in fields(Params) if field.name not in DATA)
NO_QUEUE_COST = {"time_cost_bulk": 1e-15, "time_cost_container": 1e-15}
MARKETS, PARTNERS, RIVALS = 3, 2, 2
OUTER, RELAY = -2, -1


def network(zones: int = 4, ports: int = 3, cargo: tuple[str, ...] = CARGO, seed: int = 0) -> PortNetwork:
    """A made-up coast: cities, then one zone outside the region, then cargo relayed from ship to ship."""
    rng = np.random.default_rng(seed)
    classes, cities = len(cargo), zones - 2
    shares = rng.uniform(0.2, 1.0, (zones, 2, ports + RIVALS, classes))
    shares /= shares.sum(axis=2, keepdims=True)
    demand = rng.uniform(100.0, 5000.0, (zones, 2, classes))
    throughput = (demand[:, :, None] * shares[:, :, :ports]).sum(axis=(0, 1))
    weight = np.zeros((zones, cities))
    weight[:cities] = np.eye(cities)
    outer, moved = np.zeros(zones), np.zeros(zones)
    outer[OUTER] = 1.0
    moved[0], moved[OUTER] = 1.5, -1.5
    inland = (1.0 - np.eye(zones)[RELAY])[:, None]
    arrays = {
        "demand": demand,
        "share": shares[:, :, :ports],
        "rival_share": shares[:, :, ports:],
        "entry_share": np.zeros((zones, ports, classes)),
        "city_weight": weight,
        "outer_weight": outer,
        "iron_share": rng.uniform(0.5, 1.0, zones),
        "crude_share": rng.uniform(0.5, 1.0, zones),
        "steel_move": moved,
        "refinery_move": moved / 1.5,
        "distance": inland * rng.uniform(20.0, 900.0, (zones, ports)),
        "rail_share": inland[..., None] * rng.uniform(0.05, 0.9, (zones, ports, classes)),
        "inland_port_weight": outer,
        "throughput": throughput,
        "service_capacity": throughput / rng.uniform(0.3, 0.85, throughput.shape),
        "berths": rng.uniform(1.0, 20.0, throughput.shape),
        "service_hours": rng.uniform(10.0, 70.0, throughput.shape),
        "waiting_floor": rng.uniform(0.0, 0.1, throughput.shape),
        "waiting_level": rng.uniform(0.5, 2.0, throughput.shape),
        "waiting_exponent": rng.uniform(0.5, 1.5, throughput.shape),
        "tonnes_per_teu": rng.uniform(9.0, 13.0, ports),
    }
    return PortNetwork(cargo=cargo, **{name: values[..., None] for name, values in arrays.items()})


def params(net: PortNetwork, members: int = 2, **given_values: float) -> Params:
    """Central values of the register, some of them replaced."""
    known = register()
    values = {name: given_values.get(name, known[name].value) for name in PARAMETERS}
    return Params(
        network=net,
        **trade(net),
        **{name: np.full(members, value) for name, value in values.items()},
    )


def trade(net: PortNetwork) -> dict[str, Array]:
    """Foreign trade of the made-up cities."""
    cities = net.city_weight.shape[1]
    return {
        "port_of_city": np.array(
            [
                [float(min(port, cities - 1) == c) for port in range(net.distance.shape[1])]
                for c in range(cities)
            ]
        ),
        "market_weight": np.array([0.5, 0.3, 0.2]),
        "exports": np.linspace(50.0, 90.0, cities * MARKETS).reshape(cities, MARKETS),
        "imports": np.linspace(30.0, 60.0, cities * MARKETS).reshape(cities, MARKETS),
    }


def run(p: Params, **changed: Array) -> Ports:
    """One year at base-year activity with neutral levers, some arguments replaced."""
    members = p.sailing_gap.shape[0]
    ports, classes, _ = p.network.service_capacity.shape
    cities = p.network.city_weight.shape[1]
    rivals = p.network.rival_share.shape[2]
    one, none = np.ones(members), np.zeros(members)
    by_market = np.ones((cities, MARKETS, members))
    arguments: dict[str, Array] = {
        "opening_base_service_capacity": p.network.service_capacity * one,
        "coastal_works_allowed": np.ones((cities, members)),
        "heavy_industry_index": np.ones((cities, members)),
        "gdp_index": np.ones((cities, members)),
        "exports": p.exports[..., None] * by_market,
        "imports": p.imports[..., None] * by_market,
        "partner_trade": np.full((cities, PARTNERS, members), 100.0),
        "export_index": by_market,
        "import_index": by_market,
        "china_activity_index": one,
        "world_trade_index": one,
        "foreign_demand_index": one,
        "driver_steel_output_index": one,
        "driver_refining_runs_index": one,
        "driver_gas_demand_index": one,
        "driver_steel_relocation": none,
        "driver_refinery_relocation": none,
        "lever_port_capacity": np.zeros((ports, classes, members)),
        "lever_port_coordination": none,
        "lever_shipping_network": np.zeros((ports, MARKETS, members)),
        "lever_rail_water_shift": np.zeros((ports, members)),
        "lever_inland_ports": none,
        "lever_smart_green_ports": np.zeros((ports, members)),
        "shock_port_closure": np.zeros((ports, members)),
        "shock_port_dues": np.zeros((ports, members)),
        "shock_rival_dues": np.zeros((rivals, members)),
    }
    assert set(changed) <= set(arguments)
    return step(**{**arguments, **changed}, params=p)


def booming(p: Params, factor: float) -> Ports:
    """A year in which every driver of cargo has grown by the same factor."""
    members = p.sailing_gap.shape[0]
    cities = p.network.city_weight.shape[1]
    scalar, by_city = np.full(members, factor), np.full((cities, members), factor)
    return run(
        p,
        heavy_industry_index=by_city,
        gdp_index=by_city,
        china_activity_index=scalar,
        world_trade_index=scalar,
        driver_steel_output_index=scalar,
        driver_refining_runs_index=scalar,
        driver_gas_demand_index=scalar,
    )


def arrays_of(result: Ports) -> dict[str, Array]:
    return {field.name: getattr(result, field.name) for field in fields(result)}
