"""A workbook under construction: its formats, and sheets with a head, facts to read and cells to fill in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sim.errors import InputError, Problem
from sim.report.book.text import LONGEST_TEXT, UNWRITABLE
from sim.report.book_options import (
    A4,
    BAND_FILL,
    BORDER,
    CHINESE_FONT,
    CREATED,
    GREY,
    HEAD_FILL,
    OPTIONS,
)
from sim.report.workbook.names import worded
from sim.scenario.workbook.words import named

LONGEST_MESSAGE, LONGEST_TITLE = 255, 32
DIGITS = ".16G"
"""How a number is written into a cell; one that this does not give back is written as text."""

FACT, INPUT, CLOSED = "#FFFFFF", "#FFF6DB", "#EEEEEE"


@dataclass(frozen=True)
class Column:
    """A column: the key of its head, or a year; its width in characters; whether it is to be filled in."""

    key: str | int
    width: float
    filled_in: bool = False


class Book:
    """A workbook with its formats; ``lang`` is the language that stands first."""

    def __init__(self, title: str, lang: str) -> None:
        self.lang = lang
        self.buffer = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(self.buffer, OPTIONS)
        self.workbook.set_properties({"title": title, "created": CREATED})
        base = {"valign": "top", "font_name": CHINESE_FONT, "font_size": 10, "border": 1}
        base |= {"border_color": BORDER}
        add = self.workbook.add_format
        head = base | {"bold": True, "text_wrap": True, "valign": "vcenter", "font_color": "#FFFFFF"}
        self.head = add(head | {"bg_color": HEAD_FILL})
        self.input_head = add(head | {"bg_color": "#9A6A00"})
        self.fact = add(base | {"text_wrap": True})
        self.single = add(base | {"shrink": True})
        self.muted = add(base | {"font_color": GREY})
        self.number = add(base | {"num_format": "General", "align": "right"})
        self.key = add(base | {"font_color": GREY, "font_size": 8})
        self.strong = add(base | {"bold": True, "text_wrap": True})
        self.chapter = add(base | {"bold": True, "bg_color": BAND_FILL})
        self.input = add(base | {"bg_color": INPUT, "locked": False})
        self.input_text = add(base | {"bg_color": INPUT, "locked": False, "text_wrap": True})
        self.closed = add(base | {"bg_color": CLOSED})
        self.given = add({"bold": True, "bg_color": "#FFE08A"})
        self.plain = add({"text_wrap": True, "valign": "top", "font_name": CHINESE_FONT, "font_size": 10})
        self.title = add({"bold": True, "font_size": 15, "font_name": CHINESE_FONT})

    def sheet(self, kind: str, columns: Sequence[Column], *, frozen: int) -> Worksheet:
        """A sheet with its head in row 1, frozen with the first columns, ready to print on A4."""
        sheet = self.workbook.add_worksheet(named("sheet", kind, self.lang))
        sheet.set_row(0, 34)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            style = self.input_head if column.filled_in else self.head
            if isinstance(column.key, int):
                sheet.write_number(0, at, column.key, style)
            else:
                sheet.write_string(0, at, named(kind, column.key, self.lang, "\n"), style)
        sheet.freeze_panes(1, frozen)
        sheet.set_zoom(85)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def protect(self, sheet: Worksheet) -> None:
        """Leaves only the cells to fill in open; there is no password."""
        allowed = ("sort", "autofilter", "format_cells", "format_columns", "format_rows", "insert_rows")
        sheet.protect("", dict.fromkeys(allowed, True))

    def put(
        self,
        sheet: Worksheet,
        at: tuple[int, int],
        value: object,
        style: Format,
    ) -> None:
        """A text, a number or nothing; raises InputError for a text that no cell holds."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            if float(format(value, DIGITS)) == value:
                sheet.write_number(*at, value, style)
            else:
                sheet.write_string(*at, repr(value), style)
        elif value in (None, ""):
            sheet.write_blank(*at, None, style)
        else:
            text = str(value)
            if len(text) > LONGEST_TEXT or UNWRITABLE.search(text):
                said = "a text that no cell can hold: too long, or with characters that are not printed."
                cure = f"At most {LONGEST_TEXT} characters."
                raise InputError(Problem(said, key=text[:40].strip(), cure=cure))
            sheet.write_string(*at, text, style)

    def checked(
        self,
        sheet: Worksheet,
        cells: tuple[int, int, int, int],
        rule: Mapping[str, object],
        message: str,
    ) -> None:
        """Excel's own check of a range of cells, with a message in both languages when it fails."""
        shown = message[:LONGEST_MESSAGE]
        says = {
            "ignore_blank": True,
            "input_message": shown,
            "error_title": worded("book_wrong", self.lang)[:LONGEST_TITLE],
            "error_message": shown,
        }
        sheet.data_validation(*cells, {**rule, **says})

    def finish(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.workbook.close()
        return self.buffer.getvalue()
