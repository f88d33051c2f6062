"""Every kind of broken scenario file gives file, line, key and cure; never a traceback of another kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import InputError
from sim.scenario.loading import load
from sim.scenario.registers import Registers
from tests.scenario.broken import CASES, Broken
from tests.scenario.samples import HEAD, LIVE, LIVE_SHOCKS

WHOLE = (
    HEAD
    + """levers:
  rd_growth: {default: 5, qingdao: {2021: 1, 2025: 7.5}}
  port_capacity: {rizhao: {ore: 3}}
projects: {weifang_yantai: {opens: never}}
flags: {science_centre: false}
parameters: {rd_output_elasticity: 0.06}
shocks:
  - {name: slump, kind: exports, cause: a war, size: {default: {2022: -5}, qingdao: {2023: -20}}}
uncertainty: {members: 20, seed: 7, parameters: prior}
"""
)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_message_names_file_line_key_and_cure(
    case: Broken, write: Callable[[str, str | bytes], Path], registers: Registers
) -> None:
    path = write("case.yaml", case.text)
    with pytest.raises(InputError) as caught:
        load(path, registers, live_levers=LIVE, live_flags=("science_centre",))
    matching = [p for p in caught.value.problems if case.says in p.message and p.key.startswith(case.key)]
    assert matching, str(caught.value)
    problem = matching[0]
    assert problem.file.endswith("case.yaml")
    assert case.cure in problem.cure and problem.cure
    if case.line is not None:
        assert problem.line == case.line
        assert str(problem).startswith(f"{problem.file}:{case.line}: ")


@pytest.mark.parametrize(
    "name", ["lever out of range", "duplicate key", "no for a title", "1e5", "shock", "empty value"]
)
def test_one_mistake_gives_one_problem(
    name: str, write: Callable[[str, str | bytes], Path], registers: Registers
) -> None:
    with pytest.raises(InputError) as caught:
        load(write("case.yaml", CASES[name].text), registers, live_levers=LIVE)
    assert len(caught.value.problems) == 1, str(caught.value)


def test_all_mistakes_of_a_file_come_together(
    write: Callable[[str, str | bytes], Path], registers: Registers
) -> None:
    path = write(
        "case.yaml",
        """title: {en: Test}
horizon: 2070
drivers: nothing.yaml
levers:
  rd_growth: 1e1
  rail_water_shift: {rizhao: 99, qingdoa: 1}
  tech_transfer: 3
projects: {weifang_yantai: {opens: soon}}
colour: red
""",
    )
    with pytest.raises(InputError) as caught:
        load(path, registers, live_levers=LIVE)
    found = [(problem.line, problem.key) for problem in caught.value.problems]
    assert found == [
        (1, "title.zh"),
        (1, "question"),
        (2, "horizon"),
        (3, "drivers"),
        (5, "levers.rd_growth"),
        (6, "levers.rail_water_shift.port_rizhao"),
        (6, "levers.rail_water_shift.qingdoa"),
        (7, "levers.tech_transfer"),
        (8, "projects.weifang_yantai.opens"),
        (9, "colour"),
    ]


FRAGMENTS = [
    "{",
    "}",
    "[",
    ": ",
    "\t",
    "\n",
    "- ",
    "&a ",
    "*a",
    "!!int ",
    "null",
    "yes",
    "1e5",
    "'",
    "|\n",
    "2021: ",
    "\0",
]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, len(WHOLE)), st.integers(0, 6), st.sampled_from(FRAGMENTS))
def test_a_damaged_file_loads_or_is_refused_with_a_message(
    write: Callable[[str, str | bytes], Path], registers: Registers, at: int, lost: int, put: str
) -> None:
    path = write("case.yaml", WHOLE[:at] + put + WHOLE[at + lost :])
    try:
        load(path, registers, live_levers=LIVE, live_flags=("science_centre",), live_shocks=LIVE_SHOCKS)
    except InputError as error:
        assert all(problem.file and problem.message and problem.cure for problem in error.problems)


def test_a_tab_in_several_lines_is_reported_for_each(
    write: Callable[[str, str | bytes], Path], registers: Registers
) -> None:
    with pytest.raises(InputError) as caught:
        load(write("case.yaml", "a:\n\tb: 1\n\tc: 2\n"), registers, live_levers=LIVE)
    assert [problem.line for problem in caught.value.problems] == [2, 3]


def test_a_missing_file_names_its_neighbours(
    write: Callable[[str, str | bytes], Path], registers: Registers
) -> None:
    write("base.yaml", HEAD)
    with pytest.raises(InputError, match=r"bsae\.yaml: no such file\. Did you mean 'base\.yaml'\?"):
        load(write("base.yaml", HEAD).with_name("bsae.yaml"), registers, live_levers=LIVE)


def test_a_mistake_in_a_parent_names_the_parent(
    write: Callable[[str, str | bytes], Path], registers: Registers
) -> None:
    write("base.yaml", HEAD + "levers: {rd_growth: 99}\n")
    with pytest.raises(InputError) as caught:
        load(write("case.yaml", "extends: base.yaml\n"), registers, live_levers=LIVE)
    (problem,) = caught.value.problems
    assert problem.file.endswith("base.yaml") and problem.line == 5


def test_two_files_that_extend_each_other_are_refused(
    write: Callable[[str, str | bytes], Path], registers: Registers
) -> None:
    write("other.yaml", "extends: case.yaml\n")
    with pytest.raises(InputError, match="a circle"):
        load(write("case.yaml", HEAD + "extends: other.yaml\n"), registers, live_levers=LIVE)


def test_a_broken_drivers_file_names_itself(
    write: Callable[[str, str | bytes], Path], registers: Registers
) -> None:
    write(
        "drivers/odd.yaml",
        "title: {en: a, zh: b}\nvintage: v\nseries:\n  growth: {unit: m, values: {2021: fast}}\n",
    )
    with pytest.raises(InputError) as caught:
        load(write("case.yaml", HEAD.replace("test.yaml", "odd.yaml")), registers, live_levers=LIVE)
    assert {problem.key for problem in caught.value.problems} == {
        "series.growth.source",
        "series.growth.provenance",
        "series.growth.values.2021",
    }
    assert all(problem.file.endswith("odd.yaml") and problem.line == 4 for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("override", "says"),
    [
        ("levers.rd_growth", "not KEY=VALUE"),
        ("title.en=New", "not KEY=VALUE"),
        ("levers.rd_growth=99", "out of range"),
        ("levers.rd_growth=1e1", "reads as text"),
        ("levers.rd_growth={2021: 1", "not valid YAML"),
        ("levers.nothing=1", "no lever 'nothing'"),
        ("parameters.rd_output_elasticity=abc", "the text 'abc'"),
    ],
)
def test_a_bad_override_is_reported_as_such(
    override: str, says: str, write: Callable[[str, str | bytes], Path], registers: Registers
) -> None:
    with pytest.raises(InputError) as caught:
        load(write("case.yaml", HEAD), registers, live_levers=LIVE, overrides=[override])
    (problem,) = caught.value.problems
    assert problem.file == "--set" and problem.line is None and says in problem.message
