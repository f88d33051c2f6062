"""The ports block against hand-computed cases, conservation and what a port engineer expects of
congestion."""

from __future__ import annotations

from dataclasses import fields, replace
from math import exp, expm1, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.blocks.ports import PortNetwork, Ports, step
from sim.blocks.ports.demand import Activity, cargo_demand
from sim.blocks.ports.year import port_market
from sim.wiring import block
from tests.blocks.small_ports import (
    CARGO,
    NO_QUEUE_COST,
    booming,
    network,
    params,
    run,
)

WAITING = ("waiting_floor", "waiting_level", "waiting_exponent")


def test_the_signature_can_be_wired() -> None:
    entry = block("ports", step)
    assert {port.name for port in entry.writes} == {field.name for field in fields(Ports)}
    assert entry.takes_params


@pytest.mark.parametrize("coefficient", [-0.005, -0.03, -0.2])
def test_the_base_year_is_reproduced_whatever_the_parameters(coefficient: float) -> None:
    net = network()
    result = run(params(net, portchoice_cost_bulk=coefficient, time_cost_bulk=0.01))
    np.testing.assert_allclose(result.throughput, net.throughput * np.ones(2), rtol=1e-12)
    np.testing.assert_allclose(
        result.occupancy[..., 0], (net.throughput / net.service_capacity)[..., 0], rtol=1e-12
    )
    box_tonnes = net.throughput[:, CARGO.index("containers")] / net.tonnes_per_teu
    np.testing.assert_allclose(result.containers_teu, box_tonnes * np.ones(2), rtol=1e-12)


def test_two_ports_by_hand_when_waiting_costs_nothing() -> None:
    """One zone 500 km away, all by road; 10 points go to rail at the first port: log-odds rise by 0.03
    CNY/t times saving.
    """
    net = network(zones=2, ports=2, cargo=("containers", "ore"))
    net = replace(
        net,
        share=np.full_like(net.share, 0.4),
        outside_share=np.full_like(net.outside_share, 0.2),
        rail_share=np.zeros_like(net.rail_share),
        distance=np.full_like(net.distance, 500.0),
    )
    net = replace(net, throughput=(net.demand[:, None] * net.share).sum(axis=0))
    net = replace(net, service_capacity=net.throughput / 0.5)
    shift = np.zeros((2, 2))
    shift[0] = 10.0
    p = params(
        net,
        portchoice_cost_bulk=-0.03,
        freight_cost_road=0.40,
        freight_cost_rail=0.17,
        rail_terminal_cost=35.0,
        **NO_QUEUE_COST,
    )
    ore = run(p, lever_rail_water_shift=shift).throughput[:, 1, 0]

    saving = -expm1(-0.10) * (0.23 * 500.0 - 35.0)
    pull = 0.4 * exp(0.03 * saving)
    total = pull + 0.4 + 0.2
    demand = net.demand[:, 1, 0].sum()
    assert ore == pytest.approx([demand * pull / total, demand * 0.4 / total], rel=1e-9)


def test_one_congested_port_by_hand() -> None:
    """Demand is chosen so that occupancy must come out at 0.95: the choice share at that wait times demand
    fills 95 %.
    """
    net = network(zones=2, ports=1, cargo=("containers", "ore"))
    net = replace(
        net,
        share=np.full_like(net.share, 0.8),
        outside_share=np.full_like(net.outside_share, 0.2),
        throughput=0.8 * net.demand.sum(axis=0, keepdims=True),
        berths=np.full_like(net.berths, 4.0),
        service_hours=np.full_like(net.service_hours, 40.0),
        waiting_floor=np.full_like(net.berths, 0.05),
        waiting_level=np.full_like(net.berths, 1.2),
        waiting_exponent=np.full_like(net.berths, 0.9),
    )
    net = replace(net, service_capacity=net.throughput / 0.7)
    p = params(net, portchoice_cost_bulk=-0.03)

    def wait(occupancy: float) -> float:
        return 40.0 * (0.05 + 1.2 / 4.0 * occupancy ** (0.9 * (sqrt(10.0) - 1.0)) / (1.0 - occupancy))

    cost_per_hour = p.value_weight_ore[0] * p.time_cost_bulk[0] / 24.0
    pull = 0.8 * exp(-0.03 * cost_per_hour * (wait(0.95) - wait(0.7)))
    needed = 0.95 * net.service_capacity[0, 1, 0] / (pull / (pull + 0.2))
    demand = net.demand * np.ones(2)
    demand[:, 1] *= needed / demand[:, 1].sum(axis=0)
    result = port_market(
        demand=demand,
        capacity=net.service_capacity * np.ones(2),
        berths=net.berths * np.ones(2),
        rail_water_shift=np.zeros((1, 2)),
        inland_ports=np.zeros(2),
        params=p,
    )
    assert result.occupancy[0, 1, 0] == pytest.approx(0.95, rel=1e-10)
    assert result.waiting[0, 1, 0] == pytest.approx(wait(0.95), rel=1e-9)


def test_cargo_is_conserved_by_class_and_zone() -> None:
    net = network(zones=4, ports=3)
    p = params(net)
    ones = np.ones(2)
    grown = np.full((3, 2), 1.8)
    activity = Activity(
        net.city_weight[:, :, 0] @ grown + net.outer_weight * ones, 1.1 * ones, 1.3 * ones, 1.2 * ones, ones
    )
    demand = cargo_demand(replace(activity, gdp=np.ones((4, 2))), p)
    market = port_market(
        demand=demand,
        capacity=net.service_capacity * ones,
        berths=net.berths * ones,
        rail_water_shift=np.full((3, 2), 5.0),
        inland_ports=3.0 * ones,
        params=p,
    )
    np.testing.assert_allclose(market.flows.sum(axis=1) + market.diverted, demand, rtol=1e-12)
    result = booming(p, 1.5)
    np.testing.assert_allclose(
        result.throughput.sum(axis=0) + result.cargo_diverted, result.cargo_demanded, rtol=1e-12
    )


