"""Net migration of each place by year: with the rest of the country and between the cities."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, contrast, sentence
from sim.report.charts.places import begin, cells, heading, places
from sim.report.charts.stacks import columns, end_labels, label_room, part_text, stacked, whisker
from sim.report.inputs import PROJECTED, REFERENCE, Inputs, Key, Path, paths
from sim.report.labels import place
from sim.report.numbers import display
from sim.report.panel import extent, ticks
from sim.report.sheet import Sheet
from sim.report.style import INK, OUTSIDE, WIDTH, WITHIN
from sim.report.words import word

ID = "migration"
NET = "Net migration"
PARTS = {f"{NET}|Outside region": OUTSIDE, f"{NET}|Within region": WITHIN}
CELL = 1.95


def data(inputs: Inputs) -> pd.DataFrame:
    """Both kinds of net migration and their sum by place and year, and the sum without the measures."""
    rows = inputs.rows((PROJECTED, REFERENCE), places(), [*PARTS, NET])
    return rows[(rows["kind"] == PROJECTED) | (rows["variable"] == NET)]


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Stacked columns by year, gains up and losses down, named beside the last one; the mark is the sum
    without the measures.
    """
    series = paths(data)
    shown = _shown(series)
    compared = (REFERENCE, shown[0], NET) in series
    keys = [(word("net_without_measures", lang), INK, "D", True)] if compared else []
    sheet, top = begin(caption(ID, lang, data), width, keys)
    units = {p: display(n.unit, max(map(abs, n.values)), lang) for p in shown for n in [_net(series, p)]}
    last = {p: _parts(series, p, _net(series, p).years[-1]) for p in shown}
    labels = {
        p: [part_text(word(f"short {v}", lang), x, units[p]) for v, x in zip(PARTS, last[p], strict=True)]
        for p in shown
    }
    room = label_room(text for texts in labels.values() for text in texts)
    for cell in cells(sheet, shown, top, CELL):
        name, unit = cell.name, units[cell.name]
        net, without = _net(series, name), series.get((REFERENCE, name, NET))
        years = net.years
        parts = {year: _parts(series, name, year) for year in years}
        reached = [e for values in parts.values() for pair in stacked(values) for e in pair]
        band = [net.bands[end][-1] for end in ("p05", "p95")] if net.bands else []
        span = extent([*reached, *band, *(without.values if without else [])], room=0.08)
        x_range = (years[0] - 0.6, years[-1] + 0.4)
        panel = cell.panel(sheet, CELL - 0.83, x_range, span, scale=0.46, labels=room)
        total = word("sum_of_years", lang, first=years[0], last=years[-1], sum=unit.amount(sum(net.values)))
        heading(sheet, cell, lang, total, unit.label)
        panel.horizontal_grid(
            [v * unit.divisor for v in ticks(span[0] / unit.divisor, span[1] / unit.divisor, 3)], unit.tick
        )
        panel.calendar(years[0], years[-1])
        columns(panel, parts, list(PARTS.values()))
        end_labels(panel, years[-1], last[name], labels[name], list(PARTS.values()))
        if without:
            marks = [(panel.x(y), panel.y(v)) for y, v in zip(without.years, without.values, strict=True)]
            sheet.dots(marks, INK, shape="D", size=5, hollow=True)
        if band:
            whisker(panel, years[-1], *band)
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """Sum of the years for the region, and for the cities with the most and the least."""
    series = paths(data)
    region, *cities = _shown(series)
    years = _net(series, region).years
    sums = {p: sum(_net(series, p).values) for p in (region, *cities)}
    unit = {
        p: display(_net(series, p).unit, max(map(abs, _net(series, p).values)), lang)
        for p in (region, *cities)
    }
    text = {p: unit[p].amount(value) for p, value in sums.items()}
    clauses = [
        word(
            "shows migration",
            lang,
            place=place(region, lang),
            first=years[0],
            last=years[-1],
            sum=text[region],
        )
    ]
    only = {c: sums[c] for c in cities}
    clauses.append(contrast("shows migration_cities", lang, only, lambda c: place(c, lang), text.__getitem__))
    return sentence(clauses, lang)


def _shown(series: Mapping[Key, Path]) -> list[str]:
    return [p for p in places() if (PROJECTED, p, NET) in series]


def _net(series: Mapping[Key, Path], name: str) -> Path:
    return series[PROJECTED, name, NET]


def _parts(series: Mapping[Key, Path], name: str, year: int) -> list[float]:
    """Both kinds in a year; zero where the results have none."""
    found = [series.get((PROJECTED, name, part)) for part in PARTS]
    return [path.at(year) if path else 0.0 for path in found]
