"""The font of a page: every character that the shipped font has, from pieces that are cut from it."""

from __future__ import annotations

import base64
import gc
import io
import re
import runpy
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from sim.paths import ROOT
from sim.report import page_font
from sim.report.glyphs import FONT_FILE, shipped
from sim.report.labels import LANGUAGES
from sim.report.page_font import WIDE, font_face, pieces, unicode_range

RULE = re.compile(
    r'@font-face \{ font-family: "Jiaodong Sans SC"; src: url\(data:font/woff;base64,([^)]*)\) '
    r'format\("woff"\); unicode-range: ([^;]*); \}'
)
RARE = "龠"
"""In the shipped font, in none of the project's words."""


def faces(css: str) -> list[tuple[frozenset[int], bytes]]:
    """Characters and file of each rule."""
    return [(page_font.codes(held), base64.b64decode(data)) for data, held in RULE.findall(css)]


def characters(font: bytes) -> set[int]:
    with TTFont(io.BytesIO(font)) as opened:
        return set(opened.getBestCmap())


def outlines(font: TTFont) -> Iterator[tuple[int, tuple[float, list[object]]]]:
    """Advance and outline by character."""
    glyphs = font.getGlyphSet()
    for code, name in font.getBestCmap().items():
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        yield code, (glyphs[name].width, pen.value)


def test_the_pieces_have_the_outlines_of_the_shipped_font_its_names_and_its_licence() -> None:
    with TTFont(FONT_FILE, lazy=True) as whole:
        glyphs, names = whole.getGlyphSet(), whole["name"]
        known = whole.getBestCmap()
        for file, held in pieces().items():
            with TTFont(file) as piece:
                assert set(piece.getBestCmap()) >= held
                for code, (width, outline) in list(outlines(piece))[::9]:
                    pen = DecomposingRecordingPen(glyphs)
                    glyphs[known[code]].draw(pen)
                    assert (width, outline) == (glyphs[known[code]].width, pen.value), chr(code)
                for number in (1, 13, 14):
                    assert piece["name"].getDebugName(number) == names.getDebugName(number)
    assert "SIL OPEN FONT LICENSE" in FONT_FILE.with_name("OFL.txt").read_text(encoding="utf-8")


def test_the_pieces_are_what_their_builder_cuts_and_hold_every_character_of_words_and_registers() -> None:
    builder: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "build_font_pieces.py"))
    wanted = dict(builder["pieces"]())
    held = {file.stem: set(codes) for file, codes in pieces().items()}
    every = set().union(*held.values())
    missing = {chr(code) for codes in wanted.values() for code in codes} - set(map(chr, every))
    assert missing == set(), "run python docs/build_font_pieces.py"
    assert sum(map(len, held.values())) == len(every)
    assert list(wanted) == list(held)
    latin = pieces()[FONT_FILE.with_name("latin.woff")]
    assert page_font.cut(latin) == FONT_FILE.with_name("latin.woff").read_bytes()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_carries_a_glyph_for_every_character_that_the_shipped_font_has(
    lang: str, written: Mapping[str, Path]
) -> None:
    text = (written[lang] / "report.html").read_text(encoding="utf-8")
    found = faces(text)
    for held, font in found:
        assert held <= characters(font)
    wanted = {ord(c) for c in RULE.sub("", text) if shipped(c)} - (set() if lang == "zh" else WIDE)
    assert len(wanted) > 90
    assert wanted <= set().union(*(held for held, _ in found))
    assert sum(len(font) for _, font in found) * 4 / 3 < 450_000


def test_pieces_come_only_where_they_are_needed_and_the_same_text_gives_the_same_bytes() -> None:
    assert len(faces(font_face("plain", "en"))) == 1
    assert font_face("胶东 port", "zh") == font_face("胶东 port", "zh") != font_face("plain", "zh")


def test_a_character_of_no_piece_is_cut_out_of_the_shipped_font_and_one_of_no_font_left_out() -> None:
    assert not any(ord(RARE) in held for held in pieces().values())
    *_, (held, font) = faces(font_face(f"plan {RARE}\N{GOTHIC LETTER AHSA}", "en"))
    assert held == characters(font) == {ord(RARE)}
    assert len(font) < 5_000


def test_english_leaves_quotation_marks_and_dashes_to_other_fonts() -> None:
    text = "“plan” – ‘half’ — 100 %…"
    ranges = {lang: set().union(*(held for held, _ in faces(font_face(text, lang)))) for lang in LANGUAGES}
    assert ranges["en"].isdisjoint(WIDE) and ord("–") in ranges["en"]
    assert ranges["zh"] >= WIDE


def test_a_unicode_range_reads_back_as_the_characters_it_was_made_of() -> None:
    assert unicode_range({0x20, 0x21, 0x22, 0x4E00}) == "U+20-22, U+4E00"
    assert page_font.codes("U+20-22, U+4E00") == {0x20, 0x21, 0x22, 0x4E00}


def test_the_shipped_font_is_closed_after_use() -> None:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        font_face(RARE, "zh")
        gc.collect()
    assert [str(w.message) for w in seen if w.category is ResourceWarning] == []
