"""The chart of travel times with the residents within an hour of a core below the matrix."""

from __future__ import annotations

import pandas as pd
import pytest

from sim.report.charts import travel_times
from sim.report.glyphs import known
from sim.report.labels import ids, names
from tests.report import layout


def table(shares: bool) -> pd.DataFrame:
    """Times of 100 minutes that fall to 80, and shares that rise from 40 to 45.5 %."""
    rows = [
        ("projected", city, f"{travel_times.PREFIX}{other}", "min", year, value)
        for city, own in zip(ids("city"), names("city", "en"), strict=True)
        for other in names("city", "en")
        if other != own
        for year, value in ((2020, 100.0), (2025, 80.0))
    ]
    if shares:
        rows += [
            ("projected", city, travel_times.NEAR, "%", year, value)
            for city in ids("city")
            for year, value in ((2020, 40.0), (2025, 45.5))
        ]
    return pd.DataFrame(rows, columns=["kind", "region", "variable", "unit", "year", "value"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_shares_stand_below_the_matrix_and_leave_its_shading_alone(lang: str) -> None:
    plain, full = (travel_times.draw(table(shares), lang) for shares in (False, True))
    texts = [line.text for line in full.words]
    assert texts.count("40.0 → 45.5") == 5 and texts.count("80") == 20
    assert full.height > plain.height
    assert full.marks == plain.marks
    assert layout.outside(full) == [] and layout.covered(full) == []
    assert all(known(letter) for text in texts for letter in text)
