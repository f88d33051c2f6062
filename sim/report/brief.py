"""The first screen's three short columns, five lines each at most; the rest stands in the sections."""

from __future__ import annotations

from collections.abc import Mapping

from sim.report import findings
from sim.report.inputs import HistoryRow, Inputs
from sim.report.labels import indicator, place
from sim.report.numbers import amount, display, percent
from sim.report.target_rows import CURRENT, TargetRow
from sim.report.verdict import headlines, short_name
from sim.report.words import in_language, listed, word


def added(rows: list[TargetRow], inputs: Inputs, lang: str) -> list[str]:
    """Per headline outcome what all measures add and the most effective one with its grade; then what they
    cost.
    """
    if inputs.reference_frame is None:
        return [word("is_reference", lang)]
    lines = []
    for row in headlines(rows):
        unit = display(row.unit, row.added, lang)
        single = findings.leading(inputs, row.variable)
        most = (
            word(
                "brief_most",
                lang,
                name=in_language(single[0].get("label", single[0]["lever"]), lang),
                effect=unit.change(single[0]["effect"]),
                grade=single[0]["grade"],
            )
            if single
            else ""
        )
        name = short_name(row, lang)
        lines.append(word("brief_adds", lang, name=name, added=unit.change(row.added), most=most))
    return [*lines, *_cost(inputs, lang)]


def _cost(inputs: Inputs, lang: str) -> list[str]:
    """What the measures cost in the last year, and which cities would pay more than they can."""
    cost = findings.cost(inputs)
    if cost is None:
        return []
    short = listed([place(city, lang) for city in cost.short], lang)
    return [
        word(
            "brief_cost",
            lang,
            year=inputs.years[1],
            total=amount(cost.total, cost.unit, lang),
            share=percent(cost.share, lang, 0),
            over=word("brief_over", lang, cities=short) if short else "",
        )
    ]


def uncertain(rows: list[TargetRow], inputs: Inputs, lang: str) -> list[str]:
    """Where the spread comes from, what the reading of the past decides, how well 2020 is known, how the
    model did on the past, and what no band holds.
    """
    return [
        *_spread(inputs, lang),
        *_histories(headlines(rows), inputs, lang),
        *_base_year(inputs.context.get("totals", {}), lang),
        *_backtest(inputs, lang),
        word("brief_bands" if not inputs.fans.empty else "no_bands", lang),
    ]


def _spread(inputs: Inputs, lang: str) -> list[str]:
    """The source that most of each outcome's spread comes from."""
    table = inputs.variance
    if table.empty:
        return []
    single = table[table["source"] != "all"].sort_values("share", ascending=False, kind="stable")
    most = {str(row["target"]): row for row in reversed(single.to_dict("records"))}
    parts = [
        word(
            "brief_source",
            lang,
            name=indicator(target.removesuffix(CURRENT), lang),
            source=word(f"source {most[target]['source']}", lang),
            share=f"{100 * most[target]['share']:.0f}",
        )
        for target in dict.fromkeys(table["target"])
    ]
    year = int(table["year"].iloc[0])
    return [word("brief_spread", lang, year=year, parts=word("joint", lang).join(parts))]


def _histories(shown: list[TargetRow], inputs: Inputs, lang: str) -> list[str]:
    """Outcomes whose verdict depends on how past growth is read."""
    readings: dict[str, list[HistoryRow]] = {}
    for each in inputs.context.get("histories", []):
        readings.setdefault(each["target"], []).append(each)
    judged = [r for r in shown if len(readings.get(r.variable, [])) > 1]
    if not judged:
        return []
    parts = []
    for row in judged:
        values = [each["value"] for each in readings[row.variable]]
        if len({value >= row.target for value in values}) > 1:
            unit = display(row.unit, row.target, lang)
            both = word("brief_or", lang, one=unit.number(values[0]), other=unit.amount(values[1]))
            parts.append(word("brief_reading", lang, name=short_name(row, lang), both=both))
    if not parts:
        return [word("brief_same_verdicts", lang)]
    return [word("brief_histories", lang, parts=listed(parts, lang))]


def _base_year(totals: Mapping[str, Mapping[str, int]], lang: str) -> list[str]:
    """Outcomes whose totals of the base year were not all published."""
    parts = []
    for name, kinds in totals.items():
        every, published = sum(kinds.values()), kinds.get("sourced", 0)
        if published < every:
            shown = indicator(name.removesuffix(CURRENT), lang)
            parts.append(word("brief_total", lang, name=shown, count=every - published, all=every))
    if not totals:
        return []
    return [word("brief_totals", lang, parts=listed(parts, lang)) if parts else word("brief_published", lang)]


def _backtest(inputs: Inputs, lang: str) -> list[str]:
    """The model's error on the past beside the better naive rule's."""
    errors = findings.backtest_errors(inputs)
    rules = [rule for rule in findings.NAIVE if rule in errors]
    if not rules:
        return []
    best = min(rules, key=lambda rule: errors[rule])
    key = "brief_backtest_worse" if errors[best] < errors["model"] else "brief_backtest_better"
    return [
        word(
            key,
            lang,
            error=f"{errors['model']:.1f}",
            rule=word(f"rule {best}", lang),
            naive=f"{errors[best]:.1f}",
        )
    ]
