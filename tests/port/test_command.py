"""The `port` command: files, table, and mistakes that end with status 2 before anything runs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from sim.cli import main
from sim.paths import SCENARIOS
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
        (("qingdao", "--scenario", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_mistakes_are_named(arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    done = call(*arguments, "--out", str(tmp_path / "out"))
    assert done.exit_code == 2
    assert words in done.stderr
    assert not (tmp_path / "out").exists()
