"""Differences from the first scenario in the workbook of a comparison: by year, and by place."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from sim.report.book.book import Book
from sim.report.book.charts import Series, columns
from sim.report.book.looks import RESULTS
from sim.report.book.sheet import Sheet
from sim.report.book.table import Line
from sim.report.book.units import unit, unit_line
from sim.report.compare.compared import FEW, HEADLINES
from sim.report.compare.comparison import Comparison
from sim.report.labels import indicator, place, region
from sim.report.numbers import at_prices
from sim.report.style import scenario_colour
from sim.report.words import word

HEADS = (
    *("compare_scenario", "indicator", "place", "unit", "year", "projected_value", "compare_of_first"),
    *("compare_change_short", "compare_change_p05", "compare_change_p95", "compare_percent"),
)
GROWTH = "+0.0%;-0.0%;0.0%"
LONG = (24.0, 30.0, 16.0, 18.0, 8.0, *[14.0] * 6)


def years_sheet(book: Book, comparison: Comparison) -> None:
    """The region: one row a scenario and indicator, years across."""
    lang, labels, years = book.lang, comparison.labels(book.lang), comparison.years
    sheet = book.sheet(word("sheet differences", lang), [24.0, 30.0, 18.0, *[12.0] * len(years)], RESULTS)
    sheet.title(word("sheet differences", lang), word("compare_holds differences", lang))
    table = comparison.differences
    found: dict[tuple[int, str, str], dict[int, float]] = {}
    for row in table[table["region"] == region()].to_dict("records"):
        key = (int(row["order"]), str(row["variable"]), str(row["unit"]))
        found.setdefault(key, {})[int(row["year"])] = float(row["difference"])
    lines = []
    for (order, variable, name), by_year in found.items():
        shown = unit(name, by_year.values(), lang)
        values = shown.cells(by_year.get(year) for year in years)
        cells = [labels[order], indicator(variable, lang), at_prices(shown.label, name, lang), *values]
        lines.append(Line(cells, shown.change))
    heads = [word(key, lang) for key in ("compare_scenario", "indicator", "unit")]
    area = sheet.table([*heads, *years], lines)
    sheet.stay(area, 2)
    book.name("Differences", sheet, area)


def places_sheet(book: Book, comparison: Comparison) -> None:
    """The last shared year: a block a headline indicator with places down and scenarios across, then every
    indicator with its band.
    """
    lang, labels, year = book.lang, comparison.labels(book.lang), comparison.years[-1]
    width = max(len(LONG), len(labels))
    sheet = book.sheet(word("sheet places", lang), [*LONG, *[14.0] * (width - len(LONG))], RESULTS)
    sheet.title(word("compare_places", lang, year=year), word("compare_holds places", lang))
    sheet.freeze(1, 1)
    table = comparison.differences
    rows = table[table["year"] == year].to_dict("records")
    for variable in HEADLINES:
        _block(book, sheet, [row for row in rows if row["variable"] == variable], labels)
    lines = []
    for row in rows:
        names = ("value", "first", "difference", "p05", "p95")
        shown = unit(str(row["unit"]), [row["value"], row["first"]], lang)
        codes = ("", "", "", "", "0", shown.code, shown.code, *[shown.change] * 3, GROWTH)
        cells = [labels[row["order"]], indicator(str(row["variable"]), lang), place(str(row["region"]), lang)]
        numbers = shown.cells(row[name] for name in names)
        label = at_prices(shown.label, str(row["unit"]), lang)
        lines.append(Line([*cells, label, year, *numbers, row["percent"] / 100], codes))
    area = sheet.table([word(key, lang) for key in HEADS], lines)
    sheet.worksheet.autofilter(area.head, 0, max(area.last, area.first), area.columns - 1)
    book.name("Places", sheet, area)


def _block(book: Book, sheet: Sheet, rows: Sequence[Mapping[Hashable, Any]], labels: Sequence[str]) -> None:
    """Differences of one indicator, with a chart of the places below the region where scenarios are few."""
    if not rows:
        return
    lang, variable, name = book.lang, str(rows[0]["variable"]), str(rows[0]["unit"])
    at = {(str(row["region"]), int(row["order"])): float(row["difference"]) for row in rows}
    regions = list(dict.fromkeys(where for where, _ in at))
    orders = list(dict.fromkeys(order for _, order in at))
    shown = unit(name, at.values(), lang)
    lines = [
        Line(
            [place(where, lang), *shown.cells(at.get((where, k)) for k in orders)],
            shown.change,
            "total" if where == region() else "row",
        )
        for where in regions
    ]
    heads = [word("place", lang), *(labels[k] for k in orders)]
    title = word("compare_difference_of", lang, name=indicator(variable, lang))
    area = sheet.table(heads, lines, caption=title, unit=unit_line(name, shown, lang))
    if variable == HEADLINES[0] and len(labels) <= FEW:
        first = 1 if regions[0] == region() else 0
        series = [
            Series(
                [area.sheet, area.head, k], area.column(0, first), area.column(k, first), scenario_colour(k)
            )
            for k in range(1, len(heads))
        ]
        sheet.place(columns(book, title, shown.label, series, shown.axis), sheet.reserve())
