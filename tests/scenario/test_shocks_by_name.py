"""Shocks as a mapping by name: single ones join, change or leave what is inherited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.scenario.loading import load
from sim.scenario.registers import Registers
from sim.scenario.scenario import Scenario
from sim.scenario.shocks import Shock
from tests.scenario.samples import HEAD, LIVE, LIVE_SHOCKS

Write = Callable[[str, str | bytes], Path]
LIST = """shocks:
  - {name: slump, kind: exports, cause: a war, size: {qingdao: {2023: -20}}}
  - {name: storm, kind: exchange_rate, cause: flight of capital, size: {2022: 10}}
"""
NAMED = """shocks:
  slump: {kind: exports, cause: a war, size: {qingdao: {2023: -20}}}
  storm: {kind: exchange_rate, cause: flight of capital, size: {2022: 10}}
"""


@pytest.fixture
def child(write: Write, registers: Registers) -> Callable[..., Scenario]:
    """Loads a file that extends one with the two shocks."""

    def _child(body: str, *overrides: str, parent: str = LIST) -> Scenario:
        write("base.yaml", HEAD + parent)
        path = write("case.yaml", "extends: base.yaml\n" + body)
        return load(path, registers, live_levers=LIVE, live_shocks=LIVE_SHOCKS, overrides=overrides)

    return _child


def test_a_list_and_a_mapping_say_the_same(loaded: Callable[..., Scenario]) -> None:
    assert loaded(NAMED).shocks == loaded(LIST).shocks and loaded(NAMED).digest == loaded(LIST).digest


@pytest.mark.parametrize("parent", [LIST, NAMED])
def test_a_mapping_joins_what_is_inherited(child: Callable[..., Scenario], parent: str) -> None:
    more = "shocks: {boom: {kind: world_demand, cause: a fair, size: {japan: {2024: 5}}}}\n"
    scenario = child(more, parent=parent)
    assert [shock.name for shock in scenario.shocks] == ["slump", "storm", "boom"]
    assert scenario.provenance["shocks[2].kind"] == ("case.yaml", 2)
    assert scenario.provenance["shocks[0].kind"] == ("base.yaml", 6)


def test_a_part_of_one_shock_can_be_changed(child: Callable[..., Scenario]) -> None:
    """Its kind is inherited, and the place is understood by it."""
    slump, storm = child("shocks: {slump: {size: {青岛: {2023: -30}, yantai: {2024: -1}}}}\n").shocks
    size = {"qingdao": {2023: -30.0}, "yantai": {2024: -1.0}}
    assert slump == Shock("slump", "exports", "a war", size) and storm.name == "storm"


def test_null_removes_one_and_a_list_replaces_all(child: Callable[..., Scenario]) -> None:
    assert [shock.name for shock in child("shocks: {slump: null}\n").shocks] == ["storm"]
    only = "shocks: [{name: tide, kind: exports, cause: a flood, size: {2022: -1}}]\n"
    assert [shock.name for shock in child(only, parent=NAMED).shocks] == ["tide"]
    assert child("shocks: null\n", parent=NAMED).shocks == ()


def test_it_can_be_set_on_the_command_line(child: Callable[..., Scenario]) -> None:
    slump, _ = child("", "shocks.slump.size={2024: -3}").shocks
    assert slump.size == {2024: -3.0}


def test_the_resolved_file_is_a_list_and_loads_again(
    child: Callable[..., Scenario], write: Write, registers: Registers
) -> None:
    first = child("shocks: {slump: {cause: a strike}}\n", parent=NAMED)
    text = first.to_resolved_yaml()
    assert '    kind: "exports"  # base.yaml:6\n' in text and 'cause: "a strike"  # case.yaml:2\n' in text
    again = load(write("again.yaml", text), registers, live_levers=LIVE, live_shocks=LIVE_SHOCKS)
    assert again.digest == first.digest


@pytest.mark.parametrize(
    ("body", "key", "says", "cure"),
    [
        ("{slump: {kind: export}}", "shocks.slump.kind", "no kind of shock 'export'", "Did you mean"),
        ("{slump: {kind: exports, size: {2023: 1}}}", "shocks.slump.cause", "is missing", "why this shock"),
        ("{slump: {name: slump}}", "shocks.slump.name", "unknown key 'name'", "kind, cause, size"),
        ("{Big slump: {kind: exports}}", "shocks.Big slump", "the text 'Big slump'", "small letters"),
        ("{slump: -5}", "shocks.slump", "found -5", "{kind, cause, size}"),
        (
            "{slump: {kind: exports, cause: a war, size: {qingdao: {2023: -95}}}}",
            "shocks.slump.size.qingdao.2023",
            "-95 is out of range",
            "-90 to 100",
        ),
        (
            "{slump: {kind: exports, cause: a war, size: {qingdao: {2023: 1}, 青岛: {2023: 2}}}}",
            "shocks.slump.size.青岛",
            "given twice",
            "Keep one",
        ),
        ("{slump: null}", "shocks.slump", "empty value", "Write a value"),
    ],
)
def test_mistakes_name_the_shock(
    loaded: Callable[..., Scenario], body: str, key: str, says: str, cure: str
) -> None:
    with pytest.raises(InputError) as caught:
        loaded(f"shocks: {body}\n")
    assert any(
        problem.key == key and problem.line == 5 and says in problem.message and cure in problem.cure
        for problem in caught.value.problems
    ), str(caught.value)


@pytest.mark.parametrize("second", ["slump", None])
def test_a_list_without_names_of_its_own_cannot_be_joined(
    child: Callable[..., Scenario], second: str | None
) -> None:
    name = f"name: {second}, " if second else ""
    parent = LIST + f"  - {{{name}kind: exports, cause: a war, size: {{2023: 1}}}}\n"
    with pytest.raises(InputError, match=r"base\.yaml:8: shocks\[2\]: a shock without a name of its own"):
        child("shocks: {storm: {cause: none}}\n", parent=parent)
