"""The workbook of a comparison: its tables as numbers, with native charts."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import chain

from sim.report.book.book import Book
from sim.report.book.charts import Series, bars
from sim.report.book.contents import linked_sheets
from sim.report.book.looks import FIRST, TARGETS
from sim.report.book.table import Cell, Line
from sim.report.book.units import Unit, unit
from sim.report.compare.comparison import Comparison
from sim.report.compare.page import entries, notes
from sim.report.compare.targets import DIRECTION, Judgement
from sim.report.compare.workbook_differences import places_sheet, years_sheet
from sim.report.compare.workbook_inputs import inputs_sheet
from sim.report.labels import place
from sim.report.manifest import VERSION
from sim.report.style import scenario_colour
from sim.report.view import direction, sign
from sim.report.words import word

SHARE = "0%"
CONTENTS = (34.0, 96.0)


def workbook(comparison: Comparison, lang: str) -> bytes:
    """Sheets: contents, headline targets, all judged targets, differences by year and by place, inputs."""
    labels = comparison.labels(lang)
    title = word("compare_title_many", lang, count=len(labels), first=labels[0])
    book = Book(title, word("report_name", lang), VERSION, lang)
    _contents(book, comparison, title)
    for make in SHEETS.values():
        make(book, comparison)
    return book.finish()


def _contents(book: Book, comparison: Comparison, title: str) -> None:
    """The scenarios, what each sheet holds, how to read it."""
    lang = book.lang
    sheet = book.sheet(word("sheet contents", lang), CONTENTS, FIRST)
    sheet.title(title)
    linked_sheets(sheet, [(word(f"sheet {k}", lang), word(f"compare_holds {k}", lang)) for k in SHEETS])
    lines = [
        Line([f"{e.number} {e.name}", " ".join(part for part in (e.title, e.question, e.facts) if part)])
        for e in entries(comparison, lang)
    ]
    heads = [word("compare_scenario", lang), word("workbook_meaning", lang)]
    sheet.table(heads, lines, caption=word("section compare scenarios", lang))
    sheet.heading(word("compare_how", lang))
    sheet.say(
        [*notes(comparison, lang), word("workbook_how_is numbers", lang), word("workbook_percent", lang)]
    )
    sheet.say([word("report_footer", lang)], "note")


def unit_of(group: list[Judgement], lang: str) -> Unit:
    """The unit of a target's numbers under all scenarios."""
    return unit(group[0].unit, [group[0].target, *(each.projected for each in group)], lang)


def _headlines(book: Book, comparison: Comparison) -> None:
    """One row a headline target: goal, then value, difference and probability of each scenario; the
    probabilities as bars where the scenarios have a colour each.
    """
    lang, labels = book.lang, comparison.labels(book.lang)
    others = labels[1:]
    widths = [30.0, 12.0, 8.0, 16.0, 13.0, *[15.0] * (2 * len(labels) + len(others))]
    sheet = book.sheet(word("sheet headlines", lang), widths, FIRST)
    sheet.title(word("headline_title", lang), word("compare_holds headlines", lang))
    heads = [word(key, lang) for key in ("target", "place", "year", "unit", "goal")]
    heads += [*labels, *(word("compare_minus", lang, name=name, first=labels[0]) for name in others)]
    heads += [word("compare_odds_of", lang, name=name) for name in labels]
    lines = []
    groups = comparison.judged(headline=True)
    for group in groups:
        first, shown = group[0], unit_of(group, lang)
        cells: list[Cell] = [
            first.name(lang),
            place(first.region, lang),
            first.year,
            shown.label,
            shown.cell(first.target),
        ]
        values = shown.cells(each.projected for each in group)
        apart = shown.cells(each.difference for each in group[1:])
        odds = [each.probability for each in group]
        goal = f'"{sign(first.operator)} "{shown.code}'
        codes = ["", "", "0", "", goal, *[shown.code] * len(labels), *[shown.change] * len(others)]
        lines.append(Line([*cells, *values, *apart, *odds], (*codes, *[SHARE] * len(labels))))
    area = sheet.table(heads, lines)
    sheet.stay(area, 1)
    book.name("Headlines", sheet, area)
    at = len(heads) - len(labels)
    for column in range(at, len(heads)):
        sheet.bars(area, column)
    if comparison.few and any(math.isfinite(one.probability) for one in chain(*groups)):
        series = [
            Series([area.sheet, area.head, at + k], area.column(0), area.column(at + k), scenario_colour(k))
            for k in range(len(labels))
        ]
        chart = bars(book, word("workbook_odds", lang), series, SHARE, SHARE, whole=1)
        sheet.place(chart, sheet.reserve(24), rows=24)


HEADS: Mapping[str, float] = {
    "id": 7.0,
    "target": 36.0,
    "class": 12.0,
    "place": 14.0,
    "year": 7.0,
    "compare_scenario": 24.0,
    "unit": 18.0,
    "goal": 12.0,
    "projected_value": 12.0,
    "p05": 12.0,
    "p95": 12.0,
    "compare_change_short": 12.0,
    "compare_change_p05": 13.0,
    "compare_change_p95": 13.0,
    "margin": 12.0,
    "met": 8.0,
    "probability": 10.0,
}


def _targets(book: Book, comparison: Comparison) -> None:
    """One row a judged target and scenario."""
    lang, labels = book.lang, comparison.labels(book.lang)
    sheet = book.sheet(word("sheet targets", lang), list(HEADS.values()), TARGETS)
    sheet.title(word("workbook_targets", lang), word("compare_holds targets", lang))
    lines = [
        _judged(each, unit_of(group, lang), labels[each.order], lang)
        for group in comparison.judged()
        for each in group
        if each.judged
    ]
    area = sheet.table([word(key, lang) for key in HEADS], lines, centred=(2, 6, 15))
    sheet.stay(area, 2)
    sheet.verdicts(area, 15, (word("yes", lang), word("no", lang)))
    sheet.bars(area, 16)
    book.name("PlanTargets", sheet, area)


def _judged(each: Judgement, shown: Unit, scenario: str, lang: str) -> Line:
    plain, change = shown.code, shown.change
    goal: Cell = shown.cell(each.target)
    if each.kind == DIRECTION:
        goal = direction(each.operator, lang)
    cells: list[Cell] = [each.target_id, each.name(lang), word(f"class {each.kind}", lang)]
    cells += [place(each.region, lang), each.year, scenario, shown.label, goal]
    cells += shown.cells((each.projected, each.p05, each.p95))
    cells += shown.cells((each.difference, each.difference_p05, each.difference_p95, each.margin))
    codes = ["", "", "", "", "0", "", "", f'"{sign(each.operator)} "{plain}', plain, plain, plain]
    codes += [change, change, change, shown.margin(each.operator), "", SHARE]
    return Line([*cells, word("yes" if each.met else "no", lang), each.probability], tuple(codes))


SHEETS: Mapping[str, Callable[[Book, Comparison], None]] = {
    "headlines": _headlines,
    "targets": _targets,
    "differences": years_sheet,
    "places": places_sheet,
    "inputs": inputs_sheet,
}
"""All sheets but the first, the contents."""
