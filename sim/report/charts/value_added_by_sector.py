"""What each sector weighs in the region and in every city, and how fast it grows."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, contrast, extremes, sentence
from sim.report.charts.places import begin, places
from sim.report.glyphs import wrap
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import ids, names, place
from sim.report.numbers import growth_rate, percent
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet
from sim.report.style import GRID, INK, MUTED, SMALL, WIDTH, place_colour, tint
from sim.report.words import word

ID = "value_added_by_sector"
ROW, GROWTH = 0.345, 0.62
"""Height of a row, and room for growth."""
ROW_NARROW, GROWTH_NARROW = 0.44, 0.48
"""The same on a phone, where numbers stand over their bars."""


def data(inputs: Inputs) -> pd.DataFrame:
    """Value added at 2020 prices by sector and place in the first and the last year."""
    return inputs.rows(
        (PROJECTED,), places(), [f"Value added|{s}" for s in names("sector", "en")], inputs.years
    )


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Bars of shares in GDP in the last year, a tick where they began, growth of the region's sector on the
    right. On a phone the numbers stand over thin bars, and the names of the places take turns on two lines.
    """
    series = paths(data)
    sheet, top = begin(caption(ID, lang, data), width)
    sectors, shown = _sectors(series), places()
    narrow = width < WIDTH
    left = MARGIN + (0.30 if narrow else 0.26) * (width - 2 * MARGIN)
    row, growth = (ROW_NARROW, GROWTH_NARROW) if narrow else (ROW, GROWTH)
    first = top + (0.46 if narrow else 0.34)
    sheet.height = first + row * len(sectors) + FOOT_HEIGHT
    shares = {p: [_shares(series, p, sectors, edge) for edge in (0, -1)] for p in shown}
    largest = max(v for pair in shares.values() for year in pair for v in year)
    column = (width - left - growth - MARGIN) / len(shown)
    over = 0.28 if narrow else 0.06
    scale = (column - (0.05 if narrow else 0.36)) / largest
    rows = [first + r * row for r in range(len(sectors) + 1)]
    for k, name in enumerate(shown):
        x0, (before, after) = left + k * column, shares[name]
        text = place(name, lang) if name in ids("city") else word("region_short", lang)
        y = first - (0.27 if narrow and k % 2 == 0 else 0.11)
        sheet.text(x0, y, text, colour=place_colour(name, text=True), bold=True)
        bars = [(x0, y + over, x0 + v * scale, y + row - 0.06) for y, v in zip(rows, after, strict=False)]
        sheet.boxes(bars, tint(place_colour(name), 0.75))
        ticks = [
            ((x0 + v * scale, y + over - 0.025), (x0 + v * scale, y + row - 0.035))
            for y, v in zip(rows, before, strict=False)
        ]
        sheet.lines(ticks, INK, width=1.0)
        for y, old, new in zip(rows, before, after, strict=False):
            text = f"{new:.1f}" if not narrow or new < 10 else f"{new:.0f}"
            at = (x0, y + 0.14) if narrow else (x0 + max(old, new) * scale + 0.04, y + 0.5 * row)
            sheet.text(*at, text, size=SMALL, colour=MUTED)
    right = width - MARGIN
    head = word("growth_column", lang)
    sheet.text(right, first - (0.27 if narrow else 0.11), head, size=SMALL, colour=MUTED, ha="right")
    sheet.lines([((MARGIN, y), (right, y)) for y in rows], GRID, width=0.5)
    labels = dict(zip(names("sector", "en"), names("sector", lang), strict=True))
    for y, sector in zip(rows, sectors, strict=False):
        lines = wrap(labels[sector], SMALL, left - MARGIN - 0.06)
        for k, line in enumerate(lines):
            sheet.text(MARGIN, y + 0.5 * row + (k - (len(lines) - 1) / 2) * 0.14, line, size=SMALL)
        sheet.text(right, y + 0.5 * row, _rate(series, sector, lang), size=SMALL, ha="right")
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """Share of the region's largest sector at first and at last, and the sectors that grow fastest and
    slowest.
    """
    series = paths(data)
    sectors = _sectors(series)
    first, last = (dict(zip(sectors, _shares(series, places()[0], sectors, k), strict=True)) for k in (0, -1))
    label = dict(zip(names("sector", "en"), names("sector", lang), strict=True))
    largest, _ = extremes(last)
    shares = {"a": f"{first[largest]:.1f}%", "b": f"{last[largest]:.1f}%"}
    whole = {"place": place(places()[0], lang), "sector": label[largest], **shares}
    years = (int(data["year"].min()), int(data["year"].max()))
    rates = {s: _growth(series, s) for s in sectors}
    clauses = [
        word("shows sector", lang, **whole, first=years[0], last=years[1]),
        contrast("shows sectors_grow", lang, rates, label.__getitem__, lambda s: _rate(series, s, lang)),
    ]
    return sentence(clauses, lang)


def _sectors(series: Mapping[Key, Path]) -> list[str]:
    return [s for s in names("sector", "en") if (PROJECTED, places()[0], f"Value added|{s}") in series]


def _growth(series: Mapping[Key, Path], sector: str) -> float:
    """Growth of a sector of the region, % a year."""
    path = series[PROJECTED, places()[0], f"Value added|{sector}"]
    return growth_rate(path.values[0], path.values[-1], path.years[-1] - path.years[0])


def _rate(series: Mapping[Key, Path], sector: str, lang: str) -> str:
    return percent(_growth(series, sector), lang, sign=True)


def _shares(series: Mapping[Key, Path], name: str, sectors: list[str], edge: int) -> list[float]:
    """Shares of the sectors in the place's value added, %, in the first (0) or last (-1) year."""
    values = [series[PROJECTED, name, f"Value added|{s}"].values[edge] for s in sectors]
    return [100 * v / sum(values) for v in values]
