"""The sheet of dated projects: openings of lines, roads and power plants."""

from __future__ import annotations

import math
from collections.abc import Collection

from sim.report.workbook.book import Book, Column
from sim.report.workbook.names import worded
from sim.scenario.projects import NEVER
from sim.scenario.scenario import Scenario
from sim.scenario.schema import FIRST_OPENING, LAST_OPENING
from sim.scenario.workbook.words import named

COLUMNS = (
    Column("project", 26),
    Column("name_zh", 32),
    Column("name_en", 44),
    Column("kind", 24),
    Column("status", 40),
    Column("base", 13),
    Column("plan", 13),
    Column("opens", 14, filled_in=True),
)


def projects_sheet(book: Book, scenario: Scenario, live: Collection[str]) -> None:
    """Every dated project, with the openings that differ from the base in the cells to fill in."""
    sheet = book.sheet("projects", COLUMNS, frozen=3)
    opens = len(COLUMNS) - 1
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
