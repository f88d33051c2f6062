"""The JSON Schema and the loader refuse the same files, but for what no schema can know."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from sim.baseline import dated_projects
from sim.errors import InputError, Problem
from sim.paths import SCENARIOS
from sim.scenario.family import EXTENDS
from sim.scenario.loading import load
from sim.scenario.registers import Registers, read_registers
from sim.scenario.stack import names
from sim.scenario.tree import Source, plain
from sim.scenario.yaml_reader import read_text
from sim.scenario_schema import SCHEMA_FILE, text
from sim.year import LIVE_FLAGS, LIVE_LEVERS, LIVE_SHOCKS
from tests.scenario.mutations import ALONE, SAMPLES, mutants
from tests.scenario.samples import DRIVERS

jsonschema = pytest.importorskip("jsonschema")

FOR_ANY_FILE = {
    r"is given twice under two names": "two spellings of one name or place",
    r"the name '.*' is used twice": "a schema cannot compare two entries of a list",
    r"there is no (drivers )?file|is not a file name|no such file": "whether a file is there",
    r"lies outside the scenarios folder|extends this file in turn|is contradictory": "what other files hold",
    r"the year \d+ is outside the model\. Allowed: 2021 to 20[2-5]\d\.": "a shock's year after the horizon",
    r"found -?\d+\.0\.": "2025.0 is a whole number to JSON",
    r"'extends' names no file": "which characters a system can print",
}
"""What the loader alone refuses, as messages, with the reason."""
FOR_A_CHILD = {
    r"empty value, and nothing inherited": "whether there is anything to remove",
    r"the key '.*' is missing": "whether it is inherited",
    r"found an empty mapping": "whether it is filled by what is inherited",
    r"mixes years": "a path and places that come together from two files",
    r"shocks\.[^.]+\.(size|幅度)": "the kind of the shock is inherited",
}
"""And what it alone refuses of a file that extends another."""
COUNT = 600


@pytest.fixture(scope="module")
def own() -> Registers:
    return read_registers()


@pytest.fixture(scope="module")
def schema() -> Any:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


@pytest.fixture
def problems(
    tmp_path: Path, own: Registers, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], list[Problem]]:
    """What the loader says of a text that stands in a copy of the project's folder, with small drivers."""
    home = copytree(SCENARIOS, tmp_path / "scenarios")
    monkeypatch.setattr("sim.scenario.folder.SCENARIOS", home)
    (home / "drivers" / "mid_2021.yaml").write_text(DRIVERS, encoding="utf-8")
    path = home / "mutant.yaml"

    def _problems(content: str) -> list[Problem]:
        path.write_text(content, encoding="utf-8")
        try:
            load(
                path,
                own,
                live_levers=LIVE_LEVERS,
                live_flags=LIVE_FLAGS,
                live_shocks=LIVE_SHOCKS,
                live_projects=dated_projects(),
            )
        except InputError as error:
            return list(error.problems)
        return []

    return _problems


def shipped() -> dict[str, Any]:
    """The project's own scenarios as plain data, by file, as if all stood in one folder."""
    found = {}
    for path in names().values():
        source = Source(path.name, path.name)
        data = as_json(plain(read_text(path.read_text(encoding="utf-8"), source).root))
        if EXTENDS in data:
            data[EXTENDS] = Path(data[EXTENDS]).name
        found[path.name] = data
    return found


def as_json(data: object) -> Any:
    return json.loads(json.dumps(data, ensure_ascii=False))


def excused(problem: Problem, child: bool) -> bool:
    rules = FOR_ANY_FILE | FOR_A_CHILD if child else FOR_ANY_FILE
    return any(re.search(rule, str(problem)) for rule in rules)


def test_the_schema_is_a_schema(schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema.schema)


def test_whole_files_are_accepted_by_both(schema: Any, problems: Callable[[str], list[Problem]]) -> None:
    for name, data in {**shipped(), **SAMPLES}.items():
        assert problems(json.dumps(data, ensure_ascii=False)) == [], name
        schema.validate(data)


