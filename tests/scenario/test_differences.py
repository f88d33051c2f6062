"""What differs between scenarios: value by value, place by place, with the line of each."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.paths import SCENARIOS
from sim.scenario.differences import differences
from sim.scenario.scenario import Scenario
from sim.session import Options, load_scenario
from tests.scenario.samples import DRIVERS, HEAD

Loaded = Callable[..., Scenario]
SLUMP = "shocks: {slump: {kind: exports, cause: a war, size: {%s}}}\n"


def brief(*scenarios: Scenario) -> list[tuple[object, ...]]:
    """Section, name, place and values of each row."""
    return [(row.section, row.name, row.place, *row.values) for row in differences(scenarios)]


def test_the_same_content_differs_in_nothing(loaded: Loaded) -> None:
    body = "levers: {rd_growth: {default: 5, qingdao: 6}}\n" + SLUMP % "2023: -5"
    assert differences([loaded(body), loaded("# a remark\n" + body, name="other.yaml")]) == []


def test_a_row_has_chapter_labels_units_and_lines(loaded: Loaded) -> None:
    one = loaded("levers: {rail_water_shift: {rizhao: 8}}\n", name="one.yaml")
    two = loaded("levers:\n  rail_water_shift:\n    日照港: {2021: 1, 2025: 9}\n", name="two.yaml")
    (row,) = differences([one, two])
    assert (row.section, row.chapter, row.name, row.place) == (
        "levers",
        "4",
        "rail_water_shift",
        ("port_rizhao",),
    )
    assert (row.label_en, row.label_zh) == ("rail_water_shift", "铁水联运")
    assert (row.unit, row.unit_zh) == ("percentage points", "个百分点")
    assert row.values == (8.0, {2021: 1.0, 2025: 9.0}) and row.origins == ("one.yaml:5", "two.yaml:7")


def test_a_number_is_held_against_places_and_the_rest(loaded: Loaded) -> None:
    rows = brief(
        loaded("levers: {public_investment: 1}\n"),
        loaded("levers: {public_investment: {qingdao: 2, yantai: 1}}\n"),
        loaded("levers: {public_investment: {qingdao: 3, default: 1}}\n"),
    )
    assert rows == [
        ("levers", "public_investment", ("qingdao",), 1.0, 2.0, 3.0),
        ("levers", "public_investment", ("default",), 1.0, None, 1.0),
    ]


def test_where_all_places_are_named_there_are_no_others(loaded: Loaded) -> None:
    rows = brief(
        loaded("levers: {public_investment: 1}\n"),
        loaded("levers: {public_investment: {qingdao: 2, yantai: 1, rizhao: 1}}\n"),
    )
    assert rows == [("levers", "public_investment", ("qingdao",), 1.0, 2.0)]


def test_two_axes_are_gone_through_one_inside_the_other(loaded: Loaded) -> None:
    rows = brief(
        loaded("levers: {port_capacity: {qingdao: {ore: 1, containers: 2}}}\n"),
        loaded("levers: {port_capacity: {qingdao: {ore: 1}, default: 5}}\n"),
    )
    assert rows == [
        ("levers", "port_capacity", ("port_qingdao", "containers"), 2.0, None),
        ("levers", "port_capacity", ("default",), None, 5.0),
    ]


def test_every_other_section_is_compared(loaded: Loaded, write: Callable[[str, str], Path]) -> None:
    changed = DRIVERS.replace("2023: 5.0", "2023: 4.0, 2024: 4.0").replace("{2021", "{2020: 7.0, 2021")
    write("drivers/other.yaml", changed)
    one = loaded("parameters: {rd_output_elasticity: 0.06}\n" + SLUMP % "2023: -5", name="one.yaml")
    two = loaded(
        "flags: {science_centre: true}\nprojects: {suburban: {opens: 2026}}\nuncertainty: {members: 5}\n"
        + SLUMP % "qingdao: {2023: -5}"
        + "  \n",
        head=HEAD.replace("test.yaml", "other.yaml").replace("2025", "2030"),
        name="two.yaml",
    )
    assert brief(one, two) == [
        ("projects", "suburban", (), math.inf, 2026.0),
        ("flags", "science_centre", (), False, True),
        ("parameters", "rd_output_elasticity", (), 0.06, 0.05),
        ("shocks", "slump", ("default",), {2023: -5.0}, None),
        ("drivers", "drivers", (), "test.yaml", "other.yaml"),
        ("drivers", "growth", (), {2023: 5.0, 2024: 5.0}, {2020: 7.0, 2023: 4.0, 2024: 4.0}),
        ("horizon", "horizon", (), 2025, 2030),
        ("uncertainty", "members", (), 200, 5),
    ]
    found = {row.name: row.origins for row in differences([one, two])}
    assert found["suburban"] == ("dated_projects.csv:3", "two.yaml:6")
    assert found["rd_output_elasticity"] == ("one.yaml:5", "")


def test_a_shock_that_only_one_has_is_told_with_kind_and_cause(loaded: Loaded) -> None:
    one, two = loaded(), loaded(SLUMP % "qingdao: {2023: -5}")
    assert brief(one, two) == [
        ("shocks", "slump.kind", (), None, "exports"),
        ("shocks", "slump.cause", (), None, "a war"),
        ("shocks", "slump", ("qingdao",), None, {2023: -5.0}),
    ]
    assert {row.origins for row in differences([one, two])} == {("", "case.yaml:5")}


@pytest.mark.parametrize("override", ["implementation.years_late=1", "levers.rd_growth=null"])
def test_two_of_the_projects_scenarios_differ_where_the_digest_says_so(override: str) -> None:
    plan = load_scenario(SCENARIOS / "plan.yaml", Options())
    other = load_scenario(SCENARIOS / "plan.yaml", Options(overrides=(override,)))
    assert differences([plan, other]) and plan.digest != other.digest
    assert differences([plan, plan]) == []
