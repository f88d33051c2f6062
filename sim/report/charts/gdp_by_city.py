"""GDP of the region and each city at 2020 prices: observed, projected, and without the measures."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import cells, heading, places, sheet_height
from sim.report.inputs import OBSERVED, PROJECTED, REFERENCE, Inputs, Path, paths
from sim.report.numbers import display, growth_rate, percent
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import Sheet, head_height
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
    text = word(
        "average_growth",
        lang,
        first=start,
        last=end,
        rate=percent(growth_rate(projected.values[0], projected.values[-1], end - start), lang),
    )
    if observed is not None and start - 5 in observed.years and start in observed.years:
        before = growth_rate(observed.at(start - 5), observed.at(start), 5)
        text += word("growth_before", lang, first=start - 5, last=start, rate=percent(before, lang))
    return text


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """One panel a place, each on its own scale from zero."""
    series = paths(data)
    shown = [p for p in places() if (PROJECTED, p, "GDP") in series]
    words = caption(ID, lang, data)
    top = head_height(words.title, words.subtitle, width)
    sheet = Sheet(sheet_height(len(shown), top, CELL, width), width)
    sheet.head(words.title, words.subtitle)
    unit = display(data["unit"].iloc[0], min(series[PROJECTED, p, "GDP"].values[-1] for p in shown), lang)
    years = (int(data["year"].min()), int(data["year"].max()))
    for name, left, upper in cells(shown, top, CELL, width):
        projected, observed = series[PROJECTED, name, "GDP"], series.get((OBSERVED, name, "GDP"))
        reference = series.get((REFERENCE, name, "GDP"))
        every = [*projected.values, *(observed.values if observed else []), *projected.bands.get("p95", [])]
        panel = Panel(sheet, left + 0.5, upper + 0.47, 2.3, CELL - 0.83, years, extent(every, room=0.2))
        heading(sheet, name, left, upper, lang, summary(observed, projected, lang))
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
        sheet.text(left + 2.8, upper + 0.10, unit.label, size=9.2, colour="#5B6673", ha="right")
    return sheet
