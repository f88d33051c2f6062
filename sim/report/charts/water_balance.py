"""Water of each city: where it comes from, what is needed, and what a dry year would bring."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, contrast, sentence
from sim.report.charts.places import begin, cells, heading, places
from sim.report.charts.stacks import columns, end_labels, label_room, part_text
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import ids, names, place
from sim.report.numbers import display, percent
from sim.report.panel import extent, ticks
from sim.report.sheet import Sheet
from sim.report.style import INK, WIDTH
from sim.report.words import word

ID = "water_balance"
NEED, DRY = "Water demand", "Water supply|Dry-year ratio"
SOURCES = ("#2B7BBA", "#7A6A53", "#5DA5A4", "#B8A9D9", "#E0A800", "#86B8A5")
"""Colours of the sources in the order of the register."""
RED, CELL = "#B2182B", 2.0


def data(inputs: Inputs) -> pd.DataFrame:
    """Supply by source, need and the dry-year ratio by place and year."""
    supply = [f"Water supply|{source}" for source in names("water_source", "en")]
    return inputs.rows((PROJECTED,), places(), [*supply, NEED, DRY])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Stacked columns of supply by year, sources named beside the last one, the line of need, and dashed what
    a dry year would bring.
    """
    series = paths(data)
    shown = _shown(series)
    keys = [(word("water_need", lang), INK, "_", True), (word("water_dry", lang), RED, "_", True)]
    sheet, top = begin(caption(ID, lang, data), width, keys)
    years = series[PROJECTED, shown[0], NEED].years
    supply = {p: {y: _parts(series, p, y) for y in years} for p in shown}
    dry = {p: [n * r for n, r in zip(*_need(series, p), strict=True)] for p in shown}
    spans = {p: extent([*_need(series, p)[0], *dry[p]], room=0.1) for p in shown}
    units = {p: display(series[PROJECTED, p, NEED].unit, spans[p][1], lang) for p in shown}
    sources = [word(f"water {source}", lang) for source in ids("water_source")]
    labels = {
        p: [part_text(s, v, units[p]) for s, v in zip(sources, supply[p][years[-1]], strict=True)]
        for p in shown
    }
    room = label_room(text for texts in labels.values() for text in texts)
    for cell in cells(sheet, shown, top, CELL):
        name, unit, span = cell.name, units[cell.name], spans[cell.name]
        x_range = (years[0] - 0.6, years[-1] + 0.4)
        panel = cell.panel(sheet, CELL - 0.85, x_range, span, labels=room)
        heading(sheet, cell, lang, _note(series, name, lang), unit.label)
        panel.horizontal_grid([v * unit.divisor for v in ticks(0, span[1] / unit.divisor, 3)], unit.tick)
        panel.calendar(years[0], years[-1])
        columns(panel, supply[name], SOURCES)
        end_labels(panel, years[-1], supply[name][years[-1]], labels[name], SOURCES)
        sheet.line(panel.points(years, _need(series, name)[0]), INK, width=1.4)
        sheet.line(panel.points(years, dry[name]), RED, width=1.2, dashes=(3, 2))
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """How far a dry year would cover the need of the region, and of the best and the worst supplied city."""
    series = paths(data)
    region, *cities = _shown(series)
    years = series[PROJECTED, region, NEED].years
    a, b = _ratio(series, region, 0, lang), _ratio(series, region, -1, lang)
    clauses = [word("shows water", lang, place=place(region, lang), first=years[0], last=years[-1], a=a, b=b)]
    ratios = {c: series[PROJECTED, c, DRY].values[-1] for c in cities}
    name, number = (lambda c: place(c, lang)), (lambda c: _ratio(series, c, -1, lang))
    clauses.append(contrast("shows water_cities", lang, ratios, name, number))
    return sentence(clauses, lang)


def _shown(series: Mapping[Key, Path]) -> list[str]:
    return [p for p in places() if (PROJECTED, p, NEED) in series]


def _parts(series: Mapping[Key, Path], name: str, year: int) -> list[float]:
    """Supply of each source in a year."""
    return [series[PROJECTED, name, f"Water supply|{s}"].at(year) for s in names("water_source", "en")]


def _need(series: Mapping[Key, Path], name: str) -> tuple[list[float], list[float]]:
    """Need, and supply of a dry year over need, by year."""
    return series[PROJECTED, name, NEED].values, series[PROJECTED, name, DRY].values


def _ratio(series: Mapping[Key, Path], name: str, k: int, lang: str) -> str:
    """Supply of a dry year over need in one year."""
    return percent(100 * series[PROJECTED, name, DRY].values[k], lang, 0)


def _note(series: Mapping[Key, Path], name: str, lang: str) -> str:
    """Supply of a dry year over need, at first and at last."""
    return word("water_note", lang, a=_ratio(series, name, 0, lang), b=_ratio(series, name, -1, lang))
