"""The main job on the real scenarios: whole folders, legible charts, tables that agree with one another."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from sim import main_job, scenario_run
from sim.paths import SCENARIOS
from sim.report.charts.catalogue import CHARTS, drawn
from sim.report.glyphs import known
from sim.report.inputs import Inputs
from sim.report.labels import LANGUAGES
from sim.report.run_folder import write_run_folder
from sim.report.terminal import target_text
from sim.session import Options
from tests.report import books, layout, page

pytestmark = pytest.mark.slow
NAMES = ("base", "plan")


class Runs:
    """The folders of one call of the main job, and what each report was made from."""

    def __init__(self, out: Path, names: tuple[str, ...] = NAMES, **options: object) -> None:
        self.out = out
        self.inputs: dict[str, Inputs] = {}
        self.said: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(scenario_run, "write_run_folder", self.watched)
            files = [SCENARIOS / f"{name}.yaml" for name in names]
            self.done = main_job.run(files, Options(out=out, **options), self.said.append, processes=1)

    def watched(self, out_dir: Path, inputs: Inputs, lang: str) -> list[str]:
        """Note what a report is made from, then write it."""
        self.inputs[out_dir.name] = inputs
        return write_run_folder(out_dir, inputs, lang)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    return Runs(tmp_path_factory.mktemp("main_job"))


def csv(file: Path) -> pd.DataFrame:
    return pd.read_csv(file, encoding="utf-8-sig")


def test_every_folder_is_whole_and_holds_no_unfinished_file(real: Runs) -> None:
    tables = {"results.csv", "targets.csv", "results.xlsx", "report.html", "manifest.json", "life_tables.csv"}
    tables |= {"memo.html", "results_iamc.csv", "results.parquet", "datapackage.json"}
    for name in NAMES:
        folder = real.out / name
        assert {f.name for f in folder.iterdir()} == {*tables, "scenario.resolved.yaml", "charts"}
        drawings = {f.stem for f in (folder / "charts").iterdir()}
        assert drawings == {c.id for c in CHARTS} - ({"measures"} if name == "base" else set())
        assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["scenario_sha256"]
    tables = {f"{name}.csv" for name in ("comparison", "differences", "targets", "inputs")}
    files = {"charts", "compare.html", "comparison.xlsx", "datapackage.json", *tables}
    assert {f.name for f in (real.out / "compare").iterdir()} == files
    assert not [f for f in real.out.rglob("*") if f.name.endswith(".part")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_real_numbers_fit_on_every_chart(name: str, lang: str, real: Runs) -> None:
    for chart in drawn(real.inputs[name], lang):
        assert chart.reading and not re.search(r"\bnan\b", chart.reading), chart.id
        for sheet in layout.sheets(chart):
            assert [line.text for line in sheet.words if not all(map(known, line.text))] == [], chart.id
            assert layout.outside(sheet) == [], chart.id
            assert layout.covered(sheet) == [], chart.id


def test_pages_of_real_runs_are_well_formed_and_load_nothing(real: Runs) -> None:
    for file in real.out.rglob("*.html"):
        found = page.read(file)
        assert found.mistakes == [] and found.handlers() == []
        assert found.loaded() == []
        assert [name for name in found.files() if not (file.parent / name).is_file()] == []
        assert "nan" not in {cell for rows in found.tables.values() for row in rows for cell in row}


def test_the_workbook_lists_the_targets_of_the_table(real: Runs) -> None:
    sheet = books.opened((real.out / "plan" / "results.xlsx").read_bytes())["Targets"]
    mine = {row["Id"]: row for row in books.table(sheet, "Id")}
    known = csv(real.out / "plan" / "targets.csv").set_index("target_id")
    # the workbook reads a direction on the indicator itself
    judged = known.loc[known["class"] != "direction", "projected"].dropna().to_dict()
    assert len(judged) > 5
    for name, value in judged.items():
        by = books.divisor(known.loc[name, "unit"], str(mine[name]["Unit"] or ""), "en")
        assert mine[name]["Projected"] == pytest.approx(value / by, rel=1e-12)


def test_what_the_measures_add_is_the_difference_between_both_folders(real: Runs) -> None:
    base, plan = (csv(real.out / name / "targets.csv").set_index("target_id") for name in NAMES)
    judged = plan.index[plan["projected"].notna() & (plan["class"] == "outcome")]
    assert len(judged) >= 4
    assert plan.loc[judged, "base_projected"].tolist() == base.loc[judged, "projected"].tolist()
    added = plan.loc[judged, "projected"] - base.loc[judged, "projected"]
    assert plan.loc[judged, "added_by_measures"].tolist() == pytest.approx(added.tolist())
    assert base.loc[judged, "added_by_measures"].tolist() == [0.0] * len(judged)


def test_the_results_hold_history_apart_from_the_projection(real: Runs) -> None:
    for name in NAMES:
        results = csv(real.out / name / "results.csv")
        spans = results.groupby("scenario")["year"].agg(["min", "max"])
        assert spans.to_dict("index") == {
            "observed": {"min": 2010, "max": 2020},
            name: {"min": 2020, "max": 2025},
        }
        assert not results.duplicated(["scenario", "region", "variable", "unit", "year"]).any()
        assert results["value"].notna().all()


@pytest.mark.parametrize("width", [80, 110])
def test_the_terminal_names_every_judged_headline_of_the_plan(width: int, real: Runs) -> None:
    plan = next(d for d in real.done if d.scenario.name == "plan")
    text = target_text(plan.targets, plan.frame, plan.folder, "en", width=width, colour=False)
    for name in ("Resident", "GDP above", "Port", "Marine"):
        assert [line for line in text.splitlines() if line.startswith(f" {name}") and ">" in line], name


def test_a_horizon_before_the_year_of_the_targets_is_reported_too(tmp_path: Path) -> None:
    short = Runs(tmp_path, ("base",), horizon=2023)
    results = csv(tmp_path / "base" / "results.csv")
    assert results.loc[results["scenario"] == "base", "year"].max() == 2023
    projected = short.done[0].targets.set_index("target_id")["projected"]
    assert projected[["T001", "T002", "T003", "T004"]].isna().all()
    assert page.read(tmp_path / "base" / "report.html").mistakes == []
