"""Inheritance, overrides, defaults and what a loaded scenario remembers."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim.errors import InputError
from sim.scenario.loading import load
from sim.scenario.registers import Registers
from sim.scenario.scenario import Scenario
from sim.scenario.tree import Key, Node, Place, Source, merge, plain
from tests.scenario.samples import DRIVERS, HEAD, LIVE

Write = Callable[[str, str | bytes], Path]
HERE = Place(Source("a.yaml", "a.yaml"), 1)
CITIES = ("qingdao", "yantai", "rizhao")


def tree(value: object) -> Node:
    """A located tree of plain data."""
    if isinstance(value, dict):
        return Node({key: tree(child) for key, child in value.items()}, HERE)
    return Node(value, HERE)  # type: ignore[arg-type]


keys: st.SearchStrategy[Key] = st.sampled_from(["a", "b", "c"])
data = st.dictionaries(
    keys, st.recursive(st.integers(), lambda inner: st.dictionaries(keys, inner, min_size=1))
)


@given(data)
def test_merging_with_nothing_or_oneself_changes_nothing(content: dict[Key, object]) -> None:
    for under, over in (({}, content), (content, {}), (content, content)):
        assert plain(merge(tree(under), tree(over), [])) == content


@given(data, data, data)
def test_merging_is_associative(a: dict[Key, object], b: dict[Key, object], c: dict[Key, object]) -> None:
    def both(under: Node, over: Node) -> Node:
        return merge(under, over, [])

    # A number between two mappings cuts the first off; grouping to the right cannot see that it was there.
    assume(not _kinds_differ(a, b) and not _kinds_differ(b, c))
    to_the_left = both(both(tree(a), tree(b)), tree(c))
    assert plain(to_the_left) == plain(both(tree(a), both(tree(b), tree(c))))


def _kinds_differ(under: object, over: object) -> bool:
    if not isinstance(under, dict) or not isinstance(over, dict):
        return isinstance(under, dict) != isinstance(over, dict)
    return any(_kinds_differ(under[key], over[key]) for key in under.keys() & over.keys())


def test_the_usual_case(loaded: Callable[..., Scenario]) -> None:
    scenario = loaded("flags: {science_centre: true}\nparameters: {rd_output_elasticity: 0.06}\n")
    assert (scenario.name, scenario.title_zh, scenario.horizon) == ("case", "测试", 2025)
    assert scenario.projects == {"weifang_yantai": 2024.83, "suburban": math.inf}
    assert scenario.flags == {"science_centre": True} and scenario.parameters == {
        "rd_output_elasticity": 0.06
    }
    assert scenario.uncertainty.members == 200 and scenario.warnings == ()
    assert scenario.drivers.values("growth", [2021, 2022, 2030]).tolist() == [8.0, 6.5, 5.0]
    assert scenario.drivers.held(2030) == {"growth": 2023}


def test_drivers_have_no_past_and_no_unknown_series(loaded: Callable[..., Scenario]) -> None:
    drivers = loaded().drivers
    with pytest.raises(InputError, match="starts in 2021, but 2020"):
        drivers.values("growth", [2020])
    with pytest.raises(InputError, match="Did you mean 'growth'"):
        drivers.values("growht", [2021])


def test_inheritance_merges_replaces_and_removes(write: Write, registers: Registers) -> None:
    write(
        "base.yaml",
        HEAD
        + """levers:
  rd_growth: {default: 5, qingdao: 6}
  rail_water_shift: {2021: 1, 2025: 5}
  rcep_use: 60
projects: {suburban: {opens: 2030}}
""",
    )
    child = write(
        "child.yaml",
        """title: {en: Child}
extends: base.yaml
levers:
  rd_growth: {yantai: 8}
  rail_water_shift: {rizhao: 3}
  rcep_use: null
  public_investment: 1
