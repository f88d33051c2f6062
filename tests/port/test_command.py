"""The `port` command: files, table, and mistakes that end with status 2 before anything runs."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from sim import port_job
from sim.cli import main
from sim.experiments import port_year
from sim.paths import SCENARIOS
from sim.port import fast
from sim.report.port.captions import CHARTS

PLAN = str(SCENARIOS / "plan.yaml")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["port", *arguments])


def test_a_port_year_leaves_tables_and_charts(tmp_path: Path) -> None:
    done = call("weihai", "--scenario", PLAN, "--replications", "3", "--out", str(tmp_path))
    assert done.exit_code == 0, done.output
    assert "Weihai" in done.stdout and "Containers" in done.stdout
    calls, summary = pd.read_csv(tmp_path / "calls.csv"), pd.read_csv(tmp_path / "summary.csv")
    counted = summary[summary["indicator"] == "calls"]["mean"].sum()
    assert len(calls) == counted
    assert calls["tonnes"].sum() == pytest.approx(summary[summary["indicator"] == "tonnes"]["mean"].sum())
    waits = calls["wait_berth"] + calls["wait_tug"] + calls["wait_tide"] + calls["wait_weather"]
    assert (calls["start"] - calls["arrival"] - waits).abs().max() < 1e-8
    assert {"low", "high"} <= set(summary.columns)
    drawn = {path.name for path in (tmp_path / "charts").iterdir()}
    assert drawn == {f"{name}.{kind}" for name in CHARTS for kind in ("png", "svg")}
    for path in (tmp_path / "charts").glob("*.svg"):
        assert path.read_bytes().startswith(b"<?xml") and b"nan" not in path.read_bytes()


def test_both_engines_write_the_same_bytes(tmp_path: Path) -> None:
    for engine in ("fast", "salabim"):
        done = call("weihai", "--replications", "1", "--engine", engine, "--out", str(tmp_path / engine))
        assert done.exit_code == 0, done.output
    for name in ("calls.csv", "summary.csv", "queue.csv", "charts/berth_gantt.svg", "charts/waiting.png"):
        assert (tmp_path / "fast" / name).read_bytes() == (tmp_path / "salabim" / name).read_bytes(), name


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("qingdoa",), "unknown port 'qingdoa'. Did you mean 'qingdao'?"),
        (("hamburg",), "Known: qingdao"),
        (("qingdao", "--year", "2019"), "year 2019 is outside the scenario: 2020 to 2025"),
        (("qingdao", "--year", "2026"), "year 2026 is outside the scenario: 2020 to 2025"),
        (("qingdao", "--replications", "0"), "at least one is needed"),
        (("qingdao", "--engine", "guess"), "guess"),
        (("qingdao", "--engine", "guess"), "'fast', 'salabim'"),
        (("qingdao", "--lang", "fr"), "'en', 'zh', 'both'"),
        (("qingdao", "--scenario", "nowhere.yaml"), "nowhere.yaml"),
        (("qingdao", "--animate", "--animate-days", "0"), "1 to 14 days can be shown"),
        (("qingdao", "--animate", "--animate-days", "15"), "1 to 14 days can be shown"),
        (("qingdao", "--replications", "many"), "many"),
    ],
)
def test_mistakes_are_named(arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    done = call(*arguments, "--out", str(tmp_path / "out"))
    assert done.exit_code == 2
    assert words in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_animation_without_pillow_is_refused_before_anything_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "PIL" else find(name))
    done = call("weihai", "--animate", "--out", str(tmp_path / "out"))
    assert done.exit_code == 2 and not (tmp_path / "out").exists()
    assert done.stderr == "--animate needs the package Pillow. Install it: pip install -e .[animation]\n"


def test_without_a_compiler_the_numbers_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("weihai", "--replications", "1", "--out", str(tmp_path / "a")).exit_code == 0
    monkeypatch.setattr(fast, "can_compile", lambda: False)
    assert call("weihai", "--replications", "1", "--out", str(tmp_path / "b")).exit_code == 0
    assert (tmp_path / "a" / "calls.csv").read_bytes() == (tmp_path / "b" / "calls.csv").read_bytes()


def test_a_folder_that_cannot_be_written_is_named_before_anything_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(port_year, "study", None)
    done = call("weihai", "--out", str(tmp_path / "file" / "out"))
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1 and "Choose another folder with --out." in done.stderr


def test_a_full_disk_ends_with_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(port_job, "write", full)
    done = call("weihai", "--replications", "1", "--out", str(tmp_path))
    assert done.exit_code == 2 and "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_film_that_fails_leaves_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(port_job, "shoot", full)
    done = call("weihai", "--replications", "1", "--animate", "--out", str(tmp_path))
    assert done.exit_code == 2 and "the animation could not be written" in done.stderr
    assert {"port.html", "calls.csv", "summary.csv", "queue.csv"} <= {f.name for f in tmp_path.iterdir()}
    assert "Weihai" in done.stdout


def test_both_languages_stand_side_by_side(tmp_path: Path) -> None:
    done = call("weihai", "--replications", "2", "--lang", "both", "--out", str(tmp_path))
    assert done.exit_code == 0, done.output
    assert "Weihai port" in done.stdout and "威海港" in done.stdout and "待泊" in done.stdout
    assert {"port.html", "port_zh.html"} <= {f.name for f in tmp_path.iterdir()}
    drawn = {path.stem for path in (tmp_path / "charts").iterdir()}
    assert drawn == {name + end for name in CHARTS for end in ("", "_zh")}
