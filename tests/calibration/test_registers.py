"""The registers: every lever, measure, target and parameter complete, in range, and tied to the others."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

import pytest

REGISTERS = Path(__file__).resolve().parents[2] / "calibration" / "registers"
Row: TypeAlias = dict[str, str]
Value: TypeAlias = "float | dict[str, Value]"


def rows(name: str) -> list[Row]:
    with (REGISTERS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LEVERS = {row["lever"]: row for row in rows("levers.csv")}
MEASURES = rows("measures.csv")
TARGETS = {row["target_id"]: row for row in rows("targets.csv")}
PARAMETERS = {row["name"]: row for row in rows("parameters.csv")}
PROJECTS = rows("plan_projects.csv")
LABELS = {(row["axis"], row["id"]) for row in rows("labels.csv")}
PLACELESS = {"bay", "river", "domain", "project"}
CITIES = ("qingdao", "yantai", "weifang", "weihai", "rizhao")
every_lever = pytest.mark.parametrize("lever", LEVERS.values(), ids=list(LEVERS))
every_target = pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))


def numbers(value: Value) -> Iterator[float]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from numbers(inner)
    else:
        yield value


def plan_sum(lever: str) -> float:
    return sum(numbers(json.loads(LEVERS[lever]["plan_value"])))


def places(axis: str) -> set[str]:
    if axis == "city_pair":
        return {f"{a}-{b}" for a, b in combinations(CITIES, 2)}
    return {entry for name, entry in LABELS if name == axis}


def test_the_registers_are_complete_and_without_doubles() -> None:
    assert len(rows("levers.csv")) == len(LEVERS) == 69
    assert len(MEASURES) == len({m["id"] for m in MEASURES}) == 592
    assert len(rows("targets.csv")) == len(TARGETS) == 117
    assert len(rows("parameters.csv")) == len(PARAMETERS) >= 327
    assert len(PROJECTS) == len({p["project_id"] for p in PROJECTS}) == 409


@every_lever
def test_a_lever_says_all_that_is_asked_of_it(lever: Row) -> None:
    may_be_empty = {"neutral", "rule_value"}
    assert [name for name, text in lever.items() if not text.strip() and name not in may_be_empty] == []
    assert lever["grade"] in {"A", "B", "C"}
    assert set(lever["plan_basis"]) <= set("PDVA")
    assert lever["spending"] in {"yes", "no"} and lever["timing"] in {"ramp", "level"}
    assert re.search(r"[\u4e00-\u9fff]", lever["label_zh"]) and re.search(
        r"[\u4e00-\u9fff]", lever["mechanism_zh"]
    )


@every_lever
def test_range_holds_neutral_and_plan_values(lever: Row) -> None:
    low, high = float(lever["low"]), float(lever["high"])
    assert low < high
    if lever["neutral"]:
        assert low <= float(lever["neutral"]) <= high
        assert float(lever["neutral"]) == 0
    else:
        assert lever["lever"] in {"rd_growth", "rail_network"}
    assert bool(lever["rule_value"]) == (lever["lever"] == "rd_growth")
    assert all(low <= value <= high for value in numbers(json.loads(lever["plan_value"])))


@every_lever
def test_plan_values_stand_at_places_of_the_index(lever: Row) -> None:
    value = json.loads(lever["plan_value"])
    axes = [lever["index"]] if lever["index"] == "city_pair" else re.split("_", lever["index"])
    for axis in axes:
        if axis == "region" or not isinstance(value, dict):
            assert axis != "region" or not isinstance(value, dict)
            return
        known = places(axis)
        assert known or axis in PLACELESS
        assert not known or set(value) <= known
        value = {
            key: inner for part in value.values() if isinstance(part, dict) for key, inner in part.items()
        }
    assert value == {}, "nested deeper than the index"


@every_lever
def test_evidence_fits_the_grade(lever: Row) -> None:
    names = lever["parameters"].split(";")
    assert set(names) <= PARAMETERS.keys()
    assert lever["evidence_strength"] in {"strong", "moderate", "weak", "none"}
    if lever["grade"] == "A":
        assert lever["evidence_strength"] in {"strong", "moderate"}
        assert lever["unit"] != "index"
        assert any(PARAMETERS[name]["seen"] != "judgement" for name in names)
    if lever["unit"].startswith("index"):
        assert lever["grade"] == "C"


def test_at_least_twelve_levers_rest_on_quantified_evidence() -> None:
    quantified = [
        v for v in LEVERS.values() if v["grade"] == "A" and re.search(r"\d|Engineering", v["evidence"])
    ]
    assert len(quantified) >= 12


@every_lever
def test_money_is_in_one_unit_and_drawn_from_the_budget(lever: Row) -> None:
    money = lever["unit"].startswith(("100m CNY", "CNY per county", "% of GDP"))
    assert money == (lever["spending"] == "yes")
    assert "bn" not in lever["unit"] and "M yuan" not in lever["unit"]


def test_plan_values_add_up_to_what_the_register_says_of_them() -> None:
    assert plan_sum("port_capacity") == pytest.approx(25000)
    assert plan_sum("manufacturing_clusters") == pytest.approx(600)
    assert plan_sum("marine_industry_support") == pytest.approx(300)
    assert plan_sum("fulcrum_zone_investment") == pytest.approx(160)
    assert plan_sum("digital_infrastructure") == pytest.approx(80)
    assert plan_sum("desalination_capacity") == pytest.approx(60)
    assert plan_sum("science_platforms") == pytest.approx(30)
    assert plan_sum("clean_power_capacity") == pytest.approx(15)


def test_the_rail_lever_repeats_the_openings_of_the_dated_projects() -> None:
    lines = {p["project"]: p["plan_opening"] for p in rows("dated_projects.csv") if p["kind"] == "rail"}
    dated = {name: float(opening) for name, opening in lines.items() if opening != "never"}
    assert json.loads(LEVERS["rail_network"]["plan_value"]) == dated


def test_every_measure_is_carried_once_or_excused() -> None:
    for measure in MEASURES:
        assert bool(measure["lever"]) != bool(measure["excused_reason"]), measure["id"]
        assert not measure["lever"] or measure["lever"] in LEVERS, measure["id"]
        assert measure["quote_zh"] and 0 < float(measure["commitment"]) <= 1, measure["id"]
    assert sum(bool(m["excused_reason"]) for m in MEASURES) == 8
    assert {m["lever"] for m in MEASURES} - {""} == LEVERS.keys()


def test_named_projects_belong_to_a_measure_and_its_lever() -> None:
    lever_of = {m["id"]: m["lever"] for m in MEASURES}
    ids = {p["project_id"] for p in PROJECTS}
    for project in PROJECTS:
        assert project["measure_id"] in lever_of, project["project_id"]
        assert project["lever"] in {*LEVERS, ""}, project["project_id"]
        assert not project["same_as"] or set(project["same_as"].split(";")) <= ids, project["project_id"]


@every_target
def test_a_target_says_how_it_is_judged(target: Row) -> None:
    assert target["class"] in {"outcome", "delivery", "direction", "not modelled"}
    assert target["operator"] in {">", ">=", "<", "<=", "=", "~"}
    assert target["modelled_now"] in {"yes", "no"}
    assert bool(target["reason"]) == (target["modelled_now"] == "no")
    assert not target["lever"] or target["lever"] in LEVERS
    assert set(target["region"].split(";")) <= {*CITIES, *places("city_pair"), *places("zone"), "jiaodong"}
    assert (
        target["name_en"] and target["name_zh"] and target["quote_zh"] and int(target["year"]) in {2025, 2035}
    )


@every_target
def test_a_class_has_what_decides_it(target: Row) -> None:
    if target["class"] in {"outcome", "direction"}:
        assert target["variable"] and target["basis"]
    if target["class"] == "outcome":
        float(target["target"])
    if target["class"] == "direction":
        assert (
            target["target"] == "0"
            and target["operator"] in {">", "<"}
            and target["unit"].endswith("vs 2020")
        )
    if target["class"] == "delivery":
        assert target["lever"]
    if target["class"] == "not modelled":
        assert target["modelled_now"] == "no" and not target["variable"]


def test_headline_targets_are_in_the_units_of_the_results() -> None:
    wanted = {
        "T001": ("Population", 3300, "10k persons"),
        "T002": ("GDP|Current prices", 40000, "100m CNY"),
        "T003": ("Port throughput", 180000, "10k tonnes"),
        "T004": ("Marine GDP|Current prices", 15000, "100m CNY"),
        "T006": ("R&D spending growth", 10, "%"),
    }
    found = {i: (TARGETS[i]["variable"], float(TARGETS[i]["target"]), TARGETS[i]["unit"]) for i in wanted}
    assert found == wanted


def test_no_outcome_target_stands_in_the_register_of_levers_as_a_dose() -> None:
    for target in TARGETS.values():
        if target["class"] == "outcome":
            doses = [v for v in LEVERS.values() if v["unit"] == target["unit"]]
            assert all(float(target["target"]) not in numbers(json.loads(v["plan_value"])) for v in doses)
    units = " ".join(v["unit"] for v in LEVERS.values())
    assert not re.search(r"growth of (GDP|value added|visitor|agricultural)|share of GDP|net migrants", units)


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=list(PARAMETERS))
def test_a_parameter_has_a_usable_prior_and_a_source(parameter: Row) -> None:
    low, value, high = (float(parameter[k]) for k in ("low", "value", "high"))
    assert low <= value <= high
    assert parameter["unit"] and parameter["meaning"] and parameter["source"]
    assert parameter["seen"] in {"yes", "abstract", "abstract_sign", "recalled", "judgement", "derived"}
    status = parameter["status"].split(";")
    assert status[0] in {"prior", "check"} and set(status[1:]) <= {"hindsight"}
    assert all(word in parameter["note"] for word in status if word != "prior")
    match parameter["distribution"]:
        case "lognormal":
            assert low * high > 0, "a lognormal prior has one sign"
        case "normal_pos":
            assert value > 0
        case "beta":
            assert 0 < value < 1 and ((high - low) / 3.29) ** 2 < value * (1 - value)
        case other:
            assert other in {"normal", "triangular", "uniform"}


def test_statuses_of_parameters() -> None:
    count = Counter(word for p in PARAMETERS.values() for word in p["status"].split(";"))
    assert count["check"] == 5
    assert PARAMETERS["tfr_2020"]["status"] == "prior;hindsight"
    assert PARAMETERS["capital_output_ratio_total"]["status"] == "check;hindsight"
