"""Parameters that the scenario overrides, and the shocks that it assumes."""

from __future__ import annotations

from sim.report import view_context
from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.table import Line
from sim.report.results_book.given import Given
from sim.report.results_book.measures import setting
from sim.report.words import word
from sim.scenario.unit_names import unit_name

WIDTHS = (36.0, 26.0, 22.0, 26.0, 40.0)


def parameters_sheet(book: Book, given: Given) -> None:
    """Both tables; a sentence where nothing is overridden."""
    lang, context = given.lang, given.inputs.context
    sheet = book.sheet(word("sheet parameters", lang), WIDTHS, looks.SUPPORT)
    sheet.title(word("parameters_title", lang), word("sheet_holds parameters", lang))
    rows = context.get("parameters", [])
    if rows:
        heads = [word(key, lang) for key in ("parameter", "value", "default", "unit")]
        lines = [
            Line(
                [
                    r["name"],
                    *(setting(r.get(k), lang) for k in ("value", "default")),
                    unit_name(r.get("unit", ""), lang),
                ]
            )
            for r in rows
        ]
        book.name("Parameters", sheet, sheet.table(heads, lines))
    else:
        sheet.say([word("workbook_no_parameters", lang)])
        sheet.row += 1
    if context.get("shocks"):
        found = view_context.shocks(given.inputs, lang)
        sheet.table(found.head, [Line(row) for row in found.rows], caption=found.title)
        sheet.say([found.note], "note")
