"""What a run found, in computed sentences: what the measures add and cost, and what is uncertain."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sim.report.inputs import PROJECTED, ContributionRow, Inputs
from sim.report.labels import ids, indicator, place, region
from sim.report.numbers import amount, change, percent
from sim.report.target_rows import CURRENT, TargetRow, odds
from sim.report.view_paths import backtest_rules
from sim.report.words import in_language, listed, word

SPENDING, CITY_COST = "Spending of the measures", "Cost of the measures to the cities"
ROOM = "Programme budget"
POINTS = "% points"
NAIVE = ("last_five_years", "constant_share_of_nation")
"""Naive rules of the backtest."""


def measures(rows: list[TargetRow], inputs: Inputs, lang: str) -> list[str]:
    """Per headline outcome: what levers of grade A add, what all add, and which single lever adds most."""
    if inputs.reference_frame is None:
        return [word("is_reference", lang)]
    sentences = []
    for row in rows:
        if not (row.headline and row.judged and row.kind == "outcome"):
            continue
        of_change = POINTS if row.unit == "%" else row.unit
        text = word(
            "adds",
            lang,
            name=row.name,
            founded=change(row.added_a, of_change, lang),
            added=change(row.added, of_change, lang),
            without=amount(row.without, row.unit, lang),
            projected=amount(row.projected, row.unit, lang),
        )
        single = leading(inputs, row.variable)
        if single:
            best = single[0]
            text += word(
                "most_from",
                lang,
                lever=in_language(best.get("label", best["lever"]), lang),
                effect=change(best["effect"], row.unit, lang),
                grade=best["grade"],
            )
        sentences.append(text)
    return sentences


def leading(inputs: Inputs, variable: str) -> list[ContributionRow]:
    """Single measures that add to an outcome, the most effective first."""
    single = [
        c
        for c in inputs.effects(inputs.judged_year)
        if c["target"] == variable and c.get("grade") and c["effect"] > 0
    ]
    return sorted(single, key=lambda c: -c["effect"])


@dataclass(frozen=True)
class Cost:
    """What the measures cost in the last year and what the cities are asked for, in ``unit``; ``share`` of
    what they can move to new programmes, %; cities that are asked for more than that.
    """

    total: float
    asked: float
    unit: str
    share: float
    short: list[str]


def cost(inputs: Inputs) -> Cost | None:
    """The cost of the measures in the last year, or None where there is none."""

    def last(place: str, variable: str) -> tuple[float, str]:
        path = inputs.paths.get((PROJECTED, place, variable))
        return (path.values[-1], path.unit) if path else (0.0, "")

    total, unit = last(region(), SPENDING)
    if not total:
        return None
    asked, _ = last(region(), CITY_COST)
    room, _ = last(region(), ROOM)
    short = [c for c in ids("city") if last(c, CITY_COST)[0] > last(c, ROOM)[0]]
    return Cost(total, asked, unit, 100 * asked / room, short)


def budget(inputs: Inputs, lang: str) -> list[str]:
    """What the measures cost, what the cities pay of it, and who would pay more than it can."""
    found = cost(inputs)
    if found is None:
        return []
    said = word(
        "measures_cost",
        lang,
        year=inputs.years[1],
        total=amount(found.total, found.unit, lang),
        asked=amount(found.asked, found.unit, lang),
        share=percent(found.share, lang, 0),
    )
    short = [place(c, lang) for c in found.short]
    over = word("beyond_budget", lang, cities=listed(short, lang)) if short else word("in_budget", lang)
    return [said + over]


def what_is_uncertain(rows: list[TargetRow], inputs: Inputs, lang: str) -> list[str]:
    """Bands or their absence, the backtest, cells that nobody measured, price bases, what is missing."""
    banded = [r for r in rows if r.headline and r.judged and math.isfinite(r.low)]
    sentences = [*_odds(banded, lang), *_sources(inputs, lang), word("bands" if banded else "no_bands", lang)]
    errors = backtest_errors(inputs)
    if errors:
        sentences.append(
            word("backtest_says", lang, error=f"{errors['model']:.1f}", others=_others(errors, lang))
        )
    ends = _by_history(inputs, lang)
    if ends:
        sentences.append(word("two_histories", lang, year=inputs.judged_year, ends=listed(ends, lang)))
    totals = inputs.context.get("totals", {})
    if totals:
        sentences.append(word("totals_known", lang, totals=listed(_how_known(totals, lang), lang)))
    for row in rows:
        real = inputs.paths.get((PROJECTED, row.region, row.variable.removesuffix(CURRENT)))
        if row.headline and row.judged and row.variable.endswith(CURRENT) and real:
            sentences.append(
                word(
                    "price_basis",
                    lang,
                    name=row.name,
                    current=amount(row.projected, row.unit, lang),
                    real=amount(real.at(row.year), real.unit, lang),
                    base=inputs.years[0],
                )
            )
    limits = inputs.context.get("limits", [])
    if limits:
        sentences.append(word("limits_count", lang, count=len(limits)))
    return sentences


def backtest_errors(inputs: Inputs) -> dict[str, float]:
    """Mean absolute error of the model and of the naive rules on the first reading of the past, points a
    year; empty without a backtest.
    """
    table = inputs.backtest
    if table.empty or "model" not in table.columns:
        return {}
    first = table[table["reading"] == table["reading"].iloc[0]]
    return {r: float((first[r] - first["observed"]).abs().mean()) for r in backtest_rules(table)}


def _others(errors: Mapping[str, float], lang: str) -> str:
    """Errors of the naive rules."""
    parts = [
        word("error_of", lang, rule=word(f"rule {r}", lang), error=f"{errors[r]:.1f}")
        for r in NAIVE
        if r in errors
    ]
    return listed(parts, lang)


def _odds(rows: list[TargetRow], lang: str) -> list[str]:
    """Per headline outcome the probability that its target is met, and its band."""
    return [
        word(
            "probability_of",
            lang,
            name=row.name,
            odds=odds(row, lang),
            base=word("probability_base", lang, share=f"{100 * row.base_probability:.0f}")
            if row.base_probability != row.probability and math.isfinite(row.base_probability)
            else "",
            low=amount(row.low, row.unit, lang),
            high=amount(row.high, row.unit, lang),
        )
        for row in rows
        if row.kind == "outcome" and math.isfinite(row.probability)
    ]


def _sources(inputs: Inputs, lang: str) -> list[str]:
    """Which source the spread of each headline outcome comes from."""
    sentences = []
    table = inputs.variance
    for target in dict.fromkeys(table["target"]) if len(table) else ():
        shares = table[(table["target"] == target) & (table["source"] != "all")]
        parts = [
            word(
                "spread_part",
                lang,
                source=word(f"source {row['source']}", lang),
                share=f"{round(100 * row['share'])}".replace("-", "−"),
            )
            for row in shares.to_dict("records")
        ]
        year = int(shares["year"].iloc[0])
        sentences.append(
            word("spread_from", lang, name=indicator(str(target), lang), year=year, parts=listed(parts, lang))
        )
    return sentences


def _by_history(inputs: Inputs, lang: str) -> list[str]:
    """Per headline indicator its value in the judged year under either reading of past growth."""
    values: dict[tuple[str, str], list[float]] = {}
    for row in inputs.context.get("histories", []):
        values.setdefault((row["target"], row["unit"]), []).append(row["value"])
    return [
        word(
            "by_history",
            lang,
            name=indicator(target, lang),
            printed=amount(printed, unit, lang),
            spread=amount(spread, unit, lang),
        )
        for (target, unit), (printed, spread) in values.items()
    ]


def _how_known(totals: Mapping[str, Mapping[str, int]], lang: str) -> list[str]:
    """Per indicator, how many places' totals of the base year were published and how many were not."""
    return [
        word(
            "total_known",
            lang,
            name=indicator(name, lang),
            kinds=" + ".join(f"{n} {word(f'known {kind}', lang)}" for kind, n in counts.items()),
        )
        for name, counts in totals.items()
    ]


def other_names(rows: list[TargetRow], lang: str) -> str:
    """Headline targets that this version does not project."""
    names = [r.name for r in rows if r.headline and not r.judged]
    return word("not_projected", lang) + listed(names, lang) if names else ""
