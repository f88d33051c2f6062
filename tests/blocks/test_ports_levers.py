"""Ports: what drivers and levers do to cargo and capacity."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.axes import CHUNK
from sim.blocks.ports import Params
from sim.parameters import register
from tests.blocks.small_ports import (
    CARGO,
    PARAMETERS,
    arrays_of,
    booming,
    network,
    params,
    run,
)


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


def test_fewer_foreign_sales_are_as_many_tonnes_fewer_as_less_world_trade_would_be() -> None:
    p = params(network())
    none = run(p).cargo_demanded
    shock = run(p, foreign_demand_index=np.full(2, 0.8)).cargo_demanded
    world = run(p, world_trade_index=np.full(2, 0.8)).cargo_demanded
    np.testing.assert_array_equal(shock, world)
    assert (shock <= none).all()
    assert shock[CARGO.index("containers"), 0] < none[CARGO.index("containers"), 0]


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
