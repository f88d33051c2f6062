"""The report and the memo in a browser: nothing is fetched, nothing complains, everything can be seen, on a
screen, on a phone and on paper.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.report.labels import LANGUAGES
from sim.report.memo_page import memo
from sim.report.page_font import FAMILY
from tests.browser.conftest import Desk, Opened
from tests.report import synthetic

pytestmark = pytest.mark.browser

WIDTHS = (1400, 390)
BOXES = """(names) => [...document.querySelectorAll(names)].map(e => {
    const box = e.getBoundingClientRect(); return [box.width, box.height, box.top, box.bottom] })"""
DRAWINGS = """[...document.querySelectorAll('figure')].map(f =>
    [...f.querySelectorAll('.drawing')].filter(d => d.getBoundingClientRect().height > 0).length)"""


def boxes(opened: Opened, names: str) -> list[list[float]]:
    """Width, height, top and bottom of the elements that a selector names."""
    return opened.page.evaluate(BOXES, names)


def fonts(opened: Opened, name: str) -> set[str]:
    """Families of the fonts in which the browser draws the first element that a selector names."""
    session = opened.page.context.new_cdp_session(opened.page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": name})["nodeId"]
    found = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {font["familyName"] if not font["isCustomFont"] else FAMILY for font in found}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["report", "memo"])
def test_a_page_asks_nobody_complains_of_nothing_and_is_no_wider_than_the_screen(
    name: str, lang: str, width: int, desk: Desk, run_folders: dict[str, Path]
) -> None:
    file = run_folders[lang] / f"{name}.html"
    opened = desk.open(file, width)
    assert [r for r in opened.requests if not r.startswith("data:")] == [file.as_uri()]
    assert opened.complaints == []
    assert opened.ask("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_shows_one_of_its_drawings_in_its_size(
    lang: str, width: int, desk: Desk, run_folders: dict[str, Path]
) -> None:
    opened = desk.open(run_folders[lang] / "report.html", width)
    shown = opened.ask(DRAWINGS)
    assert len(shown) > 20 and set(shown) == {1}
    assert all(w > 100 and h > 40 for w, h, *_ in boxes(opened, "figure, .card .drawing svg"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_screen_holds_the_cards_and_the_columns_begin_on_it(
    lang: str, desk: Desk, run_folders: dict[str, Path]
) -> None:
    opened = desk.open(run_folders[lang] / "report.html")
    cards, columns = boxes(opened, ".card"), boxes(opened, ".columns > div")
    assert len(cards) == 4 and len(columns) == 3
    assert len({top for _, _, top, _ in cards}) == 1
    assert max(bottom for *_, bottom in cards) < 700
    assert max(top for _, _, top, _ in columns) < 720
    assert opened.ask("document.querySelector('.verdict').getBoundingClientRect().bottom") < 260


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_keyboard_reaches_the_skip_link_first_and_sees_where_it_is(
    lang: str, desk: Desk, run_folders: dict[str, Path]
) -> None:
    opened = desk.open(run_folders[lang] / "report.html")
    opened.page.keyboard.press("Tab")
    assert opened.ask("document.activeElement.className") == "skip"
    assert opened.ask("document.activeElement.getBoundingClientRect().top") >= 0
    assert opened.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_chinese_and_drawings_are_set_in_the_font_of_the_page(
    lang: str, desk: Desk, run_folders: dict[str, Path]
) -> None:
    opened = desk.open(run_folders[lang] / "report.html")
    assert opened.ask(f"document.fonts.check('16px \"{FAMILY}\"')")
    assert fonts(opened, "figure text") == {FAMILY}
    assert fonts(opened, "#targets q") == {FAMILY}
    assert (fonts(opened, "#summary li") == {FAMILY}) == (lang == "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("compared", [True, False], ids=["with a shock", "reference"])
def test_the_memo_is_one_page_of_paper(compared: bool, lang: str, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "memo.html"
    file.write_bytes(memo(synthetic.inputs(bands=True, compared=compared), lang))
    assert pages_of(desk.open(file).page.pdf(prefer_css_page_size=True)) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_prints_with_all_details_open_and_no_figure_higher_than_a_page(
    lang: str, desk: Desk, run_folders: dict[str, Path]
) -> None:
    opened = desk.open(run_folders[lang] / "report.html", 688)
    opened.page.emulate_media(media="print")
    assert min(height for _, height, *_ in boxes(opened, "#cities details table")) > 100
    assert min(height for _, height, *_ in boxes(opened, "#basis details table")) > 50
    assert max(height for _, height, *_ in boxes(opened, "figure")) < 1017
    assert 20 < pages_of(opened.page.pdf(prefer_css_page_size=True)) < 80


def pages_of(paper: bytes) -> int:
    """Number of pages of a PDF as its page tree states it."""
    return max(int(n) for n in re.findall(rb"/Type\s*/Pages[^>]*?/Count (\d+)", paper))


@pytest.mark.parametrize("name", ["report", "memo"])
def test_a_hostile_text_runs_nothing(name: str, desk: Desk, run_folders: dict[str, Path]) -> None:
    asked: list[str] = []
    file = run_folders["hostile"] / f"{name}.html"
    opened = desk.open(file, 390)
    opened.page.on("dialog", lambda dialog: asked.append(dialog.message))
    opened.page.reload()
    assert asked == [] and opened.complaints == []
    assert opened.ask("document.scripts.length") == 0
    assert opened.ask("document.documentElement.scrollWidth") <= 390
