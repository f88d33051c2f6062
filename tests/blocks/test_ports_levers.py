"""Ports: what drivers, levers and shocks do to cargo, choice and capacity."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.axes import CHUNK, Array
from sim.blocks.ports import Params, Ports
from sim.blocks.ports.attraction import coordinated, sailing_saving
from sim.blocks.ports.cost import choice_coefficient
from sim.blocks.ports.demand import FOREIGN
from sim.blocks.ports.inland import inland_cost
from sim.parameters import register
from tests.blocks.small_ports import (
    CARGO,
    NO_QUEUE_COST,
    OUTER,
    PARAMETERS,
    RELAY,
    arrays_of,
    booming,
    network,
    params,
    run,
    trade,
)

BOXES, ORE, OIL, LNG, GENERAL = (CARGO.index(k) for k in ("containers", "ore", "oil", "lng", "general"))


def changed(result: Array, before: Array) -> set[str]:
    """Classes whose figure [cargo] moved."""
    return {name for name, a, b in zip(CARGO, result, before, strict=True) if a != b}


def test_cheaper_ways_draw_more_cargo() -> None:
    net = network()
    net = replace(net, distance=np.where(net.distance > 0, 800.0, 0.0))
    p = params(net)
    inland = [run(p, lever_inland_ports=np.full(2, n)).throughput.sum(axis=0)[:, 0] for n in (0.0, 3.0, 7.0)]
    assert inland[0][BOXES] < inland[1][BOXES] < inland[2][BOXES]
    assert inland[2][BOXES] - inland[1][BOXES] < inland[1][BOXES] - inland[0][BOXES]
    assert inland[2][ORE] == inland[0][ORE]
    rail = [run(p, lever_rail_water_shift=np.full((3, 2), n)).throughput.sum() for n in (0.0, 8.0, 16.0)]
    assert rail[0] < rail[1] < rail[2]


def test_rail_on_short_hauls_costs_more_than_it_saves() -> None:
    net = network()
    p = params(replace(net, distance=np.where(net.distance > 0, 40.0, 0.0)))
    assert run(p, lever_rail_water_shift=np.full((3, 2), 8.0)).throughput.sum() < run(p).throughput.sum()


def test_rivals_that_match_leave_less_of_a_gain() -> None:
    net = network()
    net = replace(net, distance=np.where(net.distance > 0, 800.0, 0.0))
    gains = []
    for match in (0.0, 0.3, 0.7):
        p = params(net, rival_match=match)
        gains.append(run(p, lever_inland_ports=np.full(2, 7.0)).throughput.sum() - run(p).throughput.sum())
    assert gains[0] > gains[1] > gains[2] > 0


def test_dues_send_cargo_away_and_those_of_a_rival_bring_it() -> None:
    p = params(network())
    plain = run(p)
    ours, theirs = np.zeros((3, 2)), np.zeros((2, 2))
    ours[0], theirs[1] = 10.0, 10.0
    dear, cheap = run(p, shock_port_dues=ours), run(p, shock_rival_dues=theirs)
    assert (dear.throughput[0] < plain.throughput[0]).all()
    assert (dear.throughput[1:] > plain.throughput[1:]).all()
    assert (dear.cargo_refused > plain.cargo_refused).all()
    assert (cheap.throughput > plain.throughput).all()
    assert (cheap.rival_throughput[1] < plain.rival_throughput[1]).all()
    assert (cheap.rival_throughput[0] > plain.rival_throughput[0]).all()


def test_dues_by_hand() -> None:
    """One port, no queue cost: odds against everything else fall by 0.03 per CNY, rivals match 0.4 times the
    port's share of it.
    """
    net = network(zones=3, ports=1, cargo=("ore", "containers"))
    p = params(net, portchoice_cost_bulk=-0.03, rival_match=0.4, cargo_unshipped_share=0.1, **NO_QUEUE_COST)
    after = run(p, shock_port_dues=np.full((1, 2), 5.0))
    share, rivals, demand = net.share[..., 0], net.rival_share[..., 0], net.demand[..., 0]
    ours = share[:, :, 0, 0] * np.exp(-0.03 * 5.0)
    theirs = rivals[:, :, :, 0].sum(axis=2) * np.exp(-0.03 * 0.4 * 5.0 * share[:, :, 0, 0])
    home = 0.1 / 0.9
    by_hand = (demand[:, :, 0] / 0.9 * ours / (ours + theirs + home)).sum()
    assert after.throughput[0, 0, 0] == pytest.approx(by_hand, rel=1e-10)
    dearer = -np.log((ours + theirs + home) * 0.9) / 0.03
    boxes_cost = after.port_cost_foreign[0, 0] * (p.exports + p.imports)[0].sum() * 1e4
    assert boxes_cost > (demand[0, FOREIGN, 0] * dearer[0, FOREIGN]) > 0


def test_a_port_closed_for_part_of_a_year_by_hand() -> None:
    """Without a cost of queueing: the closed port keeps its share of the open days, the others get what their
    shares are of the rest in the closed ones.
    """
    net = network(ports=3, cargo=("ore", "containers"))
    p = params(net, **NO_QUEUE_COST)
    days = np.zeros((3, 2))
    days[0] = 73.0
    before, after = run(p), run(p, shock_port_closure=days)
    assert after.throughput[0, :, 0] == pytest.approx(0.8 * before.throughput[0, :, 0], rel=1e-9)
    kept = 1.0 - p.cargo_unshipped_share[0]
    share = net.share[..., 0] * kept
    moved = 0.2 * share[:, :, 0] * share[:, :, 1] / (1.0 - share[:, :, 0])
    by_hand = before.throughput[1, :, 0] + (net.demand[..., 0] / kept * moved).sum(axis=(0, 1))
    assert after.throughput[1, :, 0] == pytest.approx(by_hand, rel=1e-9)
    assert (after.cargo_refused > before.cargo_refused).all()
    assert (after.port_cost_foreign > 0).all() and (after.port_cost_coastal > 0).all()
    assert after.service_capacity[0, 0, 0] == pytest.approx(0.8 * before.service_capacity[0, 0, 0])


def test_coordination_sends_cargo_the_shorter_way_and_draws_none_from_outside() -> None:
    net = network()
    net = replace(net, service_capacity=net.throughput / 0.1)
    p = params(net, port_integration_efficiency=0.0, **NO_QUEUE_COST)
    plain, led = run(p), run(p, lever_port_coordination=np.full(2, 1.0))
    np.testing.assert_allclose(led.throughput.sum(axis=0), plain.throughput.sum(axis=0), rtol=1e-9)
    np.testing.assert_allclose(led.cargo_diverted, plain.cargo_diverted, rtol=1e-9)
    cost = inland_cost(p)[..., 0]
    near = [(share[0, :, ORE] * cost[0, :, ORE]).sum() for share in shares_of(p, (0.0, 0.5, 1.0))]
    assert near[0] > near[1] > near[2]


def shares_of(p: Params, indices: tuple[float, ...]) -> list[Array]:
    """Attraction of foreign cargo [hinterland, port, cargo] under coordination."""
    wide = p.network.share * np.ones(2)
    return [
        coordinated(wide, inland_cost(p), choice_coefficient(p), np.full(2, index), p)[:, FOREIGN, ..., 0]
        for index in indices
    ]


def test_shared_berths_add_capacity() -> None:
    p = params(network(), port_integration_efficiency=0.04)
    ratio = run(p, lever_port_coordination=np.full(2, 0.5)).service_capacity / run(p).service_capacity
    np.testing.assert_allclose(ratio, 1.02, rtol=1e-12)


def test_more_sailings_draw_foreign_boxes_and_relayed_ones_most() -> None:
    net = network()
    p = params(net, **NO_QUEUE_COST | {"time_cost_container": 0.01})
    more = np.zeros((3, 3, 2))
    more[0, 1] = 20.0
    plain, dense = run(p), run(p, lever_shipping_network=more)
    assert changed(dense.throughput[0, :, 0], plain.throughput[0, :, 0]) == {"containers"}
    gain = dense.throughput[:, BOXES, 0] - plain.throughput[:, BOXES, 0]
    assert gain[0] > 0 > gain[1]
    relayed = dense.relayed_throughput[0, BOXES, 0] / plain.relayed_throughput[0, BOXES, 0]
    landed = (dense.throughput - dense.relayed_throughput)[0, BOXES, 0] / (
        plain.throughput - plain.relayed_throughput
    )[0, BOXES, 0]
    assert relayed > landed > 1
    fewer = run(p, lever_shipping_network=-more)
    assert fewer.throughput[0, BOXES, 0] < plain.throughput[0, BOXES, 0]


def test_what_sailings_save_by_hand() -> None:
    """0.35 days x 0.3 of the trade x (1 - 1/1.2) of a loaded box's value of time."""
    p = params(network(), sailing_gap=0.35)
    more = np.zeros((3, 3, 2))
    more[0, 1] = 20.0
    days = 0.35 * 0.3 * (1 - 1 / 1.2)
    per_tonne = p.value_per_teu[0] * (1 - p.container_empty_share[0]) / p.teu_weight[0]
    saved = sailing_saving(more, p)[..., 0]
    assert saved[0, 0] == pytest.approx(days * per_tonne * p.time_cost_container[0])
    assert saved[RELAY, 0] == pytest.approx(2 * saved[0, 0])
    assert (saved[:, 1:] == 0).all()


