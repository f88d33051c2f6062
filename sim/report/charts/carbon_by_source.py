"""CO2 of the region and each city by source and year, against the path without the measures."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, extremes, sentence
from sim.report.charts.places import begin, cells, heading, places
from sim.report.charts.stacks import columns, end_labels, label_room, part_text, whisker
from sim.report.inputs import PROJECTED, REFERENCE, Inputs, Key, Path, paths
from sim.report.labels import place
from sim.report.numbers import change as difference
from sim.report.numbers import display, percent
from sim.report.panel import extent, ticks
from sim.report.sheet import Sheet
from sim.report.style import CARBON, INK, SMALL, WIDTH
from sim.report.style import REFERENCE as DASHED
from sim.report.words import word

ID = "carbon_by_source"
TOTAL = "CO2 emissions"
SOURCES = (
    ("Coal power", "carbon_coal_power"),
    ("End use|Coal", "carbon_coal"),
    ("End use|Oil products", "carbon_oil"),
    ("End use|Natural gas", "carbon_gas"),
    ("Cement", "carbon_cement"),
)
"""Last part of the variable, and the word for it."""
CELL = 2.0


def data(inputs: Inputs) -> pd.DataFrame:
    """CO2 by source, its total, and the total without the measures, by place and year."""
    parts = [f"{TOTAL}|{part}" for part, _ in SOURCES]
    rows = [
        inputs.rows((PROJECTED,), places(), [*parts, TOTAL]),
        inputs.rows((REFERENCE,), places(), [TOTAL]),
    ]
    return pd.concat(rows, ignore_index=True)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Stacked columns by year, sources named beside the last one; the dashes are the total without the
    measures.
    """
    series = paths(data)
    shown = _shown(series)
    sheet, top = begin(caption(ID, lang, data), width)
    last = {p: _parts(series, p, series[PROJECTED, p, TOTAL].years[-1]) for p in shown}
    units = {p: display(series[PROJECTED, p, TOTAL].unit, sum(last[p]), lang) for p in shown}
    labels = {
        p: [part_text(word(key, lang), v, units[p]) for (_, key), v in zip(SOURCES, last[p], strict=True)]
        for p in shown
    }
    room = label_room(text for texts in labels.values() for text in texts)
    for cell in cells(sheet, shown, top, CELL):
        name, unit = cell.name, units[cell.name]
        total, reference = series[PROJECTED, name, TOTAL], series.get((REFERENCE, name, TOTAL))
        years = total.years
        high = total.bands.get("p95", [])[-1:]
        span = extent([*total.values, *high, *(reference.values if reference else [])], room=0.12)
        x_range = (years[0] - 0.6, years[-1] + 0.4)
        panel = cell.panel(sheet, CELL - 0.85, x_range, span, labels=room)
        note = word("change_since", lang, year=years[0], rate=_change(total, lang))
        heading(sheet, cell, lang, note, unit.label)
        panel.horizontal_grid([v * unit.divisor for v in ticks(0, span[1] / unit.divisor, 3)], unit.tick)
        panel.calendar(years[0], years[-1])
        columns(panel, {y: _parts(series, name, y) for y in years}, CARBON)
        end_labels(panel, years[-1], last[name], labels[name], CARBON)
        if reference:
            sheet.line(panel.points(reference.years, reference.values), DASHED, width=1.3, dashes=(3, 2))
        if high:
            whisker(panel, years[-1], total.bands["p05"][-1], high[0])
        for k, over in ((0, []), (-1, high)):
            tallest = max([total.values[k], *over, *([reference.values[k]] if reference else [])])
            text = unit.number(total.values[k])
            at, y = (panel.left + 0.02, "left") if k == 0 else (panel.x(years[k]), "center"), panel.y(tallest)
            sheet.text(at[0], y - 0.09, text, size=SMALL, colour=INK, ha=at[1])
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """What the region emits at last, from what most, and what the measures change."""
    series = paths(data)
    region = _shown(series)[0]
    total, without = series[PROJECTED, region, TOTAL], series.get((REFERENCE, region, TOTAL))
    unit, last = display(total.unit, total.values[-1], lang), total.years[-1]
    parts = dict(zip((key for _, key in SOURCES), _parts(series, region, last), strict=True))
    largest, _ = extremes(parts)
    clauses = [
        word(
            "shows carbon",
            lang,
            place=place(region, lang),
            value=unit.amount(total.values[-1]),
            last=last,
            rate=_change(total, lang),
            first=total.years[0],
            source=word(largest, lang),
            part=unit.amount(parts[largest], unit.decimals(parts[largest], 3)),
        )
    ]
    if without:
        added = difference(total.values[-1] - without.values[-1], total.unit, lang)
        clauses.append(word("shows added_to", lang, added=added, year=last))
    return sentence(clauses, lang)


def _shown(series: Mapping[Key, Path]) -> list[str]:
    return [p for p in places() if (PROJECTED, p, TOTAL) in series]


def _change(total: Path, lang: str) -> str:
    """Change of the total from the first to the last year."""
    return percent(100 * (total.values[-1] / total.values[0] - 1), lang, sign=True)


def _parts(series: Mapping[Key, Path], name: str, year: int) -> list[float]:
    """Emissions of each source in a year."""
    return [series[PROJECTED, name, f"{TOTAL}|{part}"].at(year) for part, _ in SOURCES]
