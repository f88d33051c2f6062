"""Value added of the marine industries: who holds it in the last year, and where it stood in the first."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.stacks import stacked
from sim.report.glyphs import wrap
from sim.report.inputs import PROJECTED, Inputs, paths
from sim.report.labels import ids, names, place, region
from sim.report.numbers import display, growth_rate, percent
from sim.report.panel import Panel, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import INK, MUTED, SMALL, WIDTH, place_colour
from sim.report.words import word

ID = "marine_by_industry"
ROW, NAMES = 0.36, 1.78


def data(inputs: Inputs) -> pd.DataFrame:
    """Marine value added at 2020 prices by industry and place in the first and the last year."""
    industries = [f"Marine GDP|{m}" for m in names("marine", "en")]
    return inputs.rows((PROJECTED,), (region(), *ids("city")), industries, inputs.years)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Bars by industry, stacked by city; a tick for the first year; value and growth on the right."""
    series = paths(data)
    words = caption(ID, lang, data)
    top = head_height(words.title, words.subtitle, width) + 0.5
    found = [
        (m, label)
        for m, label in zip(names("marine", "en"), names("marine", lang), strict=True)
        if (PROJECTED, region(), f"Marine GDP|{m}") in series
    ]
    whole = {m: series[PROJECTED, region(), f"Marine GDP|{m}"] for m, _ in found}
    found.sort(key=lambda pair: -whole[pair[0]].values[-1])
    sheet = Sheet(top + ROW * len(found) + 0.3 + FOOT_HEIGHT, width)
    y = sheet.head(words.title, words.subtitle)
    sheet.key(MARGIN, y - 0.02, [(place(c, lang), place_colour(c)) for c in ids("city")])
    largest = max(max(p.values) for p in whole.values())
    unit = display(data["unit"].iloc[0], 0.0, lang)
    panel = Panel(
        sheet,
        MARGIN + NAMES,
        top,
        sheet.width - 2 * MARGIN - NAMES - 1.28,
        ROW * len(found),
        (0, largest * 1.02),
        (0, len(found)),
    )
    panel.vertical_grid([v * unit.divisor for v in ticks(0, largest / unit.divisor, 4)], unit.tick)
    right = sheet.width - MARGIN
    sheet.text(right - 0.62, top - 0.12, unit.label, size=SMALL, colour=MUTED, ha="right")
    sheet.text(right, top - 0.12, word("growth_column", lang), size=SMALL, colour=MUTED, ha="right")
    pieces: dict[str, list[tuple[float, float, float, float]]] = {c: [] for c in ids("city")}
    for r, (industry, label) in enumerate(found):
        upper, middle, path = top + r * ROW, top + (r + 0.5) * ROW, whole[industry]
        held = [series[PROJECTED, c, f"Marine GDP|{industry}"].values[-1] for c in ids("city")]
        for city, (start, end) in zip(ids("city"), stacked(held), strict=True):
            pieces[city].append((panel.x(start), upper + 0.06, panel.x(end), upper + ROW - 0.06))
        lines = wrap(label, SMALL, NAMES - 0.1)
        for k, line in enumerate(lines):
            sheet.text(MARGIN, middle + (k - (len(lines) - 1) / 2) * 0.15, line, size=SMALL)
        rate = growth_rate(path.values[0], path.values[-1], path.years[-1] - path.years[0])
        sheet.text(right - 0.62, middle, unit.number(path.values[-1], 1), size=SMALL, ha="right")
        sheet.text(right, middle, percent(rate, lang, sign=True), size=SMALL, ha="right", colour=MUTED)
    for city, boxes in pieces.items():
        sheet.boxes(boxes, place_colour(city))
    starts = [panel.x(whole[m].values[0]) for m, _ in found]
    sheet.lines(
        [((x, top + r * ROW + 0.02), (x, top + (r + 1) * ROW - 0.02)) for r, x in enumerate(starts)],
        INK,
        width=1.3,
    )
    return sheet