def test_trade_carries_tonnes() -> None:
    """A city that sells and buys less abroad ships fewer foreign boxes and goods, and nothing else."""
    p = params(network())
    less = np.ones((2, 3, 2))
    less[0] = 0.8
    plain, after = (
        run(p).cargo_demanded[:, 0],
        run(p, export_index=less, import_index=less).cargo_demanded[:, 0],
    )
    assert changed(after, plain) == {"containers", "general"}
    net = p.network
    lost = 0.2 * net.demand[0, FOREIGN, BOXES, 0] / (1 - p.cargo_unshipped_share[0])
    assert plain[BOXES] - after[BOXES] == pytest.approx(lost, rel=1e-10)
    abroad = run(p, foreign_demand_index=np.full(2, 0.8)).cargo_demanded[:, 0]
    elsewhere = net.demand[[OUTER, RELAY], FOREIGN, BOXES, 0].sum() / (1 - p.cargo_unshipped_share[0])
    assert plain[BOXES] - abroad[BOXES] == pytest.approx(0.2 * elsewhere, rel=1e-10)


def test_services_carry_no_tonnes() -> None:
    """GDP that grows without manufacturing moves grain and domestic boxes a little, nothing else."""
    p = params(network())
    grown = run(p, gdp_index=np.full((2, 2), 1.3)).cargo_demanded[:, 0] / run(p).cargo_demanded[:, 0] - 1.0
    moved = {k: g for k, g in zip(CARGO, grown, strict=True) if g != 0.0}
    assert set(moved) == {"containers", "grain"}
    assert max(moved.values()) < 0.3 * p.throughput_gdp_elasticity[0]


