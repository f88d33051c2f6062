"""The folder of a comparison: files, charts that are drawn from their own tables, page and workbook."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.report.charts.catalogue import Drawn
from sim.report.compare import charts, cities, comparison, curves, dumbbells, gains_map, scoreboard
from sim.report.compare.folder import write_comparison
from sim.report.compare.heat import Heat, diverging, fitted
from sim.report.compare.workbook import workbook
from sim.report.glyphs import known, text_width
from sim.report.labels import LANGUAGES
from sim.report.sheet import Sheet
from sim.report.svg import svg
from sim.report.words import word
from tests.report import books, layout, page
from tests.report.side_by_side import invented, several

SLOW = pytest.mark.slow
SIZES = ((2, 24), (3, 1), (6, 24), (7, 24), pytest.param(27, 24, marks=SLOW), pytest.param(40, 1, marks=SLOW))
DRAWING = {
    "compare_scoreboard": scoreboard.draw,
    "compare_odds": scoreboard.draw_odds,
    "compare_targets": dumbbells.draw,
    "compare_cities": cities.draw,
    "compare_map": gains_map.draw,
    "compare_paths": curves.draw_paths,
    "compare_differences": curves.draw_differences,
}


@cache
def found(count: int, members: int = 24) -> comparison.Comparison:
    return comparison.of(several(count, members))


@cache
def drawn(count: int, lang: str, members: int = 24) -> tuple[Drawn, ...]:
    return tuple(charts.drawn(found(count, members), lang))


def drawing(name: str) -> str:
    """The kind of a chart by the beginning of its name."""
    return max((kind for kind in DRAWING if name.startswith(kind)), key=len)


@pytest.mark.parametrize(("count", "members"), SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_lies_free_on_its_sheet_and_has_a_shape(lang: str, count: int, members: int) -> None:
    shown = drawn(count, lang, members)
    assert len({chart.id for chart in shown}) == len(shown) > 6
    for chart in shown:
        for sheet in (chart.sheet, chart.narrow):
            assert sheet is not None
            texts = [line.text for line in sheet.words]
            assert [text for text in texts if not all(map(known, text))] == [], chart.id
            assert layout.outside(sheet) == [], chart.id
            assert layout.covered(sheet) == [], chart.id
        assert chart.sheet.height < 13, chart.id


@pytest.mark.parametrize("count", [2, 8])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_beside_a_chart_draws_the_same_chart(lang: str, count: int) -> None:
    for chart in drawn(count, lang):
        table = pd.read_csv(io.BytesIO(chart.data.to_csv(index=False).encode()), keep_default_na=True)
        again = DRAWING[drawing(chart.id)](table, lang)
        again.source("")
        chart_again = svg(again, "", "")
        once = DRAWING[drawing(chart.id)](chart.data, lang)
        once.source("")
        assert chart_again == svg(once, "", ""), chart.id


def test_a_few_scenarios_share_panels_and_many_have_their_own() -> None:
    few, many = ({chart.id for chart in drawn(count, "en")} for count in (6, 7))
    assert "compare_cities" in few and "compare_cities_gdp" in many
    assert "compare_odds" in many - few
    colours = {
        mark.colour
        for chart in drawn(9, "en")
        if chart.id.startswith("compare_paths")
        for mark in chart.sheet.marks
    }
    assert len(colours) < 6


def test_charts_of_places_are_sorted_and_leave_unsure_differences_white() -> None:
    (gdp,) = (chart for chart in drawn(9, "en") if chart.id == "compare_cities_gdp")
    labels = [line.text for line in gdp.sheet.words if line.text[0].isdigit() and " " in line.text]
    region = gdp.data[gdp.data["region"] == "jiaodong"].sort_values(
        ["percent", "order"], ascending=[False, True]
    )
    wanted = [order + 1 for order in region["order"]]
    assert [int(text.partition(" ")[0]) for text in labels] == wanted
    table = gdp.data.assign(percent_p05=-1.0, percent_p95=1.0)
    filled = {mark.colour for mark in cities.draw(table, "en").marks if hasattr(mark, "shapes")}
    assert filled == {"#FFFFFF"}


def test_colours_say_the_sign_and_deepen_with_the_size() -> None:
    assert diverging(5.0, 10) != diverging(-5.0, 10)
    assert diverging(10.0, 10) == diverging(99.0, 10)
    assert diverging(float("nan"), 10) == diverging(1.0, 0)


def test_a_long_name_is_cut_to_its_place() -> None:
    text = fitted("a very long name of a scenario", 9, 1.0)
    assert text.endswith("...") and text_width(text, 9) <= 1.0
    assert fitted("short", 9, 1.0) == "short"


def test_a_cell_without_a_value_stays_pale() -> None:
    sheet = Sheet(2.0)
    Heat(1.0, 0.5, 0.3).draw(sheet, 0.2, ["a"], [("row",)], {})
    assert [line.text for line in sheet.words] == ["a", "row"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_folder_is_whole_and_the_same_twice(lang: str, tmp_path: Path) -> None:
    once, twice = (write_comparison(tmp_path / k, several(3), lang).parent for k in ("once", "twice"))
    files = {f.relative_to(once).as_posix(): f.read_bytes() for f in once.rglob("*") if f.is_file()}
    again = {f.relative_to(twice).as_posix(): f.read_bytes() for f in twice.rglob("*") if f.is_file()}
    pictures = {f"charts/{c.id}.{kind}" for c in drawn(3, lang) for kind in ("svg", "png", "csv")}
    tables = {f"{name}.csv" for name in ("comparison", "differences", "targets", "inputs")}
    assert set(files) == {"compare.html", "comparison.xlsx", "datapackage.json", *tables, *pictures}
    assert files == again


@pytest.mark.parametrize("count", [2, 8])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_stands_alone_with_its_parts_in_order(
    lang: str, count: int, tmp_path: Path, no_png: None
) -> None:
    text = page.read(write_comparison(tmp_path, several(count), lang))
    assert text.mistakes == [] and text.handlers() == []
    assert text.loaded() == []
    assert text.files() and all((tmp_path / name).is_file() for name in text.files())
    assert list(text.sections) == ["scenarios", "summary", "inputs", "charts", "results", "files"]
    assert all(name in text.sections["scenarios"] for name in ("base", "plan"))


def test_a_scenario_with_a_name_like_a_script_or_a_formula_is_harmless(tmp_path: Path, no_png: None) -> None:
    names = ["<script>alert(1)</script>", '=HYPERLINK("http://example.invalid")', "{year} $x_1$ {{ 7*7 }}"]
    given = [invented(name, 0.001 * k) for k, name in enumerate(names)]
    raw = write_comparison(tmp_path, given, "zh").read_text(encoding="utf-8")
    assert "<script" not in raw and "&lt;script&gt;" in raw and "{{ 7*7 }}" in raw
    books.harmless(books.opened((tmp_path / "comparison.xlsx").read_bytes()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_holds_the_numbers_of_the_tables(lang: str) -> None:
    given = found(3)
    book = books.opened(workbook(given, lang))
    assert len(book.sheetnames) == 6 and books.harmless(book) > 100
    labels = given.labels(lang)
    unit, goal = word("unit", lang), word("goal", lang)
    lines = books.table(book[word("sheet headlines", lang)], word("target", lang))
    for line, group in zip(lines, given.judged(headline=True), strict=True):
        by = books.divisor(group[0].unit, str(line[unit]), lang)
        assert line[goal] == pytest.approx(group[0].target / by)
        for label, each in zip(labels, group, strict=True):
            assert line[label] == pytest.approx(each.projected / by)
            apart = line.get(word("compare_minus", lang, name=label, first=labels[0]))
            assert apart is None if each.order == 0 else apart == pytest.approx(each.difference / by)
    places = book[word("sheet places", lang)]
    lines = books.table(places, word("compare_scenario", lang))
    rows = given.differences[given.differences["year"] == given.years[-1]].to_dict("records")
    for line, row in zip(lines, rows, strict=True):
        by = books.divisor(row["unit"], str(line[unit]), lang)
        assert line[word("projected_value", lang)] == pytest.approx(row["value"] / by)
        assert line[word("compare_change_short", lang)] == pytest.approx(row["difference"] / by)
    judged = [each for group in given.judged() for each in group]
    targets = books.table(book[word("sheet targets", lang)], word("id", lang))
    by_target = {(line[word("id", lang)], line[word("compare_scenario", lang)]): line for line in targets}
    for each in judged:
        line = by_target[each.target_id, labels[each.order]]
        by = books.divisor(each.unit, str(line[unit] or ""), lang)
        assert line[word("year", lang)] == each.year and line[word("class", lang)] == word(
            f"class {each.kind}", lang
        )
        assert line[word("projected_value", lang)] == pytest.approx(each.projected / by)
        probability = line[word("probability", lang)]
        assert probability is None if np.isnan(each.probability) else probability == each.probability
    assert len(judged) > 20
    assert sum(len(sheet._charts) for sheet in book) == 2


def test_scenarios_of_other_horizons_and_without_members_are_drawn(tmp_path: Path, no_png: None) -> None:
    given = [invented("a"), invented("b", 0.01, 1, 2035), invented("a")]
    write_comparison(tmp_path, given, "en")
    table = pd.read_csv(tmp_path / "differences.csv", encoding="utf-8-sig")
    assert set(table["year"]) == set(range(2020, 2026))
    assert set(table["scenario"]) == {"b", "a (2)"}
    assert table[table["scenario"] == "b"]["p05"].isna().all()
    wide = pd.read_csv(tmp_path / "comparison.csv", encoding="utf-8-sig")
    assert wide["year"].max() == 2035
