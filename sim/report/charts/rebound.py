"""Growth year by year, and how much of it only closes the gap that the pandemic left."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption, sentence
from sim.report.charts.places import begin, cells, heading, places
from sim.report.inputs import OBSERVED, PROJECTED, Inputs, Path, paths
from sim.report.labels import place
from sim.report.numbers import percent
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import Sheet
from sim.report.style import OBSERVED as GREY
from sim.report.style import SMALL, WIDTH, place_colour, tint
from sim.report.words import word

ID = "rebound"
GROWTH, CLOSING, UTILISATION = "GDP growth", "Growth contribution|Utilisation", "Utilisation"
CELL, HISTORY = 1.95, 6


def data(inputs: Inputs) -> pd.DataFrame:
    """Growth of GDP, the part due to utilisation, and utilisation, by place and year."""
    start, end = inputs.years
    return inputs.rows(
        (OBSERVED, PROJECTED), places(), [GROWTH, CLOSING, UTILISATION], range(start - HISTORY + 1, end + 1)
    )


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Columns by year; the pale part of a projected column is the closing gap."""
    series = paths(data)
    shown = [p for p in places() if (PROJECTED, p, GROWTH) in series]
    ink = place_colour(places()[0])
    keys = [("growth_observed", GREY), ("growth_potential", ink), ("growth_closing", tint(ink, 0.35))]
    words = caption(ID, lang, data)
    sheet, top = begin(words, width, [(word(name, lang), colour, "s", False) for name, colour in keys])
    growth = data[data["variable"] == GROWTH]
    years = (int(growth["year"].min()), int(growth["year"].max()))
    # the part that closes the gap can exceed the rate itself only in a slump; the axis holds both
    span = extent(growth["value"].tolist(), room=0.14)
    for cell in cells(sheet, shown, top, CELL):
        name = cell.name
        panel = cell.panel(sheet, CELL - 0.83, (years[0] - 0.6, years[1] + 0.6), span, scale=0.3)
        heading(sheet, cell, lang, _gap(series.get((PROJECTED, name, UTILISATION)), lang))
        panel.horizontal_grid(ticks(*span, 3), lambda v: f"{v:g}".replace("-", "−"))
        panel.calendar(*years)
        past, future = series.get((OBSERVED, name, GROWTH)), series[PROJECTED, name, GROWTH]
        closing = series.get((PROJECTED, name, CLOSING))
        if past:
            before = [(y, v) for y, v in zip(past.years, past.values, strict=True) if y not in future.years]
            sheet.boxes([_column(panel, y, 0, v) for y, v in before], GREY)
            _values(panel, [before[-1]])
        gaps = {y: closing.at(y) if closing else 0.0 for y in future.years}
        colour = place_colour(name)
        rates = list(zip(future.years, future.values, strict=True))
        sheet.boxes([_column(panel, y, 0, v - max(gaps[y], 0)) for y, v in rates], colour)
        sheet.boxes(
            [_column(panel, y, v - max(gaps[y], 0), v) for y, v in rates if gaps[y] > 0], tint(colour, 0.35)
        )
        _values(panel, [rates[0], rates[-1]])
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """Growth of the region in the first projected year, how much of it closes the gap, and in the last."""
    series = paths(data)
    region = next(p for p in places() if (PROJECTED, p, GROWTH) in series)
    growth, closing = series[PROJECTED, region, GROWTH], series.get((PROJECTED, region, CLOSING))
    first, last = growth.years[0], growth.years[-1]
    rates = {"a": percent(growth.values[0], lang), "b": percent(growth.values[-1], lang)}
    clauses = [word("shows rebound", lang, place=place(region, lang), first=first, last=last, **rates)]
    if closing:
        a, b = (f"{closing.at(year):.1f}".replace("-", "−") for year in (first, last))
        clauses.append(word("shows closing", lang, a=a, b=b))
    return sentence(clauses, lang)


def _column(panel: Panel, year: int, start: float, end: float) -> tuple[float, float, float, float]:
    return panel.x(year - 0.36), panel.y(max(start, end)), panel.x(year + 0.36), panel.y(min(start, end))


def _values(panel: Panel, rates: list[tuple[int, float]]) -> None:
    for year, rate in rates:
        panel.sheet.text(
            panel.x(year),
            panel.y(max(rate, 0)) - 0.09,
            f"{rate:.1f}".replace("-", "−"),
            size=SMALL,
            ha="center",
        )


def _gap(path: Path | None, lang: str) -> str:
    """How far output stood from its potential at first and at last: minus is below."""
    if path is None:
        return ""
    first, last = (percent(100 * (v - 1), lang, sign=True) for v in (path.values[0], path.values[-1]))
    return word(
        "gap",
        lang,
        first=path.years[0],
        a=first,
        last=path.years[-1],
        b=last,
    )