@pytest.mark.parametrize(
    ("driver", "cargo", "share", "power"),
    [
        ("driver_steel_output_index", "ore", "iron_share", "ore_steel_elasticity"),
        ("driver_refining_runs_index", "oil", "crude_share", None),
        ("driver_gas_demand_index", "lng", None, "lng_gas_elasticity"),
    ],
)
def test_materials_follow_the_works_that_use_them(
    driver: str, cargo: str, share: str | None, power: str | None
) -> None:
    p = params(network())
    less = run(p, **{driver: np.full(2, 0.9)}).cargo_demanded[:, 0]
    plain = run(p).cargo_demanded[:, 0]
    assert changed(less, plain) == {cargo}
    k = CARGO.index(cargo)
    part = getattr(p.network, share)[:, 0] if share else np.ones(4)
    left = part * 0.9 ** (getattr(p, power)[0] if power else 1.0) + 1.0 - part
    weight = p.network.demand[..., 0].sum(axis=1)[:, k]
    assert less[k] / plain[k] == pytest.approx((left * weight).sum() / weight.sum(), rel=1e-12)


def test_steelworks_and_refineries_take_their_cargo_to_the_coast() -> None:
    p = params(network(), **NO_QUEUE_COST)
    plain = run(p)
    steel = run(p, driver_steel_relocation=np.full(2, 10.0))
    crude = run(p, driver_refinery_relocation=np.full(2, 10.0))
    for after, k in ((steel, ORE), (crude, OIL)):
        np.testing.assert_allclose(after.cargo_demanded, plain.cargo_demanded, rtol=1e-12)
        others = [j for j in range(len(CARGO)) if j != k]
        np.testing.assert_array_equal(after.throughput[:, others], plain.throughput[:, others])
    net = p.network
    mean = (net.demand[:, :, None] * net.share)[:, :, :, ORE, 0].sum(axis=1) / net.demand[:, :, ORE, 0].sum(
        axis=1, keepdims=True
    )
    by_hand = 15.0 * (mean[0] - mean[OUTER])
    np.testing.assert_allclose((steel.throughput - plain.throughput)[:, ORE, 0], by_hand, rtol=1e-6)


