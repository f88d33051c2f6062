"""The first screen: headline targets by scenario, in a sentence each and in one table."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.report.compare.compared import FEW
from sim.report.compare.comparison import Comparison
from sim.report.compare.marks import called
from sim.report.compare.targets import Judgement
from sim.report.numbers import MISSING, Display, display, percent
from sim.report.target_rows import odds_of
from sim.report.view import Table, bracket, sign
from sim.report.words import listed, word

SAME = 1e-9
"""Relative difference below which two projections are the same."""


def sentences(comparison: Comparison, lang: str) -> list[str]:
    """What the scenarios come to on each headline target: the range, who meets it, how surely, who differs
    most.
    """
    groups = comparison.judged(headline=True)
    return [
        _sentence([each for each in group if each.judged], comparison.labels(lang), lang) for group in groups
    ]


def goal(each: Judgement, lang: str) -> str:
    """The target with its operator and unit."""
    return f"{sign(each.operator)} {display(each.unit, each.target, lang).goal(each.target)}"


def fine(each: Judgement, lang: str) -> Display:
    """A unit a step finer than that of the target, so that small differences show."""
    sized = math.isfinite(each.target) and each.target != 0
    return display(each.unit, (each.target if sized else each.projected) / 10, lang)


def by_value(group: Sequence[Judgement]) -> list[Judgement]:
    """Judged scenarios from the lowest projection to the highest."""
    return sorted((each for each in group if each.judged), key=lambda each: (each.projected, each.order))


def _sentence(group: Sequence[Judgement], labels: Sequence[str], lang: str) -> str:
    ranked = by_value(group)
    low, high = ranked[0], ranked[-1]
    unit = fine(low, lang)
    head = {"name": low.name(lang), "goal": goal(low, lang), "year": str(low.year)}
    if high.projected - low.projected <= SAME * abs(high.projected):
        text = word("compare_alike", lang, **head, value=unit.amount(low.projected))
        return text + _met(group, labels, lang) + _likely(group, lang)
    text = word(
        "compare_range",
        lang,
        **head,
        low=unit.amount(low.projected),
        low_name=labels[low.order],
        high=unit.amount(high.projected),
        high_name=labels[high.order],
    )
    return text + _met(group, labels, lang) + _likely(group, lang) + _furthest(group, unit, labels, lang)


def _met(group: Sequence[Judgement], labels: Sequence[str], lang: str) -> str:
    met = [labels[each.order] for each in group if each.met]
    if len(met) in (0, len(group)):
        return word("compare_met_all" if met else "compare_met_none", lang)
    if len(met) > FEW:
        return word("compare_met_count", lang, count=len(met), all=len(group))
    return word("compare_met_some", lang, count=len(met), all=len(group), names=listed(met, lang))


def _likely(group: Sequence[Judgement], lang: str) -> str:
    known = [each.probability for each in group if math.isfinite(each.probability)]
    if not known:
        return ""
    low, high = (percent(100 * end, lang, 0) for end in (min(known), max(known)))
    if low == high:
        return word("compare_odds_one", lang, value=low)
    return word("compare_odds_range", lang, low=low, high=high)


def _furthest(group: Sequence[Judgement], unit: Display, labels: Sequence[str], lang: str) -> str:
    others = [each for each in group if each.order and math.isfinite(each.difference)]
    if not others:
        return ""
    far = max(others, key=lambda each: abs(each.difference))
    apart = Display(unit.divisor, word("points", lang), lang) if unit.label == "%" else unit
    parts = {"first": labels[0], "scenario": labels[far.order], "change": apart.change(far.difference)}
    if not math.isfinite(far.difference_p05):
        return word("compare_furthest", lang, **parts)
    return word("compare_furthest_band", lang, **parts, band=_band(far, unit))


def _band(each: Judgement, unit: Display) -> str:
    """Both ends of the band of a difference with their signs."""
    if not each.order or not math.isfinite(each.difference_p05):
        return MISSING
    number = unit.bare
    return f"[{number.change(each.difference_p05)}, {number.change(each.difference_p95)}]"


def table(comparison: Comparison, lang: str) -> Table:
    """Headline targets, a line a scenario."""
    lines: list[list[str]] = []
    for group in comparison.judged(headline=True):
        unit = fine(next(each for each in group if each.judged), lang)
        number = unit.bare
        name = group[0].name(lang) + bracket(unit.label, lang)
        lines.append([word("compare_group", lang, name=name, goal=goal(group[0], lang), year=group[0].year)])
        lines += [
            [
                called(each.order, comparison.labels(lang)[each.order]),
                number.number(each.projected),
                number.change(each.difference) if each.order else MISSING,
                _band(each, unit),
                number.change(each.margin),
                odds_of(each.probability, each.probability_error, lang),
                verdict(each, lang),
            ]
            for each in group
        ]
    heads = ("projected", "compare_difference", "compare_band", "margin", "probability", "met")
    head = [word("compare_scenario", lang)]
    head += [word(key, lang, first=comparison.labels(lang)[0]) for key in heads]
    return Table(word("headline_title", lang), head, lines, word("compare_headline_note", lang))


def verdict(each: Judgement, lang: str) -> str:
    """Whether a target is met; a dash where it is not judged."""
    return word("yes" if each.met else "no", lang) if each.judged else MISSING
