"""Runs from a notebook: the files of the command line, tables in several shapes, cards with escaped text."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sim
from sim import main_job
from sim.notebook.comparison import Comparison
from sim.notebook.results import Results
from sim.session import Options
from tests.report import page

pytestmark = pytest.mark.slow
MEMBERS = 4
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def plan() -> Results:
    """With whole numbers of numpy, which a manifest can hold too."""
    return sim.run("plan", members=np.int64(MEMBERS), seed=np.int64(0))


@pytest.fixture(scope="module")
def mine() -> Results:
    """A mapping whose texts would do harm if taken for more than text."""
    content = {
        "title": {"en": HOSTILE, "zh": HOSTILE},
        "question": HOSTILE,
        "extends": "plan.yaml",
        "parameters": {"spending_additionality": 5.0},
    }
    return sim.run(content, members=MEMBERS, name="mine", set={"levers.rd_growth": 8}, lang="zh")


@pytest.fixture(scope="module")
def both(plan: Results, mine: Results) -> Comparison:
    return sim.compare(plan, mine)


def test_the_folders_are_those_of_the_command_line_byte_for_byte(plan: Results, tmp_path: Path) -> None:
    main_job.run([Path("plan"), Path("base")], Options(tmp_path / "line", MEMBERS), lambda _: None, 1)
    plan.write(tmp_path / "notebook" / "plan")
    sim.compare(plan, "base", members=MEMBERS).write(tmp_path / "notebook" / "compare")
    for name in ("plan", "compare"):
        mine, theirs = (tmp_path / way / name for way in ("notebook", "line"))
        files = {p.relative_to(theirs).as_posix() for p in theirs.rglob("*") if p.is_file()}
        assert {p.relative_to(mine).as_posix() for p in mine.rglob("*") if p.is_file()} == files
        differing = {f for f in files if (mine / f).read_bytes() != (theirs / f).read_bytes()}
        assert differing <= {"manifest.json"}
    facts = [json.loads((tmp_path / w / "plan" / "manifest.json").read_text()) for w in ("notebook", "line")]
    for each in facts:
        assert each.pop("wall_seconds") > 0
    assert facts[0] == facts[1]
    back = sim.read(tmp_path / "notebook" / "plan")
    pd.testing.assert_frame_equal(
        back.to_dataframe(), plan.to_dataframe(), check_dtype=False, check_exact=True
    )
    assert back.headline["Unit"].tolist() == plan.headline["Unit"].tolist()
    np.testing.assert_array_equal(back.headline["Projected"], plan.headline["Projected"])


def test_rows_are_chosen_by_name_and_pattern(plan: Results) -> None:
    table = plan.to_dataframe("GDP*", ["jiaodong", "qing*"])
    assert set(table["region"]) == {"jiaodong", "qingdao"}
    assert {"GDP", "GDP|Current prices"} <= set(table["variable"])
    assert set(table["scenario"]) == {"plan"} and table["year"].min() == 2020
    with_history = plan.to_dataframe("GDP", "jiaodong", observed=True)
    assert set(with_history["scenario"]) == {"plan", "observed"} and with_history["year"].min() == 2010
    with pytest.raises(sim.InputError, match=r"no variable 'GPD'\. Did you mean 'GDP'"):
        plan.to_dataframe("GPD")
    with pytest.raises(sim.InputError, match="no region 'qingdoa'"):
        plan.to_dataframe(regions=["qingdoa"])


def test_arrays_agree_with_the_table(plan: Results) -> None:
    pytest.importorskip("xarray")
    table = plan.to_dataframe("Population").set_index(["region", "year"])
    central, banded, drawn = plan.to_xarray(), plan.to_xarray(bands=True), plan.to_xarray(members=True)
    for region, year in (("jiaodong", 2025), ("rizhao", 2021)):
        at = {"region": region, "year": year}
        row = table.loc[(region, year)]
        assert float(central["Population"].sel(at)) == row["value"]
        assert float(banded["Population"].sel(**at, statistic="p95")) == row["p95"]
        assert float(drawn["Population"].sel(**at, member=0)) == row["value"]
        members = drawn["Population"].sel(at).values
        assert members.shape == (MEMBERS,)
        assert np.quantile(members[1:], 0.95) == pytest.approx(row["p95"])
    assert central["Port throughput"].sel(region="qingdao").isnull().all()


def test_the_headline_table_is_that_of_the_targets(plan: Results, mine: Results) -> None:
    targets = plan.targets.set_index("name_en")
    for name, row in plan.headline.iterrows():
        if row["Unit"] == targets.loc[name, "unit"]:
            assert row["Projected"] == targets.loc[name, "projected"]
            assert row["Margin"] == targets.loc[name, "gap"]
    assert mine.headline.index.name == "目标" and "常住人口" in mine.headline.index


def test_charts_show_and_save_themselves(plan: Results, tmp_path: Path) -> None:
    chart = plan.charts["fan_charts"]
    assert chart._repr_svg_().startswith("<?xml") and "</svg>" in chart._repr_svg_()
    assert len(chart.data) and chart.data is not chart.data
    for ending in ("svg", "png", "csv"):
        assert chart.save(tmp_path / f"fan.{ending}").stat().st_size > 1000
    with pytest.raises(sim.InputError, match=r"Use \.svg, \.png or \.csv"):
        chart.save(tmp_path / "fan.docx")
    with pytest.raises(sim.InputError, match=r"no chart 'fan_chart'\. Did you mean 'fan_charts'"):
        plan.charts["fan_chart"]
    assert "fan_charts" in plan.charts and len(plan.charts) > 10
    assert repr(chart) == "Chart('fan_charts': How sure the headline outcomes are, to 2025)"


def test_cards_are_well_formed_and_escape_their_text(
    plan: Results, mine: Results, both: Comparison, tmp_path: Path
) -> None:
    for shown in (plan, mine, both):
        file = tmp_path / "card.html"
        text = shown._repr_html_()
        head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>'
        file.write_text(f"{head}{text}</body></html>", encoding="utf-8")
        found = page.read(file)
        assert found.mistakes == [] and found.loaded() == [] and found.handlers() == []
        assert HOSTILE not in text
    assert "&lt;script&gt;" in mine._repr_html_() and 'lang="zh"' in mine._repr_html_()


def test_everything_says_what_it_is_in_one_line(plan: Results, mine: Results, both: Comparison) -> None:
    assert repr(plan) == "Results(plan, 2020-2025, members=4)"
    assert repr(both) == "Comparison(plan, mine)"
    assert mine.warnings and "5" in mine.warnings[0]
    assert plan.manifest["seed"] == 0 and plan.manifest["members"] == MEMBERS


def test_a_comparison_takes_differences_draw_by_draw(plan: Results, mine: Results, both: Comparison) -> None:
    table = both.differences
    row = table[
        (table["region"] == "jiaodong") & (table["variable"] == "GDP") & (table["year"] == 2025)
    ].iloc[0]
    values = [one.to_dataframe("GDP", "jiaodong").set_index("year")["value"][2025] for one in (plan, mine)]
    assert row["scenario"] == "mine" and row["difference"] == values[1] - values[0]
    assert set(both.targets["scenario"]) == {"plan", "mine"}
    assert set(both.inputs["name"]) >= {"rd_growth", "spending_additionality"}
    assert {"plan", "mine", "mine minus plan"} <= set(both.side_by_side.columns)
    assert list(both.results) == ["plan", "mine"] and "compare_scoreboard" in both.charts


def test_the_library_and_the_levers_are_tables() -> None:
    found = sim.scenarios()
    assert found.loc["plan", "title_zh"].startswith("规划情景") and found["question_en"].str.len().min() > 10
    levers = sim.levers()
    assert levers.loc["rd_growth", "unit"] and set(levers["grade"]) <= {"A", "B", "C"}
