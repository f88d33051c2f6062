"""A table of the report as text, and the tables of targets."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from sim.report.labels import place
from sim.report.numbers import MISSING, display, percent
from sim.report.target_rows import TargetRow, met_at_start, odds, progress, table_unit
from sim.report.words import word


class Way(str):
    """Text of a cell that is drawn as a bar as well: ``filled`` % of the bar's frame."""

    __slots__ = ("filled",)
    filled: float

    @classmethod
    def of(cls, share: float, lang: str) -> Way:
        """A share of a way, which may be more than the whole or less than nothing."""
        cell = cls(percent(100 * share, lang, 0))
        cell.filled = round(100 * min(max(share, 0.0), 1.0), 1)
        return cell


@dataclass(frozen=True)
class Quoted:
    """A remark and what the plan says itself, in Chinese whatever the language of the page."""

    remark: str
    plan: str


@dataclass(frozen=True)
class Table:
    """Cells of text: the first cell of each row is its head; a row of one cell is the heading of a group."""

    title: str
    head: list[str]
    rows: list[list[str]]
    note: str = ""
    text_columns: frozenset[int] = field(default_factory=frozenset)
    """Columns set as text (left); all others are numbers."""
    under: list[Quoted] = field(default_factory=list)
    """What stands under each row over the whole width; none where it is empty."""


def outcomes(rows: list[TargetRow], base_year: int, compared: bool, lang: str) -> Table:
    """Headline targets: today, projected, what the measures add, the way gone, and the naive rules."""
    shown = [r for r in rows if r.headline and r.judged]
    year = shown[0].year if shown else base_year
    banded = any(math.isfinite(r.probability) for r in shown)
    between = ["without_measures", "with_measures", "added_short"] if compared else ["projected_in"]
    head = [
        word("target", lang),
        str(base_year),
        *(word(k, lang, year=year) for k in between),
        *(word(k, lang) for k in ("goal", "margin", "met", "way_gone")),
        *([word("probability", lang)] if banded else []),
        word("rule naive_growth", lang),
        word("rule naive_share", lang),
    ]
    lines = []
    for row in shown:
        unit = table_unit(row, lang)
        number = unit.bare
        between_cells = [number.number(row.without)] if compared else []
        between_cells += [number.number(row.projected)]
        between_cells += [number.change(row.added)] if compared else []
        lines.append(
            [
                f"{row.name}{bracket(unit.label, lang)}",
                number.number(row.start),
                *between_cells,
                f"{sign(row.operator)} {number.goal(row.target)}",
                number.change(row.gap),
                word("yes" if row.met else "no", lang),
                way(row, base_year, lang),
                *([odds(row, lang)] if banded else []),
                number.number(row.naive_growth),
                number.number(row.naive_share),
            ]
        )
    return Table(word("headline_title", lang), head, lines, word("headline_note", lang))


def way(row: TargetRow, base_year: int, lang: str) -> str:
    """The share of the way from the base year to the target that the projection goes; words where there was
    none to go, a dash where nothing is known.
    """
    if met_at_start(row):
        return word("met_at_start", lang, year=base_year)
    share = progress(row)
    return MISSING if share is None else Way.of(share, lang)


def direction(operator: str, lang: str) -> str:
    """Which way a target of a direction goes."""
    return word("rises" if operator.startswith(">") else "falls", lang)


def reached(row: TargetRow, base_year: int) -> str:
    """The year in which a target is reached."""
    if met_at_start(row):
        return str(base_year)
    return f"{row.year_reached:.0f}" if math.isfinite(row.year_reached) else MISSING


def sign(operator: str) -> str:
    """An operator as it is printed."""
    return {">=": "≥", "<=": "≤", "~": "≈"}.get(operator, operator)


def bracket(text: str, lang: str) -> str:
    """A unit in brackets after a name."""
    if not text:
        return ""
    return f"（{text}）" if lang == "zh" else f" ({text})"


def targets_of(kind: str, rows: list[TargetRow], base_year: int, lang: str) -> Table:
    """All targets of one class; under each the plan's own sentence and what judges it, or why none does."""
    head = [
        "target",
        "place",
        "goal",
        "year",
        "base_value",
        "projected_value",
        "added_short",
        "met",
        "way_gone",
        "year_reached",
    ]
    lines, under = [], []
    for row in (r for r in rows if r.kind == kind):
        unit = (
            table_unit(row, lang)
            if row.judged
            else display(row.unit, row.target if math.isfinite(row.target) else 0, lang)
        )
        number = unit.bare
        goal = (
            direction(row.operator, lang)
            if kind == "direction"
            else f"{sign(row.operator)} {unit.goal(row.target)}"
            if math.isfinite(row.target)
            else MISSING
        )
        verdict = word("yes" if row.met else "no", lang) if row.judged else MISSING
        label = bracket(unit.label, lang) if row.judged and kind == "direction" else ""
        lines.append(
            [
                f"{row.target_id} {row.name}{label}",
                place(row.region, lang),
                goal,
                str(row.year),
                number.number(row.start),
                number.number(row.projected),
                number.change(row.added),
                verdict,
                way(row, base_year, lang),
                reached(row, base_year),
            ]
        )
        told = [] if row.judged else [word("not_judged", lang, why=row.reason or word("not_yet", lang))]
        told += [word("basis_is", lang, basis=row.basis)] if row.basis else []
        under.append(Quoted(("" if lang == "zh" else " ").join(told), row.quote))
    name = word(f"class {kind}", lang)
    return Table(
        name[0].upper() + name[1:],
        [word(h, lang) for h in head],
        lines,
        word(f"note {kind}", lang),
        frozenset({1, 2, 7}),
        under,
    )
