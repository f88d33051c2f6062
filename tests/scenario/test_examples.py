"""The examples in the documents are valid scenarios and drivers files, for the loader and for the schema."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

from sim.paths import ROOT, SCENARIOS
from sim.scenario.scenario import Scenario
from sim.scenario_schema import SCHEMA_FILE
from sim.session import Options, load_scenario

BLOCK = re.compile(r"^```yaml\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
LIST_OF_SHOCKS, JOINING = "- name: export_slump", "export_slump: {size:"
"""What the example with a list of shocks holds, and that with shocks that join it."""


def examples(page: str) -> list[str]:
    return BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))


SCENARIO_EXAMPLES = [
    block
    for page in ("scenarios/README.md", "docs/user_guide.md")
    for block in examples(page)
    if "vintage:" not in block
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's scenarios, with the list of shocks of the page in a file of its own."""
    copy = copytree(SCENARIOS, tmp_path / "scenarios")
    monkeypatch.setattr("sim.scenario.folder.SCENARIOS", copy)
    (shocks,) = (block for block in SCENARIO_EXAMPLES if LIST_OF_SHOCKS in block)
    (copy / "shocks.yaml").write_text("extends: base.yaml\n" + shocks, encoding="utf-8")
    return copy


def loaded(home: Path, text: str) -> Scenario:
    path = home / "example.yaml"
    path.write_text(text, encoding="utf-8")
    return load_scenario(path, Options())


def test_the_pages_have_examples() -> None:
    assert len(SCENARIO_EXAMPLES) >= 6
    assert sum(JOINING in block for block in SCENARIO_EXAMPLES) == 1


@pytest.mark.parametrize("block", SCENARIO_EXAMPLES, ids=lambda block: block.strip().splitlines()[0][:40])
def test_an_example_is_a_valid_scenario(block: str, home: Path) -> None:
    if "extends:" not in block and "继承:" not in block:
        block = f"extends: {'shocks.yaml' if JOINING in block else 'base.yaml'}\n{block}"
    assert not loaded(home, block).warnings
    jsonschema = pytest.importorskip("jsonschema")
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    data = json.loads(json.dumps(yaml.safe_load(block)))
    jsonschema.Draft202012Validator(schema).validate(data)


def test_the_example_of_drivers_changes_one_series(home: Path) -> None:
    (block,) = (block for block in examples("scenarios/README.md") if "vintage:" in block)
    (home / "drivers" / "weaker.yaml").write_text(block, encoding="utf-8")
    mine = loaded(home, "extends: base.yaml\ndrivers: weaker.yaml\n").drivers
    base = load_scenario(SCENARIOS / "base.yaml", Options()).drivers
    changed = [name for name, entry in mine.series.items() if entry != base.series[name]]
    assert changed == ["world_trade_growth"] and mine.deviations == base.deviations
