"""GDP of the region and each city at 2020 prices: observed, projected, and without the measures."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, contrast, sentence
from sim.report.charts.places import begin, cells, heading, places
from sim.report.inputs import OBSERVED, PROJECTED, REFERENCE, Inputs, Key, Path, paths
from sim.report.labels import place
from sim.report.numbers import change, display, growth_rate, percent
from sim.report.panel import extent, ticks
from sim.report.sheet import Sheet
from sim.report.style import OBSERVED as GREY
from sim.report.style import REFERENCE as DASHED
from sim.report.style import WIDTH, place_colour
from sim.report.words import word

ID = "gdp_by_city"
CELL = 1.95


def data(inputs: Inputs) -> pd.DataFrame:
    """GDP at 2020 prices by place and year."""
    return inputs.rows((OBSERVED, PROJECTED, REFERENCE), places(), ["GDP"])


def summary(observed: Path | None, projected: Path, lang: str) -> str:
    """Average growth before and after the base year."""
    start, end = projected.years[0], projected.years[-1]
    text = word("average_growth", lang, first=start, last=end, rate=percent(pace(projected), lang))
    if observed is not None and start - 5 in observed.years and start in observed.years:
        before = growth_rate(observed.at(start - 5), observed.at(start), 5)
        text += word("growth_before", lang, first=start - 5, last=start, rate=percent(before, lang))
    return text


def pace(path: Path) -> float:
    """Growth from the first to the last year of a path, % a year."""
    return growth_rate(path.values[0], path.values[-1], path.years[-1] - path.years[0])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """One panel a place, each on its own scale from zero."""
    series = paths(data)
    shown = _shown(series)
    sheet, top = begin(caption(ID, lang, data), width)
    unit = display(data["unit"].iloc[0], min(series[PROJECTED, p, "GDP"].values[-1] for p in shown), lang)
    years = (int(data["year"].min()), int(data["year"].max()))
    for cell in cells(sheet, shown, top, CELL):
        name = cell.name
        projected, observed = series[PROJECTED, name, "GDP"], series.get((OBSERVED, name, "GDP"))
        reference = series.get((REFERENCE, name, "GDP"))
        every = [*projected.values, *(observed.values if observed else []), *projected.bands.get("p95", [])]
        panel = cell.panel(sheet, CELL - 0.83, years, extent(every, room=0.2), scale=0.5, labels=0.12)
        heading(sheet, cell, lang, summary(observed, projected, lang), unit.label)
        panel.horizontal_grid(
            [v * unit.divisor for v in ticks(0, panel.y_range[1] / unit.divisor, 3)], unit.tick
        )
        panel.years([y for y in range(years[0], years[1] + 1) if y % 5 == 0])
        colour = place_colour(name)
        if projected.bands:
            low, high = projected.bands["p05"], projected.bands["p95"]
            band = panel.points(projected.years, low) + panel.points(projected.years[::-1], high[::-1])
            sheet.polygons([band], colour, opacity=0.18)
        if observed:
            sheet.line(panel.points(observed.years, observed.values), GREY, width=1.8)
        if reference:
            sheet.line(panel.points(reference.years, reference.values), DASHED, width=1.1, dashes=(3, 2))
        sheet.line(panel.points(projected.years, projected.values), colour, width=2.2)
        ends = [(projected.years[0], projected.values[0]), (projected.years[-1], projected.values[-1])]
        sheet.dots([(panel.x(y), panel.y(v)) for y, v in ends], colour, size=4.5)
        for year, value in ends:
            sheet.text(
                panel.x(year) - 0.06,
                panel.y(value) - 0.11,
                unit.number(value),
                size=9.6,
                colour=place_colour(name, text=True),
                ha="right",
            )
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """Growth of the region, of the fastest and the slowest city, and what the measures add."""
    series = paths(data)
    region, *cities = _shown(series)
    own, without = series[PROJECTED, region, "GDP"], series.get((REFERENCE, region, "GDP"))
    first, last, rate = own.years[0], own.years[-1], percent(pace(own), lang)
    clauses = [word("shows growth", lang, place=place(region, lang), rate=rate, first=first, last=last)]
    rates = {c: pace(series[PROJECTED, c, "GDP"]) for c in cities}
    name, number = (lambda c: place(c, lang)), (lambda c: percent(rates[c], lang))
    clauses.append(contrast("shows fastest", lang, rates, name, number))
    if without:
        added = change(own.values[-1] - without.values[-1], own.unit, lang)
        clauses.append(word("shows added", lang, added=added, year=last))
    return sentence(clauses, lang)


def _shown(series: Mapping[Key, Path]) -> list[str]:
    return [p for p in places() if (PROJECTED, p, "GDP") in series]
