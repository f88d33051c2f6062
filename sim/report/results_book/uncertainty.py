"""How sure: quantiles by year, where the spread comes from, both readings of the past, the backtest."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.charts import Series, lines, stacked_bars
from sim.report.book.sheet import Sheet
from sim.report.book.table import Line
from sim.report.book.units import unit, unit_line
from sim.report.charts.variance_split import COLOURS, WHOLE
from sim.report.context import HEADLINES
from sim.report.labels import indicator, place
from sim.report.results_book.blocks import YEAR
from sim.report.results_book.given import Given
from sim.report.style import MEASURES, MUTED
from sim.report.view import bracket
from sim.report.view_paths import backtest_rules
from sim.report.words import word

NAMES, LEAST = 34.0, 7
"""Width of the first column; columns of the widest of the other tables."""
EDGES = ("p05", "p50", "p95")
"""Quantiles that the chart shows."""
POINTS = "0.00"


def uncertainty_sheet(book: Book, given: Given) -> None:
    """Quantiles of the headline indicators with and without the measures; what they rest on."""
    lang, inputs = given.lang, given.inputs
    sheet = book.sheet(
        word("sheet uncertainty", lang), [NAMES, *[YEAR + 2] * max(LEAST, len(given.years))], looks.DOUBT
    )
    sheet.title(word("workbook_uncertainty", lang), word("sheet_holds uncertainty", lang))
    sheet.say([word("no_bands" if inputs.fans.empty else "bands", lang)], "note")
    sheet.freeze(1, 1)
    top = None if inputs.fans.empty else sheet.reserve()
    if top is not None:
        _quantiles(book, sheet, top, given)
    if not inputs.variance.empty:
        chart = _split(book, sheet, inputs.variance, lang)
        if top is not None:
            sheet.place(chart, top, 1)
    _histories(sheet, given)
    if not inputs.backtest.empty:
        _backtest(sheet, inputs.backtest, lang)


def _quantiles(book: Book, sheet: Sheet, top: int, given: Given) -> None:
    """A block an indicator and scenario: the central run and the quantiles down, years across."""
    lang, fans = given.lang, given.inputs.fans
    names = [c for c in fans.columns if c.startswith("p") and c[1:].isdigit()]
    found: dict[tuple[str, str], list[dict[Hashable, Any]]] = {}
    for row in fans.to_dict("records"):
        found.setdefault((row["variable"], row["kind"]), []).append(row)
    for (variable, kind), rows in found.items():
        name = str(rows[0]["unit"])
        columns = {c: [float(row[c]) for row in rows] for c in ("value", *names)}
        shown = unit(name, (v for values in columns.values() for v in values), lang)
        labels = [word("workbook_percentile", lang, n=int(n[1:])) for n in names]
        entries = [
            Line([text, *shown.cells(values)], shown.code)
            for text, values in zip([word("workbook_central", lang), *labels], columns.values(), strict=True)
        ]
        caption = word(f"workbook_{'with' if kind == 'projected' else 'without'}", lang)
        caption = word("workbook_of", lang, what=indicator(variable, lang), place=caption)
        years = [int(row["year"]) for row in rows]
        line = unit_line(name, shown, lang)
        heads: list[str | int] = [word("workbook_quantile", lang), *years]
        area = sheet.table(heads, entries, caption=caption, unit=line, year=given.year_code)
        if (variable, kind) == (HEADLINES[0], "projected"):
            series = [
                Series(
                    area.cell(1 + names.index(edge), 0),
                    area.heads(1, len(years)),
                    area.line(1 + names.index(edge), 1, len(years)),
                    MEASURES if edge == "p50" else MUTED,
                    dashed=edge != "p50",
                )
                for edge in EDGES
            ]
            sheet.place(lines(book, caption, shown.label, series, shown.axis), top)


def _split(book: Book, sheet: Sheet, table: pd.DataFrame, lang: str) -> object:
    """Shares of the variance by source, the standard deviation of all together, and a chart of the shares."""
    records = table.to_dict("records")
    outcomes = list(dict.fromkeys(str(row["target"]) for row in records))
    sources = [s for s in COLOURS if any(row["source"] == s for row in records)]
    share, spread = ({(r["source"], r["target"]): r[c] for r in records} for c in ("share", "sd"))
    entries = [Line([word(f"source {s}", lang), *(share[s, t] for t in outcomes)], "0%") for s in sources]
    whole = [spread[WHOLE, t] for t in outcomes]
    names = {r["target"]: str(r["unit"]) for r in records}
    units = [unit(names[t], [value], lang) for t, value in zip(outcomes, whole, strict=True)]
    codes = ("", *(u.code for u in units))
    deviations = [u.cell(value) for u, value in zip(units, whole, strict=True)]
    entries.append(Line([word("workbook_deviation", lang), *deviations], codes, "total"))
    heads = [indicator(t, lang) + bracket(u.label, lang) for t, u in zip(outcomes, units, strict=True)]
    year = int(records[0]["year"])
    caption = word("workbook_variance", lang, year=year)
    area = sheet.table([word("workbook_source", lang), *heads], entries, caption=caption)
    series = [
        Series(area.cell(k, 0), area.heads(1, len(outcomes)), area.line(k, 1, len(outcomes)), COLOURS[s])
        for k, s in enumerate(sources)
    ]
    return stacked_bars(book, caption, series, "0%")


def _histories(sheet: Sheet, given: Given) -> None:
    """Headline indicators of the judged year under either reading of past growth."""
    lang, rows = given.lang, given.inputs.context.get("histories", [])
    if not rows:
        return
    values: dict[str, dict[str, float]] = {}
    for row in rows:
        values.setdefault(row["reading"], {})[row["target"]] = row["value"]
    names = {row["target"]: row["unit"] for row in rows}
    units = {t: unit(name, (of.get(t) for of in values.values()), lang) for t, name in names.items()}
    heads = [indicator(t, lang) + bracket(u.label, lang) for t, u in units.items()]
    codes = ("", *(u.code for u in units.values()))
    entries = [
        Line([word(f"history {reading}", lang), *(u.cell(of.get(t)) for t, u in units.items())], codes)
        for reading, of in values.items()
    ]
    caption = word("workbook_histories", lang, year=given.inputs.judged_year)
    sheet.table([word("workbook_reading", lang), *heads], entries, caption=caption)


def _backtest(sheet: Sheet, table: pd.DataFrame, lang: str) -> None:
    """Observed growth of the past beside what each rule would have said, and the mean absolute errors."""
    rules = backtest_rules(table)
    entries = []
    for reading, group in table.groupby("reading", sort=False):
        entries.append(Line([word(f"reading {reading!s}", lang, default=str(reading))], look="group"))
        entries += [
            Line([place(str(row["city"]), lang), *(float(row[c]) for c in ("observed", *rules))], POINTS)
            for row in group.to_dict("records")
        ]
        errors = [float((group[r] - group["observed"]).abs().mean()) for r in rules]
        entries.append(Line([word("mean_error", lang), None, *errors], POINTS, "total"))
    heads = [word("place", lang), word("observed", lang)]
    heads += [word(f"rule {r}", lang, default=r.replace("_", " ")) for r in rules]
    sheet.table(heads, entries, caption=word("backtest_title", lang))
    sheet.say([word("backtest_note", lang)], "note")
