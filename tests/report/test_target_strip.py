"""The strip of one target alone: its marks, its labels, and room for them."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from sim.report.charts.target_strip import strip
from sim.report.labels import LANGUAGES
from sim.report.panel import side_by_side
from sim.report.sheet import Dots, Sheet
from sim.report.style import MEASURES, REFERENCE
from sim.report.target_rows import TargetRow
from tests.report import layout, small

WIDTHS = (2.6, 3.0, 6.2)


def row(lang: str = "en", **given: float) -> TargetRow:
    """32.0 million today, 32.5 without and 32.8 with the measures, 33.0 wanted."""
    found = small.rows(
        small.inputs([small.judged(small.POPULATION, 3300.0, 3250.0, 3280.0, unit="10k persons")]), lang
    )[0]
    return replace(
        found,
        **{
            "start": 3200.0,
            "low": 3220.0,
            "high": 3310.0,
            "naive_growth": 3350.0,
            "naive_share": 3210.0,
            **given,
        },
    )


def place(sheet: Sheet, colour: str) -> float:
    return next(m.points[0][0] for m in sheet.marks if isinstance(m, Dots) and m.colour == colour)


def test_every_value_is_labelled_and_nothing_has_a_title() -> None:
    texts = [line.text for line in strip(row(), "en", 3.0, 2020).words]
    assert texts == [
        "target 33 million", "2020", "32.00", "without", "32.50", "with", "32.80",
        "90% band: 32.20–33.10", "Past growth goes on: 33.50",
        "Constant share of the nation: 32.10",
    ]  # fmt: skip
    chinese = [line.text for line in strip(row("zh"), "zh", 3.0, 2020).words]
    assert chinese[:7] == ["目标3300万人", "2020年", "3200.0", "不采取措施", "3250.0", "采取措施", "3280.0"]


def test_marks_stand_where_their_values_are() -> None:
    sheet = strip(row(), "en", 3.0, 2020)
    start = next(m.points[0][0] for m in sheet.marks if isinstance(m, Dots) and m.hollow and m.shape == "o")
    without, projected = place(sheet, REFERENCE), place(sheet, MEASURES)
    assert (without - start) / (projected - start) == pytest.approx((3250 - 3200) / (3280 - 3200))


def test_a_path_that_the_measures_do_not_change_is_said_once() -> None:
    texts = [line.text for line in strip(row(without=3280.0), "en", 3.0, 2020).words]
    assert "without" not in texts and texts[3:5] == ["2025", "32.80"]


def test_what_is_missing_is_left_out() -> None:
    bare = dict.fromkeys(("start", "low", "high", "naive_growth", "naive_share", "target"), math.nan)
    sheet = strip(row(**bare), "en", 3.0, 2020)
    assert [line.text for line in sheet.words] == ["without", "32.50", "with", "32.80"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_lie_free_on_the_sheet(lang: str, width: float) -> None:
    for close in ({}, {"without": 3279.0, "start": 3278.5}, {"target": 3200.0}, {"projected": 3390.0}):
        sheet = strip(row(lang, **close), lang, width, 2020)
        assert sheet.width == width
        assert layout.outside(sheet) == [] and layout.covered(sheet) == []


def test_texts_side_by_side_stay_near_their_marks_and_apart() -> None:
    assert side_by_side([1.0, 2.0], [0.5, 0.5], 0.0, 3.0) == pytest.approx([1.0, 2.0])
    # two of half an inch at one place with a tenth between: a step of 0.6, half of it to either side
    assert side_by_side([1.0, 1.0], [0.5, 0.5], 0.0, 3.0) == pytest.approx([0.7, 1.3])
    assert side_by_side([2.9, 0.0], [0.5, 0.5], 0.0, 3.0) == pytest.approx([2.75, 0.25])
    assert side_by_side([], [], 0.0, 1.0) == []
