"""The first screen's cards: one headline outcome each, its projection, its verdict and its strip."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.report.charts.target_strip import strip
from sim.report.inputs import Inputs
from sim.report.numbers import CHANGE_SIGNIFICANT, display, percent
from sim.report.svg import inline
from sim.report.target_rows import CURRENT, TargetRow, odds_of
from sim.report.verdict import SIGNS, distance, headlines, outlook, short_name
from sim.report.words import word

STRIP = 3.0
"""Width of a card's strip, inches."""


@dataclass(frozen=True)
class Card:
    """One headline outcome in words and as a strip (an SVG element)."""

    name: str
    basis: str
    value: str
    unit: str
    outlook: str
    sign: str
    verdict: str
    strip: str
    lines: list[str]


def cards(rows: list[TargetRow], inputs: Inputs, lang: str) -> list[Card]:
    """A card for each headline outcome that the run judges."""
    return [_card(row, inputs, lang) for row in headlines(rows)]


def _card(row: TargetRow, inputs: Inputs, lang: str) -> Card:
    unit = display(row.unit, row.projected, lang)
    current = row.variable.endswith(CURRENT)
    state = outlook(row)
    goal = display(row.unit, row.target, lang).goal(row.target)
    said = word(
        f"card_{state}_above" if row.gap >= 0 else f"card_{state}_below",
        lang,
        gap=distance(row, lang),
        goal=goal,
    )
    sheet = strip(row, lang, STRIP, inputs.years[0])
    label = word("card_strip", lang, name=short_name(row, lang))
    return Card(
        short_name(row, lang),
        word("card_current" if current else "card_year", lang, year=row.year),
        unit.number(row.projected),
        unit.label,
        state,
        SIGNS[state],
        said,
        inline(sheet, f"{label} {said}"),
        [*_added(row, inputs, lang), *_odds(row, inputs, lang)],
    )


def _added(row: TargetRow, inputs: Inputs, lang: str) -> list[str]:
    """What the measures add, its band, and what levers of grade A add of it; nothing in the reference."""
    if inputs.reference_frame is None:
        return []
    unit = display(row.unit, row.added, lang)
    number = unit.bare
    parts = []
    if math.isfinite(row.added_low) and math.isfinite(row.added_high):
        places = unit.decimals(row.added, CHANGE_SIGNIFICANT)
        low, high = (number.number(value, places) for value in (row.added_low, row.added_high))
        parts.append(word("card_band", lang, low=low, high=high))
    parts += (
        [word("card_grade_a", lang, added=number.change(row.added_a))] if math.isfinite(row.added_a) else []
    )
    inside = word("card_inside", lang, parts=word("joint", lang).join(parts)) if parts else ""
    return [word("card_adds", lang, added=unit.change(row.added), inside=inside)]


def _odds(row: TargetRow, inputs: Inputs, lang: str) -> list[str]:
    """How likely the target is met, with the measures and without; nothing without an ensemble."""
    if not math.isfinite(row.probability):
        return []
    without = (
        word("card_without", lang, share=percent(100 * row.base_probability, lang, 0))
        if inputs.reference_frame is not None and math.isfinite(row.base_probability)
        else ""
    )
    odds = odds_of(row.probability, row.probability_error, lang)
    return [word("card_odds", lang, odds=odds, without=without)]
