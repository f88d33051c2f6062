"""What a caller may get wrong is told as the command line tells it, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.notebook import calls
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
        (lambda: sim.run("plan", members=2.5), "members: 2.5 is no whole number. Allowed: 1 to 100000."),
        (lambda: sim.run("plan", members=True), "members: True is no whole number."),
        (lambda: sim.run("plan", members=np.int64(100_001)), "members: 100001 is out of range."),
        (lambda: sim.run("plan", seed=-1), "seed: -1 is out of range. Allowed: 0 or more."),
        (lambda: sim.run("plan", seed=2.5), "seed: 2.5 is no whole number. Allowed: 0 or more."),
        (lambda: sim.run("plan", seed="5"), "seed: '5' is no whole number."),
        (lambda: sim.compare("plan", "base", seed=np.True_), "is no whole number. Allowed: 0 or more."),
        (lambda: sim.run("plan", set=5), "set: '5' is not KEY=VALUE. Give a mapping, or texts such as"),
        (lambda: sim.run("plan", set=["levers.rd_growth=8", 5]), "set: '5' is not KEY=VALUE."),
        (lambda: sim.run("plan", set=None), "set: 'None' is not KEY=VALUE."),
        (lambda: sim.run(5), "a value of type 'int' is no scenario. Give a name, a path or a mapping;"),
        (lambda: sim.run(["base", "plan"]), "a value of type 'list' is no scenario."),
        (lambda: sim.compare(["base", "plan"]), "pass scenarios one by one."),
        (lambda: sim.compare("base", None), "a value of type 'NoneType' is no scenario."),
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


def test_a_wrong_type_is_told_in_chinese_beside_other_mistakes() -> None:
    with pytest.raises(sim.InputError) as caught:
        sim.compare("plam", ["base", "plan"], lang="zh")
    text = str(caught.value)
    assert "没有情景“plam”" in text
    assert "类型为“list”的值不是情景。请给出名称、路径或映射；多个情景请逐个传入。" in text
    with pytest.raises(sim.InputError, match="seed: -1 超出范围。允许：0或更大。"):
        sim.run("plan", seed=-1, lang="zh")
    with pytest.raises(sim.InputError, match=r"members: 2\.5 不是整数。"):
        sim.run("plan", members=2.5, lang="zh")
    with pytest.raises(sim.InputError, match=r"“5”不是“键=值”的形式。请给出映射，或“levers\.rd_growth=8”"):
        sim.run("plan", set=5, lang="zh")


def test_whole_numbers_of_numpy_are_kept_as_pythons_own() -> None:
    found = calls._options(np.int64(50), np.uint8(3), None, (), "en")
    assert (found.members, found.seed) == (50, 3)
    assert type(found.members) is int and type(found.seed) is int
    assert calls._options(None, None, None, (), "en").seed is None


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
