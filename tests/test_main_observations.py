"""The main job with a file of observations: scores written, draws weighted, mistakes found before a run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from sim.cli import main as verbs
from sim.main_command import main
from sim.main_job import run
from sim.paths import SCENARIOS
from sim.session import Options
from tests.runs import value

BASE = SCENARIOS / "base.yaml"


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    """Growth of 2021 a little above the central run, by the template's own rows."""
    file = tmp_path / "own.csv"
    done = CliRunner().invoke(verbs, ["observations-template", str(file)])
    assert done.exit_code == 0, done.output
    table = pd.read_csv(file)
    row = (table["region"] == "jiaodong") & (table["variable"] == "GDP growth")
    table.loc[row, ["value", "sd"]] = [value("base", "jiaodong", "GDP growth", 2021) + 1.0, 1.0]
    table.to_csv(file, index=False)
    return file


def test_a_run_is_scored_and_conditioned_on_the_filled_rows(tmp_path: Path, figures: Path) -> None:
    said: list[str] = []
    options = Options(tmp_path / "out", members=96, observations=figures)
    (plain,) = run([BASE], options, said.append)
    scores = pd.read_csv(tmp_path / "out" / "base" / "observations.csv", encoding="utf-8-sig")
    assert len(scores) == 1 and scores["error"][0] == pytest.approx(-1.0)
    assert 50 < scores["percentile"][0] < 100 and "1 observations" in said[0]
    shutil.rmtree(tmp_path / "out")
    conditioned = Options(tmp_path / "out", members=96, observations=figures, condition=True)
    (weighted,) = run([BASE], conditioned, said.append)
    assert "effective of 95 draws" in said[-1]

    def band(table: pd.DataFrame, name: str) -> float:
        rows = table[(table["variable"] == "GDP") & (table["region"] == "jiaodong") & (table["year"] == 2025)]
        return float(rows[name].iloc[0])

    assert band(weighted.frame, "value") == band(plain.frame, "value")
    assert band(weighted.frame, "p50") > band(plain.frame, "p50")
    assert band(weighted.frame, "p05") > band(plain.frame, "p05")


def test_a_faulty_file_stops_the_run_with_line_and_column(tmp_path: Path, figures: Path) -> None:
    figures.write_text("region,variable,year,value,unit\nmars,GDP,2021,1,x\n", encoding="utf-8")
    done = CliRunner().invoke(main, [str(BASE), "--out", str(tmp_path / "o"), "--observations", str(figures)])
    assert done.exit_code == 2 and "own.csv:2: region: 'GDP' is not reported for 'mars'" in done.output
    assert not (tmp_path / "o").exists()


def test_conditioning_without_observations_is_a_mistake(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, [str(BASE), "--out", str(tmp_path), "--condition"])
    assert done.exit_code == 2 and "--observations" in done.output
