"""The ports on the real baseline: a full one, a closed one, a late terminal, and what trade feels of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim.axes import Array
from sim.baseline import load
from sim.experiments.port_materiality import materiality
from sim.record import Run
from sim.scenario.lever_values import Setting
from sim.scenario.shocks import Shock
from sim.simulate import simulate, simulate_together
from tests.runs import run, scenario, with_levers

AXES = load().axes
PORTS, CARGO = AXES.port, AXES.cargo
YEAR, LATER = 2023, "horizon=2030"
QINGDAO, RIZHAO = PORTS.index("port_qingdao"), PORTS.index("port_rizhao")
ORE, OIL, BOXES = (CARGO.index(name) for name in ("ore", "oil", "containers"))


def at(year: int) -> int:
    return year - 2020


@cache
def shocked(kind: str, place: str, size: float) -> Run:
    """The base with one event of 2023."""
    event = Shock("event", kind, "a test", {place: {YEAR: size}})
    return simulate(replace(scenario("base", LATER), shocks=(event,)), load())


def change(kind: str, place: str, size: float, field: str, year: int) -> Array:
    """A field over that of the base less one, without the member axis."""
    base, after = run("base", LATER).fields[field], shocked(kind, place, size).fields[field]
    moved: Array = (after / base - 1)[at(year), ..., 0]
    return moved


def test_a_port_closed_for_a_month_shows_in_its_neighbours_and_in_trade() -> None:
    tonnes = change("port_closure", "port_qingdao", 30.0, "throughput", YEAR)
    boxes = tonnes[:, BOXES]
    assert -0.15 < boxes[QINGDAO] < -0.07
    others = [p for p in range(len(PORTS)) if p != QINGDAO]
    assert (boxes[others] > 0.002).all()
    assert (change("port_closure", "port_qingdao", 30.0, "rival_throughput", YEAR) > 0).all()
    assert (change("port_closure", "port_qingdao", 30.0, "cargo_refused", YEAR) > 0).all()
    trade = change("port_closure", "port_qingdao", 30.0, "exports", YEAR + 1)
    assert (trade < 0).all()
    assert trade[AXES.city.index("qingdao")].mean() < trade[AXES.city.index("rizhao")].mean()
    assert -0.002 < change("port_closure", "port_qingdao", 30.0, "gdp", YEAR + 1).min() < 0


def test_a_closed_month_is_over_when_it_is_over() -> None:
    for field in ("throughput", "gdp"):
        np.testing.assert_array_equal(change("port_closure", "port_qingdao", 30.0, field, YEAR - 1), 0)
        assert np.abs(change("port_closure", "port_qingdao", 30.0, field, 2030)).max() < 1e-4


def test_a_month_without_qingdao_hurts_more_than_one_without_weihai() -> None:
    lost = {
        port: change("port_closure", port, 30.0, "gdp", YEAR + 1).min()
        for port in ("port_qingdao", "port_weihai")
    }
    assert lost["port_qingdao"] < lost["port_weihai"] < 1e-6


def test_dues_of_lianyungang_bring_cargo_to_rizhao_most() -> None:
    moved = change("rival_dues", "lianyungang", 10.0, "throughput", YEAR)
    assert (np.delete(moved, CARGO.index("lng"), axis=1) > 0).all()
    base = run("base", LATER).fields["throughput"][at(YEAR), ..., 0]
    gained = (moved * base).sum(axis=1)
    assert gained.argmax() == RIZHAO
    rivals = change("rival_dues", "lianyungang", 10.0, "rival_throughput", YEAR)
    assert (
        rivals[AXES.rival.index("lianyungang")] < 0 < np.delete(rivals, AXES.rival.index("lianyungang")).min()
    )


def test_a_full_rizhao_sheds_ore_to_its_neighbours() -> None:
    """The base with an ore terminal at Rizhao that was nearly full in 2020, and no berths built anywhere."""
    baseline = load()
    capacity = baseline.tables["port_service_capacity"]
    tight = capacity.values.copy()
    tight[RIZHAO, ORE] = baseline["port_throughput"][RIZHAO, ORE] / 0.93
    full = replace(
        baseline, tables={**baseline.tables, "port_service_capacity": replace(capacity, values=tight)}
    )
    still = replace(scenario("base"), parameters={"port_capacity_growth": 0.0})
    grown = [
        (f[at(2025)] / f[0])[:, ORE, 0]
        for f in (simulate(still, data).fields["throughput"] for data in (baseline, full))
    ]
    assert grown[1][RIZHAO] < grown[0][RIZHAO] - 0.01
    assert grown[1][QINGDAO] > grown[0][QINGDAO]
    assert (np.delete(grown[1] - grown[0], RIZHAO) > 0).all()


def test_a_crude_terminal_two_years_late_shows() -> None:
    """3000 (10k t a year) at Rizhao in 2023 or in 2025, beside the base without it."""
    base = scenario("base")

    def oil(opens: int) -> Setting:
        return {"port_rizhao": {"oil": {2020: 0.0, opens - 1: 0.0, opens: 3000.0}}}

    runs = simulate_together([base, *(with_levers(base, port_capacity=oil(y)) for y in (2023, 2025))], load())
    tonnes, waits = (runs.fields[name][:, RIZHAO, OIL] for name in ("throughput", "waiting_time_hours"))
    for year in (2023, 2024):
        none, on_time, late = tonnes[at(year)]
        assert late == pytest.approx(none, rel=1e-12) and on_time > 1.02 * late
        assert waits[at(year), 1] < 0.7 * waits[at(year), 2]
    neighbours = np.delete(runs.fields["throughput"][at(2024), :, OIL], RIZHAO, axis=0)
    assert (neighbours[:, 1] < neighbours[:, 2]).all()


def test_berths_where_few_queue_do_little_and_where_many_do_much() -> None:
    """A twentieth more capacity: for Qingdao's general cargo, on 52 berths, and for Yantai's oil, on four."""
    base = scenario("base")
    capacity = load()["port_service_capacity"]
    gained = []
    for port, cargo in (("port_qingdao", "general"), ("port_yantai", "oil")):
        p, k = PORTS.index(port), CARGO.index(cargo)
        more = with_levers(base, port_capacity={port: {cargo: 0.05 * capacity[p, k]}})
        tonnes = simulate_together([base, more], load()).fields["throughput"][at(2025), p, k]
        gained.append(tonnes[1] / tonnes[0] - 1)
    assert 0 < gained[0] < 0.004
    assert gained[1] > 5 * gained[0]


def test_waiting_matters_little_for_gdp_and_costs_something() -> None:
    found = materiality(scenario("base"), load(), 2025)
    assert 0.05 < found.bill_percent < 0.6
    assert abs(found.gdp_percent) < 0.1