@pytest.mark.parametrize("factor", [0.7, 1.2, 2.0, 6.0])
def test_choice_and_congestion_converge(factor: float) -> None:
    result = booming(params(network(), throughput_gdp_elasticity=1.0, ore_steel_elasticity=1.0), factor)
    assert np.abs(result.port_load_residual).max() < 1e-10
    assert (result.occupancy < 1.0).all() and (result.occupancy > 0.0).all()


def test_a_full_port_sheds_cargo_to_its_neighbours_and_outside() -> None:
    net = network()
    p = params(net)
    capacity = net.service_capacity * np.ones(2)
    capacity[0, 0] *= 0.4
    before, after = run(p), run(p, opening_base_service_capacity=capacity)
    change = after.throughput[:, 0, 0] - before.throughput[:, 0, 0]
    diverted = after.cargo_diverted[0, 0] - before.cargo_diverted[0, 0]
    assert change[0] < 0 < change[1] and change[2] > 0 and diverted > 0
    assert change.sum() + diverted == pytest.approx(0.0, abs=1e-8)
    np.testing.assert_allclose(after.throughput[:, 1:], before.throughput[:, 1:], rtol=1e-12)


def test_capacity_where_none_queue_changes_next_to_nothing_and_where_many_queue_much() -> None:
    idle = network(cargo=("ore", "containers"))
    idle = replace(
        idle,
        berths=np.full_like(idle.berths, 10.0),
        service_capacity=idle.throughput / 0.3,
        waiting_exponent=np.full_like(idle.berths, 2.0),
    )
    full = replace(idle, service_capacity=idle.throughput / 0.99)
    gains = []
    for net in (idle, full):
        p = params(net)
        added = np.zeros((3, 2, 2))
        added[0, 0] = 0.2 * net.throughput[0, 0]
        gain = run(p, lever_port_capacity=added).throughput[0, 0, 0] - run(p).throughput[0, 0, 0]
        gains.append(gain / net.throughput[0, 0, 0])
    assert 0.0 < gains[0] < 1e-5
    assert gains[1] > 100 * gains[0]


def test_symmetric_ports_are_treated_alike() -> None:
    net = network(zones=3, ports=2)
    alike = {f.name: getattr(net, f.name) for f in fields(net) if f.name != "cargo"}
    for name in ("share", "distance", "rail_share"):
        alike[name] = np.repeat(alike[name][:, :1], 2, axis=1)
    alike["outside_share"] = 1.0 - alike["share"].sum(axis=1) * 0.5
    alike["share"] = alike["share"] * 0.5
    alike["throughput"] = (alike["demand"][:, None] * alike["share"]).sum(axis=0)
    alike["service_capacity"] = alike["throughput"] / 0.8
    for name in (*WAITING, "berths", "service_hours", "tonnes_per_teu"):
        alike[name] = np.repeat(alike[name][:1], 2, axis=0)
    result = booming(params(PortNetwork(cargo=CARGO, **alike)), 1.4)
    np.testing.assert_allclose(result.throughput[0], result.throughput[1], rtol=1e-12)
    np.testing.assert_allclose(result.waiting_time_hours[0], result.waiting_time_hours[1], rtol=1e-9)


def test_permuting_the_ports_permutes_the_results() -> None:
    net = network(ports=4)
    order = [2, 0, 3, 1]
    moved = {f.name: getattr(net, f.name) for f in fields(net) if f.name != "cargo"}
    for name in ("share", "distance", "rail_share"):
        moved[name] = moved[name][:, order]
    for name in (*WAITING, "throughput", "service_capacity", "berths", "service_hours", "tonnes_per_teu"):
        moved[name] = moved[name][order]
    before = booming(params(net), 1.5)
    after = booming(params(PortNetwork(cargo=CARGO, **moved)), 1.5)
    np.testing.assert_allclose(after.throughput, before.throughput[order], rtol=1e-11)
    np.testing.assert_allclose(after.cargo_diverted, before.cargo_diverted, rtol=1e-11)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    zones=st.integers(2, 5),
    ports=st.integers(1, 5),
    growth=st.floats(0.3, 5.0),
    capacity=st.floats(0.02, 20.0),
    sensitivity=st.floats(0.002, 0.2),
    day=st.floats(1e-4, 1e-2),
)
def test_any_coast_finds_its_equilibrium(
    seed: int, zones: int, ports: int, growth: float, capacity: float, sensitivity: float, day: float
) -> None:
    net = network(zones, ports, seed=seed)
    p = params(net, portchoice_cost_bulk=-sensitivity, time_cost_bulk=day)
    result = run(
        p,
        opening_base_service_capacity=net.service_capacity * np.full(2, capacity),
        driver_steel_output_index=np.full(2, growth),
        heavy_industry_index=np.full((zones - 1, 2), growth),
        world_trade_index=np.full(2, growth),
    )
    assert np.abs(result.port_load_residual).max() < 1e-9
    assert (result.throughput > 0).all() and (result.throughput < result.service_capacity).all()
    np.testing.assert_allclose(
        result.throughput.sum(axis=0) + result.cargo_diverted, result.cargo_demanded, rtol=1e-12
    )
