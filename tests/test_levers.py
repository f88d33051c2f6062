"""All levers of the register: live with a sign, carried by dates, or not read for a stated reason."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from sim.baseline import load
from sim.experiments import lever_table
from sim.experiments.lever_table import LeverEffect
from sim.paths import REGISTERS
from sim.scenario.measures import carried, dated, excused, units, unread
from sim.scenario.registers import read_registers
from sim.simulate import simulate_together
from sim.year import LIVE_LEVERS
from tests.runs import scenario
from tests.test_behaviour import EXPECTED

REGISTER = read_registers().levers
EXCUSED = {
    "C03.S4.11",
    "C04.S4.21",
    "C04.S4.22",
    "C09.S1.07",
    "C14.S1.01",
    "C14.S1.02",
    "C14.S3.03",
    "C14.S3.04",
}
"""Party leadership, diplomacy and publicity: the only measures of the plan without a lever."""

ZERO = "reasoned zero"
"""What the register says of a lever that moves nothing alone."""


@pytest.fixture(scope="module")
def effects() -> dict[str, LeverEffect]:
    """Every live lever alone, at its neutral and at its plan value."""
    rows = lever_table.build(scenario("base"), scenario("plan"), load())
    return {row.lever.name: row for row in rows}


def test_a_lever_is_live_or_says_why_it_is_not() -> None:
    """A lever that becomes live loses its row in the list of those that no block reads."""
    assert set(unread()) == set(REGISTER) - LIVE_LEVERS
    assert set(REGISTER) >= LIVE_LEVERS
    for why in unread().values():
        assert len(why.reason) > 20 and why.reason_zh


def test_every_live_lever_has_a_sign_for_its_own_indicator(effects: dict[str, LeverEffect]) -> None:
    assert set(effects) == LIVE_LEVERS
    for name, row in effects.items():
        signs = dict(EXPECTED[name])
        assert row.indicator in signs or ZERO in REGISTER[name].note, f"{name}: {row.indicator}"


@pytest.mark.parametrize("name", sorted(LIVE_LEVERS))
def test_the_neutral_value_is_nothing_to_the_last_bit(effects: dict[str, LeverEffect], name: str) -> None:
    assert effects[name].neutral_is_nothing


@pytest.mark.parametrize("name", sorted(LIVE_LEVERS))
def test_the_plan_value_moves_the_own_indicator_as_expected(
    effects: dict[str, LeverEffect], name: str
) -> None:
    row = effects[name]
    sign = dict(EXPECTED[name]).get(row.indicator)
    if sign is None:
        assert row.effect == 0.0
    else:
        assert sign * row.effect > 0


def test_the_bases_own_openings_are_nothing_to_the_last_bit() -> None:
    base = scenario("base")
    openings = {name: project.base_opening for name, project in base.registers.projects.items()}
    run = simulate_together([base, replace(base, projects=openings)], load())
    assert lever_table.same(run, 1)


def test_railways_are_live_by_their_dates() -> None:
    """Both lines under construction shorten the way between cities; never opened, they do not."""
    base = scenario("base")
    assert unread()["rail_network"].state == "dates"
    lines = dated(base.registers.projects, carried())["rail_network"]
    assert {"weifang_yantai", "laixi_rongcheng", "jinghu_second"} <= set(lines)
    never = replace(base, projects={**base.projects, **dict.fromkeys(lines, float("inf"))})
    run = simulate_together([base, never], load())
    time = lever_table.regional(run)["Travel time"][1]
    gdp = lever_table.regional(run)["GDP"][1]
    assert time[0] < time[1]
    assert gdp[0] > gdp[1]


def test_every_measure_is_carried_by_a_lever_or_is_one_of_the_excused() -> None:
    with (REGISTERS / "measures.csv").open(encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    borne = [measure for measures in carried().values() for measure in measures]
    assert set(carried()) == set(REGISTER)
    assert set(excused()) == EXCUSED and all(excused().values())
    assert sorted(borne) == sorted(set(ids) - EXCUSED)


def test_every_dated_project_belongs_to_the_lever_of_its_measure() -> None:
    projects = read_registers().projects
    found = dated(projects, carried())
    assert set(found) == {"clean_power_capacity", "rail_network", "road_network"}
    assert all(projects[p].kind == "rail" for p in found["rail_network"])
    assert all(projects[p].kind == "road" for p in found["road_network"])


def test_every_unit_has_a_chinese_name() -> None:
    assert set(units()) == {lever.unit for lever in REGISTER.values()}
    assert all(units().values())
