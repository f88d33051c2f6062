"""Door-to-door times between the cities, first and last year."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.inputs import PROJECTED, Inputs, paths
from sim.report.labels import ids, names, place
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, INK, MUTED, PAPER, SMALL, place_colour, tint
from sim.report.words import word

ID = "travel_times"
PREFIX = "Travel time|To "
CELL, NAMES = 0.56, 0.72
HEAT = "#1D5C8F"
NOTABLE = 1.0
"""Minutes by which a time must fall to be marked."""


def data(inputs: Inputs) -> pd.DataFrame:
    """Minutes from each city to each other one in the first and the last year."""
    return inputs.rows((PROJECTED,), ids("city"), inputs.with_prefix(PREFIX), inputs.years)


def draw(data: pd.DataFrame, lang: str) -> Sheet:
    """Minutes at last in a matrix, the darker the longer, with the change since the first year below each."""
    series = paths(data)
    words = caption(ID, lang, data)
    cities = [c for c in ids("city") if any(r == c for _, r, _ in series)]
    targets = dict(zip(ids("city"), names("city", "en"), strict=True))
    top = head_height(words.title, words.subtitle) + 0.3
    sheet = Sheet(top + CELL * len(cities) + 0.25 + FOOT_HEIGHT)
    sheet.head(words.title, words.subtitle)
    width = (sheet.width - 2 * MARGIN - NAMES) / len(cities)
    longest = max(max(p.values) for p in series.values())
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
    sheet.text(MARGIN, top + CELL * len(cities) + 0.12, word("minutes_note", lang), size=SMALL, colour=MUTED)
    return sheet
