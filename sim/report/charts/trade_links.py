"""Where the output of every city goes: to itself, the other cities, the province, the nation and abroad."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.cores.trade import SAME_PROVINCE
from sim.report.charts.captions import caption, contrast, sentence
from sim.report.charts.places import begin
from sim.report.charts.stacks import stacked
from sim.report.glyphs import text_width
from sim.report.inputs import PROJECTED, Inputs
from sim.report.labels import ids, names, place
from sim.report.panel import Panel
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet
from sim.report.style import INK, MEASURES, MUTED, PAPER, SMALL, WIDTH, place_colour, tint
from sim.report.words import word

ID = "trade_links"
BAR, GAP, NAMES = 0.25, 0.16, 1.12

COLOURS = {
    "to_itself": MEASURES,
    "to_others": tint(MEASURES, 0.62),
    "to_province": tint(MEASURES, 0.32),
    "to_nation": "#C9CFD8",
    "to_abroad": "#C98A2B",
}
"""Destinations (words of the report) from near to far."""


def destinations(city: str) -> dict[str, list[str]]:
    """The flows that make up each destination of a city's output."""
    label = dict(zip(ids("city"), names("city", "en"), strict=True))
    partner = dict(zip(ids("partner"), names("partner", "en"), strict=True))
    return {
        "to_itself": [f"Trade|To {label[city]}"],
        "to_others": [f"Trade|To {name}" for other, name in label.items() if other != city],
        "to_province": [f"Trade|Domestic|{partner[p]}" for p in SAME_PROVINCE],
        "to_nation": [f"Trade|Domestic|{name}" for p, name in partner.items() if p not in SAME_PROVINCE],
        "to_abroad": [f"Exports|{name}" for name in names("market", "en")],
    }


def data(inputs: Inputs) -> pd.DataFrame:
    """Sales at 2020 prices by city and destination in the first and the last year."""
    flows = [flow for group in destinations(ids("city")[0]).values() for flow in group]
    return inputs.rows((PROJECTED,), ids("city"), flows, inputs.years)


def shares(data: pd.DataFrame, city: str, year: int) -> dict[str, float]:
    """Share of every destination in what a city sells and uses itself, %."""
    here = data[(data["region"] == city) & (data["year"] == year)]
    value = dict(zip(here["variable"], here["value"], strict=True))
    sums = {name: sum(value[flow] for flow in flows) for name, flows in destinations(city).items()}
    whole = sum(sums.values())
    return {name: 100 * amount / whole for name, amount in sums.items()}


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Two bars a city, the first and the last year; every piece says its share."""
    shown = [c for c in ids("city") if c in set(data["region"])]
    years = sorted(int(y) for y in data["year"].unique())
    keys = [(word(name, lang), colour, "s", False) for name, colour in COLOURS.items()]
    sheet, top = begin(caption(ID, lang, data), width, keys)
    pair = BAR * len(years) + GAP
    sheet.height = top + pair * len(shown) + FOOT_HEIGHT
    panel = Panel(
        sheet, MARGIN + NAMES, top, sheet.width - 2 * MARGIN - NAMES, pair * len(shown), (0, 100), (0, 1)
    )
    for k, city in enumerate(shown):
        upper = top + k * pair
        middle = upper + BAR * len(years) / 2
        sheet.text(MARGIN, middle, place(city, lang), colour=place_colour(city, text=True), bold=True)
        for row, year in enumerate(years):
            at = upper + row * BAR
            sheet.text(panel.left - 0.06, at + BAR / 2, str(year), size=SMALL, colour=MUTED, ha="right")
            _bar(panel, at, shares(data, city, year))
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """Which city sells the largest and the smallest part abroad at last, and which keeps most and least."""
    last = int(data["year"].max())
    parts = {c: shares(data, c, last) for c in ids("city") if c in set(data["region"])}
    clauses = []
    for key, part in (("shows trade", "to_abroad"), ("shows kept", "to_itself")):
        values = {c: share[part] for c, share in parts.items()}
        number = {c: f"{value:.1f}%" for c, value in values.items()}.__getitem__
        clauses.append(contrast(key, lang, values, lambda c: place(c, lang), number))
    return sentence(clauses if any(clauses) else [word("shows alike", lang, last=last)], lang)


def _bar(panel: Panel, top: float, parts: Mapping[str, float]) -> None:
    """One bar with its numbers."""
    for (name, share), (start, end) in zip(parts.items(), stacked(list(parts.values())), strict=True):
        x0, x1 = panel.x(start), panel.x(end)
        panel.sheet.boxes([(x0, top + 0.015, x1 - 0.01, top + BAR - 0.015)], COLOURS[name])
        if x1 - x0 > text_width(f"{share:.1f}", SMALL):
            colour = PAPER if name == "to_itself" else INK
            panel.sheet.text(
                (x0 + x1) / 2, top + BAR / 2, f"{share:.1f}", size=SMALL, colour=colour, ha="center"
            )
