"""A block of series: places or parts down, years across, growth at the end, in one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.book.sheet import Sheet
from sim.report.book.table import Area, Line
from sim.report.book.units import Unit, unit, unit_line
from sim.report.inputs import Path
from sim.report.labels import indicator, place, region
from sim.report.numbers import growth_rate
from sim.report.results_book.given import Given
from sim.report.words import word

NAMES, YEAR = 30.0, 11.0
GROWTH_CODE = "0.0%"
RATES = ("%", "% points", "share", "ratio", "hours", "min")
"""Units whose average growth says nothing."""


@dataclass(frozen=True)
class Block:
    """Where a block stands, and its unit; the years begin in column 1."""

    area: Area
    shown: Unit
    years: int

    def years_of(self, row: int) -> list[str | int]:
        """The values of a row over the years."""
        return self.area.line(row, 1, self.years)

    @property
    def heads(self) -> list[str | int]:
        """The years."""
        return self.area.heads(1, self.years)


SPRUNG = 50.0
"""Average growth, % a year, from which a series began next to nothing, so that its rate says nothing."""


def widths(given: Given) -> list[float]:
    """Widths of a sheet of blocks."""
    return [NAMES, *[YEAR] * len(given.years), YEAR]


def growth(path: Path, years: Sequence[int]) -> float | None:
    """Average growth from the first year to the last as a fraction; None where it has no meaning."""
    rate = growth_rate(path.at(years[0]), path.at(years[-1]), years[-1] - years[0])
    return None if path.unit in RATES or not rate < SPRUNG else rate / 100


def block(
    sheet: Sheet,
    given: Given,
    caption: str,
    head: str,
    series: Sequence[tuple[str, Path]],
    total: tuple[str, Path] | None = None,
) -> Block | None:
    """A block of series in one unit, with a total below; None without any series."""
    entries = [*series, *([total] if total else [])]
    if not entries:
        return None
    lang, years, name = given.lang, given.years, entries[0][1].unit
    shown = unit(name, (v for _, path in entries for v in path.values), lang)
    rates = [growth(path, years) for _, path in entries]
    codes = ("", *[shown.code] * len(years), GROWTH_CODE)
    lines = [
        Line(
            [label, *shown.cells(path.at(y) for y in years), rate],
            codes,
            "total" if total and k == len(entries) - 1 else "row",
        )
        for k, ((label, path), rate) in enumerate(zip(entries, rates, strict=True))
    ]
    grows = any(rate is not None for rate in rates)
    heads: list[str | int] = [head, *years, *([word("workbook_growth", lang)] if grows else [])]
    line = unit_line(name, shown, lang)
    area = sheet.table(heads, lines, caption=caption, unit=line, year=given.year_code)
    return Block(area, shown, len(years))


def by_place(sheet: Sheet, given: Given, variable: str, places: Sequence[str]) -> Block | None:
    """An indicator by place, the region below."""
    lang = given.lang
    found = [(place(p, lang), path) for p in places if (path := given.path(p, variable))]
    whole = given.path(region(), variable)
    total = (place(region(), lang), whole) if whole else None
    return block(sheet, given, indicator(variable, lang), word("place", lang), found, total)


def by_part(
    sheet: Sheet, given: Given, where: str, variable: str, parts: Sequence[str], names: Sequence[str]
) -> Block | None:
    """The parts of an indicator in one place, the whole below; ``parts`` are those of its variables."""
    lang = given.lang
    found = [
        (name, path)
        for part, name in zip(parts, names, strict=True)
        if (path := given.path(where, f"{variable}|{part}"))
    ]
    whole = given.path(where, variable)
    total = (word("sum", lang), whole) if whole and found else None
    caption = word("workbook_of", lang, what=indicator(variable, lang), place=place(where, lang))
    return block(sheet, given, caption, word("workbook_part", lang), found, total) if found else None
