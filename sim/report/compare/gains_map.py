"""What a scenario changes in each city and port, on the map; for two scenarios."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.compare.heat import SHORT
from sim.report.labels import place
from sim.report.maps.base import (
    anchor,
    base_map,
    label,
    map_height,
    neighbours,
    notes,
    notes_height,
)
from sim.report.maps.marks import city_mark, moor, port_mark
from sim.report.numbers import Display, display, percent
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import INK, MEASURES, MUTED, PAPER, WIDTH, place_colour, tint
from sim.report.words import word

ID = "compare_map"
CITY, PORT = "GDP", "Port throughput"
LARGEST = {CITY: 0.062, PORT: 0.042}
"""Half the width of the largest mark, as a share of the map's width."""
PLACES = "map_cities"
"""Map whose places for labels serve here."""

Row = Mapping[Hashable, Any]


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Areas in proportion to the difference; hollow where its band holds zero.

    ``data``: the last year's differences of cities' GDP and ports' throughput.
    """
    words = caption(ID, lang, data)
    groups = {kind: data[data["variable"] == kind].to_dict("records") for kind in (CITY, PORT)}
    units = {
        kind: display(rows[0]["unit"], max(abs(row["difference"]) for row in rows), lang)
        for kind, rows in groups.items()
        if rows
    }
    keys = [
        (word(f"map_key {kind}", lang, unit=unit.label), MUTED, shape, False)
        for (kind, unit), shape in zip(units.items(), "os", strict=False)
    ]
    keys += [(word("map_more", lang), MEASURES, "D", False), (word("map_less", lang), SHORT, "D", False)]
    small = [word("map_source", lang)]
    top = head_height(words.title, words.subtitle, width)
    below = top + map_height(width - 2 * MARGIN) + 0.17
    after = Sheet(1.0, width).shape_key(MARGIN, below, keys)
    sheet = Sheet(after + notes_height(small, width) + FOOT_HEIGHT - 0.08, width)
    sheet.head(words.title, words.subtitle)
    ground = base_map(sheet, top, lang)
    neighbours(ground, lang)
    for kind, unit in units.items():
        rows = groups[kind]
        largest = max(abs(row["difference"]) for row in rows) or 1.0
        for row in rows:
            name, share = row["region"], math.sqrt(abs(row["difference"]) / largest)
            if kind == PORT:
                moor(ground, name)
            mark = city_mark if kind == CITY else port_mark
            shape = mark(ground, name, LARGEST[kind] * ground.width * share)
            colour = MEASURES if row["difference"] > 0 else SHORT
            sheet.polygons([shape], tint(colour, 0.6) if _sure(row) else PAPER)
            sheet.lines([shape], colour, width=1.0)
            at, align = anchor(ground, PLACES, name)
            texts = (place(name, lang), place_colour(name, text=True), True), (_text(row, unit), INK, False)
            label(ground, at, align, texts)
    notes(sheet, sheet.shape_key(MARGIN, below, keys) - 0.03, small)
    return sheet


def _sure(row: Row) -> bool:
    """Whether the band of the difference leaves zero out, or there is no band."""
    return not row["p05"] <= 0 <= row["p95"]


def _text(row: Row, unit: Display) -> str:
    """The difference, and in brackets in per cent."""
    amount = unit.bare.change(row["difference"])
    return f"{amount} ({percent(row['percent'], unit.lang, 1, sign=True)})"
