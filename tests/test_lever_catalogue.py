"""The catalogue of levers: effects alone and within, totals by grade with their cap, and what is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim import lever_job
from sim.baseline import load
from sim.experiments import lever_catalogue, lever_effects
from sim.experiments.central_runs import HEADLINES, central_runs
from sim.experiments.lever_catalogue import capped, sums
from sim.experiments.lever_effects import NESTED, TOGETHER
from sim.paths import SCENARIOS
from sim.session import Options
from sim.year import LIVE_LEVERS
from tests.runs import run, scenario

Found = dict[str, Any]


@pytest.fixture(scope="module")
def found() -> Found:
    return lever_catalogue.build(scenario("plan"), scenario("base"), load(), live=LIVE_LEVERS, members=8)


@pytest.fixture(scope="module")
def levers(found: Found) -> dict[str, Found]:
    return {row["name"]: row for row in found["levers"]}


def total(found: Found, grades: str, target: str) -> Found:
    (row,) = (r for r in found["totals"] if (r["grades"], r["target"]) == (grades, target))
    return row


def test_a_cap_cuts_what_is_larger_and_leaves_the_rest() -> None:
    added = np.array([30.0, 10.0, -30.0, 0.0])
    np.testing.assert_array_equal(capped(added, np.full(4, 80.0), 0.25), [20.0, 10.0, -20.0, 0.0])
    np.testing.assert_array_equal(capped(added, np.full(4, -80.0), 0.25), [20.0, 10.0, -20.0, 0.0])


def test_totals_by_grade_add_up() -> None:
    parts = sums(*(np.array([[x]]) for x in (50.0, 80.0, 120.0)), 0.25)
    values = {name: float(value[0, 0]) for name, value in parts.items()}
    assert values == {
        "A": 50.0,
        "B adds": 30.0,
        "A+B": 80.0,
        "C adds": 40.0,
        "C adds, capped": 20.0,
        "A+B+C": 120.0,
        "A+B+C, capped": 100.0,
    }


@pytest.mark.parametrize("target", HEADLINES)
def test_grade_c_makes_up_at_most_a_fifth_of_the_capped_total(found: Found, target: str) -> None:
    part, whole = (total(found, g, target)["effect"] for g in ("C adds, capped", "A+B+C, capped"))
    assert abs(part) <= 0.2 * abs(whole) * (1 + 1e-12)
    assert found["cap"] == 0.25


def test_effects_are_those_of_the_report(found: Found, levers: dict[str, Found]) -> None:
    plan = scenario("plan")
    runs = central_runs(lever_effects.variants(plan, scenario("base")), load())
    table = lever_effects.build(plan, runs, [2025])
    effects = table.set_index(["lever", "target"])["effect"]
    for target in HEADLINES:
        for name in ("rd_growth", "port_capacity", "service_equalisation"):
            assert levers[name]["alone"][target] == effects[name, target]
        for name, grades in (*NESTED.items(), (TOGETHER, "ABC")):
            assert total(found, "+".join(grades), target)["effect"] == pytest.approx(effects[name, target])


def test_bands_enclose_most_of_what_is_drawn_and_are_absent_without_members(found: Found) -> None:
    for row in found["totals"]:
        assert row["p05"] <= row["p95"]
    single = lever_catalogue.totals(scenario("plan"), scenario("base"), load(), members=1)
    assert all(row["p05"] is None for row in single)


def test_every_lever_of_the_register_has_a_row_and_only_what_is_set_an_effect(
    found: Found, levers: dict[str, Found]
) -> None:
    assert list(levers) == list(scenario("base").registers.levers)
    for name, row in levers.items():
        assert ("alone" in row) == (row["setting"] is not None or bool(row["openings"])), name
        assert row["measures"]
        assert bool(row["reason"]) == (row["state"] != "live")
    assert len(found["excused"]) == 8


def test_railways_show_what_their_dates_do(levers: dict[str, Found]) -> None:
    rail = levers["rail_network"]
    assert rail["state"] == "dates" and rail["setting"] is None
    assert [entry["project"] for entry in rail["openings"]] == ["jinghu_second"]
    assert rail["alone"]["GDP|Current prices"] == 0.0, "a line of 2026 gives nothing by 2025"
    assert rail["base_openings"]["GDP|Current prices"] > 0


def test_within_is_what_the_scenario_would_lose(levers: dict[str, Found]) -> None:
    kept = scenario("plan").levers
    rest = lever_catalogue.without(
        scenario("plan"), scenario("base"), "rd_growth", lever_catalogue.Moved(kept["rd_growth"], {})
    )
    assert rest.levers == {k: v for k, v in kept.items() if k != "rd_growth"}
    assert rest.projects == scenario("plan").projects
    residents = run("plan").fields["residents"][-1].sum()
    assert levers["rd_growth"]["within"]["Population"] < 0.01 * residents


def test_a_catalogue_is_computed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def once(*_: object, members: int, **__: object) -> Found:
        calls.append(members)
        return {"levers": [], "totals": [], "members": members}

    monkeypatch.setattr(lever_catalogue, "build", once)
    file = SCENARIOS / "plan.yaml"
    first, second = (lever_job.catalogue(file, Options(), members=4, kept=tmp_path) for _ in range(2))
    assert first == second and calls == [4]
    changed = Options(overrides=("levers.rd_growth=8",))
    lever_job.catalogue(file, changed, members=4, kept=tmp_path)
    lever_job.catalogue(file, Options(), members=5, kept=tmp_path)
    assert calls == [4, 4, 5]
    (tmp_path / "x").write_text("no folder")
    lever_job.catalogue(file, Options(), members=4, kept=tmp_path / "x" / "y")
    assert calls == [4, 4, 5, 4]


def test_a_catalogue_is_plain_data(found: Found) -> None:
    assert json.loads(json.dumps(found))["year"] == 2025
