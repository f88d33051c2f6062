"""PNG files: the same picture as matplotlib's artists draw, in exact colours."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from sim.report.charts.catalogue import drawn
from sim.report.render import png
from sim.report.sheet import Sheet
from sim.report.style import DPI
from tests.report import artists, synthetic


def read(content: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.mode == "RGB"
        return np.asarray(picture).astype(int)


def differences(sheet: Sheet) -> np.ndarray:
    """By how much each pixel differs, in its worst channel, on sheets of whole pixels."""
    return np.abs(read(png(sheet)) - artists.image(sheet)).max(axis=-1)


@pytest.fixture
def every_mark() -> Sheet:
    """One of each mark, with curves and slopes, dashes, opacity, rims, bold and Chinese."""
    sheet = Sheet(3.0, 4.0)
    sheet.boxes([(0.2, 0.2, 1.0, 1.1), (1.2, 0.25, 1.9, 1.13)], "#0072B2")
    sheet.polygons([[(0.1, 2.0), (3.8, 1.2), (3.8, 2.6), (0.1, 2.4)]], "#D55E00", opacity=0.3)
    sheet.lines([[(0.1, 0.5), (3.9, 0.5)], [(0.1, 0.9), (3.9, 0.9)]], "#DFE4EA")
    sheet.line([(0.1, 2.8), (1.0, 2.2), (2.0, 2.7), (3.9, 1.9)], "#1F2933", width=1.6, dashes=(4, 2))
    for k, shape in enumerate("osD^_"):
        for row, hollow in enumerate((False, True)):
            sheet.dots([(2.2 + 0.3 * k, 0.3 + 0.2 * row)], "#009E73", shape=shape, size=7, hollow=hollow)
    sheet.text(0.3, 1.5, "Port throughput, 10k tonnes", bold=True)
    sheet.text(0.3, 1.8, "港口吞吐量（万吨）", colour="#5B6673")
    return sheet


def test_every_kind_of_mark_is_drawn_as_the_artists_of_matplotlib_draw_it(every_mark: Sheet) -> None:
    found = differences(every_mark)
    assert found.max() <= 2
    assert (artists.image(every_mark) != 255).any(axis=-1).mean() > 0.1


def test_a_picture_has_the_size_of_its_sheet_in_whole_pixels() -> None:
    height = 1236.4 / DPI
    content = png(Sheet(height, 3.7))
    assert read(content).shape == (1236, 444, 3)
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.info["dpi"] == pytest.approx((DPI, DPI), abs=0.1)


def test_marks_without_points_and_sheets_without_words_are_empty_paper() -> None:
    sheet = Sheet(1.0, 1.0)
    sheet.dots([], "#000000")
    sheet.lines([], "#000000")
    sheet.polygons([], "#000000")
    sheet.text(0.1, 0.5, " ")
    assert (read(png(sheet)) == 255).all()


def test_charts_look_as_the_artists_of_matplotlib_draw_them() -> None:
    for chart in list(drawn(synthetic.inputs(bands=True), "zh"))[:3]:
        sheet = chart.sheet
        sheet.height = round(sheet.height * DPI) / DPI
        found = differences(sheet)
        assert (found > 8).mean() < 0.002, chart.id
