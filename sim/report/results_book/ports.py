"""The ports: cargo by port and by kind, capacity, occupancy and waiting."""

from __future__ import annotations

from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.charts import Series, stacked
from sim.report.labels import ids, indicator, names, place, region
from sim.report.results_book.blocks import by_part, by_place, widths
from sim.report.results_book.cities import of_places
from sim.report.results_book.given import Given
from sim.report.style import CARGO
from sim.report.words import word

THROUGHPUT = "Port throughput"
BY_PORT = (
    "Port containers",
    "Port foreign trade",
    "Port relayed cargo",
    "Port service capacity",
    "Port design capacity",
    "Port occupancy",
    "Port waiting time",
)


def ports_sheet(book: Book, given: Given) -> None:
    """Throughput by port and cargo, then what else is known by port; two charts above."""
    lang, ports, cargo = given.lang, ids("port"), names("cargo", "en")
    sheet = book.sheet(word("sheet ports", lang), widths(given), looks.RESULTS)
    sheet.title(word("workbook_ports", lang), word("sheet_holds ports", lang))
    sheet.freeze(1, 1)
    top = sheet.reserve()
    title = indicator(THROUGHPUT, lang)
    whole = by_place(sheet, given, THROUGHPUT, ports)
    if whole:
        book.name("PortThroughput", sheet, whole.area)
        sheet.place(stacked(book, title, whole.shown.label, of_places(whole, ports), whole.shown.axis), top)
    for where in (region(), *ports):
        block = by_part(sheet, given, where, THROUGHPUT, cargo, names("cargo", lang))
        if block and where == region():
            series = [
                Series(block.area.cell(k, 0), block.heads, block.years_of(k), CARGO[k % len(CARGO)])
                for k in range(block.area.rows - 1)
            ]
            by_cargo = word("workbook_of", lang, what=title, place=place(where, lang))
            sheet.place(stacked(book, by_cargo, block.shown.label, series, block.shown.axis), top, 1)
    for variable in BY_PORT:
        by_place(sheet, given, variable, ports)
    for where in ports:
        by_part(sheet, given, where, "Port service capacity", cargo, names("cargo", lang))
