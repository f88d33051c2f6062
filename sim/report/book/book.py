"""A workbook under construction: its sheets, names and properties."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.chart import Chart

from sim.report.book.looks import Looks, font
from sim.report.book.sheet import Sheet
from sim.report.book.table import Area
from sim.report.book.text import footer_text, sheet_name, written
from sim.report.book_options import CREATED, OPTIONS
from sim.report.words import word

LONGEST_TITLE = 255


class Book:
    """A workbook in one language; ``version`` of the model stands at the foot of every printed page."""

    def __init__(self, title: str, subject: str, version: str, lang: str) -> None:
        self.lang = lang
        self.title = written(title)
        self._buffer = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(
            self._buffer, {**OPTIONS, "default_format_properties": font(lang)}
        )
        facts = {"title": self.title[:LONGEST_TITLE], "subject": subject, "created": CREATED}
        self.workbook.set_properties({**facts, "keywords": word("workbook_keywords", lang)})
        self.looks = Looks(self.workbook, lang)
        self._footer = word("workbook_footer", lang, version=footer_text(version))
        self._names: set[str] = set()

    def sheet(self, name: str, widths: Sequence[float], tab: str) -> Sheet:
        """A new sheet with the widths of its columns in characters and the colour of its tab; a name that
        is taken gets a number.
        """
        wanted = sheet_name(name) or "_"
        free, count = wanted, 2
        while free.lower() in self._names:
            free, count = f"{wanted[:27]} {count}", count + 1
        self._names.add(free.lower())
        sheet = Sheet(self.workbook.add_worksheet(free), self.looks, self.lang, widths, self._footer)
        sheet.colour(tab)
        return sheet

    def name(self, name: str, sheet: Sheet, area: Area) -> None:
        """Give a table a name that formulas of others can use."""
        self.workbook.define_name(name, sheet.range_of(area))

    def chart(self, kind: str, subtype: str = "") -> Chart:
        """An empty native chart."""
        return self.workbook.add_chart({"type": kind, **({"subtype": subtype} if subtype else {})})

    def finish(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.workbook.close()
        return self._buffer.getvalue()
