"""How the plan's headline outcomes stand: met, missed or about even; and the sentences that say so first."""

from __future__ import annotations

from sim.report.context import HEADLINES
from sim.report.inputs import Inputs
from sim.report.labels import indicator, region
from sim.report.numbers import change, percent
from sim.report.target_rows import CURRENT, TargetRow, odds_of
from sim.report.words import in_language, listed, word

EVEN = (0.4, 0.6)
"""Between these probabilities the side on which the central run falls says nothing."""

MET, MISSED, ABOUT_EVEN = "met", "missed", "even"
SIGNS = {MET: "✓", MISSED: "×", ABOUT_EVEN: "≈"}
"""A verdict's sign; the shipped font has all three."""


def headlines(rows: list[TargetRow]) -> list[TargetRow]:
    """The region's headline outcomes that a run judges: GDP, residents, ports, marine GDP."""
    found = {r.variable: r for r in rows if r.headline and r.judged and r.region == region()}
    return [found[variable] for variable in HEADLINES if variable in found]


def outlook(row: TargetRow) -> str:
    """Whether a target is met, missed, or about even: so near that the draws fall on either side."""
    if EVEN[0] <= row.probability <= EVEN[1]:
        return ABOUT_EVEN
    return MET if row.met else MISSED


def short_name(row: TargetRow, lang: str) -> str:
    """The indicator that judges a target, without its price basis."""
    return indicator(row.variable.removesuffix(CURRENT), lang)


def distance(row: TargetRow, lang: str) -> str:
    """How far the projection stands from the target, without a sign."""
    return change(abs(row.gap), row.unit, lang).lstrip("+")


def verdict(rows: list[TargetRow], inputs: Inputs, lang: str) -> list[str]:
    """The sentences that open a report: how many headline outcomes are met, which are missed and by how much,
    how likely all hold at once, what the measures add.
    """
    shown = headlines(rows)
    if not shown:
        return [word("verdict_none", lang, last=inputs.years[1])]
    missed = [r for r in shown if not r.met]
    every, year = len(shown), shown[0].year
    if missed:
        sentences = [word("verdict_met", lang, met=every - len(missed), all=every, year=year)]
    else:
        sentences = [word("verdict_all", lang, all=every, year=year)]
    if missed:
        parts = [word("verdict_short", lang, name=short_name(r, lang), gap=distance(r, lang)) for r in missed]
        sentences.append(word("verdict_missed", lang, items=listed(parts, lang)))
    even = [short_name(r, lang) for r in shown if outlook(r) == ABOUT_EVEN]
    if even:
        sentences.append(word("verdict_even", lang, names=listed(even, lang)))
    return [*sentences, *_together(inputs, len(shown), lang), *_added(shown, inputs, lang)]


def _together(inputs: Inputs, count: int, lang: str) -> list[str]:
    """How likely all headline outcomes hold in one and the same draw."""
    found = inputs.together
    if "probability" not in found:
        return [word("no_bands", lang)]
    without = (
        word("verdict_without", lang, share=percent(100 * found["base_probability"], lang, 0))
        if inputs.reference_frame is not None and "base_probability" in found
        else ""
    )
    odds = odds_of(found["probability"], found["probability_error"], lang)
    return [word("verdict_together", lang, count=count, odds=odds, without=without)]


def _added(shown: list[TargetRow], inputs: Inputs, lang: str) -> list[str]:
    """What the measures add to the first headline outcome, and the shocks that both projections meet."""
    if inputs.reference_frame is None:
        return [word("verdict_reference", lang)]
    first = shown[0]
    share = percent(100 * first.added / first.without, lang, 1, sign=True)
    added = change(first.added, first.unit, lang)
    sentences = [word("verdict_adds", lang, name=short_name(first, lang), added=added, share=share)]
    kinds = [in_language(shock["kind"], lang) for shock in inputs.context.get("shocks", [])]
    if kinds:
        sentences.append(word("verdict_shocks", lang, kinds=listed(list(dict.fromkeys(kinds)), lang)))
    return sentences
