"""The ports block against hand-computed cases, conservation and what a port engineer expects of
congestion."""

from __future__ import annotations

from dataclasses import fields, replace
from math import exp, expm1, log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.blocks.ports import PortNetwork, Ports, step
from sim.blocks.ports.waiting import queue
from sim.blocks.ports.year import Offer, port_market
from sim.wiring import Block
from tests.blocks.small_ports import CARGO, NO_QUEUE_COST, booming, network, params, run

OF_PORTS = ("share", "distance", "rail_share", "entry_share")
BY_PORT = (
    "throughput service_capacity berths service_hours waiting_floor waiting_level waiting_exponent "
    "tonnes_per_teu"
).split()


def axis_of_ports(name: str) -> int:
    return 2 if name == "share" else 1


def everything_used(result: Ports) -> np.ndarray:
    return result.throughput.sum(axis=0) + result.cargo_diverted + result.cargo_refused


def test_the_signature_can_be_wired() -> None:
    entry = Block("ports", step)
    assert {port.name for port in entry.writes} == {field.name for field in fields(Ports)}
    assert entry.takes_params


@pytest.mark.parametrize("coefficient", [-0.005, -0.03, -0.2])
def test_the_base_year_is_reproduced_whatever_the_parameters(coefficient: float) -> None:
    net = network()
    result = run(
        params(net, portchoice_cost_bulk=coefficient, time_cost_bulk=0.01, cargo_unshipped_share=0.2)
    )
    np.testing.assert_allclose(result.throughput, net.throughput * np.ones(2), rtol=1e-12)
    np.testing.assert_allclose(
        result.occupancy[..., 0], (net.throughput / net.service_capacity)[..., 0], rtol=1e-12
    )
    box_tonnes = net.throughput[:, CARGO.index("containers")] / net.tonnes_per_teu
    np.testing.assert_allclose(result.containers_teu, box_tonnes * np.ones(2), rtol=1e-12)
    assert np.abs(result.port_cost_foreign).max() < 1e-14
    assert np.abs(result.port_cost_coastal).max() < 1e-14


def flat(net: PortNetwork, share: float, km: float = 500.0) -> PortNetwork:
    """The same share at every port, no rail, one distance; half full."""
    rest = (1.0 - share * net.share.shape[2]) / net.rival_share.shape[2]
    net = replace(
        net,
        share=np.full_like(net.share, share),
        rival_share=np.full_like(net.rival_share, rest),
        rail_share=np.zeros_like(net.rail_share),
        distance=np.where(net.distance > 0, km, 0.0),
    )
    net = replace(net, throughput=(net.demand[:, :, None] * net.share).sum(axis=(0, 1)))
    return replace(net, service_capacity=net.throughput / 0.5)


def test_two_ports_by_hand_when_waiting_costs_nothing() -> None:
    """All zones 500 km away by road; 10 points go to rail at the first port: log-odds rise by 0.03 CNY/t
    times saving. Relayed cargo has no road to leave; nothing stays at home and rivals do not answer.
    """
    net = flat(network(zones=3, ports=2, cargo=("containers", "ore")), 0.4)
    shift = np.zeros((2, 2))
    shift[0] = 10.0
    p = params(
        net,
        portchoice_cost_bulk=-0.03,
        freight_cost_road=0.40,
        freight_cost_rail=0.17,
        rail_terminal_cost=35.0,
        cargo_unshipped_share=1e-12,
        rival_match=0.0,
        **NO_QUEUE_COST,
    )
    ore = run(p, lever_rail_water_shift=shift).throughput[:, 1, 0]

    saving = -expm1(-0.10) * (0.23 * 500.0 - 35.0)
    pull = 0.4 * exp(0.03 * saving)
    total = pull + 0.4 + 0.2
    landed, relayed = net.demand[:-1, :, 1, 0].sum(), net.demand[-1, :, 1, 0].sum()
    by_hand = [landed * pull / total + relayed * 0.4, landed * 0.4 / total + relayed * 0.4]
    assert ore == pytest.approx(by_hand, rel=1e-9)


