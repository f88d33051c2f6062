"""Residents of the region and each city: the two censuses as points, the projection with its band."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, contrast, sentence
from sim.report.charts.places import begin, cells, heading, places
from sim.report.inputs import OBSERVED, PROJECTED, REFERENCE, Inputs, Key, Path, paths
from sim.report.labels import place
from sim.report.numbers import amount, change, display, growth_rate, percent
from sim.report.panel import extent, ticks
from sim.report.sheet import Sheet
from sim.report.style import INK, WIDTH, place_colour
from sim.report.style import REFERENCE as DASHED
from sim.report.words import word

ID = "residents_by_city"
RESIDENTS = "Population"
CELL = 1.95


def data(inputs: Inputs) -> pd.DataFrame:
    """Residents by place and year: counted, projected, and projected without the measures."""
    return inputs.rows((OBSERVED, PROJECTED, REFERENCE), places(), [RESIDENTS])


def pace(path: Path) -> float:
    """Growth from the first to the last year of a path, % a year."""
    return growth_rate(path.values[0], path.values[-1], path.years[-1] - path.years[0])


def note(counted: Path | None, projected: Path, lang: str) -> str:
    """Average growth after the base year and between the censuses."""
    first, last = projected.years[0], projected.years[-1]
    text = word("average_growth", lang, first=first, last=last, rate=percent(pace(projected), lang))
    if counted is not None and len(counted.years) > 1:
        start, end = counted.years[0], counted.years[-1]
        text += word("growth_before", lang, first=start, last=end, rate=percent(pace(counted), lang))
    return text


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """One panel a place, each on its own scale; nothing is drawn between the censuses, for nobody counted."""
    series = paths(data)
    sheet, top = begin(caption(ID, lang, data), width)
    years = (int(data["year"].min()), int(data["year"].max()))
    for cell in cells(sheet, _shown(series), top, CELL):
        name = cell.name
        projected, counted = series[PROJECTED, name, RESIDENTS], series.get((OBSERVED, name, RESIDENTS))
        reference = series.get((REFERENCE, name, RESIDENTS))
        band = [v for end in ("p05", "p95") for v in projected.bands.get(end, [])]
        every = [*projected.values, *(counted.values if counted else []), *band]
        span = extent(every, zero=False, room=0.15)
        unit = display(projected.unit, projected.values[-1], lang)
        x_range = (years[0] - 0.4, years[1] + 0.4)
        panel = cell.panel(sheet, CELL - 0.83, x_range, span, scale=0.5, labels=0.12)
        heading(sheet, cell, lang, note(counted, projected, lang), unit.label)
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
        sheet.text(
            panel.x(projected.years[-1]) - 0.06,
            panel.y(projected.values[-1]) - 0.11,
            unit.number(projected.values[-1]),
            size=9.6,
            colour=place_colour(name, text=True),
            ha="right",
        )
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """Residents of the region at last, their growth, and the cities that grow most and least."""
    series = paths(data)
    region, *cities = _shown(series)
    own, without = series[PROJECTED, region, RESIDENTS], series.get((REFERENCE, region, RESIDENTS))
    last = own.years[-1]
    value = amount(own.values[-1], own.unit, lang)
    rate = percent(pace(own), lang)
    clauses = [word("shows residents", lang, place=place(region, lang), value=value, last=last, rate=rate)]
    rates = {c: pace(series[PROJECTED, c, RESIDENTS]) for c in cities}
    name, number = (lambda c: place(c, lang)), (lambda c: percent(rates[c], lang))
    clauses.append(contrast("shows fastest", lang, rates, name, number))
    if without:
        added = change(own.values[-1] - without.values[-1], own.unit, lang)
        clauses.append(word("shows added", lang, added=added, year=last))
    return sentence(clauses, lang)


def _shown(series: Mapping[Key, Path]) -> list[str]:
    return [p for p in places() if (PROJECTED, p, RESIDENTS) in series]
