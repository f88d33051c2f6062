"""What a caller may get wrong is told as the command line tells it, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.scenario.mapping import inline, plain, written
from sim.session import Options, given_scenario, load_scenario

MINE = {"extends": "plan.yaml", "levers": {"rd_growth": {"yantai": 9}}}


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: sim.run("plam"), "plam: there is no scenario 'plam'. Did you mean 'plan'?"),
        (lambda: sim.run("no/such.yaml"), "no such file"),
        (
            lambda: sim.run({**MINE, "levers": {"rd_growht": 3}}, name="mine"),
            "mine.yaml: levers.rd_growht: there is no lever 'rd_growht'. Did you mean 'rd_growth'?",
        ),
        (lambda: sim.run({**MINE, "levres": {}}), "scenario.yaml: levres: "),
        (lambda: sim.run({**MINE, "horizon": 2060}), "scenario.yaml: horizon: "),
        (lambda: sim.run({**MINE, "levers": object()}), "holds something that is no number"),
        (lambda: sim.run(MINE, name="../x"), "is no name for a folder"),
        (lambda: sim.run("plan", set={"levers.rd_growht": 3}), "there is no lever 'rd_growht'"),
        (lambda: sim.run("plan", set="levers.rd_growth"), "is not KEY=VALUE"),
        (lambda: sim.run("plan", horizon=2060), "horizon: "),
        (lambda: sim.run("plan", members=0), "members: 0 is out of range. Allowed: 1 to 100000."),
        (lambda: sim.run("plan", members=2.5), "members: 2.5 is out of range"),
        (lambda: sim.run("plan", lang="de"), "there is no language 'de'. Use en or zh."),
        (lambda: sim.compare("plan"), "a comparison needs two scenarios or more"),
        (lambda: sim.compare("plam", "bose"), "there is no scenario 'bose'"),
        (lambda: sim.read("no/such/folder"), "no such folder"),
    ],
)
def test_a_mistake_is_told_with_its_cure(call: Callable[[], object], said: str) -> None:
    with pytest.raises(sim.InputError) as caught:
        call()
    assert said in str(caught.value)


def test_all_mistakes_of_all_scenarios_are_told_at_once_and_in_chinese() -> None:
    with pytest.raises(sim.InputError) as caught:
        sim.compare({**MINE, "horizon": 2060}, {**MINE, "levers": {"rd_growth": 99}}, lang="zh")
    text = str(caught.value)
    assert "scenario.yaml: horizon" in text and "scenario_2.yaml: levers.rd_growth" in text
    assert "99 超出范围" in text


def test_a_notebook_shows_the_mistakes_alone() -> None:
    """Notebooks ask an exception for this; without it they print the lines of code."""
    with pytest.raises(sim.InputError) as caught:
        sim.run("plam")
    assert caught.value._render_traceback_() == ["InputError:", str(caught.value)]


def test_a_mapping_is_checked_as_a_file_is(tmp_path: Path) -> None:
    content = {"title": {"en": "M", "zh": "我"}, **MINE, "projects": {"weifang_yantai": {"opens": "never"}}}
    file = tmp_path / "mine.yaml"
    file.write_text(written(content, "mine"), encoding="utf-8")
    kept, given = load_scenario(file, Options()), given_scenario("mine", content, Options())
    assert given.digest == kept.digest
    assert (given.name, given.title_zh) == ("mine", "我")
    assert {k: v for k, v in given.levers.items() if k == "rd_growth"} == {
        k: v for k, v in kept.levers.items() if k == "rd_growth"
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [(8, "8"), (1e-05, "1.0e-05"), (True, "true"), ("no", "'no'"), ({"yantai": (1, 2)}, "{yantai: [1, 2]}")],
)
def test_values_are_written_so_that_yaml_reads_them_back(value: object, text: str) -> None:
    assert inline(value, "key") == text


def test_numbers_of_numpy_are_numbers() -> None:
    found = plain({np.int64(2025): [np.float64(0.5)], "path": np.array([1.0, 2.0])})
    assert found == {2025: [0.5], "path": [1.0, 2.0]}
    assert type(found[2025][0]) is float
