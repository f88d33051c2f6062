"""The report page: whole, well formed, readable without a network, and true to the tables beside it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from sim.report.charts.catalogue import CHARTS, MODULES, drawn
from sim.report.html import TEMPLATES
from sim.report.labels import LANGUAGES
from sim.report.target_rows import register
from sim.report.words import word
from tests.report import page, synthetic
from tests.report.books import PRICES
from tests.report.page import Page

SECTIONS = ["summary", *MODULES, "cities", "measures", "targets", "scores", "basis"]
OUTWARD = {"script", "link", "iframe", "object", "embed", "base", "form"}
SIZES = (
    {"million": 100, "thousand": 0.1, "trillion yuan": 10000, "billion yuan": 10, "million tonnes": 100}
    | {"million TEU": 100, "%": 1, "ratio": 1}
    | {"比值": 1, "万标箱": 1, "亿元": 1, "万人": 1, "亿吨": 10000, "万吨": 1}
)
"""Statistical units (ten thousand persons or tonnes, 100 million yuan) in one unit of the page."""


@cache
def _parsed(file: Path) -> Page:
    return page.read(file)


@pytest.fixture
def pages(written: Mapping[str, Path]) -> dict[str, Page]:
    return {lang: _parsed(folder / "report.html") for lang, folder in written.items()}


def targets_csv(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "targets.csv", encoding="utf-8-sig").set_index("target_id")


def number(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-").replace("+", ""))


def agrees(text: str, value: float, size: float) -> bool:
    """Whether a printed number is the value up to the rounding of its last digit."""
    digits = len(text.partition(".")[2])
    return abs(number(text) - value / size) <= 0.5000001 * 10**-digits


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_well_formed_and_says_its_language(lang: str, pages: Mapping[str, Page]) -> None:
    found = pages[lang]
    assert found.mistakes == []
    assert found.tags[0] == ("html", {"lang": {"en": "en", "zh": "zh-CN"}[lang]})
    ids = [a["id"] for _, a in found.tags if "id" in a]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_loads_nothing_but_itself_and_runs_no_script(lang: str, pages: Mapping[str, Page]) -> None:
    found = pages[lang]
    assert found.loaded() == []
    assert {tag for tag, _ in found.tags}.isdisjoint(OUTWARD)
    assert found.handlers() == []
    (policy,) = (a["content"] for _, a in found.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_has_a_link_a_heading_and_something_to_read(
    lang: str, pages: Mapping[str, Page]
) -> None:
    found = pages[lang]
    assert list(found.sections) == SECTIONS
    inside = [link for link in found.links() if link.startswith("#")]
    assert inside == ["#summary", *(f"#{name}" for name in SECTIONS)]
    for name, text in found.sections.items():
        assert word(f"section {name}", lang) in text
        assert len(text.strip()) > 100


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_is_in_the_page_in_words_and_in_its_alternative_text(
    lang: str, pages: Mapping[str, Page]
) -> None:
    found = pages[lang]
    charts = list(drawn(synthetic.inputs(bands=True), lang))
    assert list(found.drawings) == [f"chart-{c.id}" for c in charts] == [f"chart-{c.id}" for c in CHARTS]
    for chart in charts:
        assert chart.caption.alt and page.shows(found, chart.id, chart.sheet, chart.caption.alt), chart.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_leads_to_a_file_of_the_folder(
    lang: str, pages: Mapping[str, Page], written: Mapping[str, Path]
) -> None:
    files = pages[lang].files()
    assert {f"charts/{c.id}.csv" for c in CHARTS} <= set(files)
    assert [name for name in files if not (written[lang] / name).is_file()] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_headline_table_holds_the_numbers_of_the_target_table(
    lang: str, pages: Mapping[str, Page], written: Mapping[str, Path]
) -> None:
    table = targets_csv(written[lang]).set_index(f"name_{lang}")
    head, *rows = pages[lang].tables[word("headline_title", lang)]
    assert len(rows) == 4
    column = {key: head.index(text) for key, text in {
        "base_projected": word("without_measures", lang, year=2025),
        "projected": word("with_measures", lang, year=2025),
        "added_by_measures": word("added_short", lang),
        "gap": word("margin", lang),
    }.items()}  # fmt: skip
    for row in rows:
        name, label = re.fullmatch(r"(.*?) ?[(（]([^()（）]*)[)）]", row[0]).groups()
        known = table.loc[name]
        for key, k in column.items():
            assert agrees(row[k], known[key], SIZES[label]), (name, key, row[k])
        sign, goal = re.fullmatch(r"(\S) (\S+)", row[head.index(word("goal", lang))]).groups()
        assert agrees(goal, known["target"], SIZES[label])
        assert sign == {">=": "≥", ">": ">"}[known["operator"]]
        assert row[head.index(word("met", lang))] == word("yes" if known["met"] else "no", lang)


def unit(row: list[str], kind: str) -> str:
    """The unit of a row: a direction names it after its indicator, the others behind their goal."""
    found = (
        re.search(r"[(（]([^()（）]+)[)）]$", row[0])
        if kind == "direction"
        else re.search(r"\d ?(\D+)$", row[2])
    )
    return found.group(1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_target_of_the_plan_stands_in_the_table_of_its_class(
    lang: str, pages: Mapping[str, Page], written: Mapping[str, Path]
) -> None:
    known = targets_csv(written[lang])
    listed: list[str] = []
    for kind, group in known.groupby("class"):
        name = word(f"class {kind}", lang)
        head, *body = pages[lang].tables[name[0].upper() + name[1:]]
        rows, under = body[::2], body[1::2]
        listed += [row[0].split()[0] for row in rows]
        assert sorted(row[0].split()[0] for row in rows) == sorted(group.index)
        for row, (said,) in zip(rows, under, strict=True):
            target = known.loc[row[0].split()[0]]
            assert target[f"name_{lang}"] in row[0]
            assert row[3] == str(target["year"])
            quote = register()[row[0].split()[0]]["quote_zh"]
            assert said.endswith(quote.translate({ord("“"): "‘", ord("”"): "’"}))
            verdict = row[head.index(word("met", lang))]
            if pd.isna(target["projected"]):
                assert row[5] == row[6] == "–"
                assert verdict == "–" and len(said) > 5
            else:
                assert verdict == word("yes" if target["met"] in (True, "True") else "no", lang)
                size = SIZES[unit(row, str(kind))]
                assert agrees(row[5], target["projected"], size), row
                assert agrees(row[6], target["added_by_measures"], size), row
    assert len(listed) == len(known) == 117


@pytest.mark.parametrize("lang", LANGUAGES)
def test_annual_paths_of_the_region_are_those_of_the_results(
    lang: str, pages: Mapping[str, Page], written: Mapping[str, Path]
) -> None:
    results = pd.read_csv(written[lang] / "results.csv", encoding="utf-8-sig")
    gdp = results.query("region == 'jiaodong' and variable == 'GDP' and scenario == 'plan'").set_index("year")
    whole = word("annual_title", lang, place={"en": "Jiaodong", "zh": "胶东经济圈"}[lang])
    caption = word("annual_theme", lang, title=whole, theme=word("economy", lang))
    head, *rows = pages[lang].tables[caption]
    (row,) = (r for r in rows if r[0] == {"en": "GDP", "zh": "地区生产总值"}[lang])
    for year in range(2020, 2026):
        assert agrees(row[head.index(str(year))], gdp.loc[year, "value"], SIZES[PRICES.sub("", row[1])])
    assert PRICES.search(row[1])


def test_a_run_without_reference_says_that_nothing_is_added(no_png: None, tmp_path: Path) -> None:
    found = page.read(synthetic.write(tmp_path, synthetic.inputs(compared=False), "en") / "report.html")
    head = found.tables[word("headline_title", "en")][0]
    assert word("is_reference", "en") in found.sections["summary"]
    assert word("added_short", "en") not in head and word("projected_in", "en", year=2025) in head


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["report", "memo"])
def test_a_page_has_its_landmarks_one_title_and_headings_in_order(
    name: str, lang: str, written: Mapping[str, Path]
) -> None:
    found = _parsed(written[lang] / f"{name}.html")
    assert found.mistakes == [] and found.loaded() == [] and found.handlers() == []
    tags = [tag for tag, _ in found.tags]
    assert {tags.count(tag) for tag in ("header", "main", "footer", "h1")} == {1}
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    heads = [a for tag, a in found.tags if tag == "th"]
    assert heads and all("scope" in a for a in heads)
    assert all(a.get("aria-label") for tag, a in found.tags if tag == "svg")
    assert all(a.get("aria-label") for tag, a in found.tags if tag in ("nav", "region"))


def test_the_first_link_of_a_report_leads_past_its_head(pages: Mapping[str, Page]) -> None:
    for found in pages.values():
        assert next(a["href"] for tag, a in found.tags if tag == "a") == "#summary"


def test_the_plans_own_sentences_are_marked_as_chinese(pages: Mapping[str, Page]) -> None:
    marked = [tag for tag, a in pages["en"].tags if tag == "q" and a.get("lang") == "zh-CN"]
    assert len(marked) == 117


def brightness(colour: str) -> float:
    """Relative luminance as the WCAG defines it."""
    whole = colour.lstrip("#") if len(colour) == 7 else "".join(2 * c for c in colour.lstrip("#"))
    parts = [int(whole[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_words_stand_out_from_their_ground() -> None:
    colours = dict(re.findall(r"--(\w+): (#\w+);", (TEMPLATES / "report.css").read_text(encoding="utf-8")))
    for ink in ("ink", "muted", "accent", "missed", "even"):
        for ground in ("paper", "pale"):
            dark, light = sorted(brightness(colours[name]) for name in (ink, ground))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_memo_has_the_four_outcomes_and_leads_to_the_report(
    lang: str, written: Mapping[str, Path]
) -> None:
    found = _parsed(written[lang] / "memo.html")
    head, *rows = found.tables[word("headline_title", lang)]
    assert len(rows) == 4 and word("way_gone", lang) in head
    assert found.files() == ["report.html"]
    assert "memo.html" in _parsed(written[lang] / "report.html").files()
