"""Door-to-door times between the cities, first and last year, and who lives within an hour of a core."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.inputs import PROJECTED, Inputs, paths
from sim.report.labels import ids, indicator, names, place
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, INK, MUTED, PAPER, SMALL, WIDTH, place_colour, tint
from sim.report.words import word

ID = "travel_times"
PREFIX = "Travel time|To "
NEAR = "Residents within one hour of a core"
CELL, NAMES, NEAR_HEIGHT = 0.56, 0.72, 0.52
HEAT = "#1D5C8F"
NOTABLE = 1.0
"""Minutes by which a time must fall to be marked."""


def data(inputs: Inputs) -> pd.DataFrame:
    """Minutes from each city to each other one, and shares within an hour, in the first and the last year."""
    times = inputs.with_prefix(PREFIX)
    return inputs.rows((PROJECTED,), ids("city"), [*times, NEAR] if times else [], inputs.years)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Minutes at last in a matrix, the darker the longer, with the change since the first year below each;
    under it the residents within an hour of a core.
    """
    series = paths(data)
    words = caption(ID, lang, data)
    cities = [c for c in ids("city") if any(r == c for _, r, _ in series)]
    targets = dict(zip(ids("city"), names("city", "en"), strict=True))
    top = head_height(words.title, words.subtitle, width) + 0.3
    near = {city: series[PROJECTED, city, NEAR] for city in cities if (PROJECTED, city, NEAR) in series}
    sheet = Sheet(top + CELL * len(cities) + 0.25 + NEAR_HEIGHT * bool(near) + FOOT_HEIGHT, width)
    sheet.head(words.title, words.subtitle)
    width = (sheet.width - 2 * MARGIN - NAMES) / len(cities)
    longest = max(max(p.values) for (_, _, variable), p in series.items() if variable != NEAR)
    for c, city in enumerate(cities):
        x = MARGIN + NAMES + (c + 0.5) * width
        sheet.text(
            x, top - 0.13, place(city, lang), ha="center", colour=place_colour(city, text=True), bold=True
        )
        sheet.text(
            MARGIN, top + (c + 0.5) * CELL, place(city, lang), colour=place_colour(city, text=True), bold=True
        )
    for r, origin in enumerate(cities):
        for c, target in enumerate(cities):
            path = series.get((PROJECTED, origin, PREFIX + targets[target]))
            if path is None or origin == target:
                continue
            share = path.values[-1] / longest
            left, upper = MARGIN + NAMES + c * width, top + r * CELL
            sheet.boxes(
                [(left + 0.02, upper + 0.02, left + width - 0.02, upper + CELL - 0.02)],
                tint(HEAT, 0.08 + 0.82 * share**1.5),
            )
            ink = PAPER if share > 0.68 else INK
            fall = path.values[-1] - path.values[0]
            changed = abs(fall) >= NOTABLE
            sheet.text(
                left + width / 2,
                upper + CELL / 2 - (0.09 if changed else 0),
                f"{path.values[-1]:.0f}",
                size=BODY + 1,
                colour=ink,
                ha="center",
                bold=True,
            )
            if changed:
                text = f"{fall:+.0f}".replace("-", "−")
                sheet.text(
                    left + width / 2, upper + CELL / 2 + 0.12, text, size=SMALL, colour=ink, ha="center"
                )
    bottom = top + CELL * len(cities) + 0.12
    sheet.text(MARGIN, bottom, word("minutes_note", lang), size=SMALL, colour=MUTED)
    if near:
        sheet.text(MARGIN, bottom + 0.25, f"{indicator(NEAR, lang)}, %", bold=True)
    for c, city in enumerate(cities):
        if city in near:
            first, last = near[city].values[0], near[city].values[-1]
            x = MARGIN + NAMES + (c + 0.5) * width
            sheet.text(x, bottom + 0.46, f"{first:.1f} → {last:.1f}", ha="center")
    return sheet
