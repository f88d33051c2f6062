"""Every chart of the catalogue in both languages: drawn, legible, and nothing but its own table."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from sim.report.charts.captions import _table as captions
from sim.report.charts.catalogue import CHARTS, Drawn, drawn, source_line
from sim.report.glyphs import known
from sim.report.inputs import Inputs
from sim.report.labels import LANGUAGES
from sim.report.render import png
from sim.report.style import DPI, NARROW, WIDTH
from sim.report.svg import svg
from tests.report import layout, results, synthetic

SVG = "{http://www.w3.org/2000/svg}"
EVERY = [(chart.id, lang) for chart in CHARTS for lang in LANGUAGES]
SITUATIONS = ("alone", "compared", "with bands")


DERIVED = {
    "targets_and_gaps": {"2"},  # of four: cargo and GDP
    "scoreboard": {"12", "18"},  # places with both rules: 5 cities or ports and the region, three times
    "rebound": {"0.3"},
    "growth_sources": {"0.2"},
    "gdp_by_city": {"76.3", "763"},
    "residents_by_city": {"65.2", "6.52"},
    "population_components": {"3.25", "3.27", "102", "104", "0.32", "0.33", "10.2", "10.4"},
    "marine_needed": {"6.1", "7.6"},
    "carbon_by_source": {"0.00"},
    "map_one_hour": {"30.00", "37.80", "3000.0", "3780.0", "9", "0"},  # residents and districts counted
    "map_trade": {"133.7", "1336.6", "16.4", "16.7"},  # both directions of a pair, and shares
    "map_cities": {"1,880", "289.4", "18.80", "2.89"},  # the five ports together
}
"""Numbers of the sentences that are computed from the table of a chart and not printed on it."""


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text))


@cache
def given(situation: str) -> Inputs:
    return synthetic.inputs(compared=situation != "alone", bands=situation == "with bands")


@cache
def charts(situation: str, lang: str) -> dict[str, Drawn]:
    return {d.id: d for d in drawn(given(situation), lang)}


def test_every_chart_of_the_catalogue_has_data_and_is_drawn_once() -> None:
    for lang in LANGUAGES:
        assert list(charts("compared", lang)) == [c.id for c in CHARTS]


def test_every_drawn_chart_has_a_file_of_its_own_name() -> None:
    assert len({c.id for c in CHARTS}) == len(CHARTS)
    assert {c.id for c in CHARTS} <= set(captions())


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize(("chart", "lang"), EVERY)
def test_every_letter_is_in_a_shipped_font_and_every_text_lies_free_on_the_sheet(
    chart: str, lang: str, situation: str
) -> None:
    drawn_chart = charts(situation, lang)[chart]
    for sheet, width in zip(layout.sheets(drawn_chart), (WIDTH, NARROW), strict=True):
        assert sheet.width == width
        assert [line.text for line in sheet.words if not all(map(known, line.text))] == []
        assert layout.outside(sheet) == []
        assert layout.covered(sheet) == []


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_says_what_it_shows_in_one_sentence(lang: str, situation: str) -> None:
    for name, chart in charts(situation, lang).items():
        text = chart.reading
        assert text.endswith(".。"[lang == "zh"]) and text.count("。") <= 1, name
        assert not re.search(r"nan|None|\{|(?<![\w)])–(?!\w)", text.replace(" – ", " ")), name
        assert not re.search(r"\. [A-Z]", text), name
        assert all(map(known, text)), name
        assert bool(re.search("[\u4e00-\u9fff]", text)) == (lang == "zh"), name
        assert chart.caption.alt.endswith(text) and len(chart.caption.alt) > len(text) + 20, name


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_numbers_of_a_sentence_stand_on_its_chart(lang: str, situation: str) -> None:
    for name, chart in charts(situation, lang).items():
        printed = {n for line in chart.sheet.words for n in numbers(line.text)}
        printed |= numbers(chart.caption.title) | numbers(chart.caption.subtitle)
        printed |= {str(year) for year in chart.data["year"]} if "year" in chart.data else set()
        assert numbers(chart.reading) - printed <= DERIVED.get(name, set()), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_outlook_to_2035_stays_on_the_sheet(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "YEARS", range(2020, 2036))
    found = {d.id: d for d in drawn(synthetic.inputs(), lang)}
    assert list(found) == [c.id for c in CHARTS]
    for name, d in found.items():
        for sheet in layout.sheets(d):
            assert layout.outside(sheet) == [] and layout.covered(sheet) == [], name
        assert d.reading, name
    assert found["gdp_by_city"].data["year"].max() == 2035


@pytest.mark.parametrize(("chart", "lang"), EVERY)
def test_the_numbers_beside_a_chart_draw_the_same_chart(
    chart: str, lang: str, written: Mapping[str, Path]
) -> None:
    folder = written[lang] / "charts"
    table = pd.read_csv(folder / f"{chart}.csv", encoding="utf-8-sig", keep_default_na=True)
    if "grade" in table.columns:
        table["grade"] = table["grade"].fillna("")
    drawing = next(c for c in CHARTS if c.id == chart).draw(table, lang)
    drawing.source(source_line(given("with bands"), lang))
    caption = charts("with bands", lang)[chart].caption
    assert svg(drawing, caption.title, caption.alt) == (folder / f"{chart}.svg").read_bytes()


@pytest.mark.parametrize(("chart", "lang"), EVERY)
def test_an_svg_is_well_formed_names_itself_and_defines_every_letter_it_uses(
    chart: str, lang: str, written: Mapping[str, Path]
) -> None:
    image = ET.parse(written[lang] / "charts" / f"{chart}.svg").getroot()
    caption = charts("with bands", lang)[chart].caption
    assert image.findtext(f"{SVG}title") == caption.title
    assert image.findtext(f"{SVG}desc") == caption.alt
    defined = {path.attrib["id"] for path in image.iter(f"{SVG}path") if "id" in path.attrib}
    used = {use.attrib["href"].removeprefix("#") for use in image.iter(f"{SVG}use")}
    assert used == defined
    assert not [e for e in image.iter() if e.tag in (f"{SVG}text", f"{SVG}image", f"{SVG}script")]


@pytest.mark.parametrize(("chart", "lang"), EVERY)
def test_a_png_is_as_large_as_its_sheet(chart: str, lang: str, written: Mapping[str, Path]) -> None:
    content = (written[lang] / "charts" / f"{chart}.png").read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    sheet = charts("with bands", lang)[chart].sheet
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert abs(width - DPI * sheet.width) <= 1 and abs(height - DPI * sheet.height) <= 1


def test_a_chart_without_data_is_left_out() -> None:
    whole = given("alone")
    small = Inputs(
        whole.frame[~whole.frame["variable"].str.startswith("Travel time")],
        None,
        whole.targets,
        whole.scoreboard.iloc[:0],
        whole.backtest.iloc[:0],
        {},
    )
    missing = {c.id for c in CHARTS} - {d.id for d in drawn(small, "en")}
    assert missing == {
        *("fan_charts", "map_one_hour", "measures", "scoreboard", "travel_times", "variance_split")
    }


def test_both_drawings_of_a_sheet_carry_its_colours() -> None:
    from matplotlib.image import imread

    sheet = charts("compared", "en")["travel_times"].sheet
    pixels = imread(io.BytesIO(png(sheet)), format="png")
    assert pixels.shape[2] == 3
    assert (pixels[0, 0, :3] == 1).all()
    assert (pixels[..., :3].min(axis=2) < 0.5).mean() > 0.02
