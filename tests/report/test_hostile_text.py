"""A title, question or label that looks like a formula, a script, mathematics or a template stays text."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sim.report.charts.catalogue import CHARTS, drawn
from sim.report.labels import LANGUAGES
from sim.report.render import png
from sim.report.sheet import Sheet
from sim.report.svg import svg
from sim.report.terminal import target_text
from tests.report import books, page, synthetic
from tests.report.synthetic import HOSTILE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_shows_the_text_and_gains_no_element_by_it(lang: str, hostile: Mapping[str, Path]) -> None:
    file = hostile[lang] / "report.html"
    found = page.read(file)
    assert found.mistakes == [] and found.handlers() == []
    assert "script" not in {tag for tag, _ in found.tags}
    raw = file.read_text(encoding="utf-8")
    assert "<script" not in raw and "alert(1)" in raw
    for section in ("summary", "outcomes", "measures", "targets", "basis"):
        assert HOSTILE in found.sections[section]
    assert "49" not in HOSTILE and "{{ 7*7 }}" in found.sections["basis"]


def test_a_page_shows_the_title_as_its_title_and_its_heading(hostile: Mapping[str, Path]) -> None:
    raw = (hostile["en"] / "report.html").read_text(encoding="utf-8")
    escaped = (
        "=HYPERLINK(&#34;http://example.invalid&#34;,&#34;x&#34;)&lt;script&gt;alert(1)&lt;/script&gt; $x_1$"
    )
    assert f"<h1>{escaped}" in raw and f"<title>{escaped}" in raw
    assert f'<p class="question">{escaped}' in raw


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_holds_no_formula_and_no_link_outwards(lang: str, hostile: Mapping[str, Path]) -> None:
    found = books.opened((hostile[lang] / "results.xlsx").read_bytes())
    assert books.harmless(found) > 1000
    assert sum(cell == HOSTILE for sheet in found for row in books.rows_of(sheet) for cell in row) > 10


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_draw_the_text_letter_by_letter(lang: str, hostile: Mapping[str, Path]) -> None:
    charts = list(drawn(synthetic.hostile_inputs(), lang))
    assert [c.id for c in charts] == [c.id for c in CHARTS]
    for chart in charts:
        shown = "".join(line.text for line in chart.sheet.words)
        assert "<script>" in shown and "$x_1$" in shown, chart.id
        image = ET.parse(hostile[lang] / "charts" / f"{chart.id}.svg")
        assert "script" not in {element.tag.rpartition("}")[2] for element in image.iter()}


@pytest.mark.parametrize("text", ["$x_1$", "$\\frac{", "a^2", "\\begin{x}"])
def test_dollars_and_carets_are_letters_and_no_mathematics(text: str) -> None:
    sheet = Sheet(1.0)
    sheet.text(0.1, 0.5, text)
    assert svg(sheet, "", "").count(b"<use") == len(text)
    assert png(sheet).startswith(b"\x89PNG")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_beside_keep_the_text_whole(lang: str, hostile: Mapping[str, Path]) -> None:
    with (hostile[lang] / "targets.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["name_en"] for row in rows} == {row["basis"] for row in rows} == {HOSTILE}
    assert len(rows) == 117


def test_the_terminal_prints_markup_as_it_stands() -> None:
    given = synthetic.inputs()

    def printed(name: str) -> str:
        table = given.targets.assign(name_en=name)
        return target_text(table, given.frame, Path("report.html"), "en", width=1000, colour=False)

    markup = "[bold red]x[/] :smile:"
    shown = printed(markup).count(markup)
    assert shown == printed("an ordinary name").count("an ordinary name") > 10
