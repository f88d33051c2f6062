"""Several scenarios on the command line, joined by '+', by path or by bare name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from sim.cli import main
from sim.errors import InputError
from sim.paths import SCENARIOS
from sim.scenario.loading import load
from sim.scenario.registers import Registers
from sim.scenario.scenario import Scenario
from sim.scenario.stack import files, names
from sim.session import Options, load_scenario
from tests.scenario.samples import HEAD, LIVE, LIVE_SHOCKS

Write = Callable[[str, str | bytes], Path]
PLAN = """extends: base.yaml
title: {en: Plan, zh: 规划}
question: What does the plan add?
levers: {rcep_use: 60, rd_growth: 10}
horizon: 2030
"""
SLUMP = """extends: ../base.yaml
title: {en: Slump, zh: 出口下滑}
question: And if orders fall?
shocks: {slump: {kind: exports, cause: a war, size: {2023: -5}}}
"""


@pytest.fixture
def shelf(write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with subfolders, in the place of the project's own."""
    monkeypatch.setattr("sim.scenario.folder.SCENARIOS", folder)
    write("base.yaml", HEAD)
    write("plan.yaml", PLAN)
    write("stresses/slump.yaml", SLUMP)
    return folder


@pytest.fixture
def stacked(shelf: Path, registers: Registers) -> Callable[..., Scenario]:
    """Loads what a user names."""

    def _stacked(text: str, *overrides: str) -> Scenario:
        return load(
            files(text, shelf), registers, live_levers=LIVE, live_shocks=LIVE_SHOCKS, overrides=overrides
        )

    return _stacked


def test_names_are_stems_below_the_folder_without_drivers(shelf: Path) -> None:
    assert list(names(shelf)) == ["base", "plan", "slump"]


def test_a_stack_lays_the_later_over_the_earlier_and_joins_what_they_say(
    stacked: Callable[..., Scenario],
) -> None:
    scenario = stacked("plan+slump")
    assert scenario.name == "plan+slump"
    assert (scenario.title_en, scenario.title_zh) == ("Plan + Slump", "规划＋出口下滑")
    assert scenario.question == "What does the plan add? And if orders fall?"
    assert scenario.levers == {"rd_growth": 10.0, "rcep_use": 60.0} and scenario.horizon == 2030
    assert [shock.name for shock in scenario.shocks] == ["slump"]
    assert '  en: "Plan + Slump"  # plan.yaml:2 + stresses/slump.yaml:2\n' in scenario.to_resolved_yaml()


def test_paths_and_names_can_be_mixed(stacked: Callable[..., Scenario], shelf: Path) -> None:
    by_path = stacked(f"{shelf / 'plan.yaml'}+{shelf / 'stresses' / 'slump.yaml'}")
    assert by_path.digest == stacked(f"plan+{shelf / 'stresses' / 'slump.yaml'}").digest
    assert by_path.name == "plan+slump" and by_path.digest == stacked("plan+slump").digest


def test_a_title_that_two_inherit_from_one_file_is_said_once(
    stacked: Callable[..., Scenario], write: Write
) -> None:
    write("more.yaml", "extends: plan.yaml\nlevers: {rd_growth: 12}\n")
    scenario = stacked("plan+more+slump")
    assert scenario.title_en == "Plan + Slump" and scenario.levers["rd_growth"] == 12.0


def test_a_bare_name_alone_is_the_file(stacked: Callable[..., Scenario], shelf: Path) -> None:
    assert stacked("slump").digest == stacked(str(shelf / "stresses" / "slump.yaml")).digest
    assert stacked("slump").name == "slump" and stacked("slump").title_en == "Slump"


def test_overrides_come_over_the_whole_stack(stacked: Callable[..., Scenario]) -> None:
    assert stacked("plan+slump", "levers.rd_growth=7").levers["rd_growth"] == 7.0


def test_a_file_whose_name_holds_a_plus_wins(
    write: Write, shelf: Path, stacked: Callable[..., Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    both = write("plan+slump.yaml", "extends: base.yaml\ntitle: {en: Both}\n")
    assert files(str(both), shelf) == (both,)
    assert files(f"{both}+slump", shelf) == (both, shelf / "stresses" / "slump.yaml")
    monkeypatch.chdir(shelf)
    assert stacked("plan+slump.yaml").title_en == "Both"


def test_unknown_names_get_the_nearest_ones(shelf: Path) -> None:
    with pytest.raises(InputError) as caught:
        files("paln+slmup", shelf)
    assert [str(problem) for problem in caught.value.problems] == [
        "paln+slmup: there is no scenario 'paln'. Did you mean 'plan'?",
        "paln+slmup: there is no scenario 'slmup'. Did you mean 'slump'?",
    ]
    with pytest.raises(InputError, match=r"no scenario 'zzz'\. Known: base, plan, slump\."):
        files("zzz", shelf)
    with pytest.raises(InputError, match=r"a name is missing beside '\+'"):
        files("plan+", shelf)


def test_a_stack_against_the_order_of_inheritance_is_refused(stacked: Callable[..., Scenario]) -> None:
    with pytest.raises(InputError, match=r"^plan\+base: the order of '.*' and '.*' is contradictory"):
        stacked("plan+base")
    assert stacked("base+plan").levers == stacked("plan").levers


def test_parts_from_two_folders_keep_their_own_parents_and_drivers(
    stacked: Callable[..., Scenario], write: Write, folder: Path
) -> None:
    elsewhere = folder.parent / "elsewhere"
    (elsewhere / "drivers").mkdir(parents=True)
    drivers = (folder / "drivers" / "test.yaml").read_text(encoding="utf-8")
    (elsewhere / "drivers" / "mine.yaml").write_text(drivers.replace("8.0", "9.0"), encoding="utf-8")
    (elsewhere / "own.yaml").write_text("drivers: mine.yaml\nlevers: {rcep_use: 1}\n", encoding="utf-8")
    scenario = stacked(f"plan+{elsewhere / 'own.yaml'}")
    assert scenario.drivers.values("growth", [2021]).tolist() == [9.0]
    assert scenario.levers["rcep_use"] == 1.0 and scenario.title_en == "Plan"


def test_the_project_answers_to_bare_names() -> None:
    path = SCENARIOS / "plan.yaml"
    assert load_scenario(Path("plan"), Options()).digest == load_scenario(path, Options()).digest
    said = CliRunner().invoke(main, ["validate", "base+plan"])
    assert said.exit_code == 0 and said.output.startswith("base+plan: valid; ")
    said = CliRunner().invoke(main, ["resolve", "palns"])
    assert said.exit_code == 2 and "there is no scenario 'palns'. Did you mean 'plan'?" in said.output
