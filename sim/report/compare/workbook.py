"""The workbook of a comparison: its tables as numbers, for people who live in Excel."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.compare.comparison import Comparison
from sim.report.compare.page import entries, notes
from sim.report.compare.settings import located, written
from sim.report.compare.summary import verdict
from sim.report.excel import NUMBER, WHOLE, Book, Column
from sim.report.labels import indicator, place, region
from sim.report.view import sign
from sim.report.words import word
from sim.scenario.unit_names import unit_name

SHARE = "0.0%"


def workbook(comparison: Comparison, lang: str) -> bytes:
    """Sheets: notes, headlines, targets, differences by year, by place, inputs."""
    book = Book(
        word("compare_title_many", lang, count=len(comparison.names), first=comparison.labels(lang)[0]),
        lang,
    )
    _notes(book, comparison, lang)
    _headlines(book, comparison, lang)
    _targets(book, comparison, lang)
    _years(book, comparison, lang)
    _places(book, comparison, lang)
    _inputs(book, comparison, lang)
    return book.finish()


def _notes(book: Book, comparison: Comparison, lang: str) -> None:
    sheet = book.workbook.add_worksheet(word("sheet notes", lang))
    sheet.set_column(0, 0, 110)
    sheet.hide_gridlines(2)
    title = word("compare_title_many", lang, count=len(comparison.names), first=comparison.labels(lang)[0])
    sheet.write_string(0, 0, title, book.title)
    lines = [
        (f"{e.number} {e.name}: {e.title}. {e.question} {e.facts}", False) for e in entries(comparison, lang)
    ]
    lines += [
        ("", False),
        (word("compare_how", lang), True),
        *((note, False) for note in notes(comparison, lang)),
    ]
    lines += [("", False), (word("compare_sheets", lang), False), (word("report_footer", lang), False)]
    for k, (text, strong) in enumerate(lines, start=1):
        sheet.write_string(k, 0, text, book.strong if strong else book.text)


def _headlines(book: Book, comparison: Comparison, lang: str) -> None:
    """One row a headline target: goal, then value and difference of each scenario."""
    names = comparison.labels(lang)
    heads = [("target", 34, ""), ("place", 12, ""), ("year", 7, WHOLE), ("operator", 5, "")]
    heads += [("goal", 12, NUMBER), ("unit", 16, "")]
    columns = [
        *_columns(heads, lang),
        *(Column(name, 14, NUMBER) for name in names),
        *(Column(word("compare_minus", lang, name=name, first=names[0]), 14, NUMBER) for name in names[1:]),
    ]
    lines = (
        [
            *(first.name(lang), place(first.region, lang), first.year, sign(first.operator)),
            *(first.target, unit_name(first.unit, lang)),
            *(each.projected for each in group),
            *(each.difference for each in group[1:]),
        ]
        for group in comparison.judged(headline=True)
        for first in group[:1]
    )
    book.sheet(word("sheet headlines", lang), columns, lines)


def _targets(book: Book, comparison: Comparison, lang: str) -> None:
    """One row a judged target and scenario."""
    heads = [("id", 7, ""), ("target", 38, ""), ("class", 12, ""), ("place", 14, ""), ("year", 7, WHOLE)]
    heads += [("compare_scenario", 18, ""), ("operator", 5, ""), ("goal", 12, NUMBER), ("unit", 20, "")]
    heads += [(h, 13, NUMBER) for h in ("projected_value", "p05", "p95")]
    heads += [(h, 13, NUMBER) for h in ("compare_change_short", "compare_change_p05", "compare_change_p95")]
    heads += [("margin", 12, NUMBER), ("met", 8, ""), ("probability", 11, SHARE)]
    lines = (
        [
            *(each.target_id, each.name(lang), word(f"class {each.kind}", lang)),
            *(place(each.region, lang), each.year, each.scenario),
            *(sign(each.operator), each.target, unit_name(each.unit, lang)),
            *(each.projected, each.p05, each.p95),
            *(each.difference, each.difference_p05, each.difference_p95),
            *(each.margin, verdict(each, lang), each.probability),
        ]
        for group in comparison.judged()
        for each in group
        if each.judged
    )
    book.sheet(word("sheet targets", lang), _columns(heads, lang), lines, frozen=2)


def _columns(heads: Sequence[tuple[str, float, str]], lang: str) -> list[Column]:
    return [Column(word(head, lang).replace("\n", " "), width, code) for head, width, code in heads]


def _years(book: Book, comparison: Comparison, lang: str) -> None:
    """The region: differences from the first by year, one row a scenario and indicator."""
    table = comparison.differences
    rows = table[table["region"] == region()]
    columns = [
        Column(word("compare_scenario", lang), 18),
        Column(word("indicator", lang), 30),
        Column(word("unit", lang), 16),
        *(Column(str(year), 12, NUMBER) for year in comparison.years),
    ]
    lines: list[list[object]] = []
    found: dict[tuple[str, str, str], dict[int, float]] = {}
    for row in rows.to_dict("records"):
        key = (str(row["scenario"]), str(row["variable"]), str(row["unit"]))
        found.setdefault(key, {})[row["year"]] = row["difference"]
    for (scenario, variable, unit), by_year in found.items():
        values = [by_year.get(year) for year in comparison.years]
        lines.append([scenario, indicator(variable, lang), unit_name(unit, lang), *values])
    book.sheet(word("sheet differences", lang), columns, lines, frozen=2)


def _places(book: Book, comparison: Comparison, lang: str) -> None:
    """Every place in the last shared year: value, first, difference with its band."""
    table = comparison.differences
    rows = table[table["year"] == comparison.years[-1]]
    heads = [("compare_scenario", 18, ""), ("indicator", 30, ""), ("place", 12, ""), ("unit", 16, "")]
    heads += [("year", 7, WHOLE), ("projected_value", 13, NUMBER), ("compare_of_first", 13, NUMBER)]
    heads += [(h, 13, NUMBER) for h in ("compare_change_short", "compare_change_p05", "compare_change_p95")]
    heads += [("compare_percent", 11, NUMBER)]
    numbers = ("year", "value", "first", "difference", "p05", "p95", "percent")
    lines = (
        [
            row["scenario"],
            indicator(str(row["variable"]), lang),
            place(str(row["region"]), lang),
            unit_name(str(row["unit"]), lang),
            *(row[name] for name in numbers),
        ]
        for row in rows.to_dict("records")
    )
    book.sheet(word("sheet places", lang), _columns(heads, lang), lines, frozen=3)


def _inputs(book: Book, comparison: Comparison, lang: str) -> None:
    """Settings that differ, one column a scenario; a number is a number."""
    heads = [("compare_section", 12, ""), ("compare_chapter_short", 9, ""), ("id", 26, "")]
    heads += [("compare_setting", 34, ""), ("place", 16, ""), ("unit", 24, "")]
    columns = [*_columns(heads, lang), *(Column(label, 20) for label in comparison.labels(lang))]
    lines = [
        [
            word(f"compare_inputs {row.section}", lang),
            *(row.chapter, row.name, row.label_zh if lang == "zh" else row.label_en),
            *(located(row, lang), row.unit_zh if lang == "zh" else row.unit),
            *(written(value, lang, empty="") for value in row.values),
        ]
        for row in comparison.inputs
    ]
    book.sheet(word("sheet inputs", lang), columns, lines, frozen=4)
