"""The sheets of dated things: openings of projects, and shocks from outside; and lists to choose from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from sim.report.workbook.book import Book, Column
from sim.report.workbook.names import place_name, worded
from sim.scenario.lever_values import DEFAULT, FIRST_YEAR, LAST_YEAR
from sim.scenario.projects import NEVER
from sim.scenario.registers import Registers
from sim.scenario.scenario import Scenario
from sim.scenario.schema import FIRST_OPENING, LAST_OPENING
from sim.scenario.shocks import Shock
from sim.scenario.workbook.settings import flat
from sim.scenario.workbook.words import ALL, both, named

PROJECTS = (
    Column("project", 26),
    Column("name_zh", 26),
    Column("name_en", 34),
    Column("kind", 14),
    Column("status", 34),
    Column("base", 12),
    Column("plan", 12),
    Column("opens", 14, filled_in=True),
)
SHOCKS = (
    Column("name", 22, filled_in=True),
    Column("kind", 30, filled_in=True),
    Column("cause", 46, filled_in=True),
    Column("place", 26, filled_in=True),
    Column("part", 24, filled_in=True),
    Column("year", 9, filled_in=True),
    Column("size", 10, filled_in=True),
)
ROWS = 200
"""Rows of the sheet of shocks that are ready to be filled in, more if a scenario has more."""


def projects_sheet(book: Book, scenario: Scenario, live: Sequence[str]) -> None:
    """Every dated project, with the openings that differ from the base in the cells to fill in."""
    sheet = book.sheet("projects", PROJECTS, frozen=3)
    opens = len(PROJECTS) - 1
    for at, project in enumerate(scenario.registers.projects.values(), start=1):
        kind = worded(f"book_kind {project.kind}", book.lang)
        told = (project.name, project.label_zh, project.label_en, kind, project.status_mid_2021)
        dates = (project.base_opening, project.plan_opening)
        for k, value in enumerate((*told, *(_opening(date, book.lang) for date in dates))):
            book.put(sheet, (at, k), value, book.fact if k else book.key)
        opening = scenario.projects[project.name]
        differs = opening != project.base_opening
        style = book.input if project.name in live else book.closed
        book.put(sheet, (at, opens), _opening(opening, book.lang) if differs else None, style)
        if project.name in live:
            cell = f"H{at + 1}"
            never = named("choice", NEVER, book.lang)
            dated = f"AND(ISNUMBER({cell}),{cell}>={FIRST_OPENING},{cell}<{LAST_OPENING + 1})"
            test = f'=OR({cell}="{never}",{dated})'
            message = worded("book_opening", book.lang, "\n", never=never)
            book.checked(sheet, (at, opens, at, opens), {"validate": "custom", "value": test}, message)
    book.protect(sheet)


def _opening(opens: float, lang: str) -> object:
    return named("choice", NEVER, lang) if math.isinf(opens) else opens


def shocks_sheet(book: Book, scenario: Scenario) -> None:
    """The shocks of a scenario, one row for each place and year, and empty rows for more."""
    sheet = book.sheet("shocks", SHOCKS, frozen=1)
    rows = [row for shock in scenario.shocks for row in _shock_rows(shock, scenario.registers, book.lang)]
    last = max(ROWS, len(rows) + ROWS // 4)
    for at in range(1, last + 1):
        row = rows[at - 1] if at <= len(rows) else (None,) * len(SHOCKS)
        for k, value in enumerate(row):
            book.put(sheet, (at, k), value, book.input_text if k in (0, 2) else book.input)
    for column, name in ((1, "kind"), (3, "place"), (4, "part")):
        rule: dict[str, object] = {"validate": "list", "source": f"={name}_list"}
        book.checked(sheet, (1, column, last, column), rule, worded(f"book_shock {name}", book.lang, "\n"))
    dated: dict[str, object] = {"validate": "integer", "criteria": "between"}
    dated |= {"minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    book.checked(sheet, (1, 5, last, 5), dated, worded("book_shock year", book.lang, "\n"))
    sized: dict[str, object] = {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -1000,
        "maximum": 1000,
    }
    book.checked(sheet, (1, 6, last, 6), sized, worded("book_shock size", book.lang, "\n"))
    book.protect(sheet)


def _shock_rows(shock: Shock, registers: Registers, lang: str) -> Iterator[tuple[object, ...]]:
    kind = registers.shocks[shock.kind]
    axes = registers.labels.axes(kind.index) or ()
    for places, sizes in flat(shock.size, len(axes)):
        names = [place_name(axis, token, lang) for axis, token in zip(axes, places, strict=True)]
        place, part = (*names, None, None)[:2]
        for year, size in (sizes if isinstance(sizes, Mapping) else {}).items():
            called = both(kind.label_en, kind.label_zh, lang)
            yield shock.name, called, shock.cause, place, part, year, size


def lists_sheet(book: Book, registers: Registers) -> None:
    """What the cells of shocks choose from: kinds, places and parts of places."""
    sheet = book.workbook.add_worksheet(named("sheet", "lists", book.lang))
    kinds = registers.shocks.values()
    axes = [registers.labels.axes(kind.index) or () for kind in kinds]
    lists = {
        "kind_list": [both(kind.label_en, kind.label_zh, book.lang) for kind in kinds],
        "place_list": _places(registers, [a[0] for a in axes if a], book.lang),
        "part_list": _places(registers, [a[1] for a in axes if len(a) > 1], book.lang),
    }
    for k, (name, entries) in enumerate(lists.items()):
        for at, entry in enumerate(entries):
            sheet.write_string(at, k, entry)
        letter = "ABC"[k]
        book.workbook.define_name(name, f"='{sheet.get_name()}'!${letter}$1:${letter}${len(entries)}")
    sheet.hide()


def _places(registers: Registers, axes: Sequence[str], lang: str) -> list[str]:
    found = [place_name("", token, lang) for token in (ALL, DEFAULT)]
    for axis in dict.fromkeys(axes):
        found += [place_name(axis, token, lang) for token in registers.labels.known(axis)]
    return list(dict.fromkeys(found))