""",
    )
    scenario = load(child, registers, live_levers=LIVE)
    assert scenario.levers == {
        "rd_growth": {"default": 5.0, "qingdao": 6.0, "yantai": 8.0},
        "rail_water_shift": {"port_rizhao": 3.0},
        "public_investment": 1.0,
    }
    assert (scenario.title_en, scenario.title_zh) == ("Child", "测试")
    assert scenario.provenance["levers.rd_growth.yantai"] == ("child.yaml", 4)
    assert scenario.provenance["levers.rd_growth.qingdao"] == ("base.yaml", 6)
    assert scenario.provenance["projects.suburban.opens"] == ("base.yaml", 9)
    assert scenario.provenance["projects.weifang_yantai.opens"] == ("dated_projects.csv", 2)


def test_chinese_and_english_keys_are_the_same_keys(write: Write, registers: Registers) -> None:
    write(
        "base.yaml",
        HEAD + "levers: {研发投入增长: {青岛: 6, yantai: 7}}\nprojects: {潍烟高铁: {opens: 2025}}\n",
    )
    child = write("child.yaml", "extends: base.yaml\nlevers: {rd_growth: {qingdao: 9}}\n")
    scenario = load(child, registers, live_levers=LIVE)
    assert scenario.levers == {"rd_growth": {"qingdao": 9.0, "yantai": 7.0}}
    assert scenario.projects["weifang_yantai"] == 2025.0


def test_later_parents_win_and_a_parent_may_come_twice(write: Write, registers: Registers) -> None:
    write("base.yaml", HEAD)
    write("packs/a.yaml", "levers: {rcep_use: 10, rd_growth: 1}\n")
    write("b.yaml", "extends: base.yaml\nlevers: {rcep_use: 20}\n")
    child = write("child.yaml", "extends: [base.yaml, packs/a.yaml, b.yaml]\n")
    assert load(child, registers, live_levers=LIVE).levers == {"rd_growth": 1.0, "rcep_use": 20.0}


def test_members_that_are_all_equal_are_worth_a_warning(loaded: Callable[..., Scenario]) -> None:
    nothing = "parameters: central, drivers: central, base_data: central"
    (warning,) = loaded(f"uncertainty: {{members: 50, {nothing}}}\n").warnings
    assert "all members are equal" in warning
    assert loaded(f"uncertainty: {{members: 1, {nothing}}}\n").warnings == ()
    assert loaded("uncertainty: {members: 50, drivers: central, base_data: central}\n").warnings == ()


def test_overrides_come_last(loaded: Callable[..., Scenario]) -> None:
    scenario = loaded(
        "levers: {rd_growth: 5, rail_water_shift: {rizhao: {2021: 1, 2025: 2}}}\n",
        "levers.rd_growth=7",
        "levers.rail_water_shift.日照.2025=9",
        "levers.public_investment={qingdao: 1}",
        "parameters.rd_output_elasticity=0.5",
        "projects.suburban.opens=2024",
        "horizon=2030",
        "uncertainty.members=50",
        "uncertainty.parameters=prior",
    )
    assert scenario.levers == {
        "rd_growth": 7.0,
        "rail_water_shift": {"port_rizhao": {2021: 1.0, 2025: 9.0}},
        "public_investment": {"qingdao": 1.0},
    }
    assert scenario.projects["suburban"] == 2024.0
    assert scenario.horizon == 2030 and scenario.uncertainty.members == 50
    assert scenario.provenance["levers.rd_growth"] == ("--set", None)
    (warning,) = scenario.warnings
    assert "rd_output_elasticity = 0.5 is outside the registered range 0.02 to 0.12" in warning


def test_only_modelled_projects_may_be_named(write: Write, registers: Registers) -> None:
    path = write("case.yaml", HEAD + "projects: {suburban: {opens: 2024}}\n")
    assert load(path, registers, live_levers=LIVE).projects["suburban"] == 2024.0
    with pytest.raises(InputError, match="effect is not modelled yet"):
        load(path, registers, live_levers=LIVE, live_projects=["weifang_yantai"])


BODY = """levers:
  rd_growth: {default: 5, qingdao: {2021: 0.00001, 2025: 7.5}}
  port_capacity: {rizhao: {ore: 3}}
  labour_mobility: {yantai-qingdao: 0.4}
projects: {weifang_yantai: {opens: never}}
flags: {science_centre: false}
parameters: {rd_output_elasticity: 0.06}
uncertainty: {members: 20, seed: 7, parameters: prior}
"""


def test_the_resolved_file_loads_again_to_the_same_digest(
    loaded: Callable[..., Scenario], write: Write, registers: Registers
) -> None:
    first = loaded(BODY)
    text = first.to_resolved_yaml()
    assert text == loaded(BODY).to_resolved_yaml()
    assert "qingdao-yantai: 0.4  # case.yaml:8" in text
    second = load(write("again.yaml", text), registers, live_levers=LIVE, live_flags=("science_centre",))
    assert second.digest == first.digest
    when = range(2020, 2031)
    np.testing.assert_array_equal(
        first.lever("rd_growth", [CITIES], when), second.lever("rd_growth", [CITIES], when)
    )


def test_empty_sections_are_nothing(loaded: Callable[..., Scenario]) -> None:
    sections = ("levers", "projects", "flags", "parameters", "shocks", "uncertainty", "implementation")
    for section in sections:
        assert loaded(f"{section}: {{}}\n").digest == loaded().digest, section


def test_the_digest_sees_content_and_not_layout(loaded: Callable[..., Scenario], write: Write) -> None:
    digest = loaded(BODY).digest
    write("moved/drivers/test.yaml", DRIVERS)
    assert loaded("# a remark\n" + BODY, name="moved/elsewhere.yaml").digest == digest
    assert loaded(BODY.replace("rizhao: {ore: 3}", "日照港: {金属矿石: 3.0}")).digest == digest
    assert loaded(BODY, "levers.rd_growth.default=5.5").digest != digest
    zero, minus_zero = (loaded(BODY, f"levers.rd_growth.default={value}") for value in ("0", "-0.0"))
    assert zero.digest == minus_zero.digest
    assert loaded(BODY, "projects.suburban.opens=2030").digest != digest


def test_the_digest_sees_the_numbers_of_the_drivers(loaded: Callable[..., Scenario], folder: Path) -> None:
    digest = loaded().digest
    drivers = folder / "drivers" / "test.yaml"
    drivers.write_text(drivers.read_text(encoding="utf-8").replace("8.0", "8.1"), encoding="utf-8")
    assert loaded().digest != digest


def test_a_byte_order_mark_and_windows_line_ends_are_read(write: Write, registers: Registers) -> None:
    path = write("case.yaml", b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    assert load(path, registers, live_levers=LIVE).title_en == "Test"


def test_a_question_in_two_languages_and_a_plain_text_that_serves_both(
    write: Write, registers: Registers
) -> None:
    plain = write("plain.yaml", HEAD)
    both = write("both.yaml", "extends: plain.yaml\nquestion: {en: What if?, zh: 若如此？}\n")
    text = write("text.yaml", "extends: both.yaml\nquestion: And then?\n")
    one, two, three = (load(path, registers, live_levers=LIVE) for path in (plain, both, text))
    assert one.question["en"] == one.question["zh"]
    assert two.question == {"en": "What if?", "zh": "若如此？"}
    assert three.question == {"en": "And then?", "zh": "And then?"}
    again = write("again.yaml", two.to_resolved_yaml())
    assert load(again, registers, live_levers=LIVE).digest == two.digest
