"""The model beside rules that need no model."""

from __future__ import annotations

from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.table import Line
from sim.report.book.units import unit
from sim.report.inputs import PLAN_YEAR
from sim.report.labels import indicator, place
from sim.report.numbers import at_prices, growth_rate
from sim.report.results_book.blocks import GROWTH_CODE
from sim.report.results_book.given import Given
from sim.report.words import word

RULES = ("model", "naive_growth", "naive_share", "combination")
WIDTHS = (28.0, 16.0, 17.0, 13.0, *[15.0] * len(RULES), *[13.0] * len(RULES), 80.0)


def naive_sheet(book: Book, given: Given) -> None:
    """Values in 2025 and growth a year by indicator and place: model, two rules, half way between."""
    lang, base = given.lang, given.inputs.years[0]
    sheet = book.sheet(word("sheet naive", lang), WIDTHS, looks.DOUBT)
    sheet.title(word("scoreboard_title", lang), word("sheet_holds naive", lang))
    sheet.say([word("scoreboard_note", lang)], "note")
    lines = []
    for row in given.inputs.scoreboard.to_dict("records"):
        start = float(row["last_observed"])
        values = [float(row[f"{rule}_{PLAN_YEAR}"]) for rule in RULES]
        shown = unit(str(row["unit"]), [start, *values], lang)
        rates = [growth_rate(start, value, PLAN_YEAR - base) / 100 for value in values]
        cells = [indicator(str(row["indicator"]), lang), place(str(row["region"]), lang)]
        cells.append(at_prices(shown.label, str(row["unit"]), lang))
        note = str(row["note"])
        said = word(f"scored_by {note}", lang, default=note)
        codes = ("", "", "", *[shown.code] * 5, *[GROWTH_CODE] * 4)
        lines.append(Line([*cells, *shown.cells([start, *values]), *rates, said], (*codes, "")))
    names = [word(f"rule {rule}", lang) for rule in RULES]
    heads = [word(key, lang) for key in ("indicator", "place", "unit", "last_observed")]
    heads += [*names, *(word("workbook_growth_of", lang, rule=name) for name in names), word("note", lang)]
    area = sheet.table(heads, lines)
    sheet.stay(area, 2)
    book.name("NaiveRules", sheet, area)
