"""The workbook of one run: its sheets in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sim.report.book.book import Book
from sim.report.inputs import Inputs
from sim.report.results_book.annual import annual_sheet
from sim.report.results_book.cities import cities_sheet
from sim.report.results_book.contents import contents_sheet
from sim.report.results_book.given import Given
from sim.report.results_book.marine import marine_sheet
from sim.report.results_book.measures import measures_sheet
from sim.report.results_book.naive import naive_sheet
from sim.report.results_book.parameters import parameters_sheet
from sim.report.results_book.people import people_sheet
from sim.report.results_book.ports import ports_sheet
from sim.report.results_book.results import observed_sheet, results_sheet
from sim.report.results_book.sources import sources_sheet
from sim.report.results_book.summary import summary_sheet
from sim.report.results_book.targets import targets_sheet
from sim.report.results_book.uncertainty import uncertainty_sheet
from sim.report.target_rows import target_rows
from sim.report.words import word

SHEETS: Mapping[str, Callable[[Book, Given], None]] = {
    "summary": summary_sheet,
    "annual": annual_sheet,
    "cities": cities_sheet,
    "ports": ports_sheet,
    "marine": marine_sheet,
    "people": people_sheet,
    "targets": targets_sheet,
    "measures": measures_sheet,
    "uncertainty": uncertainty_sheet,
    "naive": naive_sheet,
    "parameters": parameters_sheet,
    "results": results_sheet,
    "observed": observed_sheet,
    "sources": sources_sheet,
}
"""All sheets but the first, the contents."""


def workbook(inputs: Inputs, lang: str) -> bytes:
    """All sheets of one run in one language (``en`` or ``zh``): values only, no formulas."""
    given = Given(inputs, target_rows(inputs.targets, inputs.paths, lang, inputs.scoreboard), lang)
    version = str(inputs.context.get("manifest", {}).get("model", ""))
    book = Book(given.title, word("report_name", lang), version, lang)
    contents_sheet(book, given, tuple(SHEETS))
    for make in SHEETS.values():
        make(book, given)
    return book.finish()
