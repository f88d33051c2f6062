"""A sheet under construction: a title, then tables with their units, one below the other."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from sim.report.book.looks import Looks
from sim.report.book.table import Area, Cell, Heads, Line
from sim.report.book.text import HIGHEST, LINE, PADDING, height, written
from sim.report.book_options import A4, HEAD_FILL

TITLE_HEIGHT, CHART_ROWS = 30.0, 16
PIXELS, PADDING_PIXELS = 7, 5
"""Pixels of a character and of the room around a column, as Excel counts its width."""
LEAST_CHART, WIDEST_CHART, GAP = 300, 640, 12
MARGIN = 0.5
"""Inches around a printed page."""
BAR = "#8CC5BF"


class Sheet:
    """A worksheet with widths of its columns, written from the top; ``row`` is the next free one."""

    def __init__(
        self, worksheet: Worksheet, looks: Looks, lang: str, widths: Sequence[float], footer: str
    ) -> None:
        self.worksheet, self.looks, self.lang, self.widths = worksheet, looks, lang, tuple(widths)
        self.row = 0
        self._known: dict[tuple[str, str | tuple[str, ...]], list[Format]] = {}
        for at, width in enumerate(widths):
            worksheet.set_column(at, at, width)
        worksheet.hide_gridlines(2)
        worksheet.set_landscape()
        worksheet.set_paper(A4)
        worksheet.set_margins(MARGIN, MARGIN, MARGIN, 0.75)
        worksheet.fit_to_pages(1, 0)
        worksheet.center_horizontally()
        worksheet.set_footer(footer)

    @property
    def name(self) -> str:
        """The sheet's name."""
        return str(self.worksheet.get_name())

    def title(self, text: str, note: str = "") -> None:
        """The title in the first row, and what the sheet holds below it."""
        self.worksheet.set_row(self.row, TITLE_HEIGHT)
        self.worksheet.write_string(self.row, 0, written(text), self.looks.text("title"))
        self.row += 1
        if note:
            self.say([note], "note")

    def say(self, texts: Iterable[str], look: str = "plain") -> None:
        """Paragraphs over the whole width."""
        last, style = len(self.widths) - 1, self.looks.text(look)
        for text in texts:
            shown = written(text)
            self.worksheet.set_row(self.row, min(HIGHEST, height(shown, sum(self.widths))))
            if last:
                self.worksheet.merge_range(self.row, 0, self.row, last, "", style)
            self.worksheet.write_string(self.row, 0, shown, style)
            self.row += 1

    def heading(self, text: str, unit: str = "", last: int = 0) -> None:
        """A heading on the left, and a unit at the right end of the ``last`` column."""
        self.worksheet.write_string(self.row, 0, written(text), self.looks.text("caption"))
        if unit:
            self.worksheet.write_string(self.row, last, written(unit), self.looks.text("unit"))
        self.row += 1

    def table(
        self,
        heads: Heads,
        lines: Iterable[Line],
        *,
        caption: str = "",
        unit: str = "",
        year: str = "0",
        spread: bool = False,
        centred: Collection[int] = (),
    ) -> Area:
        """A table with a caption and its unit above; a head that is a number is a year, shown by ``year``.
        ``spread`` widens the last column to the sheet's end; text of ``centred`` columns is centred.
        Leaves a row free below.
        """
        if caption or unit:
            self.heading(caption, unit, len(heads) - 1)
        head, count = self.row, len(heads)
        room = list(self.widths[:count])
        end = len(self.widths) - 1 if spread and count < len(self.widths) else None
        if end is not None:
            room[-1] = sum(self.widths[count - 1 :])
        self._head(heads, year, room, end)
        for line in lines:
            self.row += 1
            self._line(line, room, end, centred)
        self.row += 2
        return Area(self.name, head, self.row - head - 2, count)

    def plain_table(self, heads: Heads, lines: Iterable[Sequence[Cell]]) -> Area:
        """A long table for programs: no empty cells, no formats, so that numbers show all that fits."""
        sheet, head = self.worksheet, self.row
        self._head(heads, "0", self.widths, None)
        for cells in lines:
            self.row += 1
            for k, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(self.row, k, written(cell))
                elif cell is not None and math.isfinite(cell):
                    sheet.write_number(self.row, k, cell)
        self.row += 1
        return Area(self.name, head, self.row - head - 1, len(heads))

    def _head(self, heads: Heads, year: str, room: Sequence[float], end: int | None) -> None:
        rows = 1.0
        style = self.looks.text("head")
        if end is not None:
            self.worksheet.merge_range(self.row, len(heads) - 1, self.row, end, "", style)
        for at, head in enumerate(heads):
            if isinstance(head, int):
                self.worksheet.write_number(self.row, at, head, self.looks.number("head", year))
            else:
                shown = written(head)
                self.worksheet.write_string(self.row, at, shown, style)
                rows = max(rows, (height(shown, room[at]) - PADDING) / LINE)
        self.worksheet.set_row(self.row, LINE * rows + 2 * PADDING)

    def _line(self, line: Line, room: Sequence[float], end: int | None, centred: Collection[int]) -> None:
        sheet, at, text = self.worksheet, self.row, self.looks.text(line.look)
        middle = self.looks.text("middle")
        formats, cells = self._formats(line, len(room)), line.cells
        assert not any(cell is not None for cell in cells[len(room) :]), "more cells than columns"
        needed = 0.0
        if end is not None:
            sheet.merge_range(at, len(room) - 1, at, end, "", text)
        for k, width in enumerate(room):
            cell = cells[k] if k < len(cells) else None
            if isinstance(cell, str) and cell:
                shown = written(cell)
                sheet.write_string(at, k, shown, middle if k in centred else text)
                if len(shown) * 2 > width - 2 and line.look != "group":
                    needed = max(needed, height(shown, width))
            elif isinstance(cell, int | float) and math.isfinite(cell):
                sheet.write_number(at, k, cell, formats[k])
            else:
                sheet.write_blank(at, k, None, text)
        if needed > LINE + PADDING:
            sheet.set_row(at, min(HIGHEST, needed))

    def _formats(self, line: Line, count: int) -> list[Format]:
        key = (line.look, line.codes)
        if key not in self._known:
            codes = [line.codes] * count if isinstance(line.codes, str) else line.codes
            self._known[key] = [self.looks.number(line.look, code or "General") for code in codes]
        return self._known[key]

    def freeze(self, row: int, column: int) -> None:
        """Keep the rows above and the columns before in view."""
        self.worksheet.freeze_panes(row, column)

    def stay(self, area: Area, columns: int, *, filtered: bool = True) -> None:
        """Keep a table's head in view and on every printed page; with arrows to filter it by."""
        self.worksheet.freeze_panes(area.first, columns)
        self.worksheet.repeat_rows(area.head)
        if filtered:
            self.worksheet.autofilter(area.head, 0, max(area.last, area.first), area.columns - 1)

    def bars(self, area: Area, column: int) -> None:
        """Bars from nought to one in the cells of a column."""
        if area.rows:
            ends = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
            rule = {"type": "data_bar", "bar_color": BAR, **ends}
            self.worksheet.conditional_format(area.first, column, area.last, column, rule)

    def verdicts(self, area: Area, column: int, words: tuple[str, str]) -> None:
        """Colours for the words yes and no in a column."""
        for said, good in zip(words, (True, False), strict=True):
            rule = {"type": "cell", "criteria": "==", "value": f'"{said}"'}
            rule |= {"format": self.looks.verdict(good)}
            if area.rows:
                self.worksheet.conditional_format(area.first, column, area.last, column, rule)

    def reserve(self, rows: int = CHART_ROWS) -> int:
        """Room for charts of so many rows; returns the first row."""
        first = self.row
        self.row += rows + 1
        return first

    def place(self, chart: Chart, row: int, position: int = 0, *, rows: int = CHART_ROWS) -> None:
        """A chart of so many rows at a row, on the left half or (``position`` 1) the right."""
        room = sum(int(PIXELS * width) + PADDING_PIXELS for width in self.widths)
        width = min(WIDEST_CHART, max(LEAST_CHART, (room - GAP) // 2))
        chart.set_size({"width": width, "height": 20 * rows - 6})
        self.worksheet.insert_chart(row, 0, chart, {"x_offset": position * (width + GAP), "y_offset": 3})

    def link(self, row: int, column: int, sheet: str) -> None:
        """The name of another sheet of the workbook as a link to it."""
        self.worksheet.write_url(row, column, f"internal:'{sheet}'!A1", self.looks.text("linked"), sheet)

    def whole_page(self) -> None:
        """Print the sheet on one page."""
        self.worksheet.fit_to_pages(1, 1)

    def colour(self, colour: str = HEAD_FILL) -> None:
        """The colour of the tab."""
        self.worksheet.set_tab_color(colour)

    def range_of(self, area: Area) -> str:
        """A table with its head as a reference, for a name."""
        cells = xl_range_abs(area.head, 0, max(area.last, area.head), area.columns - 1)
        return f"='{self.name}'!{cells}"
