"""The page of a port: whole, self-contained, legible in both languages, and true to the tables beside it."""

from __future__ import annotations

import base64
import io
import re
import runpy
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from fontTools.ttLib import TTFont

from sim.experiments import port_year
from sim.parameters import register
from sim.paths import ROOT
from sim.port import storage
from sim.port.study import Study
from sim.report.glyphs import known
from sim.report.labels import LANGUAGES, names
from sim.report.port import page as port_page
from sim.report.port.captions import CHARTS
from sim.report.port.charts import charts, suffix
from sim.report.port.folder import queue_table, write
from sim.report.port.tables import call_table, held_share, summary_table, wide, worst_days
from sim.report.words import word
from tests.report import layout, page
from tests.report.page import Page
from tests.runs import scenario

PORT, YEAR = "weihai", 2025


@cache
def study(number: int = 3) -> Study:
    return port_year.study(PORT, YEAR, scenario("plan"), number=number, seed=0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("port")
    write(study(), out, LANGUAGES)
    return out


@pytest.fixture(scope="module")
def pages(folder: Path) -> Mapping[str, Page]:
    return {lang: page.read(folder / f"port{suffix(lang)}.html") for lang in LANGUAGES}


def number(text: str) -> float:
    return float(text.replace(",", "").rstrip("%"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_whole_and_asks_nobody(lang: str, pages: Mapping[str, Page]) -> None:
    found = pages[lang]
    assert found.mistakes == [] and found.handlers() == []
    assert list(found.sections) == list(port_page.SECTIONS)
    assert found.loaded() == []
    (policy,) = (a["content"] for _, a in found.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert any(a.get("name") == "viewport" for _, a in found.tags)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_are_those_of_the_folder_with_texts_for_those_who_do_not_see_them(
    lang: str, pages: Mapping[str, Page], folder: Path
) -> None:
    shown = pages[lang].drawings
    assert list(shown) == [f"chart-{name}{suffix(lang)}" for name in CHARTS]
    assert all((folder / "charts" / f"{name}{suffix(lang)}.svg").is_file() for name in CHARTS)
    assert all(len(alt) > 15 and words for drawings in shown.values() for alt, words in drawings)
    assert all(len(drawings) == 2 for drawings in shown.values())
    assert all((folder / name).is_file() for name in pages[lang].files())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wait_never_stands_without_its_band_and_the_warning(lang: str, pages: Mapping[str, Page]) -> None:
    found = pages[lang]
    for section in ("summary", "basis"):
        assert word("port_warning", lang) in found.sections[section]
    head, *rows = found.tables[word("port_by_class", lang)]
    summary = wide(_tables()[1], "mean")
    low, high = wide(_tables()[1], "low"), wide(_tables()[1], "high")
    assert [row[0] for row in rows] == list(names("cargo", lang))[: len(rows)]
    waits, band = (head.index(word(f"port_head {key}", lang)) for key in ("waits", "band"))
    for k, row in enumerate(rows):
        assert number(row[waits]) == pytest.approx(summary.iloc[k]["waiting"], abs=0.051)
        ends = [number(text) for text in re.findall(r"[\d.]+", row[band])]
        assert ends[0] == pytest.approx(max(low.iloc[k]["waiting"], 0.0), abs=0.051)
        assert ends[1] == pytest.approx(high.iloc[k]["waiting"], abs=0.051)


def test_one_simulated_year_has_no_band(tmp_path: Path) -> None:
    write(study(1), tmp_path, ("en",))
    found = page.read(tmp_path / "port.html")
    head, *rows = found.tables[word("port_by_class", "en")]
    assert {row[head.index(word("port_head band", "en"))] for row in rows} == {"-"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_storage_is_that_of_the_calculation_and_says_what_is_not_known(
    lang: str, pages: Mapping[str, Page]
) -> None:
    found = pages[lang]
    _, *rows = found.tables[word("port_storage", lang)]
    for cargo, row in zip(study().described.cargo, rows, strict=True):
        store = storage.need(cargo, study().values, register(), study().tonnes_per_teu)
        shown = number(re.match(r"[\d.,]+", row[2]).group())
        assert shown == pytest.approx(store.need / 1e4, abs=0.051)
        assert (row[4] == word("port_not_known", lang)) == (cargo.name != "oil")
    assert word("port_storage_note", lang, norm="70") in found.sections["port_storage"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_assumptions_carry_their_labels(lang: str, pages: Mapping[str, Page]) -> None:
    _, *rows = pages[lang].tables[word("port_assumptions", lang)]
    kinds = {
        word(f"port_seen {seen}", lang) for seen in ("yes", "abstract", "derived", "recalled", "judgement")
    }
    assert len(rows) > 30 and {row[-1] for row in rows} <= kinds
    if lang == "zh":
        assert [row[0] for row in rows if not re.search("[\u4e00-\u9fff]", row[0])] == []


@cache
def _tables() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    cargo = [c.name for c in study().described.cargo]
    sizes = [[size.name for size in c.sizes] for c in study().described.cargo]
    first = study().years[0]
    calls = call_table(first.calls, first.visits, cargo, sizes)
    return (
        calls,
        summary_table([y.classes for y in study().years], cargo, study().yearly),
        queue_table(study()),
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_of_the_charts_stay_on_the_sheet_and_apart(lang: str) -> None:
    for chart in charts(study(), *_tables(), lang):
        for sheet in (chart.sheet, chart.narrow):
            assert sheet is not None
            assert layout.outside(sheet) == [], chart.id
            assert layout.covered(sheet) == [], chart.id
            assert [c for line in sheet.words for c in line.text if not known(c)] == []


def test_a_chinese_page_has_a_glyph_for_each_of_its_characters_and_asks_its_own_font_first(
    folder: Path,
) -> None:
    text = (folder / "port_zh.html").read_text(encoding="utf-8")
    glyphs: set[int] = set()
    for data in re.findall(r"url\(data:font/woff;base64,([^)]*)\)", text):
        with TTFont(io.BytesIO(base64.b64decode(data))) as font:
            glyphs |= set(font.getBestCmap())
    assert {c for c in text if "\u4e00" <= c <= "\u9fff" and ord(c) not in glyphs} == set()
    assert ':lang(zh) { font-family: "Jiaodong Sans SC", ' in text


def test_the_worst_day_is_the_day_of_the_longest_queue() -> None:
    queues = _tables()[2]
    day, level, low, high = worst_days(study(), queues)
    sums = queues[queues["day"] > study().warm_up_days].groupby("day")["first"].sum()
    assert level == pytest.approx(sums.max()) and day == sums.idxmax()
    assert low <= level <= high


def test_share_of_berths_weighs_classes_by_their_berths() -> None:
    year = study().years[0]
    counts = [terminal.count for terminal in year.port.terminals]
    wanted = sum(n * c.occupancy for n, c in zip(counts, year.classes, strict=True)) / sum(counts)
    assert held_share(year.port, year.classes) == pytest.approx(wanted)


def test_the_picture_of_the_guide_is_what_the_model_gives() -> None:
    images: Any = runpy.run_path(str(ROOT / "docs" / "build_images.py"))["port_images"]()
    kept = ROOT / "docs" / "images"
    table = pd.read_csv(io.BytesIO(images["port_waiting.csv"]))
    pd.testing.assert_frame_equal(pd.read_csv(kept / "port_waiting.csv"), table, rtol=1e-6, atol=1e-9)
    for name in ("port_waiting.png", "port_waiting_zh.png"):
        assert 10_000 < (kept / name).stat().st_size < 150_000
