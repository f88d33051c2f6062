"""Workbooks read back: tables by their heads, display units, and what may stand in a cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from functools import cache

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sim.report.inputs import PROJECTED, Inputs
from sim.report.labels import indicator, names, place, region
from sim.report.numbers import UNITS
from sim.report.words import word


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@cache
def divisors() -> Mapping[tuple[str, str, str], float]:
    """What a statistical unit is divided by for a label; a percentage is held as a fraction."""
    with UNITS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        (r["unit"], r["lang"], r["label"]): float(r["divisor"]) * (100 if r["label"] == "%" else 1)
        for r in rows
    }


PRICES = re.compile(r"( \(2020 prices\)|（2020年价格）)$")
"""The price basis behind a unit."""


def divisor(unit: str, label: str, lang: str) -> float:
    return divisors().get((unit, lang, PRICES.sub("", label)), 1.0)


def rows_of(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(values_only=True))


def table(sheet: Worksheet, first: str) -> list[dict[str, object]]:
    """The rows of the table whose head begins with a word, up to the first empty row."""
    rows = rows_of(sheet)
    start = next(k for k, row in enumerate(rows) if row[0] == first)
    heads = [str(head) for head in rows[start] if head is not None]
    found = []
    for row in rows[start + 1 :]:
        if row[0] is None:
            break
        found.append(dict(zip(heads, row, strict=False)))
    return found


def blocks(sheet: Worksheet) -> Iterator[tuple[str, str, list[int], str, list[object], object]]:
    """Rows of all blocks: caption, unit line, years, label, values over the years, growth."""
    rows = rows_of(sheet)
    for k, row in enumerate(rows):
        years = [cell for cell in row[1:] if isinstance(cell, int) and 2000 < cell < 2100]
        if not (isinstance(row[0], str) and len(years) > 1 and row[1] == years[0]):
            continue
        caption, *others = [cell for cell in rows[k - 1] if cell is not None]
        for line in rows[k + 1 :]:
            if line[0] is None:
                break
            values = list(line[1 : 1 + len(years)])
            growth = line[1 + len(years)] if len(line) > 1 + len(years) else None
            yield str(caption), str(others[0]), years, str(line[0]), values, growth


def series(given: Inputs, lang: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Caption and label of a row in a block -> place and variable, from the names alone."""
    found = {}
    for kind, where, variable in given.paths:
        if kind != PROJECTED:
            continue
        found[indicator(variable, lang), place(where, lang)] = (where, variable)
        head, _, part = variable.partition("|")
        caption = word("workbook_of", lang, what=indicator(head, lang), place=place(where, lang))
        found[caption, word("sum", lang)] = (where, head)
        named = dict(zip(_parts("en"), _parts(lang), strict=True))
        if part in named:
            found[caption, named[part]] = (where, variable)
        if where == region():
            for key in ("changes", "stocks", "ages", "ratios", "Male", "Female"):
                text = word(f"workbook_people_{key}", lang, place=place(where, lang))
                found[text, indicator(variable, lang)] = (where, variable)
    return found


def _parts(lang: str) -> list[str]:
    return [*names("cargo", lang), *names("marine", lang)]


NOTATION = re.compile(r"\{'|\[\]|^(nan|None|True|False)$")
"""What a program writes where words are meant."""


def harmless(book: Workbook) -> int:
    """Cells of text; fails for a formula, for a link that leads out of the workbook, and for a cell that
    shows a program's notation instead of words.
    """
    count = 0
    for sheet in book:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type in ("s", "n"), (sheet.title, cell.coordinate, cell.data_type)
                assert cell.value is None or not NOTATION.search(str(cell.value)), cell.value
                link = cell.hyperlink
                if link is not None:
                    assert link.target is None and link.location.endswith("!A1")
                    assert link.location.removesuffix("!A1").strip("'") in book.sheetnames
                count += cell.data_type == "s"
    return count