@pytest.mark.slow
def test_damaged_files_are_refused_by_both_or_by_neither(
    schema: Any, problems: Callable[[str], list[Problem]]
) -> None:
    wrong, refused, excuses = [], 0, 0
    for told, data in mutants({**shipped(), **SAMPLES}, COUNT, seed=14):
        content = json.dumps(data, ensure_ascii=False)
        found = problems(content) if isinstance(data, dict) and data else [Problem("the file is empty")]
        valid = schema.is_valid(data)
        child = isinstance(data, dict) and bool({EXTENDS, "继承"} & data.keys())
        refused += bool(found)
        if valid and found and all(excused(problem, child) for problem in found):
            excuses += 1
        elif valid == bool(found):
            wrong.append((told, "schema accepts" if valid else "schema refuses", [str(p) for p in found][:2]))
    assert wrong == [], f"{len(wrong)} of {COUNT}"
    assert COUNT / 4 < refused < COUNT and excuses < refused / 4


@pytest.mark.parametrize(
    ("content", "accepted"),
    [
        ("extends: base.yaml\nlevers: {rd_growth: {default: 10, 青岛: {2021: 5, 2025: 12}}}", True),
        ("levers: {port_capacity: {青岛港: {containers: 40}}}\nextends: [base.yaml]", True),
        ("extends: base.yaml\nlevers: {road_network: {青岛 - weifang: 10}}", True),
        ("extends: base.yaml\nprojects: {潍烟高铁: {opens: never}}", True),
        ("extends: plan.yaml\nlevers: {rd_growth: null}", True),
        ("levers: {rd_growth: 9}", False),
        ("extends: base.yaml\nlevers: {rd_growth: 99}", False),
        ("extends: base.yaml\nlevers: {rd_growht: 5}", False),
        ("extends: base.yaml\nlevers: {rail_network: 2026}", False),
        ("extends: base.yaml\nlevers: {rd_growth: {2075: 5}}", False),
        ("extends: base.yaml\nlevers: {rd_growth: true}", False),
        ("extends: base.yaml\nlevers: {port_capacity: {青岛港: {tea: 40}}}", False),
        ("extends: base.yaml\nlevers: {road_network: {qingdao-青岛: 10}}", False),
        ("extends: base.yaml\nprojects: {weifang_yantai: {opens: soon}}", False),
        ("extends: base.yaml\nprojects: {rizhao_link: {opens: 2027}}", False),
        ("extends: base.yaml\nflags: {science_centre: true}", False),
        ("extends: base.yaml\nuncertainty: {members: 2.5}", False),
        ("extends: base.yaml\nimplementation: {chapters: {14: {share: 1}}}", False),
        ("extends: base.yaml\nhorizon: 2070", False),
        ("extends: base.yaml\nhorizon: null", False),
        ("extends: []", False),
        ("extends: base.yaml\ncolour: red", False),
    ],
)
def test_both_judge_by_hand_picked_cases(
    schema: Any, problems: Callable[[str], list[Problem]], content: str, accepted: bool
) -> None:
    data = as_json(plain(read_text(content, Source("x", "x")).root))
    assert schema.is_valid(data) is accepted and (problems(content) == []) is accepted


@pytest.mark.parametrize("name", ["title", "question", "horizon", "drivers"])
def test_a_file_that_extends_none_needs_everything(
    schema: Any, problems: Callable[[str], list[Problem]], name: str
) -> None:
    data = {key: value for key, value in ALONE.items() if key != name}
    assert not schema.is_valid(data) and problems(json.dumps(data, ensure_ascii=False))
    assert schema.is_valid({**data, EXTENDS: "base.yaml"})


def test_only_what_is_modelled_is_offered(own: Registers) -> None:
    made = json.loads(text(own))
    (levers, _) = made["properties"]["levers"]["anyOf"]
    assert {name for name in own.levers if name in levers["properties"]} == set(LIVE_LEVERS)
    (projects, _) = made["properties"]["projects"]["anyOf"]
    assert {name for name in own.projects if name in projects["properties"]} == set(dated_projects())
    number, *_, places = made["$defs"]["lever_port_capacity"]["anyOf"]
    assert number["maximum"] == own.levers["port_capacity"].high
    assert {"port_qingdao", "青岛港", "qingdao", "default", "默认"} <= set(places["properties"])
