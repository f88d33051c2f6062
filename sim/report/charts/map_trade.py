"""What the cities sell one another on the map, and what they sell elsewhere beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.trade_links import COLOURS, destinations
from sim.report.glyphs import text_width
from sim.report.inputs import PROJECTED, Inputs, paths
from sim.report.labels import ids, names, place, region
from sim.report.maps.arrows import arrow, curve
from sim.report.maps.base import ROOM, Map, anchor, base_map, map_height, neighbours, notes, notes_height
from sim.report.maps.geography import seats
from sim.report.numbers import Display, amount, display, percent
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, FOOT, INK, PAPER, SMALL, WIDTH, place_colour
from sim.report.words import word

ID = "map_trade"
LARGEST = 0.0155
"""Width of the largest flow, as a share of the map's width; the others in proportion."""
FINEST = 0.006
"""Inches below which no arrow falls, so that it can be seen."""
NODE = 11.0
BAR, ROW = 0.2, 0.2

ELSEWHERE = ("to_province", "to_nation", "to_abroad")
"""Destinations beyond the five cities."""

Flows = Mapping[tuple[str, str], list[float]]
"""Sales of one city to another, first and last year."""


def data(inputs: Inputs) -> pd.DataFrame:
    """Sales at 2020 prices from city to city, and of the region to others, in the first and the last year."""
    between = [f"Trade|To {name}" for name in names("city", "en")]
    rows = inputs.rows((PROJECTED,), ids("city"), between, inputs.years)
    away = [
        flow for name, flows in destinations(ids("city")[0]).items() for flow in flows if name in ELSEWHERE
    ]
    outside = inputs.rows((PROJECTED,), (region(),), away, inputs.years)
    return pd.concat([rows, outside], ignore_index=True) if len(rows) and len(outside) else rows.iloc[:0]


