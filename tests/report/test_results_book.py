"""The workbook of a run read back: every number is that of the tables times its display unit."""

from __future__ import annotations

import math
import pickle
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from sim.report.book.book import Book
from sim.report.book.table import Line
from sim.report.book.text import LONGEST_TEXT, footer_text, sheet_name, written
from sim.report.book.units import unit
from sim.report.context import HEADLINES
from sim.report.inputs import OBSERVED, PROJECTED, Inputs
from sim.report.labels import LANGUAGES, indicator, place, region
from sim.report.results_book.workbook import SHEETS, workbook
from sim.report.target_rows import TargetRow, progress, target_rows
from sim.report.words import word
from tests.report import small, synthetic
from tests.report.books import blocks, divisor, harmless, opened, rows_of, series, table

NAMES = {
    "en": "Contents Summary Annual Cities Ports Marine People Targets Measures Uncertainty",
    "zh": "说明 主要结论 分年度 分市 港口 海洋 人口 规划目标 政策措施 不确定性",
}
RELATIVE = 1e-12


@cache
def run() -> Inputs:
    return synthetic.inputs(bands=True)


@cache
def book(lang: str) -> Workbook:
    return opened(workbook(run(), lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheets_stand_in_order_each_titled_coloured_and_ready_to_print(lang: str) -> None:
    found = book(lang)
    assert found.sheetnames[:10] == NAMES[lang].split()
    assert len(found.sheetnames) == 1 + len(SHEETS)
    for sheet in found:
        assert sheet.sheet_properties.tabColor is not None
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth in (None, 1) and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text and "0.1.0" in sheet.oddFooter.left.text
        assert sheet["A1"].value
    for key in ("targets", "naive", "results"):
        sheet = found[word(f"sheet {key}", lang)]
        assert sheet.freeze_panes and sheet.auto_filter.ref
    assert found[word("sheet summary", lang)].page_setup.fitToHeight in (None, 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_contents_link_to_every_other_sheet(lang: str) -> None:
    sheet = book(lang).worksheets[0]
    links = [cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book(lang).sheetnames[1:]]
    texts = {row[0] for row in rows_of(sheet)}
    assert {"What do the measures add?", word("limits", lang), "No demand side yet."} <= texts


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_properties_name_no_person_and_the_main_tables_have_names(lang: str) -> None:
    facts = book(lang).properties
    assert facts.title == "Plan values" and facts.subject == word("report_name", lang)
    assert facts.created.isoformat() == "2021-07-17T00:00:00"
    assert not facts.creator and not facts.lastModifiedBy
    named = set(book(lang).defined_names)
    said = word("workbook_how_is results", lang)
    assert {"Headlines", "CityGDP", "PortThroughput", "Results", "PlanTargets"} <= named
    assert all(
        name in named for name in "Headlines AnnualRegion MarineIndustry Measures".split() if name in said
    )


def check_series(found: Workbook, given: Inputs, lang: str) -> int:
    """Both long sheets hold every series; returns the number of cells."""
    count = 0
    for key, kind in (("results", PROJECTED), ("observed", OBSERVED)):
        head, *rows = rows_of(found[word(f"sheet {key}", lang)])
        years = [year for year in head if isinstance(year, int)]
        mine = {(row[0], row[2]): dict(zip(years, row[4:], strict=True)) for row in rows}
        paths = {(place(r, lang), v): p for (k, r, v), p in given.paths.items() if k == kind}
        assert mine.keys() == paths.keys() and len(mine) == len(rows)
        for name, path in paths.items():
            known = dict(zip(path.years, path.values, strict=True))
            for year, cell in mine[name].items():
                value = known.get(year, math.nan)
                assert cell == pytest.approx(value, rel=RELATIVE) if math.isfinite(value) else cell is None
                count += cell is not None
    return count


def check_blocks(found: Workbook, given: Inputs, lang: str) -> int:
    """Every row of every block is the series that its caption and label name, in the unit above it."""
    known, count = series(given, lang), 0
    for key in ("cities", "ports", "marine", "people"):
        for caption, line, years, label, values, growth in blocks(found[word(f"sheet {key}", lang)]):
            path = given.paths[(PROJECTED, *known[caption, label])]
            units = {
                text: shown
                for shown in _labels(path.unit, lang)
                for text in (
                    word("workbook_unit", lang, unit=shown),
                    word("workbook_unit", lang, unit=word("unit_real", lang, unit=shown)),
                )
            }
            assert line in units, (caption, line)
            by = divisor(path.unit, units[line], lang)
            for year, cell in zip(years, values, strict=True):
                value = path.at(year)
                assert cell is None if math.isnan(value) else cell == pytest.approx(value / by, rel=RELATIVE)
                count += cell is not None
            if isinstance(growth, float):
                whole = (path.values[-1] / path.values[0]) ** (1 / (years[-1] - years[0])) - 1
                assert growth == pytest.approx(whole)
    return count


def _labels(name: str, lang: str) -> set[str]:
    return {unit(name, [10.0**power], lang).label for power in range(-3, 8)}


def check_targets(found: Workbook, given: Inputs, lang: str) -> None:
    """All targets with their numbers in the unit beside them; the verdicts and the plan's sentence."""
    rows = {r.target_id: r for r in target_rows(given.targets, given.paths, lang, given.scoreboard)}
    mine = {row[word("id", lang)]: row for row in table(found[word("sheet targets", lang)], word("id", lang))}
    assert mine.keys() == rows.keys() and len(mine) == 117
    pairs = {
        "goal": "target", "base_value": "start", "without": "without", "projected_value": "projected",
        "added_short": "added", "margin": "gap", "naive_growth": "naive_growth", "p05": "low", "p95": "high",
    }  # fmt: skip
    for key, row in rows.items():
        by = divisor(row.unit, str(mine[key][word("unit", lang)] or ""), lang)
        if row.kind == "direction":
            assert mine[key][word("goal", lang)] in (word("rises", lang), word("falls", lang))
        for head, name in pairs.items():
            if (row.kind, head) == ("direction", "goal"):
                continue
            cell, value = mine[key][word(head, lang).replace("\n", " ")], getattr(row, name)
            assert cell is None if math.isnan(value) else cell == pytest.approx(value / by, rel=RELATIVE), key
        said = {True: word("yes", lang), False: word("no", lang), None: None}
        assert mine[key][word("met", lang)] == said[row.met]
        assert mine[key][word("sentence", lang)] == (row.quote or None)
        assert mine[key][word("target", lang)] == row.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_series_block_and_target_is_that_of_the_tables(lang: str) -> None:
    assert check_series(book(lang), run(), lang) > 3000
    assert check_blocks(book(lang), run(), lang) > 1000
    check_targets(book(lang), run(), lang)


@pytest.mark.slow
def test_a_real_run_reads_back_in_both_languages(tmp_path: Path) -> None:
    from tests.report.test_main_job import Runs

    given = Runs(tmp_path, ("plan",), members=20).inputs["plan"]
    for lang in LANGUAGES:
        found = opened(workbook(given, lang))
        assert check_series(found, given, lang) > 15_000
        assert check_blocks(found, given, lang) > 3000
        check_targets(found, given, lang)
        assert harmless(found) > 5000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_region_by_theme_stands_in_the_unit_of_each_row(lang: str) -> None:
    lines = table(book(lang)[word("sheet annual", lang)], word("indicator", lang))
    by_name = {
        indicator(v, lang): p for (k, r, v), p in run().paths.items() if (k, r) == (PROJECTED, region())
    }
    judged = [line for line in lines if line[word("unit", lang)]]
    assert len(judged) > 15
    for line in judged:
        path = by_name[str(line[word("indicator", lang)])]
        by = divisor(path.unit, str(line[word("unit", lang)]), lang)
        for year in range(2020, 2026):
            value = path.at(year)
            cell = line[str(year)]
            assert cell is None if math.isnan(value) else cell == pytest.approx(value / by, rel=RELATIVE)


def test_the_summary_by_hand() -> None:
    rows = table(book("en")["Summary"], word("target", "en"))
    gdp = next(row for row in rows if str(row[word("target", "en")]).startswith("GDP"))
    mine = run().paths[PROJECTED, region(), "GDP|Current prices"]
    assert gdp["Unit"] == "billion yuan" and gdp["2020"] == pytest.approx(3111.34)
    assert gdp["Projected"] == pytest.approx(mine.at(2025) / 10) and gdp["Target"] == 4000
    assert gdp["Probability"] == 0.61


@pytest.mark.parametrize("lang", LANGUAGES)
def test_measures_naive_rules_and_quantiles_are_those_of_the_run(lang: str) -> None:
    lever = table(book(lang)[word("sheet measures", lang)], word("lever", lang))[0]
    assert lever[word("value", lang)] == {"en": "Qingdao: 10", "zh": "青岛：10"}[lang]
    assert lever[word("grade", lang)] == "A"
    effects = [cell for head, cell in lever.items() if head.startswith(indicator(HEADLINES[0], lang))]
    assert effects == [{"en": pytest.approx(12.0), "zh": 120}[lang]]
    scores = table(book(lang)[word("sheet naive", lang)], word("indicator", lang))
    for line, row in zip(scores, run().scoreboard.to_dict("records"), strict=True):
        by = divisor(row["unit"], str(line[word("unit", lang)]), lang)
        assert line[word("rule model", lang)] == pytest.approx(row["model_2025"] / by)
        assert line[word("last_observed", lang)] == pytest.approx(row["last_observed"] / by)
    first = next(blocks(book(lang)[word("sheet uncertainty", lang)]))
    fan = run().fans[run().fans["variable"] == HEADLINES[0]].iloc[:6]
    scale = {"en": 10, "zh": 1}[lang]
    assert first[4] == pytest.approx([value / scale for value in fan["value"]])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_native_charts_refer_to_cells_of_the_same_workbook(lang: str) -> None:
    found = book(lang)
    charts = {sheet.title: len(sheet._charts) for sheet in found if sheet._charts}
    for key in ("summary", "annual", "cities", "ports", "marine", "people", "measures", "uncertainty"):
        assert charts[word(f"sheet {key}", lang)] >= 2 - (key == "measures"), key
    for sheet in found:
        for chart in sheet._charts:
            for one in chart.series:
                name, _, _ = one.val.numRef.f.rpartition("!")
                assert name.strip("'") in found.sheetnames


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_a_formula_or_leads_out(lang: str) -> None:
    content = workbook(synthetic.hostile_inputs(), lang)
    found = opened(content)
    assert harmless(found) > 3000
    texts = [cell for sheet in found for row in rows_of(sheet) for cell in row]
    assert texts.count(synthetic.HOSTILE) > 100
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert not [n for n in archive.namelist() if "sheet" in n and b"<f>" in archive.read(n)]
        assert not [n for n in archive.namelist() if b'TargetMode="External"' in archive.read(n)]


@settings(max_examples=60, deadline=None)
@drawn(st.text(st.characters(codec=None), max_size=40), st.sampled_from(["", "=", "+", "-", "@", "\t", "{="]))
def test_any_string_stays_a_string(text: str, before: str) -> None:
    made = Book(text, "", text, "en")
    sheet = made.sheet(text, (30.0, 10.0), "#000000")
    sheet.title(before + text, before + text)
    sheet.table([before + text, before], [Line([before + text, before])], caption=before + text)
    found = opened(made.finish())
    harmless(found)
    if written(before + text):
        assert found.worksheets[0]["A1"].data_type == "s" or found.worksheets[0]["A1"].value is None


def test_text_is_cut_with_a_mark_and_names_are_safe() -> None:
    assert written("a" * 40_000) == "a" * (LONGEST_TEXT - 1) + "…"
    assert len(written("𝄞" * 20_000).encode("utf-16-le")) <= 2 * LONGEST_TEXT
    assert written("a\x00b\r\nc\ud800") == "a\ufffdb\nc\ufffd"
    assert sheet_name("[a]:b*?/\\'" + "c" * 40) == "a  b     " + "c" * 22
    assert len(sheet_name("c" * 40)) == 31
    assert footer_text("a & b\n") == "a && b"
    made = Book("t", "", "v", "en")
    assert [made.sheet(name, (9.0,), "#000000").name for name in ("A", "a", "")] == ["A", "a 2", "_"]


def test_units_by_hand() -> None:
    shown = unit("100m CNY 2020", [31113.37, 12400.6], "zh")
    assert (shown.label, shown.code, shown.cell(31113.37)) == ("亿元", "0.0", 31113.37)
    shown = unit("100m CNY 2020", [31113.37], "en")
    assert (shown.label, shown.code, shown.cell(31113.37)) == ("billion yuan", "#,##0.0", 3111.337)
    rate = unit("%", [5.9], "zh")
    assert (rate.label, rate.code, rate.cell(5.9)) == ("%", "0.0%", pytest.approx(0.059))
    assert unit("share", [0.66], "en").cell(0.66) == pytest.approx(0.66)
    assert unit("10k tonnes", [180000.0], "zh").label == "万吨"
    assert rate.cell(math.nan) is None and rate.cell(None) is None
    assert rate.margin(">=") == "+0.0%;[Red]-0.0%;0.0%" and rate.margin("<=") == "[Red]+0.0%;-0.0%;0.0%"


def row(goal: float, start: float, projected: float, operator: str = ">=") -> TargetRow:
    made = small.rows(
        small.inputs([small.judged(small.GDP, goal, projected, projected, operator=operator)], paths={
            (small.REGION, "GDP|Current prices", "100m CNY"): {2020: start, 2025: projected}
        })
    )  # fmt: skip
    return made[0]


def test_progress_is_the_share_of_the_way() -> None:
    assert progress(row(40000, 30000, 35000)) == pytest.approx(0.5)
    assert progress(row(40000, 30000, 45000)) == pytest.approx(1.5)
    assert progress(row(40000, 41000, 45000)) == 1.0
    assert progress(row(60, 70, 65, "<=")) == pytest.approx(0.5)
    assert progress(small.rows(small.inputs([small.target(small.UNPROJECTED)]))[0]) is None


def test_a_run_with_little_context_makes_a_workbook_too() -> None:
    given = synthetic.inputs(compared=False)
    bare = type(given)(given.frame, None, given.targets, given.scoreboard, given.backtest, {})
    found = opened(workbook(bare, "en"))
    assert found.sheetnames[0] == "Contents" and found["Contents"]["A1"].value == "plan"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_run_gives_the_same_bytes(lang: str) -> None:
    again = pickle.loads(pickle.dumps(synthetic.inputs(bands=True)))
    assert workbook(again, lang) == workbook(run(), lang)


def test_written_folders_hold_this_workbook(written: Mapping[str, Path]) -> None:
    for lang, folder in written.items():
        assert (folder / "results.xlsx").read_bytes() == workbook(run(), lang)
