"""Scenarios side by side: differences by hand, a page that needs no network, and the same bytes twice."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from sim.report.compare import comparison, target_table, write_comparison
from sim.report.inputs import Inputs
from sim.report.labels import LANGUAGES
from sim.report.words import word
from tests.report import page, results, small, synthetic

REGION = small.REGION


@pytest.fixture(scope="module")
def given() -> Mapping[str, Inputs]:
    plan = synthetic.inputs()
    base = Inputs(
        plan.reference_frame, None, synthetic.targets(plan.reference_frame, plan.reference_frame),
        plan.scoreboard, plan.backtest, {},
    )  # fmt: skip
    return {"base": base, "plan": plan}


def write(folder: Path, given: Mapping[str, Inputs], lang: str) -> Path:
    frames = {name: i.frame for name, i in given.items()}
    return write_comparison(folder, frames, {name: i.targets for name, i in given.items()}, lang).parent


def test_differences_are_those_from_the_first_scenario() -> None:
    gdp = (REGION, "GDP", "100m CNY 2020")
    frames = {
        "a": small.frame("a", {gdp: {2020: 100.0, 2025: 120.0}}),
        "b": small.frame("b", {gdp: {2020: 100.0, 2025: 126.0}}),
        "c": small.frame("c", {gdp: {2020: 90.0, 2025: 120.0, 2030: 130.0}}),
    }
    table = comparison(frames).set_index("year")
    differences = {"b minus a", "c minus a"}
    assert set(table.columns) == {"region", "variable", "unit", "a", "b", "c"} | differences
    assert table.loc[2025, ["b minus a", "c minus a"]].tolist() == [6.0, 0.0]
    assert table.loc[2020, "c minus a"] == -10.0
    # a year that only one scenario has keeps its row, without a difference
    assert math.isnan(table.loc[2030, "a"]) and math.isnan(table.loc[2030, "c minus a"])


def test_observed_history_is_not_compared(given: Mapping[str, Inputs]) -> None:
    table = comparison({name: i.frame for name, i in given.items()})
    assert table["year"].min() == results.YEARS[0]
    assert not table.duplicated(["region", "variable", "unit", "year"]).any()


def test_one_scenario_is_no_comparison(given: Mapping[str, Inputs], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two scenarios"):
        write(tmp_path, {"plan": given["plan"]}, "en")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_folder_holds_table_charts_and_page_and_is_the_same_twice(
    lang: str, given: Mapping[str, Inputs], tmp_path: Path
) -> None:
    once, twice = (write(tmp_path / name, given, lang) for name in ("once", "twice"))
    files = {f.relative_to(once): f.read_bytes() for f in once.rglob("*") if f.is_file()}
    again = {f.relative_to(twice): f.read_bytes() for f in twice.rglob("*") if f.is_file()}
    charts = {
        f"charts/compare_{c}.{k}" for c in ("targets", "paths", "cities") for k in ("svg", "png", "csv")
    }
    assert {f.as_posix() for f in files} == {"compare.html", "comparison.csv", *charts}
    assert files == again


def test_the_page_stands_alone_and_shows_both_scenarios(given: Mapping[str, Inputs], tmp_path: Path) -> None:
    found = page.read(write(tmp_path, given, "en") / "compare.html")
    assert found.mistakes == [] and found.handlers() == []
    assert len(found.loaded()) == 3
    assert all(a.startswith("data:image/svg+xml;base64,") for a in found.loaded())
    head, *rows = found.tables[word("headline_title", "en")]
    of_base, of_plan = (["base", "base, margin", "Probability"], ["plan", "plan, margin", "Probability"])
    assert head == ["Indicator", "Target", *of_base, *of_plan]
    # 3262.25 and 3268.77 ten thousand residents against 3300
    assert rows[0] == [
        *("Resident population (million)", "≥ 33"),
        *("32.62", "−0.38", "61% ± 4", "32.69", "−0.31", "61% ± 4"),
    ]


def test_the_charts_of_a_comparison_show_per_cent_of_the_first(
    given: Mapping[str, Inputs], tmp_path: Path
) -> None:
    folder = write(tmp_path, given, "en") / "charts"
    cities = pd.read_csv(folder / "compare_cities.csv", encoding="utf-8-sig").set_index(
        ["indicator", "region"]
    )
    # growth of 5.9 instead of 5.5 % over five years
    assert cities.loc[("GDP", "qingdao"), "difference"] == pytest.approx(100 * ((1.059 / 1.055) ** 5 - 1))
    assert set(cities["year"]) == {2025}
    paths = pd.read_csv(folder / "compare_paths.csv", encoding="utf-8-sig")
    start = paths[paths["year"] == 2020]["difference"]
    assert len(start) > 2 and start.abs().max() < 1e-9


def test_a_scenario_with_a_name_like_a_script_is_harmless(
    given: Mapping[str, Inputs], tmp_path: Path
) -> None:
    name = "<script>alert(1)</script>"
    changed = {"base": given["base"], name: given["plan"]}
    raw = (write(tmp_path, changed, "zh") / "compare.html").read_text(encoding="utf-8")
    assert "<script" not in raw and "&lt;script&gt;" in raw


def test_scenarios_judge_the_same_targets_in_the_same_rows(given: Mapping[str, Inputs]) -> None:
    frames = {name: i.frame for name, i in given.items()}
    table = target_table(frames, {name: i.targets for name, i in given.items()}, "zh")
    assert {len(row) for row in table.rows} == {len(table.head)} == {8}
    assert len(table.rows) == 4