def test_one_congested_port_by_hand() -> None:
    """Demand is chosen so that occupancy must come out at 0.95: the choice share at that wait times demand
    fills 95 %.
    """
    net = flat(network(zones=3, ports=1, cargo=("containers", "ore")), 0.8)
    net = replace(
        net,
        service_capacity=net.throughput / 0.7,
        berths=np.full_like(net.berths, 4.0),
        service_hours=np.full_like(net.service_hours, 40.0),
        waiting_floor=np.full_like(net.berths, 0.1),
        waiting_level=np.full_like(net.berths, 0.6),
        waiting_exponent=np.full_like(net.berths, 1.3),
    )
    p = params(net, portchoice_cost_bulk=-0.03, cargo_unshipped_share=0.05)

    def wait(occupancy: float) -> float:
        return 40.0 * (0.1 + 0.6 / 4.0 * occupancy ** (1.3 * (sqrt(10.0) - 1.0)) / (1.0 - occupancy))

    home = 0.05 / 0.95
    cost_per_hour = p.value_weight_ore[0] * p.time_cost_bulk[0] / 24.0
    pull = 0.8 * exp(-0.03 * cost_per_hour * (wait(0.95) - wait(0.7)))
    needed = 0.95 * net.service_capacity[0, 1, 0] / (pull / (pull + 0.2 + home))
    demand = net.demand * np.ones(2) / 0.95
    demand[:, :, 1] *= needed / demand[:, :, 1].sum(axis=(0, 1))
    result = port_market(
        demand=demand,
        offered=Offer(net.share * np.ones(2), net.rival_share * np.ones(2), np.full(2, home)),
        capacity=net.service_capacity * np.ones(2),
        berths=net.berths * np.ones(2),
        params=p,
    )
    assert result.occupancy[0, 1, 0] == pytest.approx(0.95, rel=1e-10)
    assert result.waiting[0, 1, 0] == pytest.approx(wait(0.95), rel=1e-9)


def test_waiting_grows_faster_and_faster_and_without_bound() -> None:
    p = params(network())
    curve = queue(p.network.berths, p)
    occupancy = np.array([0.3, 0.5, 0.7, 0.9, 0.99, 0.999])
    waits = np.stack([curve.waiting(np.full((3, len(CARGO), 1), log(u / (1 - u)))) for u in occupancy])
    slopes = np.diff(waits, axis=0) / np.diff(occupancy)[:, None, None, None]
    assert (slopes[1:] > slopes[:-1]).all()
    assert (waits[-1] - curve.floor > 9 * (waits[-2] - curve.floor)).all()


def test_the_growth_of_congestion_is_its_slope_in_log_odds() -> None:
    p = params(network())
    curve, at, step_size = queue(p.network.berths, p), np.full((3, len(CARGO), 1), 0.4), 1e-6
    slope = np.log(curve.congestion(at + step_size) / curve.congestion(at - step_size)) / (2 * step_size)
    np.testing.assert_allclose(curve.growth(at) * np.ones(2), slope, rtol=1e-8)


def test_twice_the_waiting_is_twice_the_waiting() -> None:
    net = network()
    once, twice = run(params(net, port_waiting_level=0.7)), run(params(net, port_waiting_level=1.4))
    np.testing.assert_allclose(twice.waiting_time_hours, 2 * once.waiting_time_hours, rtol=1e-9)
    np.testing.assert_allclose(twice.port_waiting_cost, 2 * once.port_waiting_cost, rtol=1e-9)


def test_the_bill_of_waiting_by_hand() -> None:
    """10k tonnes x hours x CNY per tonne and hour, in 100m CNY."""
    net = network(ports=1, cargo=("ore", "containers"))
    p = params(net)
    result = run(p)
    ore = p.value_weight_ore[0] * p.time_cost_bulk[0] / 24
    box = (
        p.value_per_teu[0]
        * (1 - p.container_empty_share[0])
        / p.teu_weight[0]
        * p.time_cost_container[0]
        / 24
    )
    tonnes, hours = result.throughput[0, :, 0], result.waiting_time_hours[0, :, 0]
    by_hand = (tonnes * 1e4 * hours * [ore, box]).sum() / 1e8
    assert result.port_waiting_cost[0, 0] == pytest.approx(by_hand, rel=1e-12)


def test_cargo_is_conserved_and_rivals_add_up() -> None:
    p = params(network(zones=5, ports=3))
    result = run(
        p,
        heavy_industry_index=np.full((3, 2), 1.8),
        lever_rail_water_shift=np.full((3, 2), 5.0),
        lever_inland_ports=np.full(2, 3.0),
        shock_port_closure=np.full((3, 2), 20.0),
    )
    np.testing.assert_allclose(everything_used(result), result.cargo_demanded, rtol=1e-12)
    through_rivals = result.rival_throughput.sum(axis=0)
    np.testing.assert_allclose(through_rivals, result.cargo_diverted.sum(axis=0), rtol=1e-14)
    parts = result.foreign_throughput, result.relayed_throughput
    assert all((part > 0).all() and (part < result.throughput).all() for part in parts)


@pytest.mark.parametrize("factor", [0.7, 1.2, 2.0, 6.0])
def test_choice_and_congestion_converge(factor: float) -> None:
    result = booming(params(network(), throughput_gdp_elasticity=1.0, ore_steel_elasticity=1.0), factor)
    assert np.abs(result.port_load_residual).max() < 1e-10
    assert (result.occupancy < 1.0).all() and (result.occupancy > 0.0).all()