def test_a_new_terminal_draws_cargo_where_the_port_had_none() -> None:
    net = network(cargo=("lng", "containers"))
    share, entry = net.share.copy(), np.zeros_like(net.entry_share)
    share[:, :, 2, 0] = 1e-6
    entry[:, 2, 0] = 0.001
    net = replace(net, share=share, entry_share=entry)
    total = net.share.sum(axis=2) + net.rival_share.sum(axis=2)
    net = replace(net, share=net.share / total[:, :, None], rival_share=net.rival_share / total[:, :, None])
    net = replace(net, throughput=(net.demand[:, :, None] * net.share).sum(axis=(0, 1)))
    net = replace(net, service_capacity=net.throughput / 0.5)
    p = params(net)
    added = [np.zeros((3, 2, 2)) for _ in range(3)]
    added[1][2, 0], added[2][2, 0] = 200.0, 600.0
    none, one, three = (run(p, lever_port_capacity=a) for a in added)
    assert none.throughput[2, 0, 0] < 1 < one.throughput[2, 0, 0] < three.throughput[2, 0, 0]
    assert three.throughput[2, 0, 0] < 3 * one.throughput[2, 0, 0]
    assert three.throughput[0, 0, 0] < none.throughput[0, 0, 0]


def test_a_terminal_two_years_late_shows_in_a_busy_port() -> None:
    net = network(cargo=("oil", "containers"))
    net = replace(net, service_capacity=net.throughput / 0.85)
    p = params(net)
    on_time, late = np.zeros((3, 2, 2)), np.zeros((3, 2, 2))
    on_time[0, 0] = 0.15 * net.throughput[0, 0]
    there, not_there = booming_with(p, on_time), booming_with(p, late)
    assert not_there.throughput[0, 0, 0] < there.throughput[0, 0, 0]
    assert not_there.waiting_time_hours[0, 0, 0] > there.waiting_time_hours[0, 0, 0]
    assert (not_there.throughput[1:, 0] > there.throughput[1:, 0]).all()


def booming_with(p: Params, capacity: Array) -> Ports:
    return run(p, lever_port_capacity=capacity, driver_refining_runs_index=np.full(2, 1.15))


def test_neutral_levers_have_no_effect_to_the_last_bit() -> None:
    """With levers at neutral, no parameter of a lever can show."""
    net = network()
    plain = booming(params(net), 1.3)
    other = booming(
        params(
            net,
            automation_gain=0.5,
            inland_port_terminal_cut=0.9,
            capacity_stretch=9.0,
            coordination_cost_weight=0.9,
            port_integration_efficiency=0.5,
            rail_terminal_cost=500.0,
            rival_match=0.9,
            sailing_gap=3.0,
        ),
        1.3,
    )
    for name, values in arrays_of(plain).items():
        assert np.array_equal(values, getattr(other, name)), name


def test_automation_adds_capacity_of_the_automated_share() -> None:
    p = params(network(), automation_gain=0.08)
    lever = np.zeros((3, 2))
    lever[1] = 30.0
    ratio = run(p, lever_smart_green_ports=lever).service_capacity / run(p).service_capacity
    np.testing.assert_allclose(ratio[1], 1.0 + 0.08 * 0.30, rtol=1e-12)
    assert (ratio[[0, 2]] == 1.0).all()


def test_new_design_capacity_counts_as_service_capacity_and_the_base_keeps_building() -> None:
    net = network()
    p = params(net, capacity_stretch=1.25, berth_occupancy_norm_6=0.70, port_capacity_growth=0.03)
    added = np.zeros((3, len(CARGO), 2))
    added[0, 0] = 700.0
    result = run(p, lever_port_capacity=added)
    assert result.service_capacity[0, 0, 0] - net.service_capacity[0, 0, 0] == pytest.approx(1250.0)
    np.testing.assert_allclose(
        result.base_service_capacity, 1.03 * net.service_capacity * np.ones(2), rtol=1e-12
    )


def test_a_member_alone_is_the_member_in_a_batch_to_the_last_bit() -> None:
    net = network(zones=7, ports=5)
    rng = np.random.default_rng(5)
    drawn = {n: register()[n].value * rng.uniform(0.8, 1.2, CHUNK) for n in PARAMETERS}
    growth = rng.uniform(0.9, 1.9, (5, CHUNK))
    days = rng.uniform(0.0, 60.0, (5, CHUNK))
    batch = run(
        Params(network=net, **trade(net), **drawn),
        heavy_industry_index=growth,
        gdp_index=growth,
        shock_port_closure=days,
    )
    for member in (0, 17, CHUNK - 1):
        alone_params = Params(
            network=net, **trade(net), **{n: np.repeat(v[member], CHUNK) for n, v in drawn.items()}
        )
        own, shut = (np.repeat(a[:, member : member + 1], CHUNK, axis=1) for a in (growth, days))
        alone = run(alone_params, heavy_industry_index=own, gdp_index=own, shock_port_closure=shut)
        for name, values in arrays_of(batch).items():
            assert np.array_equal(values[..., member], getattr(alone, name)[..., 0]), name
