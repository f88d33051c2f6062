"""All targets of the plan, one row each, with the plan's own sentence."""

from __future__ import annotations

from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.table import Cell, Line
from sim.report.labels import place
from sim.report.results_book.given import Given
from sim.report.results_book.target_cells import goal, unit_of, verdict
from sim.report.target_rows import TargetRow, count_line, progress
from sim.report.words import word

COLUMNS = {
    "id": 7.0,
    "target": 30.0,
    "sentence": 36.0,
    "class": 9.0,
    "place": 13.0,
    "year": 7.0,
    "unit": 16.0,
    "goal": 12.0,
    "base_value": 11.0,
    "without": 11.0,
    "projected_value": 11.0,
    "added_short": 11.0,
    "added_a_short": 11.0,
    "margin": 11.0,
    "met": 7.0,
    "workbook_progress": 10.0,
    "probability": 10.0,
    "year_reached": 9.0,
    "grade": 9.0,
    "naive_growth": 14.0,
    "naive_share": 14.0,
    "p05": 11.0,
    "p95": 11.0,
    "added_p05": 12.0,
    "added_p95": 12.0,
    "probability_error": 10.0,
    "reason": 60.0,
    "basis": 60.0,
}
CENTRED = ("class", "unit", "met", "grade")
PRINTED = 19
"""Columns that are printed; the rest is for the screen."""
PROBABILITY = "0%"


def targets_sheet(book: Book, given: Given) -> None:
    """One row a target: headlines first, then by class."""
    lang = given.lang
    heads = [word(key, lang).replace("\n", " ") for key in COLUMNS]
    sheet = book.sheet(word("sheet targets", lang), list(COLUMNS.values()), looks.TARGETS)
    sheet.title(word("workbook_targets", lang), word("sheet_holds targets", lang))
    sheet.say([count_line(list(given.rows), lang)], "note")
    at = list(COLUMNS).index
    centred = tuple(at(key) for key in CENTRED)
    area = sheet.table(heads, [target_line(row, lang) for row in given.rows], centred=centred)
    sheet.stay(area, 2)
    sheet.verdicts(area, at("met"), (word("yes", lang), word("no", lang)))
    for key in ("workbook_progress", "probability"):
        sheet.bars(area, at(key))
    sheet.worksheet.print_area(0, 0, area.last, PRINTED - 1)
    book.name("PlanTargets", sheet, area)


def target_line(row: TargetRow, lang: str) -> Line:
    """The cells of a target in the order of the columns."""
    shown = unit_of(row, lang)
    plain, change = shown.code, shown.change
    cells: dict[str, tuple[Cell, str]] = {
        "id": (row.target_id, ""),
        "target": (row.name, ""),
        "sentence": (row.quote, ""),
        "class": (word(f"class {row.kind}", lang), ""),
        "place": (place(row.region, lang), ""),
        "year": (row.year, "0"),
        "unit": (shown.label, ""),
        "goal": goal(row, shown, lang),
        "base_value": (shown.cell(row.start), plain),
        "without": (shown.cell(row.without), plain),
        "projected_value": (shown.cell(row.projected), plain),
        "added_short": (shown.cell(row.added), change),
        "added_a_short": (shown.cell(row.added_a), change),
        "margin": (shown.cell(row.gap), shown.margin(row.operator)),
        "met": (verdict(row, lang), ""),
        "workbook_progress": (progress(row), PROBABILITY),
        "probability": (row.probability, PROBABILITY),
        "year_reached": (row.year_reached, "0"),
        "grade": (row.grade, ""),
        "naive_growth": (shown.cell(row.naive_growth), plain),
        "naive_share": (shown.cell(row.naive_share), plain),
        "p05": (shown.cell(row.low), plain),
        "p95": (shown.cell(row.high), plain),
        "added_p05": (shown.cell(row.added_low), change),
        "added_p95": (shown.cell(row.added_high), change),
        "probability_error": (row.probability_error, "0.0%"),
        "reason": (row.reason, ""),
        "basis": (row.basis, ""),
    }
    ordered = [cells[key] for key in COLUMNS]
    return Line([cell for cell, _ in ordered], tuple(code for _, code in ordered))
