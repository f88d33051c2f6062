"""Who gains: difference of GDP and population from the first scenario by city in the last year."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.labels import indicator, place
from sim.report.numbers import Display
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, INK, SMALL, place_colour, scenario_colour

ID = "compare_cities"
BAR, GAP, HEAD = 0.18, 0.1, 0.32


def draw(data: pd.DataFrame, lang: str) -> Sheet:
    """Bars by city and scenario, one block an indicator.

    ``data``: indicator, region, scenario, order, year, difference (%).
    """
    words = caption(ID, lang, data)
    colours = {name: scenario_colour(k) for name, k in zip(data["scenario"], data["order"], strict=True)}
    groups = [(str(v), g) for v, g in data.groupby("indicator", sort=False)]
    row = BAR * len(colours) + GAP
    top = head_height(words.title, words.subtitle) + 0.24
    sheet = Sheet(top + sum(HEAD + 0.35 + row * g["region"].nunique() for _, g in groups) + FOOT_HEIGHT)
    y = sheet.head(words.title, words.subtitle)
    sheet.key(MARGIN, y - 0.02, colours.items())
    for variable, group in groups:
        regions = list(dict.fromkeys(group["region"]))
        sheet.text(MARGIN, top + 0.14, indicator(variable, lang), size=BODY, bold=True)
        top += HEAD
        span = extent(group["difference"].tolist(), room=0.02)
        panel = Panel(
            sheet, MARGIN + 1.05, top, sheet.width - 2 * MARGIN - 1.85, row * len(regions), span, (0, 1)
        )
        panel.vertical_grid(ticks(*span, 5), Display(1, "%", lang).goal)
        for r, name in enumerate(regions):
            sheet.text(
                panel.left - 0.1,
                top + (r + 0.5) * row,
                place(name, lang),
                ha="right",
                colour=place_colour(name, text=True),
            )
            for k, (scenario, colour) in enumerate(colours.items()):
                value = float(
                    group[(group["region"] == name) & (group["scenario"] == scenario)]["difference"].iloc[0]
                )
                upper = top + r * row + GAP / 2 + k * BAR
                x0, x1 = sorted((panel.x(0), panel.x(value)))
                sheet.boxes([(x0, upper + 0.015, x1, upper + BAR - 0.015)], colour)
                sheet.text(x1 + 0.06, upper + BAR / 2, Display(1, "%", lang).change(value, 2), size=SMALL)
        sheet.lines([((panel.x(0), top), (panel.x(0), panel.bottom))], INK, width=0.8)
        top = panel.bottom + 0.35
    return sheet
