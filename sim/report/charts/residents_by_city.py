"""Residents of the region and each city: the two censuses as points, the projection with its band."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import cells, heading, places, sheet_height
from sim.report.inputs import OBSERVED, PROJECTED, REFERENCE, Inputs, Path, paths
from sim.report.numbers import display, growth_rate, percent
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import Sheet, head_height
from sim.report.style import INK, MUTED, SMALL, WIDTH, place_colour
from sim.report.style import REFERENCE as DASHED
from sim.report.words import word

ID = "residents_by_city"
RESIDENTS = "Population"
CELL = 1.95


def data(inputs: Inputs) -> pd.DataFrame:
    """Residents by place and year: counted, projected, and projected without the measures."""
    return inputs.rows((OBSERVED, PROJECTED, REFERENCE), places(), [RESIDENTS])


def pace(path: Path, lang: str) -> str:
    """Growth a year from the first to the last year of a path."""
    years = path.years[-1] - path.years[0]
    return percent(growth_rate(path.values[0], path.values[-1], years), lang)


def note(counted: Path | None, projected: Path, lang: str) -> str:
    """Average growth after the base year and between the censuses."""
    first, last = projected.years[0], projected.years[-1]
    text = word("average_growth", lang, first=first, last=last, rate=pace(projected, lang))
    if counted is not None and len(counted.years) > 1:
        start, end = counted.years[0], counted.years[-1]
        text += word("growth_before", lang, first=start, last=end, rate=pace(counted, lang))
    return text


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """One panel a place, each on its own scale; nothing is drawn between the censuses, for nobody counted."""
    series = paths(data)
    shown = [p for p in places() if (PROJECTED, p, RESIDENTS) in series]
    words = caption(ID, lang, data)
    top = head_height(words.title, words.subtitle, width)
    sheet = Sheet(sheet_height(len(shown), top, CELL, width), width)
    sheet.head(words.title, words.subtitle)
    years = (int(data["year"].min()), int(data["year"].max()))
    for name, left, upper in cells(shown, top, CELL, width):
        projected, counted = series[PROJECTED, name, RESIDENTS], series.get((OBSERVED, name, RESIDENTS))
        reference = series.get((REFERENCE, name, RESIDENTS))
        band = [v for end in ("p05", "p95") for v in projected.bands.get(end, [])]
        every = [*projected.values, *(counted.values if counted else []), *band]
        span = extent(every, zero=False, room=0.15)
        unit = display(projected.unit, projected.values[-1], lang)
        panel = Panel(
            sheet, left + 0.5, upper + 0.47, 2.3, CELL - 0.83, (years[0] - 0.4, years[1] + 0.4), span
        )
        heading(sheet, name, left, upper, lang, note(counted, projected, lang))
        marks = ticks(span[0] / unit.divisor, span[1] / unit.divisor, 3)
        panel.horizontal_grid([v * unit.divisor for v in marks], unit.tick)
        panel.years([y for y in range(years[0], years[1] + 1) if y % 5 == 0])
        colour = place_colour(name)
        if projected.bands:
            low, high = projected.bands["p05"], projected.bands["p95"]
            edge = panel.points(projected.years, low) + panel.points(projected.years[::-1], high[::-1])
            sheet.polygons([edge], colour, opacity=0.18)
        if reference:
            sheet.line(panel.points(reference.years, reference.values), DASHED, width=1.1, dashes=(3, 2))
        sheet.line(panel.points(projected.years, projected.values), colour, width=2.2)
        if counted:
            sheet.dots(panel.points(counted.years, counted.values), INK, size=5)
        sheet.text(left + 2.8, upper + 0.10, unit.label, size=SMALL, colour=MUTED, ha="right")
    return sheet
