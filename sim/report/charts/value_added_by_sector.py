"""What each sector weighs in the region and in every city, and how fast it grows."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import places
from sim.report.glyphs import wrap
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import ids, names, place
from sim.report.numbers import growth_rate, percent
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import GRID, INK, MUTED, SMALL, WIDTH, place_colour, tint
from sim.report.words import word

ID = "value_added_by_sector"
ROW, NAMES, GROWTH = 0.345, 1.55, 0.62


def data(inputs: Inputs) -> pd.DataFrame:
    """Value added at 2020 prices by sector and place in the first and the last year."""
    return inputs.rows(
        (PROJECTED,), places(), [f"Value added|{s}" for s in names("sector", "en")], inputs.years
    )


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Bars of shares in GDP in the last year, a tick where they began, growth of the region's sector on the
    right.
    """
    series = paths(data)
    words = caption(ID, lang, data)
    top = head_height(words.title, words.subtitle, width)
    sectors = [s for s in names("sector", "en") if (PROJECTED, places()[0], f"Value added|{s}") in series]
    sheet = Sheet(top + 0.42 + ROW * len(sectors) + FOOT_HEIGHT, width)
    sheet.head(words.title, words.subtitle)
    shares = {p: [_shares(series, p, sectors, edge) for edge in (0, -1)] for p in places()}
    largest = max(v for pair in shares.values() for year in pair for v in year)
    left, first = MARGIN + NAMES, top + 0.42
    column = (sheet.width - left - GROWTH - MARGIN) / len(places())
    reach = column - 0.36
    for k, name in enumerate(places()):
        x0, (before, after) = left + k * column, shares[name]
        sheet.text(
            x0,
            top + 0.12,
            place(name, lang) if name in ids("city") else word("region_short", lang),
            colour=place_colour(name, text=True),
            bold=True,
        )
        scale = reach / largest
        sheet.boxes(
            [
                (x0, first + r * ROW + 0.06, x0 + v * scale, first + (r + 1) * ROW - 0.06)
                for r, v in enumerate(after)
            ],
            tint(place_colour(name), 0.75),
        )
        sheet.lines(
            [
                ((x0 + v * scale, first + r * ROW + 0.035), (x0 + v * scale, first + (r + 1) * ROW - 0.035))
                for r, v in enumerate(before)
            ],
            INK,
            width=1.0,
        )
        for r, (old, new) in enumerate(zip(before, after, strict=True)):
            sheet.text(
                x0 + max(old, new) * scale + 0.04,
                first + (r + 0.5) * ROW,
                f"{new:.1f}",
                size=SMALL,
                colour=MUTED,
            )
    sheet.text(
        sheet.width - MARGIN, top + 0.12, word("growth_column", lang), size=SMALL, colour=MUTED, ha="right"
    )
    sheet.lines(
        [
            ((MARGIN, first + r * ROW), (sheet.width - MARGIN, first + r * ROW))
            for r in range(len(sectors) + 1)
        ],
        GRID,
        width=0.5,
    )
    labels = dict(zip(names("sector", "en"), names("sector", lang), strict=True))
    for r, sector in enumerate(sectors):
        path = series[PROJECTED, places()[0], f"Value added|{sector}"]
        rate = growth_rate(path.values[0], path.values[-1], path.years[-1] - path.years[0])
        lines = wrap(labels[sector], SMALL, NAMES - 0.08)
        for k, line in enumerate(lines):
            sheet.text(MARGIN, first + (r + 0.5) * ROW + (k - (len(lines) - 1) / 2) * 0.15, line, size=SMALL)
        sheet.text(
            sheet.width - MARGIN,
            first + (r + 0.5) * ROW,
            percent(rate, lang, sign=True),
            size=SMALL,
            ha="right",
        )
    return sheet


def _shares(series: Mapping[Key, Path], name: str, sectors: list[str], edge: int) -> list[float]:
    """Shares of the sectors in the place's value added, %, in the first (0) or last (-1) year."""
    values = [series[PROJECTED, name, f"Value added|{s}"].values[edge] for s in sectors]
    return [100 * v / sum(values) for v in values]
