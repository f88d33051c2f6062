"""The sheet of shocks from outside, and the lists that its cells choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sim.report.workbook.book import Book, Column
from sim.report.workbook.names import place_name, worded
from sim.scenario.lever_values import DEFAULT, FIRST_YEAR, LAST_YEAR
from sim.scenario.registers import Registers
from sim.scenario.scenario import Scenario
from sim.scenario.shocks import Shock, ShockKind
from sim.scenario.workbook.settings import flat
from sim.scenario.workbook.words import ALL, both, named

COLUMNS = (
    Column("name", 22, filled_in=True),
    Column("kind", 44, filled_in=True),
    Column("cause", 46, filled_in=True),
    Column("place", 26, filled_in=True),
    Column("part", 24, filled_in=True),
    Column("year", 9, filled_in=True),
    Column("size", 10, filled_in=True),
    Column("meaning", 90),
)
ROWS = 200
"""Rows that are ready to be filled in, more if a scenario has more."""
WIDEST = 1000
"""No kind of shock has sizes beyond it; what a kind allows is checked when the workbook is read."""


def shocks_sheet(book: Book, scenario: Scenario) -> None:
    """The shocks of a scenario, one row for each place and year, and empty rows for more."""
    sheet = book.sheet("shocks", COLUMNS, frozen=1)
    rows = [row for shock in scenario.shocks for row in _shock_rows(shock, scenario.registers, book.lang)]
    last = max(ROWS, len(rows) + ROWS // 4)
    for at in range(1, last + 1):
        row = rows[at - 1] if at <= len(rows) else (None,) * len(COLUMNS)
        for k, value in enumerate(row[:-1]):
            book.put(sheet, (at, k), value, book.input)
        shown = f'=IFERROR(INDEX(meaning_list,MATCH(B{at + 1},kind_list,0)),"")'
        sheet.write_formula(at, len(COLUMNS) - 1, shown, book.muted, row[-1] or "")
    for column, name in ((1, "kind"), (3, "place"), (4, "part")):
        chosen = {"validate": "list", "source": f"={name}_list"}
        book.checked(sheet, (1, column, last, column), chosen, worded(f"book_shock {name}", book.lang, "\n"))
    for column, name, rule in (
        (5, "year", {"validate": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}),
        (6, "size", {"validate": "decimal", "minimum": -WIDEST, "maximum": WIDEST}),
    ):
        message = worded(f"book_shock {name}", book.lang, "\n")
        book.checked(sheet, (1, column, last, column), {"criteria": "between", **rule}, message)
    book.protect(sheet)


def _shock_rows(shock: Shock, registers: Registers, lang: str) -> Iterator[tuple[object, ...]]:
    kind = registers.shocks[shock.kind]
    axes = registers.labels.axes(kind.index) or ()
    for places, sizes in flat(shock.size, len(axes)):
        names = [place_name(axis, token, lang) for axis, token in zip(axes, places, strict=True)]
        place, part = (*names, None, None)[:2]
        for year, size in (sizes if isinstance(sizes, Mapping) else {}).items():
            called = both(kind.label_en, kind.label_zh, lang)
            yield shock.name, called, shock.cause, place, part, year, size, _meaning(kind, lang)


def _meaning(kind: ShockKind, lang: str) -> str:
    """The range and unit of a kind's sizes, and what they mean."""
    unit = both(kind.unit, kind.unit_zh, lang)
    told = both(kind.meaning, kind.meaning_zh, lang)
    return f"{kind.low:g} … {kind.high:g}　{unit}　{told}"


def lists_sheet(book: Book, registers: Registers) -> None:
    """What the cells of shocks choose from: kinds, places and parts of places."""
    sheet = book.workbook.add_worksheet(named("sheet", "lists", book.lang))
    kinds = registers.shocks.values()
    axes = [registers.labels.axes(kind.index) or () for kind in kinds]
    lists = {
        "kind_list": [both(kind.label_en, kind.label_zh, book.lang) for kind in kinds],
        "meaning_list": [_meaning(kind, book.lang) for kind in kinds],
        "place_list": _places(registers, [a[0] for a in axes if a], book.lang),
        "part_list": _places(registers, [a[1] for a in axes if len(a) > 1], book.lang),
    }
    for k, (name, entries) in enumerate(lists.items()):
        for at, entry in enumerate(entries):
            sheet.write_string(at, k, entry)
        letter = "ABCD"[k]
        book.workbook.define_name(name, f"='{sheet.get_name()}'!${letter}$1:${letter}${len(entries)}")
    sheet.hide()


def _places(registers: Registers, axes: Sequence[str], lang: str) -> list[str]:
    found = [place_name("", token, lang) for token in (ALL, DEFAULT)]
    for axis in dict.fromkeys(axes):
        found += [place_name(axis, token, lang) for token in registers.labels.known(axis)]
    return list(dict.fromkeys(found))
