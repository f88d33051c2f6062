"""The main results on one page: headline targets, what the measures add, the path of GDP."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.report import findings
from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.charts import Series, bars, lines
from sim.report.book.sheet import Sheet
from sim.report.book.table import Area, Line
from sim.report.book.units import unit, unit_line
from sim.report.context import HEADLINES
from sim.report.inputs import REFERENCE
from sim.report.labels import indicator, region
from sim.report.results_book.given import Given
from sim.report.results_book.target_cells import goal, unit_of, verdict
from sim.report.results_book.targets import PROBABILITY
from sim.report.style import MEASURES, TARGET
from sim.report.style import REFERENCE as GREY
from sim.report.target_rows import TargetRow, count_line
from sim.report.words import in_language, word

NAMES, UNIT, NUMBER = 34.0, 15.0, 10.5
HEADS = (
    *("base_value", "without", "projected_value", "added_short", "added_a_short"),
    *("goal", "margin", "met", "p05", "p95", "probability", "naive_growth", "naive_share"),
)


def summary_sheet(book: Book, given: Given) -> None:
    """Headline outcomes, other headline targets, sentences, GDP with and without; charts below."""
    lang = given.lang
    widths = [NAMES, UNIT, *[NUMBER] * max(len(HEADS), len(given.years))]
    sheet = book.sheet(word("sheet summary", lang), widths, looks.FIRST)
    question = in_language(given.inputs.context.get("scenario", {}).get("question"), lang)
    sheet.title(given.title, question)
    main, other = _headlines(given.rows)
    area = _table(sheet, main, word("headline_title", lang), given)
    book.name("Headlines", sheet, area)
    shown = [row for row in other if row.judged]
    if shown:
        _table(sheet, shown, word("workbook_other_headlines", lang), given)
    _sentences(sheet, main, given)
    path = _gdp(sheet, given)
    top = sheet.reserve()
    if path:
        sheet.place(_gdp_chart(book, *path, given), top)
    if any(math.isfinite(row.probability) for row in main):
        sheet.place(_odds_chart(book, area, len(main), lang), top, 1)
    sheet.whole_page()


def _headlines(rows: Sequence[TargetRow]) -> tuple[list[TargetRow], list[TargetRow]]:
    """The headline outcomes of the region, and the other headline targets."""
    mine = [r for r in rows if r.headline]
    main = [r for r in mine if r.variable in HEADLINES and r.region == region() and r.judged]
    return main, [r for r in mine if r not in main]


def _table(sheet: Sheet, rows: Sequence[TargetRow], caption: str, given: Given) -> Area:
    lang = given.lang
    heads = [word("target", lang), word("unit", lang), *(word(key, lang).replace("\n", " ") for key in HEADS)]
    met = 2 + HEADS.index("met")
    area = sheet.table(heads, [headline(row, lang) for row in rows], caption=caption, centred=(1, met))
    sheet.verdicts(area, met, (word("yes", lang), word("no", lang)))
    sheet.bars(area, 2 + HEADS.index("probability"))
    return area


def headline(row: TargetRow, lang: str) -> Line:
    """A headline target in the order of the heads."""
    shown = unit_of(row, lang)
    cells = [row.name, shown.label, *shown.cells((row.start, row.without, row.projected))]
    codes = ["", "", *[shown.code] * 3]
    cells += [*shown.cells((row.added, row.added_a, row.target, row.gap)), verdict(row, lang)]
    codes += [shown.change, shown.change, goal(row, shown, lang)[1], shown.margin(row.operator), ""]
    cells += [*shown.cells((row.low, row.high)), row.probability]
    codes += [shown.code, shown.code, PROBABILITY]
    cells += shown.cells((row.naive_growth, row.naive_share))
    return Line(cells, (*codes, shown.code, shown.code))


def _sentences(sheet: Sheet, main: Sequence[TargetRow], given: Given) -> None:
    """Counts by class, what the measures add and cost, and which headlines are not projected."""
    rows, lang = list(given.rows), given.lang
    said = [count_line(rows, lang), *findings.measures(list(main), given.inputs, lang)]
    said += [*findings.budget(given.inputs, lang), findings.other_names(rows, lang)]
    sheet.heading(word("what_measures_add", lang))
    sheet.say(text for text in said if text)
    sheet.row += 1


def _gdp(sheet: Sheet, given: Given) -> tuple[Area, str, str, int] | None:
    """Paths of GDP with and without the measures and its target; the table, its unit and format, its rows."""
    lang, years, variable = given.lang, given.years, HEADLINES[0]
    mine, base = given.path(region(), variable), given.path(region(), variable, REFERENCE)
    if mine is None:
        return None
    named = {"workbook_with": mine, **({"workbook_without": base} if base else {})}
    goals = {r.year: r.target for r in given.rows if r.headline and r.variable == variable}
    shown = unit(mine.unit, [*mine.values, *goals.values()], lang)
    rows = [
        Line([word(key, lang), shown.label, *shown.cells(path.at(y) for y in years)], shown.code)
        for key, path in named.items()
    ]
    if goals:
        cells = shown.cells(goals.get(y) for y in years)
        rows.append(Line([word("goal", lang), shown.label, *cells], shown.code))
    heads: list[str | int] = [word("indicator", lang), word("unit", lang), *years]
    caption = indicator(variable, lang)
    line = unit_line(mine.unit, shown, lang)
    area = sheet.table(heads, rows, caption=caption, unit=line, year=given.year_code)
    return area, shown.label, shown.axis, len(named)


def _gdp_chart(book: Book, area: Area, label: str, code: str, paths: int, given: Given) -> object:
    last = 1 + len(given.years)
    heads = area.heads(2, last)
    looks = ((MEASURES, False, False), (GREY, False, True))[:paths]
    looks += ((TARGET, True, False),) * (area.rows - paths)
    series = [
        Series(area.cell(k, 0), heads, area.line(k, 2, last), colour, point, dashed)
        for k, (colour, point, dashed) in enumerate(looks)
    ]
    return lines(book, indicator(HEADLINES[0], given.lang), label, series, code)


def _odds_chart(book: Book, area: Area, count: int, lang: str) -> object:
    column = 2 + HEADS.index("probability")
    one = Series(
        [area.sheet, area.head, column],
        area.column(0, 0, count - 1),
        area.column(column, 0, count - 1),
        MEASURES,
    )
    return bars(book, word("workbook_odds", lang), [one], PROBABILITY, PROBABILITY, whole=1)
