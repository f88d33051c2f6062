"""A scenario as a workbook: the sheets in their order, and how to use them."""

from __future__ import annotations

from sim.baseline import dated_projects
from sim.report.book.text import height
from sim.report.book_options import A4
from sim.report.words import word
from sim.report.workbook.book import Book
from sim.report.workbook.levers import levers_sheet
from sim.report.workbook.parameters import parameters_sheet
from sim.report.workbook.projects import projects_sheet
from sim.report.workbook.scenario_keys import scenario_sheet
from sim.report.workbook.shocks import lists_sheet, shocks_sheet
from sim.scenario.scenario import Scenario
from sim.scenario.workbook.words import named

WIDTH = 80
NOTES = tuple(f"book_note {n}" for n in range(1, 13))


def scenario_workbook(scenario: Scenario, lang: str) -> bytes:
    """The bytes of a workbook that loads as the same scenario; ``lang`` is the language that stands first.

    Raises InputError for a text that is too long for a cell.
    """
    book = Book(scenario.title_zh if lang == "zh" else scenario.title_en, lang)
    scenario_sheet(book, scenario)
    levers_sheet(book, scenario)
    projects_sheet(book, scenario, dated_projects())
    shocks_sheet(book, scenario)
    parameters_sheet(book, scenario)
    _notes(book)
    lists_sheet(book, scenario.registers)
    return book.finish()


def _notes(book: Book) -> None:
    """How to fill in the workbook, both languages side by side."""
    sheet = book.workbook.add_worksheet(named("sheet", "notes", book.lang))
    order = ("zh", "en") if book.lang == "zh" else ("en", "zh")
    sheet.set_column(0, 1, WIDTH)
    sheet.hide_gridlines(2)
    for k, lang in enumerate(order):
        sheet.write_string(0, k, word("book_notes", lang), book.title)
        for at, key in enumerate(NOTES, start=2):
            sheet.write_string(at, k, word(key, lang), book.plain)
            sheet.set_row(at, max(height(word(key, one), WIDTH) for one in order))
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(A4)
    book.protect(sheet)
