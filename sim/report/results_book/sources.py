"""What the numbers rest on: how the cells of the base year are known, data files and their licences."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from sim.paths import SOURCES
from sim.report.book import looks
from sim.report.book.book import Book
from sim.report.book.sheet import Sheet
from sim.report.book.table import Area, Line
from sim.report.labels import indicator
from sim.report.results_book.contents import PROVENANCE
from sim.report.results_book.given import Given
from sim.report.words import listed, word

WIDTHS = (44.0, 30.0, *[16.0] * 4)


@cache
def package() -> dict[str, Any]:
    """The description of the source tables: titles in both languages, files, licences."""
    found: dict[str, Any] = json.loads((SOURCES / "datapackage.json").read_text(encoding="utf-8"))
    return found


def titled(entry: dict[str, Any], lang: str) -> str:
    """The title of a table or licence."""
    return str(entry.get("title_zh" if lang == "zh" else "title") or entry["title"])


def sources_sheet(book: Book, given: Given) -> None:
    """Totals and cells of the base year by provenance, then every data file with its licence."""
    lang, context = given.lang, given.inputs.context
    sheet = book.sheet(word("sheet sources", lang), WIDTHS, looks.SUPPORT)
    sheet.title(word("workbook_sources", lang), word("sheet_holds sources", lang))
    if context.get("totals"):
        totals = {indicator(name, lang): counts for name, counts in context["totals"].items()}
        _counts(sheet, word("workbook_totals", lang), word("indicator", lang), totals)
    if context.get("provenance"):
        tables = dict(context["provenance"])
        area = _counts(sheet, word("provenance_title", lang), word("table", lang), tables, summed=True)
        book.name("Provenance", sheet, area)
        sheet.say([word("provenance_note", lang)], "note")
        sheet.row += 1
    files = [
        Line([titled(r, lang), r["path"], listed([titled(one, lang) for one in r["licenses"]], lang)])
        for r in package()["resources"]
    ]
    heads = [word(f"workbook_{key}", lang) for key in ("data", "file", "licence")]
    sheet.table(heads, files, caption=word("workbook_files", lang), spread=True)


def _counts(
    sheet: Sheet,
    caption: str,
    head: str,
    counts: Mapping[str, Mapping[str, int]],
    *,
    summed: bool = False,
) -> Area:
    """Counts by provenance."""
    lang = sheet.lang
    lines = [
        Line([name, *(found.get(kind, 0) for kind in PROVENANCE)], "0") for name, found in counts.items()
    ]
    if summed:
        sums = [sum(found.get(kind, 0) for found in counts.values()) for kind in PROVENANCE]
        lines.append(Line([word("sum", lang), *sums], "0", "total"))
    heads = [head, *(word(f"provenance {kind}", lang) for kind in PROVENANCE)]
    return sheet.table(heads, lines, caption=caption)
