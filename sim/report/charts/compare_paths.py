"""How far scenarios move the region's headline indicators from the first scenario, year by year."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import cells, sheet_height
from sim.report.labels import indicator
from sim.report.numbers import Display
from sim.report.panel import Panel, extent, spread, ticks
from sim.report.sheet import MARGIN, Sheet, head_height
from sim.report.style import BODY, SMALL, scenario_colour

ID = "compare_paths"
CELL = 1.85


def draw(data: pd.DataFrame, lang: str) -> Sheet:
    """One panel an indicator, one line a scenario: per cent above or below the first scenario.

    ``data``: indicator, scenario, order (place among all scenarios), year, difference (%).
    """
    words = caption(ID, lang, data)
    colours = {name: scenario_colour(k) for name, k in zip(data["scenario"], data["order"], strict=True)}
    shown = list(dict.fromkeys(data["indicator"]))
    top = head_height(words.title, words.subtitle) + 0.24
    sheet = Sheet(sheet_height(len(shown), top, CELL))
    y = sheet.head(words.title, words.subtitle)
    sheet.key(MARGIN, y - 0.02, colours.items())
    for variable, left, upper in cells(shown, top, CELL):
        here = data[data["indicator"] == variable]
        years = sorted(here["year"].unique())
        span = extent(here["difference"].tolist(), room=0.1)
        panel = Panel(sheet, left + 0.45, upper + 0.28, 1.75, CELL - 0.62, (years[0], years[-1]), span)
        sheet.text(left, upper + 0.10, indicator(variable, lang), size=BODY, bold=True)
        panel.horizontal_grid(ticks(*span, 3), Display(1, "", lang).tick)
        panel.years([years[0], years[-1]])
        ends = []
        for name, colour in colours.items():
            path = here[here["scenario"] == name].sort_values("year")
            sheet.line(panel.points(path["year"].tolist(), path["difference"].tolist()), colour, width=2.0)
            ends.append(float(path["difference"].iloc[-1]))
        places = spread([panel.y(e) for e in ends], 0.17, panel.top, panel.bottom)
        for value, at, colour in zip(ends, places, colours.values(), strict=True):
            sheet.text(
                panel.right + 0.07, at, Display(1, "%", lang).change(value, 2), size=SMALL, colour=colour
            )
    return sheet
