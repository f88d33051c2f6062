"""Runs of the real baseline: the base year as published, members alone and in company, neutral levers."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest

from sim.axes import CHUNK
from sim.baseline import load
from sim.paths import ROOT
from sim.record import Run
from sim.simulate import line_service, simulate, simulate_together
from sim.year import LIVE_LEVERS
from tests.runs import run, scenario, value, with_levers

SOURCES = ROOT / "calibration" / "sources"
CITIES = load().axes.city
PRIOR = "uncertainty.parameters=prior"


def published(table: str, indicator: str) -> dict[str, float]:
    """Figures of 2020 by area, straight from a source table."""
    with (SOURCES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["indicator"] == indicator and r["year"] == "2020"]
    return {row["area"]: float(row["value"]) for row in rows}


@pytest.mark.parametrize("name", ["base", "plan"])
def test_gdp_of_2020_is_the_published_one(name: str) -> None:
    figures = published("city_accounts_history", "gdp_current")
    for city in CITIES:
        assert value(name, city, "GDP", 2020) == pytest.approx(figures[city], rel=1e-9)
    assert value(name, "jiaodong", "GDP", 2020) == pytest.approx(31113.37, rel=1e-9)


def test_residents_of_2020_are_the_censuss() -> None:
    figures = published("city_accounts_history", "population_resident_census")
    for city in CITIES:
        assert value("base", city, "Population", 2020) == pytest.approx(figures[city], rel=1e-6)
    assert value("base", "jiaodong", "Population", 2020) == pytest.approx(3243.5456, rel=1e-12)
    people = run("base").fields["population"][0]
    np.testing.assert_array_equal(people, np.round(people))


def test_marine_gdp_of_2020_is_the_plans_total() -> None:
    assert value("base", "jiaodong", "Marine GDP", 2020) == pytest.approx(9150.0, rel=1e-9)


def test_throughput_of_2020_is_each_ports() -> None:
    tonnes, boxes = published("ports", "cargo_throughput"), published("ports", "container_throughput")
    for city in CITIES:
        port = f"port_{city}"
        assert value("base", port, "Port throughput", 2020) == pytest.approx(tonnes[city], rel=1e-9)
        assert value("base", port, "Port containers", 2020) == pytest.approx(boxes[city], rel=1e-9)


def test_both_scenarios_start_from_the_same_year() -> None:
    base, plan = run("base"), run("plan")
    for name, values in base.fields.items():
        np.testing.assert_array_equal(values[0], plan.fields[name][0], err_msg=name)


def assert_same_member(one: Run, member: int, other: Run, other_member: int) -> None:
    for name, values in one.fields.items():
        np.testing.assert_array_equal(
            values[..., member], other.fields[name][..., other_member], err_msg=name
        )


@pytest.mark.parametrize("members", [3, 70])
def test_the_central_member_is_the_same_in_any_company(members: int) -> None:
    assert_same_member(run("plan", PRIOR), 0, run("plan", PRIOR, members=members), 0)


def test_a_drawn_member_is_the_same_in_any_company() -> None:
    """Member 2 sits in a first chunk, 65 and 69 in a padded last chunk of 70 and in a full one of 130."""
    assert CHUNK == 32
    few, many = run("plan", PRIOR, members=70), run("plan", PRIOR, members=130)
    for member in (2, 65, 69):
        assert_same_member(few, member, many, member)
    gdp = many.fields["gdp"][-1].sum(axis=0)
    assert len(np.unique(gdp)) == 130


def test_the_same_call_twice_gives_the_same_bits() -> None:
    again = simulate(scenario("plan", PRIOR), load(), members=3, seed=0)
    for member in range(3):
        assert_same_member(again, member, run("plan", PRIOR, members=3), member)


def test_scenarios_that_run_together_run_as_each_alone() -> None:
    """Seventy scenarios fill two chunks and a part of the next; one of them overrides a parameter."""
    base, plan = scenario("base"), scenario("plan")
    other = scenario("base", "parameters.pandemic_rebound=0.5")
    growing = [with_levers(base, rd_growth=float(k) / 10) for k in range(66)]
    together = simulate_together([base, plan, other, *growing, plan], load())
    assert together.members == 70
    for member, alone in ((0, base), (1, plan), (2, other), (66, growing[63]), (69, plan)):
        assert_same_member(simulate(alone, load()), 0, together, member)


def test_scenarios_of_different_horizons_cannot_run_together() -> None:
    with pytest.raises(ValueError, match="one horizon"):
        simulate_together([scenario("base"), scenario("base", "horizon=2030")], load())


def test_another_seed_draws_other_members() -> None:
    first, second = (run("base", PRIOR, members=3, seed=seed) for seed in (0, 1))
    assert_same_member(first, 0, second, 0)
    assert (first.fields["gdp"][-1, :, 1:] != second.fields["gdp"][-1, :, 1:]).all()


def test_a_fixed_parameter_is_not_drawn() -> None:
    fixed = run("base", "parameters.pandemic_rebound=0.5", members=2)
    gap = 1 - fixed.fields["utilisation"][:2]
    np.testing.assert_allclose(gap[1], 0.5 * gap[0], rtol=1e-12, atol=1e-15)


def test_neutral_levers_change_nothing_to_the_last_bit() -> None:
    base = scenario("base")
    neutral = {name: base.registers.levers[name].neutral for name in LIVE_LEVERS}
    given = {name: value for name, value in neutral.items() if not math.isnan(value)}
    assert len(given) >= len(LIVE_LEVERS) - 1
    assert_same_member(simulate(with_levers(base, **given), load()), 0, run("base"), 0)


def test_a_line_serves_from_its_opening_on() -> None:
    shares = line_service({"late": 2022.25, "never": math.inf}, ("late", "never"), range(2021, 2025))
    np.testing.assert_allclose(shares, [[0, 0], [0.75, 0], [1, 0], [1, 0]])
