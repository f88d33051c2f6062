"""The workbook: the same tables as numbers, for people who live in Excel."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter

from sim.report import view_context
from sim.report.annual import annual
from sim.report.book_options import CREATED, OPTIONS
from sim.report.inputs import OBSERVED, PROJECTED, REFERENCE, Inputs
from sim.report.labels import ids, indicator, place, region
from sim.report.numbers import growth_rate
from sim.report.target_rows import target_rows
from sim.report.view import sign
from sim.report.words import in_language, word
from sim.scenario.unit_names import unit_name

NUMBER, WHOLE = "#,##0.00", "0"


@dataclass(frozen=True)
class Column:
    """Head, width in characters, and the number format of a column (empty for text)."""

    head: str
    width: float
    number_format: str = ""


class Book:
    """A workbook under construction, with its formats: Chinese statistics print no thousands separators."""

    def __init__(self, title: str, lang: str) -> None:
        self.buffer = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(self.buffer, OPTIONS)
        self.workbook.set_properties({"title": title, "created": CREATED})
        self.head = self.workbook.add_format(
            {"bold": True, "bg_color": "#E7F0EF", "bottom": 2, "text_wrap": True, "valign": "vcenter"}
        )
        self.text = self.workbook.add_format({"text_wrap": True, "valign": "top"})
        self.title = self.workbook.add_format({"bold": True, "font_size": 14})
        self.strong = self.workbook.add_format({"bold": True})
        self._numbers = {
            code: self.workbook.add_format(
                {"num_format": code.replace("#,##", "") if lang == "zh" else code, "valign": "top"}
            )
            for code in (NUMBER, WHOLE, "0.0%")
        }

    def sheet(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]], *, frozen: int = 1
    ) -> xlsxwriter.worksheet.Worksheet:
        """A table from cell A1 with a frozen head and ``frozen`` columns; NaN and None leave their cells
        empty.
        """
        sheet = self.workbook.add_worksheet(name[:31])
        formats = [self._numbers[c.number_format] if c.number_format else self.text for c in columns]
        for k, column in enumerate(columns):
            sheet.set_column(k, k, column.width)
            sheet.write_string(0, k, column.head, self.head)
        count = 0
        for count, row in enumerate(rows, start=1):
            for k, cell in enumerate(row):
                if isinstance(cell, bool | str):
                    sheet.write_string(count, k, str(cell), self.text)
                elif isinstance(cell, int | float) and math.isfinite(cell):
                    sheet.write_number(count, k, cell, formats[k])
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def finish(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.workbook.close()
        return self.buffer.getvalue()


def workbook(inputs: Inputs, lang: str) -> bytes:
    """All sheets of one run."""
    title = in_language(inputs.context.get("scenario", {}).get("title"), lang) or inputs.scenario_id
    book = Book(title, lang)
    _notes(book, inputs, title, lang)
    _targets(book, inputs, lang)
    _annual(book, inputs, lang)
    _cities(book, inputs, lang)
    _scoreboard(book, inputs, lang)
    _results(book, inputs, lang)
    _levers(book, inputs, lang)
    return book.finish()


def _notes(book: Book, inputs: Inputs, title: str, lang: str) -> None:
    """What the workbook is, what it assumes and what it leaves out."""
    sheet = book.workbook.add_worksheet(word("sheet notes", lang))
    sheet.set_column(0, 0, 110)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, title, book.title)
    context = inputs.context
    lines: list[tuple[str, bool]] = [(in_language(context.get("scenario", {}).get("question"), lang), False)]
    lines += [
        (
            word(
                "report_meta", lang, scenario=inputs.scenario_id, first=inputs.years[0], last=inputs.years[1]
            ),
            False,
        ),
        ("", False),
    ]
    lines += [(word("sheets_note", lang), False), (word("report_footer", lang), False)]
    for head, texts in (
        ("assumptions", context.get("assumptions", [])),
        ("limits", context.get("limits", [])),
    ):
        if texts:
            lines += [("", False), (word(head, lang), True), *((in_language(t, lang), False) for t in texts)]
    lines += [
        ("", False),
        (word("manifest_title", lang), True),
        *((": ".join(r), False) for r in view_context.manifest(inputs, lang).rows),
    ]
    for k, (text, strong) in enumerate(lines, start=1):
        sheet.write_string(k, 0, text, book.strong if strong else book.text)


def _targets(book: Book, inputs: Inputs, lang: str) -> None:
    rows = target_rows(inputs.targets, inputs.paths, lang, inputs.scoreboard)
    heads = [
        ("id", 7, ""),
        ("target", 38, ""),
        ("class", 12, ""),
        ("place", 14, ""),
        ("year", 7, WHOLE),
        ("operator", 5, ""),
        ("goal", 12, NUMBER),
        ("unit", 22, ""),
    ]
    numbers = ("base_value", "without", "projected_value", "added_short", "added_a_short", "margin")
    heads += [(h, 14, NUMBER) for h in numbers]
    heads += [("met", 8, ""), ("grade", 8, "")]
    heads += [(h, 14, NUMBER) for h in ("p05", "p95", "added_p05", "added_p95")]
    heads += [(h, 12, "0.0%") for h in ("probability", "probability_error")]
    heads += [
        ("year_reached", 10, WHOLE),
        ("naive_growth", 16, NUMBER),
        ("naive_share", 16, NUMBER),
        ("reason", 40, ""),
        ("basis", 40, ""),
        ("sentence", 60, ""),
    ]
    lines = (
        [
            r.target_id,
            r.name,
            word(f"class {r.kind}", lang),
            place(r.region, lang),
            r.year,
            sign(r.operator),
            r.target,
            unit_name(r.unit, lang),
            r.start,
            r.without,
            r.projected,
            r.added,
            r.added_a,
            r.gap,
            "" if r.met is None else word("yes" if r.met else "no", lang),
            r.grade,
            *(r.low, r.high, r.added_low, r.added_high),
            *(r.probability, r.probability_error, r.year_reached),
            r.naive_growth,
            r.naive_share,
            r.reason,
            r.basis,
            r.quote,
        ]
        for r in rows
    )
    book.sheet(word("sheet targets", lang), _columns(heads, lang), lines, frozen=2)


def _columns(heads: Iterable[tuple[str, float, str]], lang: str) -> list[Column]:
    return [Column(word(head, lang).replace("\n", " "), width, code) for head, width, code in heads]


def _annual(book: Book, inputs: Inputs, lang: str) -> None:
    """The region year by year, with GDP and growth as native charts."""
    years = list(range(inputs.years[0], inputs.years[1] + 1))
    columns = [
        Column(word("indicator", lang), 36),
        Column(word("unit", lang), 16),
        *(Column(str(y), 12, NUMBER) for y in years),
    ]
    found = list(annual(inputs, region()))
    lines = [
        [indicator(v, lang), unit_name(path.unit, lang), *(path.at(y) for y in years)]
        for _, v, path, _ in found
    ]
    name = word("sheet annual", lang)
    sheet = book.sheet(name, columns, lines, frozen=2)
    for k, (variable, kind) in enumerate((("GDP", "line"), ("GDP growth", "column"))):
        row = next((r for r, (_, v, _, _) in enumerate(found, start=1) if v == variable), None)
        if row is not None:
            chart = book.workbook.add_chart({"type": kind})
            series = {
                "name": [name, row, 0],
                "categories": [name, 0, 2, 0, len(years) + 1],
                "values": [name, row, 2, row, len(years) + 1],
            }
            chart.add_series(
                series
                | {"line": {"color": "#0B6E69", "width": 2.25}, "fill": {"color": "#0B6E69"}, "gap": 60}
            )
            chart.set_title({"name": indicator(variable, lang), "name_font": {"size": 12}})
            chart.set_legend({"none": True})
            chart.set_y_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#DFE4EA"}}})
            sheet.insert_chart(len(lines) + 2, 8 * k, chart)


def _cities(book: Book, inputs: Inputs, lang: str) -> None:
    """Every city year by year, one row an indicator and city."""
    years = list(range(inputs.years[0], inputs.years[1] + 1))
    columns = [
        Column(word("place", lang), 12),
        Column(word("indicator", lang), 36),
        Column(word("unit", lang), 16),
    ]
    columns += [*(Column(str(y), 12, NUMBER) for y in years), Column(word("growth_column", lang), 11, NUMBER)]
    lines = [
        [
            place(city, lang),
            indicator(v, lang),
            unit_name(path.unit, lang),
            *(path.at(y) for y in years),
            growth_rate(path.at(years[0]), path.at(years[-1]), years[-1] - years[0]),
        ]
        for city in ids("city")
        for _, v, path, _ in annual(inputs, city)
    ]
    book.sheet(word("sheet cities", lang), columns, lines, frozen=3)


def _scoreboard(book: Book, inputs: Inputs, lang: str) -> None:
    heads = [("indicator", 30, ""), ("place", 14, ""), ("unit", 16, "")]
    rules = ("model", "naive_growth", "naive_share", "combination")
    numbers = ("last_observed", *(f"rule {rule}" for rule in rules))
    heads += [*((h, 16, NUMBER) for h in numbers), ("note", 60, "")]
    columns = ("last_observed", *(f"{rule}_2025" for rule in rules))
    lines = (
        [
            indicator(str(r["indicator"]), lang),
            place(str(r["region"]), lang),
            unit_name(str(r["unit"]), lang),
            *(r[c] for c in columns),
            word(f"scored {r['indicator']}", lang),
        ]
        for r in inputs.scoreboard.to_dict("records")
    )
    book.sheet(word("sheet scoreboard", lang), _columns(heads, lang), lines, frozen=2)


def _results(book: Book, inputs: Inputs, lang: str) -> None:
    """Every series, one column a year: the names of results.csv beside readable ones."""
    years = sorted({y for p in inputs.paths.values() for y in p.years})
    columns = [
        Column(word(h, lang), w)
        for h, w in (("kind", 11), ("place", 12), ("indicator", 34), ("variable", 38), ("unit", 16))
    ]
    columns += [Column(str(y), 11, NUMBER) for y in years]
    kinds = {k: word(f"kind {k}", lang) for k in (PROJECTED, REFERENCE, OBSERVED)}
    lines = (
        [
            kinds[kind],
            place(region_id, lang),
            indicator(variable, lang),
            variable,
            unit_name(path.unit, lang),
            *_by_year(path.years, path.values, years),
        ]
        for (kind, region_id, variable), path in inputs.paths.items()
        if kind != REFERENCE
    )
    book.sheet(word("sheet results", lang), columns, lines, frozen=5)


def _by_year(known: list[int], values: list[float], years: list[int]) -> list[float]:
    at = dict(zip(known, values, strict=True))
    return [at.get(y, math.nan) for y in years]


def _levers(book: Book, inputs: Inputs, lang: str) -> None:
    heads = [("lever", 34, ""), ("value", 40, ""), ("unit", 30, ""), ("grade", 8, ""), ("channel", 80, "")]
    book.sheet(word("sheet levers", lang), _columns(heads, lang), view_context.levers(inputs, lang).rows)
