"""A table of the report as text, and the tables of targets."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from sim.report.labels import place
from sim.report.numbers import MISSING, Display, display
from sim.report.target_rows import TargetRow, odds, table_unit
from sim.report.words import word


@dataclass(frozen=True)
class Table:
    """Cells of text: the first cell of each row is its head; a row of one cell is the heading of a group."""

    title: str
    head: list[str]
    rows: list[list[str]]
    note: str = ""
    text_columns: frozenset[int] = field(default_factory=frozenset)
    """Columns set as text (left); all others are numbers."""


def headline(rows: list[TargetRow], base_year: int, compared: bool, lang: str) -> Table:
    """Headline targets with what the measures add, the margin and the naive rules."""
    shown = [r for r in rows if r.headline and r.judged]
    year = shown[0].year if shown else base_year
    between = (
        ["without_measures", "with_measures", "added_short", "added_a_short"]
        if compared
        else ["projected_in"]
    )
    head = [
        word("target", lang),
        str(base_year),
        *(word(k, lang, year=year) for k in between),
        word("goal", lang),
        word("margin", lang),
        word("met", lang),
    ]
    banded = any(math.isfinite(r.low) for r in shown)
    head += [word("band", lang)] if banded else []
    head += [word("added_band", lang)] if banded and compared else []
    head += [word("probability", lang)] if banded else []
    head += [word("naive_growth", lang), word("naive_share", lang)]
    lines = []
    for row in shown:
        unit = table_unit(row, lang)
        number = Display(unit.divisor, "", lang)
        values = [row.without, row.projected] if compared else [row.projected]
        cells = [
            f"{row.name}{bracket(unit.label, lang)}",
            number.number(row.start),
            *map(number.number, values),
        ]
        cells += [number.change(row.added), number.change(row.added_a)] if compared else []
        cells += [
            f"{sign(row.operator)} {number.goal(row.target)}",
            number.change(row.gap),
            word("yes" if row.met else "no", lang),
        ]
        cells += [number.range(row.low, row.high)] if banded else []
        cells += [number.range(row.added_low, row.added_high)] if banded and compared else []
        cells += [odds(row, lang)] if banded else []
        lines.append([*cells, number.number(row.naive_growth), number.number(row.naive_share)])
    return Table(word("headline_title", lang), head, lines, word("headline_note", lang))


def sign(operator: str) -> str:
    """An operator as it is printed."""
    return {">=": "≥", "<=": "≤", "~": "≈"}.get(operator, operator)


def bracket(text: str, lang: str) -> str:
    """A unit in brackets after a name."""
    if not text:
        return ""
    return f"（{text}）" if lang == "zh" else f" ({text})"


def targets_of(kind: str, rows: list[TargetRow], lang: str) -> Table:
    """All targets of one class with the plan's own sentence; why, where one is not projected."""
    head = [
        "target",
        "place",
        "goal",
        "year",
        "base_value",
        "projected_value",
        "added_short",
        "met",
        "basis",
        "sentence",
    ]
    lines = []
    for row in (r for r in rows if r.kind == kind):
        unit = (
            table_unit(row, lang)
            if row.judged
            else display(row.unit, row.target if math.isfinite(row.target) else 0, lang)
        )
        number = Display(unit.divisor, "", lang)
        goal = (
            word("rises" if row.operator.startswith(">") else "falls", lang)
            if kind == "direction"
            else f"{sign(row.operator)} {unit.goal(row.target)}"
            if math.isfinite(row.target)
            else MISSING
        )
        verdict = (
            word("yes" if row.met else "no", lang) if row.judged else row.reason or word("not_yet", lang)
        )
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
                row.basis,
                row.quote,
            ]
        )
    return Table(
        word(f"class {kind}", lang),
        [word(h, lang) for h in head],
        lines,
        word(f"note {kind}", lang),
        frozenset({1, 2, 7, 8, 9}),
    )
