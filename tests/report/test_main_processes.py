"""Several scenarios of one call: the same in one process and in two, errors of one, what they share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim import main_job, scenario_run, workers
from sim.errors import InputError, Problem
from sim.paths import SCENARIOS
from sim.session import Options
from tests.report.test_same_bytes import digests

FORKS = pytest.mark.skipif(workers.method() != "fork", reason="processes start as copies on Linux only")
NAMES = ("base", "plan", "slump")
MEMBERS = 3


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The base, the plan, and a third that is held against a base of its own and warns."""
    folder = tmp_path_factory.mktemp("scenarios")
    for name in NAMES[:2]:
        (folder / f"{name}.yaml").write_bytes((SCENARIOS / f"{name}.yaml").read_bytes())
    (folder / "slump.yaml").write_text(
        "title: {en: Slump, zh: 衰退}\nquestion: What if?\nextends: plan.yaml\n"
        "parameters: {rd_depreciation: 0.9}\n"
        "shocks: [{name: slump, kind: exports, cause: A recession., size: {2023: -10}}]\n",
        encoding="utf-8",
    )
    return [folder / f"{name}.yaml" for name in NAMES]


def facts(folder: Path) -> dict[str, object]:
    """A manifest without the time that the run took."""
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {name: value for name, value in found.items() if name != "wall_seconds"}


@FORKS
@pytest.mark.slow
def test_two_processes_write_the_bytes_of_one_and_say_the_same(files: list[Path], tmp_path: Path) -> None:
    said: dict[int, list[str]] = {1: [], 2: []}
    names = {}
    for count in (1, 2):
        options = Options(out=tmp_path / str(count), members=MEMBERS)
        done = main_job.run(files, options, said[count].append, processes=count)
        names[count] = [projected.scenario.name for projected in done]
    assert names[1] == names[2] == list(NAMES)
    assert said[1] == said[2] and said[1][0].startswith("slump: parameters.rd_depreciation")
    one, two = (digests(tmp_path / str(count)) for count in (1, 2))
    manifests = {f"{name}/manifest.json" for name in NAMES}
    assert set(one) == set(two) > manifests
    assert {f for f in one if one[f] != two[f]} <= manifests
    for name in NAMES:
        assert facts(tmp_path / "1" / name) == facts(tmp_path / "2" / name)


@pytest.mark.parametrize("count", [1, pytest.param(2, marks=FORKS)])
def test_an_error_in_one_scenario_comes_after_the_others_are_done(
    count: int, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(pair: scenario_run.Judged, call: scenario_run.Call, say: scenario_run.Say) -> str:
        say(f"wrote {pair.scenario.name}")
        if pair.scenario.name == "base":
            raise OSError(28, "No space left on device", "results.csv")
        (call.options.out / pair.scenario.name).mkdir(parents=True)
        return pair.scenario.name

    monkeypatch.setattr(main_job, "write", write)
    said: list[str] = []
    with pytest.raises(OSError, match="No space left") as caught:
        main_job.run(files, Options(out=tmp_path, members=1), said.append, processes=count)
    assert caught.value.filename == "results.csv"
    assert {f.name for f in tmp_path.iterdir()} == {"plan", "slump"}
    assert said[0].startswith("slump: parameters.rd_depreciation")
    lines = ["base: not finished.", "wrote plan", "2 of 3: plan", "wrote slump", "3 of 3: slump"]
    assert said[1:] == lines


def test_mistakes_found_in_several_scenarios_are_all_reported(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(pair: scenario_run.Judged, *_: object) -> str:
        raise InputError(Problem(f"{pair.scenario.name} has no water."))

    monkeypatch.setattr(main_job, "write", write)
    with pytest.raises(InputError) as caught:
        main_job.run(files, Options(out=tmp_path, members=1), print, processes=1)
    assert [problem.message for problem in caught.value.problems] == [
        f"{name} has no water." for name in NAMES
    ]


def test_mistakes_of_all_files_are_reported_at_once_and_nothing_is_computed(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_job, "load", lambda: pytest.fail("computed"))
    faulty = []
    for name in ("first", "second"):
        faulty.append(files[0].with_name(f"{name}.yaml"))
        faulty[-1].write_text(f"extends: base.yaml\nlevers: {{{name}: 1}}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        main_job.run([faulty[0], files[0], faulty[1]], Options(out=tmp_path), print)
    text = str(caught.value)
    assert "'first'" in text and "'second'" in text


def test_two_scenarios_that_would_share_a_folder_are_refused(files: list[Path], tmp_path: Path) -> None:
    other = tmp_path / "base.yaml"
    other.write_text(
        "title: {en: a, zh: 甲}\nquestion: b\nhorizon: 2024\ndrivers: mid_2021.yaml\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="is called 'base'"):
        main_job.loaded([files[0], other], Options())
    assert len(main_job.loaded([files[0], SCENARIOS / "base.yaml"], Options())) == 2


def test_an_ensemble_is_shared_where_more_than_one_scenario_needs_it(files: list[Path]) -> None:
    pairs = main_job.loaded(files, Options())
    assert [one.name for one in main_job.needed_twice(pairs)] == ["base"]
    assert main_job.needed_twice(pairs[1:]) == []
    assert main_job.needed_twice(pairs[:1]) == []
    assert pairs[0].same and not pairs[1].same
