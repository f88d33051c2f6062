"""The sheet: wrapped text, round ticks, places that do not touch, letters as outlines."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.report.glyphs import CLOSING, REPLACEMENT, glyph, known, straight_quotes, text_width, wrap
from sim.report.panel import Panel, extent, grid, spread, ticks
from sim.report.sheet import MARGIN, Sheet, head_height
from sim.report.svg import svg

TOKENS = ("a", "port,", "(of 2020)", "100%", "growth-rate", "港口", "吞吐量，", "（合计）。", "2025年")
ORDINARY = st.lists(st.sampled_from(TOKENS), max_size=25).map(" ".join)


@settings(deadline=None)
@given(ORDINARY, st.floats(0.2, 6.0))
def test_wrapping_loses_no_letter_and_keeps_lines_within_the_width(text: str, width: float) -> None:
    lines = wrap(text, 10, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        core = line.rstrip(CLOSING)
        one_piece = len(core) <= 1 or (" " not in core and core.isascii())
        assert text_width(line, 10) <= width or one_piece


def test_a_closing_mark_never_begins_a_line() -> None:
    for width in (0.3, 0.45, 0.6, 0.8):
        assert not [line for line in wrap("港口，吞吐量。（合计）", 10, width) if line[0] in "，。）"]


def test_curly_quotes_become_straight_beside_latin_and_stay_beside_chinese() -> None:
    assert straight_quotes("the “new” year’s") == 'the "new" year\'s'
    assert straight_quotes("“四新”经济") == "“四新”经济"
    sheet = Sheet(1.0)
    sheet.text(0.1, 0.5, "scenario “plan”")
    assert sheet.words[0].text == 'scenario "plan"'


def test_a_letter_that_no_font_has_becomes_a_square() -> None:
    assert not known("\U00012000")
    assert glyph("\U00012000") is glyph(REPLACEMENT)
    assert known(REPLACEMENT)


def test_an_ideograph_is_one_em_wide() -> None:
    assert text_width("胶东", 72) == pytest.approx(2.0)
    assert text_width("", 10) == 0


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 6))
def test_ticks_are_evenly_spaced_multiples_of_a_round_step_inside_the_range(
    low: float, span: float, count: int
) -> None:
    high = low + span
    found = ticks(low, high, count)
    steps = [b - a for a, b in pairwise(found)]
    assert len(found) >= 3
    assert low - 1e-6 * span <= found[0] and found[-1] <= high + 1e-6 * span
    assert steps == pytest.approx([steps[0]] * len(steps), rel=1e-3)
    mantissa = steps[0] / 10 ** math.floor(math.log10(steps[0]))
    assert min(abs(mantissa - m) for m in (1, 2, 2.5, 5, 10)) < 1e-3


def test_ticks_of_known_ranges() -> None:
    assert ticks(0, 10, 4) == [0, 2.5, 5, 7.5, 10]
    assert ticks(-3, 4, 3) == [-2.5, 0, 2.5]
    assert ticks(0, 1000, 4) == [0, 250, 500, 750, 1000]
    assert ticks(3, 3) == [3]


def test_extent_includes_zero_unless_told_otherwise_and_passes_over_what_is_missing() -> None:
    assert extent([10.0, math.nan, 20.0], room=0.1) == pytest.approx((0, 22))
    assert extent([10.0, 20.0], zero=False, room=0.1) == pytest.approx((9, 21))
    assert extent([-10.0, 10.0], room=0.1) == pytest.approx((-12, 12))
    assert extent([math.nan]) == pytest.approx((0, 1.05))
    low, high = extent([0.0])
    assert low < high or (low, high) == (0, 1.0)


@settings(deadline=None)
@given(st.lists(st.floats(0, 10), min_size=1, max_size=8))
def test_spread_places_keep_their_distance_their_order_and_the_upper_bound(wanted: list[float]) -> None:
    places = spread(wanted, 0.5, 0.0, 10.0)
    ranked = sorted(places)
    assert all(b - a >= 0.5 - 1e-9 for a, b in pairwise(ranked))
    assert ranked[-1] <= 10 + 1e-9 and ranked[0] >= -1e-9
    assert all(places[i] <= places[j] for i, a in enumerate(wanted) for j, b in enumerate(wanted) if a < b)


def test_places_that_are_far_apart_stay_where_they_are() -> None:
    assert spread([5.0, 1.0, 3.0], 0.5, 0.0, 10.0) == [5.0, 1.0, 3.0]
    assert spread([], 0.5, 0.0, 10.0) == []


def test_a_panel_maps_values_to_inches_with_y_upwards() -> None:
    panel = Panel(Sheet(5.0), 1.0, 0.5, 2.0, 1.0, (2020, 2025), (0.0, 10.0))
    assert (panel.x(2020), panel.x(2025), panel.right) == (1.0, 3.0, 3.0)
    assert (panel.y(0), panel.y(10), panel.y(5)) == (1.5, 0.5, 1.0)
    assert panel.points([2020], [2.5]) == [(1.0, 1.25)]


def test_small_multiples_fill_rows_from_the_left() -> None:
    lefts, tops = zip(*grid(3, 1.0, columns=2, height=2.0, width=6.0, gap=0.2), strict=True)
    cell = (6.0 - 2 * MARGIN - 0.2) / 2
    assert lefts == pytest.approx((MARGIN, MARGIN + cell + 0.2, MARGIN))
    assert tops == (1.0, 1.0, 3.0)


def test_text_ends_or_is_centred_where_it_is_asked_to() -> None:
    sheet = Sheet(2.0)
    for ha in ("left", "center", "right"):
        sheet.text(3.0, 1.0, "1,652", ha=ha)
    width = text_width("1,652", 10)
    assert [line.x for line in sheet.words] == pytest.approx([3.0, 3.0 - width / 2, 3.0 - width])


def test_the_head_is_as_high_as_it_says_with_and_without_a_second_line() -> None:
    for subtitle in ("short", "a long explanation of what the chart shows " * 4):
        assert Sheet(9.0).head("Title", subtitle) == pytest.approx(head_height("Title", subtitle))


def test_keys_that_do_not_fit_go_to_the_next_row() -> None:
    sheet = Sheet(4.0)
    below = sheet.key(MARGIN, 1.0, [(f"entry number {k} of the key", "#000000") for k in range(6)])
    assert below > 1.3
    assert max(line.x + text_width(line.text, line.size) for line in sheet.words) <= sheet.width


def test_an_svg_escapes_its_title_and_draws_a_letter_once() -> None:
    sheet = Sheet(1.0)
    sheet.text(0.1, 0.5, "aab")
    image = svg(sheet, "<b>&", '"').decode()
    assert "<title>&lt;b&gt;&amp;</title>" in image
    assert (image.count('<path id="u61"'), image.count('href="#u61"'), image.count("<path id=")) == (1, 2, 2)
