"""The measures: the levers in use, and what each adds to the headline outcomes."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.charts import Series, bars
from sim.report.book.sheet import Sheet
from sim.report.book.table import Area, Line
from sim.report.inputs import ContributionRow, LeverRow
from sim.report.labels import with_names
from sim.report.results_book.effects import Effects, effects
from sim.report.results_book.given import Given
from sim.report.style import MEASURES
from sim.report.words import in_language, word
from sim.scenario.unit_names import unit_name

NAMES, GRADE, EFFECT, VALUE, UNIT, CHANNEL = 36.0, 8.0, 14.0, 28.0, 20.0, 60.0
FIRST = 2
"""Columns before those of the effects."""
MOST = 12
"""Single levers that the chart shows."""


def measures_sheet(book: Book, given: Given) -> None:
    """Totals by grade, two charts, then one row a lever: by grade, in each the largest effect first."""
    lang, year = given.lang, given.inputs.judged_year
    levers, rows = given.inputs.context.get("levers", []), given.inputs.effects(year)
    made = effects(rows, lang)
    widths = [NAMES, GRADE, *[EFFECT] * len(made.units), VALUE, UNIT, CHANNEL]
    sheet = book.sheet(word("sheet measures", lang), widths, looks.TARGETS)
    sheet.title(word("workbook_measures", lang), word("sheet_holds measures", lang))
    sheet.freeze(1, 1)
    if not levers and not rows:
        sheet.say([word("no_levers", lang)])
        return
    known = {row["lever"] for row in levers}
    together = {r["lever"]: r for r in rows if r["lever"] not in known}
    charts = []
    if together:
        title = word("workbook_measures_together", lang, year=year)
        totals = _totals(sheet, list(together.values()), made, title, lang)
        charts.append((totals, title, totals.rows))
    top = sheet.reserve()
    sheet.say([word("levers_note", lang), word("contributions_note", lang)], "note")
    if levers:
        area = _levers(sheet, _ordered(levers, made), made, lang)
        sheet.worksheet.repeat_rows(area.head)
        sheet.worksheet.autofilter(area.head, 0, area.last, area.columns - 1)
        book.name("Measures", sheet, area)
    founded = min(MOST, sum(row.get("grade") == "A" for row in levers))
    if founded:
        charts.append((area, word("workbook_measures_founded", lang, year=year), founded))
    for position, (table, title, count) in enumerate(charts if made.units else ()):
        sheet.place(_chart(book, table, title, count, made), top, position)


def _totals(sheet: Sheet, together: Sequence[ContributionRow], made: Effects, title: str, lang: str) -> Area:
    """Groups of levers and the dated projects."""
    codes = ("", "", *made.codes)
    lines = [
        Line(
            [in_language(r.get("label", r["lever"]), lang), r.get("grade", ""), *made.cells(r["lever"])],
            codes,
        )
        for r in together
    ]
    heads = [word("lever", lang), word("grade", lang), *made.heads(lang)]
    return sheet.table(heads, lines, caption=title)


def _ordered(levers: Sequence[LeverRow], made: Effects) -> list[LeverRow]:
    """By grade, in each the largest effect on the first outcome first: grades are not ranked against each
    other.
    """
    first = next(iter(made.units), "")
    return sorted(
        levers, key=lambda row: (row.get("grade", ""), -abs(made.of.get(row["lever"], {}).get(first, 0.0)))
    )


def _levers(sheet: Sheet, levers: Sequence[LeverRow], made: Effects, lang: str) -> Area:
    after = (word(key, lang) for key in ("value", "unit", "channel"))
    heads = [word("lever", lang), word("grade", lang), *made.heads(lang), *after]
    codes = ("", "", *made.codes, "", "", "")
    lines = [
        Line(
            [
                in_language(row.get("label", row["lever"]), lang),
                row.get("grade", ""),
                *made.cells(row["lever"]),
                setting(in_language(row.get("value"), lang), lang),
                unit_name(row.get("unit", ""), lang),
                in_language(row.get("channel"), lang),
            ],
            codes,
        )
        for row in levers
    ]
    return sheet.table(heads, lines, caption=word("levers_title", lang))


def setting(value: object, lang: str) -> str | float:
    """A lever's value: a number, or places by name with theirs."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = "" if value is None else str(value)
    try:
        return float(text)
    except ValueError:
        return with_names(text, lang)


def _chart(book: Book, area: Area, title: str, rows: int, made: Effects) -> object:
    """Bars of the first rows for the first outcome."""
    shown = next(iter(made.units.values()))
    values = area.column(FIRST, 0, rows - 1)
    series = Series([area.sheet, area.head, FIRST], area.column(0, 0, rows - 1), values, MEASURES)
    return bars(book, title, [series], shown.change, shown.axis, unit=shown.label)
