"""The sheet of levers: by chapter of the plan, a row for each, and folded below it one for each place."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sim.report.words import word
from sim.report.workbook.book import Book, Column
from sim.report.workbook.lever_lines import Line, facts, lines, years
from sim.report.workbook.names import worded
from sim.scenario.levers import Lever
from sim.scenario.measures import chapters, quotes, units
from sim.scenario.scenario import Scenario
from sim.scenario.workbook.words import both
from sim.year import LIVE_LEVERS

FACTS = (
    Column("lever", 24),
    Column("name_zh", 21),
    Column("name_en", 25),
    Column("place", 26),
    Column("part", 22),
    Column("unit_zh", 18),
    Column("unit_en", 20),
    Column("low", 7),
    Column("high", 8),
    Column("neutral", 9),
    Column("plan", 9),
    Column("timing", 17),
    Column("grade", 9),
    Column("quote_zh", 30),
    Column("quote_en", 30),
)
YEARS = (2021, 2022, 2023, 2024, 2025, 2030, 2035)
"""Years that have a column in any case; a scenario's own stand between them."""
TALL, LOW = 42.0, 17.0
"""Points: three lines of the plan's words, for the first row of a lever; one line for the others."""
FROZEN = 5
"""Columns that name a row and stay in view."""


def levers_sheet(book: Book, scenario: Scenario) -> None:
    """The levers, with the settings of a scenario in the cells to fill in."""
    dated = sorted({*YEARS, *years(iter(scenario.levers.values()))})
    inputs = (Column("value", 9, filled_in=True), *(Column(year, 8, filled_in=True) for year in dated))
    columns = (*FACTS, *inputs)
    sheet = book.sheet("levers", columns, frozen=FROZEN)
    sheet.outline_settings(symbols_below=False)
    said, chinese = quotes(), units()
    at, chapter = 0, ""
    for lever in scenario.registers.levers.values():
        if lever.chapter != chapter:
            chapter, at = lever.chapter, at + 1
            _chapter(book, sheet, at, chapter, len(columns))
        first, rows = at + 1, lines(scenario, lever)
        folded = all(line.setting is None for line in rows[1:])
        for line in rows:
            at += 1
            _fold(sheet, at, line, many=len(rows) > 1, folded=folded)
            told = facts(line, chinese[lever.unit], said.get(lever.name, ()), book.lang)
            for k, column in enumerate(FACTS):
                book.put(sheet, (at, k), told.get(str(column.key)), _style(book, column, line, told))
            values = [None if line.path else line.setting, *(line.path.get(year) for year in dated)]
            for k, value in enumerate(values):
                style = book.input if lever.name in LIVE_LEVERS else book.closed
                book.put(sheet, (at, len(FACTS) + k), value, style)
        if lever.name in LIVE_LEVERS:
            _ranged(book, sheet, (first, len(FACTS), at, len(columns) - 1), lever, chinese[lever.unit])
    sheet.conditional_format(1, len(FACTS), at, len(columns) - 1, {"type": "no_blanks", "format": book.given})
    sheet.autofilter(0, 0, at, len(columns) - 1)


def _fold(sheet: Worksheet, at: int, line: Line, *, many: bool, folded: bool) -> None:
    """Rows of single places are folded unless something is set in them."""
    if line.leads:
        sheet.set_row(at, TALL, None, {"collapsed": many and folded})
    else:
        sheet.set_row(at, LOW, None, {"level": 1, "hidden": folded})


def _style(book: Book, column: Column, line: Line, told: dict[str, object]) -> Format:
    if isinstance(told.get(str(column.key)), float):
        return book.number
    if column.key == "lever":
        return book.key
    if line.leads:
        return book.strong if column.key in ("name_zh", "name_en") else book.fact
    return book.single if column.key in ("place", "part") else book.muted


def _ranged(
    book: Book, sheet: Worksheet, cells: tuple[int, int, int, int], lever: Lever, chinese: str
) -> None:
    unit = both(lever.unit, chinese, book.lang)
    message = worded("book_range", book.lang, "\n", low=f"{lever.low:g}", high=f"{lever.high:g}", unit=unit)
    rule = {"validate": "decimal", "criteria": "between", "minimum": lever.low, "maximum": lever.high}
    book.checked(sheet, cells, rule, message)


def _chapter(book: Book, sheet: Worksheet, at: int, chapter: str, width: int) -> None:
    known = chapters()[chapter]
    names = [
        word("book_chapter", lang, None, number=chapter, name=n)
        for lang, n in (("en", known.label_en), ("zh", known.label_zh))
    ]
    sheet.set_row(at, LOW + 3)
    texts = {1: both(names[0], names[1], book.lang, "　")}
    for column in range(width):
        book.put(sheet, (at, column), texts.get(column), book.chapter)
