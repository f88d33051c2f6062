"""What surrounds a run's numbers: levers, effects, provenance, parameters and the manifest."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace

import pandas as pd
import pytest

from sim.baseline import load
from sim.paths import PARAMETERS
from sim.report import manifest, view_context, view_paths
from sim.report.context import (
    context,
    contribution_rows,
    lever_rows,
    parameter_rows,
    shock_rows,
    shown,
    statements,
)
from sim.report.inputs import Context
from sim.report.labels import LANGUAGES
from sim.report.tables import csv_bytes, results_csv
from sim.scenario.shocks import Shock
from tests import runs
from tests.report import small, synthetic

HISTORIES = pd.DataFrame(columns=["reading", "target", "value", "unit"])


def test_levers_are_those_of_the_scenario_in_both_languages_with_their_grades() -> None:
    plan = runs.scenario("plan")
    rows = lever_rows(plan)
    assert {row["lever"] for row in rows} == set(plan.levers) != set()
    for row in rows:
        assert row["label"]["en"] and row["label"]["zh"] and row["channel"]["en"] and row["channel"]["zh"]
        assert row["grade"] in ("A", "B", "C")
    assert lever_rows(runs.scenario("base")) == []


@pytest.mark.parametrize(
    ("setting", "line"),
    [(2.50, "2.5"), (10, "10"), ({2021: 2.0, 2025: 8}, "2021: 2; 2025: 8"), ("never", "never"),
     ({"rizhao": {2021: 2, 2025: 8}}, "rizhao: 2021: 2; 2025: 8")],
)  # fmt: skip
def test_a_setting_is_shown_as_one_line(setting: object, line: str) -> None:
    assert shown(setting, "en") == line


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        (2.50, "2.5"),
        ({2021: 2.0, 2025: 8}, "2021年：2、2025年：8"),
        (
            {"port_rizhao": {"ore": 5.0, "lng": 1}, "default": 3},
            "日照港（金属矿石：5、液化天然气：1）、其他各地：3",
        ),
        ({"qingdao-weifang": 0.3}, "青岛—潍坊：0.3"),
    ],
)
def test_a_setting_names_places_and_years_in_chinese(setting: object, line: str) -> None:
    assert shown(setting, "zh") == line


def test_effects_carry_the_labels_of_the_register_and_unknown_rows_their_own_name() -> None:
    plan = runs.scenario("plan")
    lever = next(iter(plan.levers))
    other = "a row of another kind"
    effects = pd.DataFrame(
        [
            (2025, lever, "A", "Population", 3.0, "10k persons", "c"),
            (2025, other, "", "Population", 5.0, "10k persons", ""),
        ],
        columns=["year", "lever", "grade", "target", "effect", "unit", "channel"],
    )
    first, second = contribution_rows(effects, plan)
    assert first["label"]["zh"] == plan.registers.levers[lever].label_zh and first["effect"] == 3.0
    assert second["label"] == other


def test_overridden_parameters_stand_beside_their_defaults() -> None:
    assert parameter_rows(runs.scenario("base")) == []
    (row,) = parameter_rows(runs.scenario("base", "parameters.rd_output_elasticity=0.08"))
    assert (row["name"], row["value"]) == ("rd_output_elasticity", 0.08)
    known = runs.scenario("base").registers.parameters["rd_output_elasticity"]
    assert row["default"] == known.value != 0.08
    assert row["meaning"] == {"en": known.meaning, "zh": known.meaning_zh}


def test_shocks_are_listed_with_size_and_cause_in_both_languages() -> None:
    base = runs.scenario("base")
    assert shock_rows(base) == []
    event = Shock("slump", "exports", "a war", {"qingdao": {2023: -20.0}})
    (row,) = shock_rows(replace(base, shocks=(event,)))
    kind = base.registers.shocks["exports"]
    assert row["kind"] == {"en": kind.label_en, "zh": kind.label_zh} and row["unit"] == kind.unit
    assert (row["name"], row["cause"]) == ("slump", "a war")
    assert row["size"] == {"en": "qingdao: 2023: -20", "zh": "青岛（2023年：-20）"}
    for lang in LANGUAGES:
        given = small.inputs([], context=Context(shocks=[row]))
        assert view_context.shocks(given, lang).rows == [
            ["slump", kind.label_zh, "青岛（2023年：-20）", kind.unit_zh, "a war"]
            if lang == "zh"
            else ["slump", kind.label_en, "Qingdao: 2023: -20", kind.unit, "a war"]
        ]


def test_totals_of_the_base_year_are_counted_once_a_city_or_port() -> None:
    found = context(runs.scenario("base"), load(), None, HISTORIES, {})["totals"]
    assert {name: sum(kinds.values()) for name, kinds in found.items()} == {
        "GDP|Current prices": 5, "Population": 5, "Port throughput": 5, "Marine GDP|Current prices": 5
    }  # fmt: skip
    assert {kind for kinds in found.values() for kind in kinds} <= {"sourced", "plan", "derived", "recalled"}


def test_the_context_of_the_base_has_no_effects_and_states_assumptions_and_limits() -> None:
    found = context(runs.scenario("base"), load(), None, HISTORIES, {"seed": 0})
    assert found["levers"] == found["contributions"] == found["parameters"] == []
    assert found["assumptions"] == list(statements("assumption")) != []
    assert found["limits"] == list(statements("limit")) != []
    assert all(text["en"] and text["zh"] for text in (*found["assumptions"], *found["limits"]))
    assert sum(sum(counts.values()) for counts in found["provenance"].values()) > 100


def test_a_manifest_holds_hashes_and_settings_and_neither_user_nor_machine() -> None:
    baseline, plan = load(), runs.scenario("plan")
    found = manifest.build(plan, baseline, 3, 7)
    assert (found["members"], found["seed"]) == (3, 7)
    assert found["parameters_sha256"] == hashlib.sha256(PARAMETERS.read_bytes()).hexdigest()
    assert found["scenario_sha256"] == plan.digest != runs.scenario("base").digest
    assert found["baseline"] == {"version": baseline.version, "sha256": baseline.digest}
    assert found["commit"] is None or re.fullmatch("[0-9a-f]{40}", str(found["commit"]))
    assert not re.search(r"/(home|root|Users|tmp|work)\b|\\", json.dumps(found))


def test_a_manifest_outside_a_checkout_has_no_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert manifest.commit() is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_of_effects_has_a_row_a_lever_and_a_column_an_outcome(lang: str) -> None:
    effects = [
        small.effect("roads", 80.0, "A"),
        small.effect("schools", 30000.0, "B"),
        small.effect("roads", 5.0, "A", "Marine GDP"),
        small.effect("roads", 900.0, "A", year=2035),
    ]
    table = view_context.contributions(small.inputs([], context=Context(contributions=effects)), lang, 2025)
    # the larger effect decides on the unit of a column (trillions); a missing one is a dash
    cells = {
        "en": [["A", "+0.01", "+0.50"], ["B", "+3.00", "–"]],
        "zh": [["A", "+80.0", "+5.00"], ["B", "+30000", "–"]],
    }
    assert [row[1:] for row in table.rows] == cells[lang]
    assert {len(row) for row in table.rows} == {len(table.head)}


def test_cells_of_the_baseline_are_counted_by_origin_with_their_sum() -> None:
    counts = {"one": {"sourced": 3, "derived": 4, "judgement": 6}, "two": {"sourced": 2, "plan": 1}}
    table = view_context.provenance(small.inputs([], context=Context(provenance=counts)), "en")
    assert table.rows == [
        ["one", "3", "0", "4", "0", "6"],
        ["two", "2", "1", "0", "0", "0"],
        ["Sum", "5", "1", "4", "0", "6"],
    ]


def test_the_manifest_is_shown_flat_with_dashes_for_what_is_missing() -> None:
    facts = {"baseline": {"version": "1"}, "commit": None, "share": 0.25, "seed": 0}
    table = view_context.manifest(small.inputs([], context=Context(manifest=facts)), "en")
    assert table.rows == [["baseline.version", "1"], ["commit", "–"], ["share", "0.25"], ["seed", "0"]]


def test_growth_accounting_adds_up_to_the_average_rate() -> None:
    *causes, total = view_paths.growth_accounting(synthetic.inputs(), "en").rows
    # capital 2.8 less 0.02 for each city before it; together 5.65 less 0.18; the region is the mean
    assert causes[0] == ["Capital", "2.76", "2.80", "2.78", "2.76", "2.74", "2.72"]
    assert [float(v) for v in total[1:]] == pytest.approx([5.29, 5.65, 5.47, 5.29, 5.11, 4.93], abs=0.0051)
    for k in range(1, 7):
        assert sum(float(row[k].replace("−", "-")) for row in causes) == pytest.approx(
            float(total[k]), abs=0.05
        )


def test_the_backtest_shows_the_mean_absolute_error_of_each_reading() -> None:
    table = pd.DataFrame(
        [
            ("as printed", "qingdao", 5.0, 6.0),
            ("as printed", "yantai", 6.0, 4.0),
            ("new", "qingdao", 5.0, 5.5),
        ],
        columns=["reading", "city", "observed", "model"],
    )
    rows = view_paths.backtest(table, "en").rows
    assert [row for row in rows if len(row) == 1] == [["Growth as printed"], ["new"]]
    assert [row[-1] for row in rows if row[0] == "Mean absolute error"] == ["1.50", "0.50"]


def test_tables_are_utf_8_with_a_mark_and_numbers_read_back_to_the_last_bit() -> None:
    frame = synthetic.inputs(bands=True).frame
    content = results_csv(frame)
    head, first, *_ = content.decode("utf-8-sig").split("\n")
    assert content.startswith(b"\xef\xbb\xbf") and b"\r" not in content
    assert head == "model,scenario,region,variable,unit,year,value,p05,p25,p50,p75,p95"
    assert [float(line.split(",")[-6]) for line in content.decode().split("\n")[1:3]] == frame["value"][
        :2
    ].tolist()
    assert first.startswith("Jiaodong 0.1,plan,qingdao,GDP,100m CNY 2020,2020,12400.6,")
    numbers = pd.DataFrame({"x": [0.1 + 0.2, 1e-300, 12400.6]})
    assert csv_bytes(numbers) == b"\xef\xbb\xbfx\n0.30000000000000004\n1e-300\n12400.6\n"
