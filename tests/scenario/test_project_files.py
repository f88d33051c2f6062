"""The project's own scenarios, drivers, registers and schema."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest

from calibration.population.outside import mobile_population_index
from calibration.tables import Figures
from sim.errors import Problem
from sim.paths import BASELINE, REGISTERS, SCENARIOS
from sim.scenario.inheritance import inherited
from sim.scenario.loading import load, validate
from sim.scenario.registers import Registers, read_registers
from sim.scenario.setting_checks import check
from sim.scenario.tree import Source, plain
from sim.scenario.yaml_reader import read_file, read_text
from sim.scenario_schema import SCHEMA_FILE, text

BASE, PLAN = SCENARIOS / "base.yaml", SCENARIOS / "plan.yaml"


@pytest.fixture(scope="module")
def own() -> Registers:
    return read_registers()


def plan_levers(own: Registers) -> dict[str, object]:
    """The plan's levers as written."""
    levers = plain(inherited([PLAN], own, (), {}).tree.children["levers"])
    assert isinstance(levers, dict)
    return levers


def test_the_base_sets_no_lever(own: Registers) -> None:
    base = validate(BASE, live_levers=())
    assert base.levers == {} and base.parameters == {} and base.flags == {} and base.horizon == 2025
    assert base.projects == {name: project.base_opening for name, project in own.projects.items()}


def test_the_plan_holds_the_plan_values_of_the_register(own: Registers) -> None:
    """Guards against a value in the file that no row of the register stands behind."""
    written = plan_levers(own)
    assert len(written) >= 12
    assert written == {name: json.loads(own.levers[name].plan_value) for name in written}


def test_the_plan_opens_projects_at_their_plan_openings(own: Registers) -> None:
    plan = load(PLAN, own, live_levers=tuple(plan_levers(own)))
    assert plan.projects == {name: project.plan_opening for name, project in own.projects.items()}
    assert not plan.warnings


def test_no_project_opens_later_under_the_plan(own: Registers) -> None:
    assert all(project.plan_opening <= project.base_opening for project in own.projects.values())
    studies = [project for project in own.projects.values() if project.status_mid_2021 in ("study", "sought")]
    assert studies and all(math.isinf(project.plan_opening) for project in studies)


def test_every_plan_value_of_the_register_is_a_valid_setting(own: Registers) -> None:
    for name, lever in own.levers.items():
        axes = own.labels.axes(lever.index)
        if axes is not None:
            node = read_text(lever.plan_value, Source(name, name), mapping=False).root
            found: list[Problem] = []
            check(lever, axes, node, own.labels, ("levers", name), found)
            assert not found, found


def test_projects_are_sourced_and_carried_by_a_measure(own: Registers) -> None:
    with (REGISTERS / "measures.csv").open(encoding="utf-8", newline="") as file:
        measures = {row["id"]: row["lever"] for row in csv.DictReader(file)}
    lever = {"rail": "rail_network", "road": "road_network", "power": "clean_power_capacity"}
    for project in own.projects.values():
        assert project.source and project.base_basis and project.status_mid_2021
        assert measures[project.measure] == lever[project.kind]


def test_the_drivers_are_labelled_and_cover_the_plan_years() -> None:
    drivers = validate(BASE, live_levers=()).drivers
    assert {
        "china_gdp_growth",
        "china_trend_growth",
        "gdp_deflator_change",
        "world_trade_growth",
        "total_fertility_rate",
    } <= drivers.series.keys()
    for series in drivers.series.values():
        assert min(series.values) <= 2021 and series.source and series.note
    document = read_file(SCENARIOS / "drivers" / "mid_2021.yaml", Source("d", "d"))
    assert not document.problems


def test_the_trend_of_2021_spreads_the_rebound_over_two_years() -> None:
    drivers = validate(BASE, live_levers=()).drivers
    dip, rebound = drivers.values("china_gdp_growth", [2020, 2021])
    trend = drivers.values("china_trend_growth", [2021])[0]
    assert (1 + trend / 100) ** 2 == pytest.approx((1 + dip / 100) * (1 + rebound / 100), abs=1e-5)
    assert (
        drivers.values("china_trend_growth", [2022, 2026]).tolist()
        == drivers.values("china_gdp_growth", [2022, 2026]).tolist()
    )


def test_drivers_agree_with_the_source_table() -> None:
    drivers = validate(BASE, live_levers=()).drivers
    table = REGISTERS.parent / "sources" / "drivers_mid2021.csv"
    rows = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["area"], row["indicator"], int(row["year"])] = float(row["value"])
    pairs = {
        "china_gdp_growth": "gdp_growth_real",
        "gdp_deflator_change": "gdp_deflator_change",
        "exchange_rate": "exchange_rate_implied",
    }
    for name, indicator in pairs.items():
        for year, value in drivers.series[name].values.items():
            assert value == pytest.approx(rows["china", indicator, year], abs=6e-4)
    for year in (2020, 2021, 2022):
        assert (
            drivers.series["world_trade_growth"].values[year]
            == rows["world", "merchandise_trade_volume_growth", year]
        )


def test_outside_movers_follow_from_the_projection_and_the_schedule() -> None:
    with (BASELINE / "migration_schedule.csv").open(encoding="utf-8", newline="") as file:
        schedule = np.array([float(row["value"]) for row in csv.DictReader(file)])
    expected = mobile_population_index(Figures("wpp2019_population"), "china", schedule, 2020)
    given = validate(BASE, live_levers=()).drivers.series["outside_movers"].values
    assert given == pytest.approx({year: expected[year] for year in given}, abs=1e-3)
    assert min(given) == 2020 and max(given) == 2050


def test_the_schema_file_is_what_the_registers_give(own: Registers) -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == text(own), "run: python -m sim.scenario_schema"


def test_the_resolved_plan_is_the_plan(own: Registers, tmp_path: Path) -> None:
    live = tuple(plan_levers(own))
    plan = load(PLAN, own, live_levers=live)
    again = tmp_path / "scenario.resolved.yaml"
    again.write_text(plan.to_resolved_yaml(), encoding="utf-8")
    assert load(again, own, live_levers=live).digest == plan.digest
