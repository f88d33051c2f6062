"""The ports block against hand-computed cases, conservation and what a port engineer expects of
congestion.
"""

from __future__ import annotations

from dataclasses import fields, replace
from math import exp, expm1, log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.axes import CHUNK, Array
from sim.blocks.ports import Params, PortNetwork, Ports, step
from sim.blocks.ports.demand import Activity, cargo_demand
from sim.blocks.ports.waiting import WAIT_POINTS, fit_wait_factors, queue
from sim.blocks.ports.year import port_market
from sim.parameters import register
from sim.wiring import block

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
    )
    net = replace(net, service_capacity=net.throughput / 0.7)
    p = params(net, portchoice_cost_bulk=-0.03)
    variability, factor = (float(v[0]) for v in fit_wait_factors(p))

    def wait(occupancy: float) -> float:
        return 40.0 * variability / 4.0 * occupancy ** (factor * (sqrt(10.0) - 1.0)) / (1.0 - occupancy)

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


def test_wait_factors_are_met_by_the_fitted_curve() -> None:
    net = network()
    p = params(net)
    variability, factor = (float(v[0]) for v in fit_wait_factors(p))
    for name, occupancy, berths in WAIT_POINTS:
        exponent = factor * (sqrt(2.0 * (berths + 1.0)) - 1.0)
        fitted = variability / berths * occupancy**exponent / (1.0 - occupancy)
        assert fitted == pytest.approx(getattr(p, name)[0], rel=0.03), name


def test_waiting_grows_faster_and_faster_and_without_bound() -> None:
    p = params(network())
    curve = queue(p.network.berths, p)
    occupancy = np.array([0.3, 0.5, 0.7, 0.9, 0.99, 0.999])
    waits = np.stack([curve.waiting(np.full((3, 6, 1), log(u / (1 - u)))) for u in occupancy])
    slopes = np.diff(waits, axis=0) / np.diff(occupancy)[:, None, None, None]
    assert (slopes[1:] > slopes[:-1]).all()
    assert (waits[-1] > 9 * waits[-2]).all()


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
    idle = replace(idle, berths=np.full_like(idle.berths, 10.0), service_capacity=idle.throughput / 0.3)
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
    for name in ("berths", "service_hours", "tonnes_per_teu"):
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
    for name in ("throughput", "service_capacity", "berths", "service_hours", "tonnes_per_teu"):
        moved[name] = moved[name][order]
    before = booming(params(net), 1.5)
    after = booming(params(PortNetwork(cargo=CARGO, **moved)), 1.5)
    np.testing.assert_allclose(after.throughput, before.throughput[order], rtol=1e-11)
    np.testing.assert_allclose(after.cargo_diverted, before.cargo_diverted, rtol=1e-11)


def test_cheaper_ways_draw_more_cargo_and_dearer_trade_less() -> None:
    net = replace(network(), distance=np.full((3, 3, 1), 800.0))
    p = params(net)
    inland = [run(p, lever_inland_ports=np.full(2, n)).throughput.sum(axis=0)[:, 0] for n in (0.0, 3.0, 7.0)]
    boxes, ore = CARGO.index("containers"), CARGO.index("ore")
    assert inland[0][boxes] < inland[1][boxes] < inland[2][boxes]
    assert inland[2][boxes] - inland[1][boxes] < inland[1][boxes] - inland[0][boxes]
    assert inland[2][ore] == inland[0][ore]
    rail = [run(p, lever_rail_water_shift=np.full((3, 2), n)).throughput.sum() for n in (0.0, 8.0, 16.0)]
    assert rail[0] < rail[1] < rail[2]
    trade = [run(p, trade_cost_factor=np.full(2, f)).cargo_demanded[:, 0] for f in (0.97, 1.0, 1.03)]
    assert (trade[0] > trade[1]).all() and (trade[1] > trade[2]).all()


def test_rail_on_short_hauls_costs_more_than_it_saves() -> None:
    net = replace(network(), distance=np.full((3, 3, 1), 40.0))
    p = params(net)
    assert run(p, lever_rail_water_shift=np.full((3, 2), 8.0)).throughput.sum() < run(p).throughput.sum()


def test_services_carry_no_tonnes() -> None:
    """GDP that grows without manufacturing moves grain and domestic boxes a little, nothing else."""
    p = params(network())
    grown = run(p, gdp_index=np.full((2, 2), 1.3)).cargo_demanded[:, 0] / run(p).cargo_demanded[:, 0] - 1.0
    moved = {k: g for k, g in zip(CARGO, grown, strict=True) if g != 0.0}
    assert set(moved) == {"containers", "grain"}
    assert max(moved.values()) < 0.3 * p.throughput_gdp_elasticity[0]


def test_ore_follows_the_steel_ceiling() -> None:
    p = params(network())
    capped = (
        run(p, driver_steel_output_index=np.full(2, 0.9)).cargo_demanded[:, 0] / run(p).cargo_demanded[:, 0]
    )
    share, elasticity = p.iron_ore_share[0], p.ore_steel_elasticity[0]
    assert capped[0] == pytest.approx(share * 0.9**elasticity + 1.0 - share, rel=1e-12)
    assert (capped[1:] == 1.0).all()


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
            rail_terminal_cost=500.0,
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
    added = np.zeros((3, 6, 2))
    added[0, 0] = 700.0
    result = run(p, lever_port_capacity=added)
    assert result.service_capacity[0, 0, 0] - net.service_capacity[0, 0, 0] == pytest.approx(1250.0)
    np.testing.assert_allclose(
        result.base_service_capacity, 1.03 * net.service_capacity * np.ones(2), rtol=1e-12
    )


def test_a_member_alone_is_the_member_in_a_batch_to_the_last_bit() -> None:
    net = network(zones=6, ports=5)
    rng = np.random.default_rng(5)
    drawn = {n: register()[n].value * rng.uniform(0.8, 1.2, CHUNK) for n in PARAMETERS}
    growth = rng.uniform(0.9, 1.9, (5, CHUNK))
    batch = run(Params(network=net, **drawn), heavy_industry_index=growth, gdp_index=growth)
    for member in (0, 17, CHUNK - 1):
        alone_params = Params(network=net, **{n: np.repeat(v[member], CHUNK) for n, v in drawn.items()})
        own = np.repeat(growth[:, member : member + 1], CHUNK, axis=1)
        alone = run(alone_params, heavy_industry_index=own, gdp_index=own)
        for name, values in arrays_of(batch).items():
            assert np.array_equal(values[..., member], getattr(alone, name)[..., 0]), name


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