def sold(data: pd.DataFrame) -> tuple[Flows, dict[str, list[float]]]:
    """Sales from city to city, and of all five by destination but the own city, first and last year."""
    series = paths(data)
    label = dict(zip(names("city", "en"), ids("city"), strict=True))
    between = {
        (key[1], label[key[2].removeprefix("Trade|To ")]): [path.values[0], path.values[-1]]
        for key, path in series.items()
        if key[2].startswith("Trade|To ")
    }
    between = {pair: values for pair, values in between.items() if pair[0] != pair[1]}
    totals = {"to_others": [sum(values[k] for values in between.values()) for k in (0, 1)]}
    groups = destinations(ids("city")[0])
    for name in ELSEWHERE:
        found = [series[PROJECTED, region(), flow] for flow in groups[name]]
        totals[name] = [sum(path.values[k] for path in found) for k in (0, -1)]
    return between, totals


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Half arrows in the seller's colour; on each pair what both sell one another. Below, all sales by
    destination.
    """
    words = caption(ID, lang, data)
    between, totals = sold(data)
    unit = display(data["unit"].iloc[0], min(sum(values) for values in totals.values()) / 2, lang)
    small = [word("map_source", lang)]
    top = head_height(words.title, words.subtitle, width)
    below = top + map_height(width - 2 * MARGIN) + 0.2
    entries = list(_entries(totals, unit, lang))
    rows = len(entries) if width < WIDTH else -(-len(entries) // 2)
    bottom = below + 0.16 + BAR + 0.16 + ROW * rows
    sheet = Sheet(bottom + notes_height(small, width) + FOOT_HEIGHT, width)
    sheet.head(words.title, words.subtitle)
    ground = base_map(sheet, top, lang)
    neighbours(ground, lang)
    _arrows(ground, between, unit)
    for city in ids("city"):
        at, align = anchor(ground, ID, city)
        sheet.dots([ground.point(seats()[city])], PAPER, size=NODE + 2)
        sheet.dots([ground.point(seats()[city])], place_colour(city), size=NODE)
        sheet.text(*at, place(city, lang), colour=place_colour(city, text=True), ha=align, bold=True)
    last = int(data["year"].max())
    sheet.text(MARGIN, below, word("map_trade_sales", lang, year=last, unit=unit.label), size=BODY, bold=True)
    _bar(sheet, below + 0.16, totals)
    _listed(sheet, below + 0.16 + BAR + 0.16, entries)
    notes(sheet, bottom + 0.02, small)
    return sheet


def _arrows(ground: Map, between: Flows, unit: Display) -> None:
    """Both directions of every pair, the strongest pair last; its total where the curve is half-way."""
    largest = max(values[-1] for values in between.values())
    pairs = sorted(combinations(ids("city"), 2), key=lambda pair: _both(between, pair))
    room = NODE / 2 / 72 + 0.02
    for one, other in pairs:
        via, _ = anchor(ground, ID, f"{one}-{other}")
        line = curve(ground.point(seats()[one]), ground.point(seats()[other]), via)
        for seller, way in ((one, line), (other, line[::-1])):
            value = between[seller, other if seller == one else one][-1]
            width = max(FINEST, LARGEST * ground.width * value / largest)
            ground.sheet.polygons([arrow(way, width, room)], place_colour(seller), opacity=0.9)
    for pair in pairs:
        (x, y), _ = anchor(ground, ID, "-".join(pair))
        text = unit.number(_both(between, pair), 0)
        half = text_width(text, FOOT) / 2 + ROOM
        ground.sheet.boxes([(x - half, y - 0.075, x + half, y + 0.075)], PAPER, opacity=0.85)
        ground.sheet.text(x, y, text, size=FOOT, colour=INK, ha="center")


def _both(between: Flows, pair: tuple[str, str]) -> float:
    """What two cities sell one another in the last year."""
    one, other = pair
    return between[one, other][-1] + between[other, one][-1]


def _entries(totals: Mapping[str, list[float]], unit: Display, lang: str) -> Iterator[tuple[str, str]]:
    """Colour and text of each destination: value and growth."""
    for name, (first, last) in totals.items():
        growth = percent(100 * (last / first - 1), lang, 0, sign=True)
        yield COLOURS[name], f"{word(name, lang)} {unit.number(last, 0)} ({growth})"


def _bar(sheet: Sheet, top: float, totals: Mapping[str, list[float]]) -> None:
    """All sales outside the own city as one bar across the sheet."""
    room = sheet.width - 2 * MARGIN
    whole = sum(values[-1] for values in totals.values())
    ends = [0.0]
    for values in totals.values():
        ends.append(ends[-1] + values[-1] / whole * room)
    for (x0, x1), name in zip(pairwise(ends), totals, strict=True):
        sheet.boxes([(MARGIN + x0, top, MARGIN + x1 - 0.012, top + BAR)], COLOURS[name])


def _listed(sheet: Sheet, y: float, entries: list[tuple[str, str]]) -> None:
    """Destinations with their values, in two columns where the sheet is wide."""
    columns = 2 if sheet.width >= WIDTH else 1
    room = (sheet.width - 2 * MARGIN) / columns
    for k, (colour, text) in enumerate(entries):
        left, at = MARGIN + room * (k % columns), y + ROW * (k // columns)
        sheet.dots([(left + 0.06, at)], colour, shape="s", size=7)
        sheet.text(left + 0.17, at, text, size=SMALL)


def reading(data: pd.DataFrame, lang: str) -> str:
    """The strongest pair, and how much of what leaves a city goes to another of the five."""
    between, totals = sold(data)
    one, other = max(combinations(ids("city"), 2), key=lambda pair: _both(between, pair))
    shares = [100 * totals["to_others"][k] / sum(values[k] for values in totals.values()) for k in (0, 1)]
    return word(
        "map_trade_reading",
        lang,
        first=int(data["year"].min()),
        last=int(data["year"].max()),
        one=place(one, lang),
        other=place(other, lang),
        value=amount(_both(between, (one, other)), str(data["unit"].iloc[0]), lang),
        before=percent(shares[0], lang),
        after=percent(shares[1], lang),
    )
