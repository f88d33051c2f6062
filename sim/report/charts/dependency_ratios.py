"""Children and the old for every hundred residents of working age, by place and year."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, contrast, sentence
from sim.report.charts.places import begin, cells, heading, places
from sim.report.charts.stacks import columns, end_labels, label_room, whisker
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import place
from sim.report.panel import extent, ticks
from sim.report.sheet import Sheet
from sim.report.style import BIRTHS, DEATHS, WIDTH
from sim.report.words import word

ID = "dependency_ratios"
YOUNG, OLD, ALL = (f"{group} dependency ratio" for group in ("Youth", "Old-age", "Total"))
PARTS = {OLD: DEATHS, YOUNG: BIRTHS}
CELL = 1.95


def data(inputs: Inputs) -> pd.DataFrame:
    """The three ratios by place and year."""
    return inputs.rows((PROJECTED,), places(), [*PARTS, ALL])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Columns of both ratios by year, named beside the last one; all panels share one scale."""
    series = paths(data)
    shown = _shown(series)
    sheet, top = begin(caption(ID, lang, data), width)
    labels = {p: [f"{word(f'short {part}', lang)} {_last(series, p, part)}" for part in PARTS] for p in shown}
    room = label_room(text for texts in labels.values() for text in texts)
    totals = [series[PROJECTED, p, ALL] for p in shown]
    span = extent([v for t in totals for v in (*t.values, *t.bands.get("p95", []))], room=0.05)
    for cell in cells(sheet, shown, top, CELL):
        total, old = series[PROJECTED, cell.name, ALL], series[PROJECTED, cell.name, OLD]
        years = total.years
        x_range = (years[0] - 0.6, years[-1] + 0.4)
        panel = cell.panel(sheet, CELL - 0.83, x_range, span, labels=room)
        ends = [f"{old.values[k]:.1f}" for k in (0, -1)]
        note = word("old_age_ratio", lang, first=years[0], a=ends[0], last=years[-1], b=ends[1])
        heading(sheet, cell, lang, note)
        panel.horizontal_grid(ticks(0, span[1], 3), lambda value: f"{value:g}")
        panel.calendar(years[0], years[-1])
        parts = {y: [series[PROJECTED, cell.name, part].at(y) for part in PARTS] for y in years}
        columns(panel, parts, list(PARTS.values()))
        end_labels(panel, years[-1], parts[years[-1]], labels[cell.name], list(PARTS.values()))
        if total.bands:
            whisker(panel, years[-1], total.bands["p05"][-1], total.bands["p95"][-1])
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """Old and young in the region at first and at last, and where the old weigh most and least."""
    series = paths(data)
    region, *cities = _shown(series)
    years = series[PROJECTED, region, ALL].years
    clauses = [
        word(
            "shows dependency",
            lang,
            place=place(region, lang),
            first=years[0],
            last=years[-1],
            old=_last(series, region, OLD),
            young=_last(series, region, YOUNG),
            old_first=f"{series[PROJECTED, region, OLD].values[0]:.1f}",
            young_first=f"{series[PROJECTED, region, YOUNG].values[0]:.1f}",
        )
    ]
    last = {c: series[PROJECTED, c, OLD].values[-1] for c in cities}
    name, number = (lambda c: place(c, lang)), (lambda c: _last(series, c, OLD))
    clauses.append(contrast("shows oldest", lang, last, name, number))
    return sentence(clauses, lang)


def _shown(series: Mapping[Key, Path]) -> list[str]:
    return [p for p in places() if (PROJECTED, p, ALL) in series]


def _last(series: Mapping[Key, Path], name: str, variable: str) -> str:
    """A ratio of the last year."""
    return f"{series[PROJECTED, name, variable].values[-1]:.1f}"
