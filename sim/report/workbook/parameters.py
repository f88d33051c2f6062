"""The sheet of parameters, for an economist's own values."""

from __future__ import annotations

from sim.report.workbook.book import Book, Column
from sim.report.workbook.names import worded
from sim.scenario.scenario import Scenario
from sim.scenario.unit_names import unit_name
from sim.scenario.workbook.words import both

COLUMNS = (
    Column("parameter", 32),
    Column("meaning", 56),
    Column("unit", 20),
    Column("central", 14),
    Column("low", 11),
    Column("high", 11),
    Column("source", 56),
    Column("value", 13, filled_in=True),
)
HUGE = 10**12


def parameters_sheet(book: Book, scenario: Scenario) -> None:
    """Every registered parameter, with the values that a scenario sets in the cells to fill in."""
    sheet = book.sheet("parameters", COLUMNS, frozen=1)
    entries = scenario.registers.parameters.values()
    value = len(COLUMNS) - 1
    for at, entry in enumerate(entries, start=1):
        sheet.set_row(at, 28)
        meaning = both(entry.meaning, entry.meaning_zh, book.lang)
        unit = both(entry.unit, unit_name(entry.unit, "zh"), book.lang)
        told = (entry.name, meaning, unit, entry.value, entry.low, entry.high, entry.source)
        for k, fact in enumerate(told):
            book.put(sheet, (at, k), fact, book.number if isinstance(fact, float) else book.fact)
        book.put(sheet, (at, value), scenario.parameters.get(entry.name), book.input)
    rule: dict[str, object] = {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -HUGE,
        "maximum": HUGE,
    }
    book.checked(sheet, (1, value, len(entries), value), rule, worded("book_parameter", book.lang, "\n"))
    sheet.autofilter(0, 0, len(entries), value)
    book.protect(sheet)
