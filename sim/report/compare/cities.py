"""Who gains: heat maps of the difference from the first scenario by place, one block an indicator."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.compare.heat import Cell, Heat, diverging, heat
from sim.report.compare.marks import called, few, order_of
from sim.report.labels import indicator, place, region
from sim.report.numbers import Display
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, PAPER, WIDTH
from sim.report.words import word

ID, MANY = "compare_cities", "compare_cities_many"
"""Ids of the caption: all headline indicators for a few scenarios, one of them for many."""

NAMES, ROW, BLOCK, HEAD = 1.5, 0.215, 0.36, 0.24


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Rows are scenarios, columns the region and its places.

    ``data``: variable, region, scenario, order, year, percent, percent_p05, percent_p95.
    """
    together, scenarios = few(data), _ranked(data)
    groups = [(str(variable), group) for variable, group in data.groupby("variable", sort=False)]
    subject = indicator(groups[0][0], lang)
    words = caption(ID if together else MANY, lang, data, indicator=subject)
    head = HEAD if together else 0.0
    block = head + BLOCK + (_table(width, 1).over + ROW) * len(scenarios)
    top = head_height(words.title, words.subtitle, width)
    sheet = Sheet(top + block * len(groups) + FOOT_HEIGHT, width)
    sheet.head(words.title, words.subtitle)
    for variable, group in groups:
        if together:
            sheet.text(MARGIN, top + 0.08, indicator(variable, lang), size=BODY, bold=True)
        _block(sheet, top + head, group, scenarios, lang)
        top += block
    return sheet


def _ranked(data: pd.DataFrame) -> dict[int, str]:
    """Scenarios in their order, or many of them with the largest difference for the region first."""
    found = order_of(data)
    if few(data):
        return found
    whole = data[data["region"] == region()].set_index("order")["percent"].to_dict()
    return {order: found[order] for order in sorted(found, key=lambda k: (-whole.get(k, -math.inf), k))}


def _block(sheet: Sheet, top: float, group: pd.DataFrame, scenarios: dict[int, str], lang: str) -> None:
    shown = list(dict.fromkeys(group["region"]))
    rows = {order: r for r, order in enumerate(scenarios)}
    full = float(group["percent"].abs().max())
    cells = {
        (rows[int(row["order"])], shown.index(row["region"])): _cell(row, full, lang)
        for row in group.to_dict("records")
        if math.isfinite(row["percent"])
    }
    heads = [_short(name, lang) for name in shown]
    labels = [(called(order, name),) for order, name in scenarios.items()]
    _table(sheet.width, len(shown)).draw(sheet, top, heads, labels, cells)


def _table(width: float, places: int) -> Heat:
    return heat(width, places, names=NAMES, widest=0.8, row=ROW)


def _short(name: str, lang: str) -> str:
    """A port is headed by its city's name, the region by a word."""
    return word("region_short", lang) if name == region() else place(name.removeprefix("port_"), lang)


def _cell(row: Mapping[Hashable, Any], full: float, lang: str) -> Cell:
    """A difference whose band holds zero has no colour."""
    sure = not row["percent_p05"] <= 0 <= row["percent_p95"] and row["percent"] != 0
    text = Display(1, "", lang).change(row["percent"], 2 if abs(row["percent"]) < 9.995 else 1)
    return Cell(diverging(row["percent"], full) if sure else PAPER, (text,), sure)
