"""The first sheet: what the workbook holds, how to read it, units, provenance, what the run was made of."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report import view_context
from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.contents import linked_sheets
from sim.report.book.sheet import Sheet
from sim.report.book.table import Line
from sim.report.results_book.given import Given
from sim.report.words import in_language, word

WIDTHS = (30.0, 96.0)
HOW = ("order", "with", "grades", "margin", "bands", "numbers", "results")
UNITS = ("money", "prices", "people", "cargo", "percent", "statistical")
PROVENANCE = ("sourced", "plan", "derived", "recalled")


def contents_sheet(book: Book, given: Given, sheets: Sequence[str]) -> None:
    """Title, question, sheets with links, how to read them, units, provenance, assumptions, limits, facts."""
    lang, inputs = given.lang, given.inputs
    context = inputs.context
    sheet = book.sheet(word("sheet contents", lang), WIDTHS, looks.FIRST)
    sheet.title(given.title)
    first, last = inputs.years
    meta = word("report_meta", lang, scenario=inputs.scenario_id, first=first, last=last)
    question = in_language(context.get("scenario", {}).get("question"), lang)
    sheet.say([text for text in (question, meta) if text])
    sheet.row += 1
    linked_sheets(sheet, [(word(f"sheet {key}", lang), word(f"sheet_holds {key}", lang)) for key in sheets])
    _pairs(sheet, word("workbook_how", lang), "how", HOW, lang)
    _pairs(sheet, word("workbook_units", lang), "units", UNITS, lang)
    legend = [
        Line([word(f"provenance {key}", lang), word(f"provenance_is {key}", lang)]) for key in PROVENANCE
    ]
    heads = [word("workbook_label", lang), word("workbook_meaning", lang)]
    sheet.table(heads, legend, caption=word("workbook_provenance", lang))
    for key, texts in (
        ("assumptions", context.get("assumptions", [])),
        ("limits", context.get("limits", [])),
    ):
        if texts:
            sheet.heading(word(key, lang))
            sheet.say(in_language(text, lang) for text in texts)
            sheet.row += 1
    facts = view_context.manifest(inputs, lang)
    sheet.table(facts.head, [Line(row) for row in facts.rows], caption=facts.title)
    sheet.say([word("report_footer", lang)], "note")


def _pairs(sheet: Sheet, caption: str, kind: str, keys: Sequence[str], lang: str) -> None:
    lines = [
        Line([word(f"workbook_{kind} {key}", lang), word(f"workbook_{kind}_is {key}", lang)]) for key in keys
    ]
    heads = [word("workbook_label", lang), word("workbook_meaning", lang)]
    sheet.table(heads, lines, caption=caption)