def test_a_full_port_sheds_cargo_to_its_neighbours_to_rivals_and_some_stays_at_home() -> None:
    net = network()
    p = params(net)
    capacity = net.service_capacity * np.ones(2)
    capacity[0, 0] *= 0.4
    before, after = run(p), run(p, opening_base_service_capacity=capacity)
    change = after.throughput[:, 0, 0] - before.throughput[:, 0, 0]
    diverted = after.cargo_diverted[0, 0] - before.cargo_diverted[0, 0]
    refused = after.cargo_refused[0, 0] - before.cargo_refused[0, 0]
    assert change[0] < 0 < change[1] and change[2] > 0 and diverted > refused > 0
    assert change.sum() + diverted + refused == pytest.approx(0.0, abs=1e-8)
    np.testing.assert_allclose(after.throughput[:, 1:], before.throughput[:, 1:], rtol=1e-12)
    assert (after.port_cost_foreign > before.port_cost_foreign).all()


def test_capacity_where_none_queue_changes_next_to_nothing_and_where_many_queue_much() -> None:
    idle = network(cargo=("ore", "containers"))
    idle = replace(
        idle,
        berths=np.full_like(idle.berths, 10.0),
        waiting_level=np.full_like(idle.berths, 0.5),
        waiting_exponent=np.full_like(idle.berths, 1.4),
        service_capacity=idle.throughput / 0.3,
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
    net = network(zones=4, ports=2)
    alike = {f.name: getattr(net, f.name) for f in fields(net) if f.name != "cargo"}
    for name in OF_PORTS:
        first = np.take(alike[name], [0], axis=axis_of_ports(name))
        alike[name] = np.repeat(first, 2, axis=axis_of_ports(name))
    total = alike["share"].sum(axis=2) + alike["rival_share"].sum(axis=2)
    alike["share"], alike["rival_share"] = (alike[k] / total[:, :, None] for k in ("share", "rival_share"))
    alike["throughput"] = (alike["demand"][:, :, None] * alike["share"]).sum(axis=(0, 1))
    alike["service_capacity"] = alike["throughput"] / 0.8
    for name in BY_PORT[2:]:
        alike[name] = np.repeat(alike[name][:1], 2, axis=0)
    result = booming(params(PortNetwork(cargo=CARGO, **alike)), 1.4)
    np.testing.assert_allclose(result.throughput[0], result.throughput[1], rtol=1e-12)
    np.testing.assert_allclose(result.waiting_time_hours[0], result.waiting_time_hours[1], rtol=1e-9)


def test_permuting_the_ports_permutes_the_results() -> None:
    net = network(ports=4)
    order = [2, 0, 3, 1]
    moved = {f.name: getattr(net, f.name) for f in fields(net) if f.name != "cargo"}
    for name in OF_PORTS:
        moved[name] = np.take(moved[name], order, axis=axis_of_ports(name))
    for name in BY_PORT:
        moved[name] = moved[name][order]
    before = booming(params(net), 1.5)
    after = booming(params(PortNetwork(cargo=CARGO, **moved)), 1.5)
    np.testing.assert_allclose(after.throughput, before.throughput[order], rtol=1e-11)
    np.testing.assert_allclose(after.cargo_diverted, before.cargo_diverted, rtol=1e-11)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    zones=st.integers(3, 6),
    ports=st.integers(1, 5),
    growth=st.floats(0.3, 5.0),
    capacity=st.floats(0.02, 20.0),
    sensitivity=st.floats(0.002, 0.2),
    day=st.floats(1e-4, 1e-2),
    closed=st.floats(0.0, 300.0),
)
def test_any_coast_finds_its_equilibrium(
    seed: int,
    zones: int,
    ports: int,
    growth: float,
    capacity: float,
    sensitivity: float,
    day: float,
    closed: float,
) -> None:
    net = network(zones, ports, seed=seed)
    p = params(net, portchoice_cost_bulk=-sensitivity, time_cost_bulk=day)
    days = np.zeros((ports, 2))
    days[0] = closed
    result = run(
        p,
        opening_base_service_capacity=net.service_capacity * np.full(2, capacity),
        driver_steel_output_index=np.full(2, growth),
        heavy_industry_index=np.full((zones - 2, 2), growth),
        world_trade_index=np.full(2, growth),
        shock_port_closure=days,
    )
    assert np.abs(result.port_load_residual).max() < 1e-9
    assert (result.throughput > 0).all() and (result.throughput < result.service_capacity).all()
    np.testing.assert_allclose(everything_used(result), result.cargo_demanded, rtol=1e-12)
