"""The people: what changes their number, and their ages."""

from __future__ import annotations

from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.charts import Series, lines, stacked
from sim.report.labels import ids, indicator, place, region
from sim.report.results_book.blocks import block, by_place, widths
from sim.report.results_book.cities import of_places
from sim.report.results_book.given import Given
from sim.report.style import BIRTHS, DEATHS, OUTSIDE, WITHIN
from sim.report.words import word

CHANGES = (
    "Births",
    "Deaths",
    "Natural increase",
    "Net migration",
    "Net migration|Outside region",
    "Net migration|Within region",
)
STOCKS = ("Population", "Population|Urban", "Population|Rural", "Population|Urban core")
AGES = tuple(f"Population|Age {group}" for group in ("0-14", "15-59", "60+", "65+", "80+"))
RATIOS = ("Urbanisation rate", "Youth dependency ratio", "Old-age dependency ratio", "Total dependency ratio")
SEXES = ("Male", "Female")
CHARTED = {"Births": BIRTHS, "Deaths": DEATHS, "Natural increase": WITHIN, "Net migration": OUTSIDE}


def people_sheet(book: Book, given: Given) -> None:
    """Components of change and age groups of the region, residents by city, five-year groups by sex."""
    lang, cities = given.lang, ids("city")
    sheet = book.sheet(word("sheet people", lang), widths(given), looks.RESULTS)
    sheet.title(word("workbook_people", lang), word("sheet_holds people", lang))
    sheet.freeze(1, 1)
    top = sheet.reserve()
    head, where = word("indicator", lang), place(region(), lang)
    for key, variables in (("changes", CHANGES), ("stocks", STOCKS), ("ages", AGES), ("ratios", RATIOS)):
        found = [v for v in variables if given.path(region(), v)]
        series = [(indicator(v, lang), path) for v in found if (path := given.path(region(), v))]
        caption = word(f"workbook_people_{key}", lang, place=where)
        made = block(sheet, given, caption, head, series)
        if made and key == "changes":
            drawn = [
                Series(made.area.cell(found.index(v), 0), made.heads, made.years_of(found.index(v)), colour)
                for v, colour in CHARTED.items()
                if v in found
            ]
            sheet.place(lines(book, caption, made.shown.label, drawn, made.shown.axis), top, 1)
    residents = by_place(sheet, given, "Population", cities)
    if residents:
        drawn = of_places(residents, cities)
        chart = stacked(
            book, indicator("Population", lang), residents.shown.label, drawn, residents.shown.axis
        )
        sheet.place(chart, top)
    for variable in (*CHANGES, *AGES):
        by_place(sheet, given, variable, cities)
    for sex in SEXES:
        begins = f"Population|{sex}|Age "
        ages = [
            (indicator(v, lang), path)
            for v in given.inputs.with_prefix(begins)
            if (path := given.path(region(), v))
        ]
        block(sheet, given, word(f"workbook_people_{sex}", lang, place=where), head, ages)
