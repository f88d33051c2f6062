"""The chart of the ports' past: rates by calibre, lines that stop at a break, the picture that is shipped."""

from __future__ import annotations

import runpy
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.paths import ROOT
from sim.report.charts import port_demand_history as chart
from sim.report.charts.captions import caption
from sim.report.glyphs import known
from sim.report.labels import LANGUAGES
from sim.report.sheet import Lines
from sim.report.style import OBSERVED, place_colour
from sim.report.svg import svg
from tests.report import layout

IMAGES = ROOT / "docs" / "images"
PORT = "port_rizhao"


def table(jump: float = 1.0) -> pd.DataFrame:
    """Doubled in two years, then a break, then growth by a tenth; the model gives half of the first gain."""
    observed = np.array([100.0, 150.0, 200.0, 300.0 * jump, 330.0 * jump])
    modelled = np.array([150.0, 175.0, 200.0, 300.0 * jump, 330.0 * jump])
    return pd.DataFrame(
        {
            "port": PORT,
            "year": range(2010, 2015),
            "calibre": [2010, 2010, 2010, 2013, 2013],
            "observed": observed,
            "modelled": modelled,
            "low": modelled * 0.9,
            "high": modelled * 1.1,
        }
    )


def test_growth_is_told_inside_a_calibre_whatever_the_break() -> None:
    for jump in (1.0, 7.0):
        first, second = chart.growth(table(jump))
        assert first[:3] == (PORT, 2010, 2012) and second[:3] == (PORT, 2013, 2014)
        assert first[3:] == pytest.approx((100 * (2**0.5 - 1), 100 * ((4 / 3) ** 0.5 - 1)))
        assert second[3:] == pytest.approx((10.0, 10.0))


def test_the_title_counts_gains_inside_calibres() -> None:
    # 50 + 30 modelled of 100 + 30 observed.
    assert "62%" in chart.finding(table(), "en") and "62%" in chart.finding(table(), "zh")


def test_no_line_crosses_a_break() -> None:
    sheet = chart.draw(table(), "en")
    for colour in (OBSERVED, place_colour(PORT)):
        paths = [line for m in sheet.marks if isinstance(m, Lines) and m.colour == colour for line in m.lines]
        assert [len(path) for path in paths] == [3, 2]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_letter_is_in_a_shipped_font_and_every_text_lies_free_on_the_sheet(lang: str) -> None:
    for data in (table(), pd.read_csv(IMAGES / f"{chart.ID}.csv")):
        sheet = chart.draw(data, lang)
        assert [line.text for line in sheet.words if not all(map(known, line.text))] == []
        assert layout.outside(sheet) == []
        assert layout.covered(sheet) == []


def test_the_picture_of_the_documents_is_the_one_that_the_model_gives() -> None:
    printer: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "build_images.py"))
    kept = pd.read_csv(IMAGES / f"{chart.ID}.csv")
    pd.testing.assert_frame_equal(kept, printer["port_table"](), rtol=1e-6, atol=1e-9)
    words = caption(chart.ID, "en", kept)
    drawn = chart.draw(kept, "en")
    assert (IMAGES / f"{chart.ID}.svg").read_bytes() == svg(drawn, words.title, words.alt)
