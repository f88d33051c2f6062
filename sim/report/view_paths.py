"""Tables of the report on results: annual paths, cities, growth accounting, scoreboard and backtest."""

from __future__ import annotations

import math

import pandas as pd

from sim.report.annual import annual
from sim.report.inputs import PROJECTED, Inputs, Path
from sim.report.labels import ids, indicator, place, region
from sim.report.numbers import MISSING, Display, at_prices, display, growth_rate
from sim.report.view import Table
from sim.report.words import word


def annual_table(inputs: Inputs, place_id: str, lang: str, only: str = "") -> Table:
    """Annual paths of one place by theme; of one theme alone where ``only`` names it."""
    years = list(range(inputs.years[0], inputs.years[1] + 1))
    lines: list[list[str]] = []
    theme = only
    for group, variable, path, _ in annual(inputs, place_id):
        if only and group != only:
            continue
        if group != theme:
            theme = group
            lines.append([word(group, lang)])
        unit = display(path.unit, max(map(abs, path.values)) / 10, lang)
        label = at_prices(unit.label, path.unit, lang)
        lines.append([indicator(variable, lang), label, *(unit.number(path.at(y)) for y in years)])
    title = word("annual_title", lang, place=place(place_id, lang))
    return Table(
        word("annual_theme", lang, title=title, theme=word(only, lang)) if only else title,
        [word("indicator", lang), word("unit", lang), *map(str, years)],
        lines,
        text_columns=frozenset({1}),
    )


def city_table(inputs: Inputs, lang: str) -> Table:
    """The cities side by side: first and last year, and growth."""
    first, last = inputs.years
    cities = ids("city")
    head = [word("indicator", lang), word("unit", lang)]
    head += [f"{place(c, lang)} {y}" for c in cities for y in (first, last)]
    lines: list[list[str]] = []
    theme = ""
    for group, variable, sample, _ in annual(inputs, cities[0]):
        if group != theme:
            theme = group
            lines.append([word(group, lang)])
        paths = [inputs.paths.get((PROJECTED, c, variable)) for c in cities]
        unit = display(sample.unit, max(abs(p.values[-1]) for p in paths if p) / 10, lang)
        lines.append(
            [
                indicator(variable, lang),
                at_prices(unit.label, sample.unit, lang),
                *(unit.number(p.at(y)) if p else MISSING for p in paths for y in (first, last)),
            ]
        )
        if variable == "GDP growth":
            rates = [_rate(inputs.paths.get((PROJECTED, c, "GDP")), lang) for c in cities]
            pairs = (cell for rate in rates for cell in (MISSING, rate))
            lines.append([word("growth_average", lang), "%", *pairs])
    return Table(word("city_title", lang), head, lines, text_columns=frozenset({1}))


def _rate(path: Path | None, lang: str) -> str:
    if path is None:
        return MISSING
    rate = growth_rate(path.values[0], path.values[-1], path.years[-1] - path.years[0])
    return Display(1.0, "", lang).number(rate, 2)


def growth_accounting(inputs: Inputs, lang: str) -> Table:
    """Average contributions to growth by place, percentage points; they add up to the rate."""
    prefix = "Growth contribution|"
    causes = [v.removeprefix(prefix) for v in inputs.with_prefix(prefix)]
    shown = (region(), *ids("city"))
    means = {
        (p, c): inputs.paths[PROJECTED, p, prefix + c].values
        for p in shown
        for c in causes
        if (PROJECTED, p, prefix + c) in inputs.paths
    }
    number = Display(1, "", lang)
    lines = [
        [word(f"part {c}", lang, default=c), *(number.number(_mean(means.get((p, c))), 2) for p in shown)]
        for c in causes
    ]
    sums = [sum(_mean(means.get((p, c))) for c in causes) for p in shown]
    lines.append([word("sum", lang), *(number.number(s, 2) for s in sums)])
    return Table(
        word("accounting_title", lang, first=inputs.years[0] + 1, last=inputs.years[1]),
        [word("cause", lang), *(place(p, lang) for p in shown)],
        lines,
        word("accounting_note", lang),
    )


def _mean(values: list[float] | None) -> float:
    return sum(values) / len(values) if values else math.nan


def scoreboard(inputs: Inputs, lang: str) -> Table:
    """Each indicator beside the naive rules."""
    lines = []
    for row in inputs.scoreboard.to_dict("records"):
        unit = display(str(row["unit"]), float(row["last_observed"]), lang)
        label = at_prices(unit.label, str(row["unit"]), lang)
        numbers = [
            unit.number(float(row[c]))
            for c in (
                "last_observed",
                "model_2025",
                "naive_growth_2025",
                "naive_share_2025",
                "combination_2025",
            )
        ]
        lines.append(
            [indicator(str(row["indicator"]), lang), place(str(row["region"]), lang), label, *numbers]
        )
    head = [
        "indicator",
        "place",
        "unit",
        "last_observed",
        "rule model",
        "rule naive_growth",
        "rule naive_share",
        "rule combination",
    ]
    return Table(
        word("scoreboard_title", lang),
        [word(h, lang) for h in head],
        lines,
        word("scoreboard_note", lang),
        frozenset({1, 2}),
    )


def backtest(table: pd.DataFrame, lang: str) -> Table:
    """Observed and projected growth of the past, with the mean absolute error of every rule."""
    rules = backtest_rules(table)
    number = Display(1, "", lang)
    lines: list[list[str]] = []
    for reading, group in table.groupby("reading", sort=False):
        lines.append([word(f"reading {reading!s}", lang, default=str(reading))])
        lines += [
            [
                place(str(row["city"]), lang),
                *(number.number(row[column], 2) for column in ("observed", *rules)),
            ]
            for row in group.to_dict("records")
        ]
        errors = [(group[r] - group["observed"]).abs().mean() for r in rules]
        lines.append([word("mean_error", lang), MISSING, *(number.number(e, 2) for e in errors)])
    head = [
        word("place", lang),
        word("observed", lang),
        *(word(f"rule {r}", lang, default=r.replace("_", " ")) for r in rules),
    ]
    return Table(word("backtest_title", lang), head, lines, word("backtest_note", lang))


def backtest_rules(table: pd.DataFrame) -> list[str]:
    """Columns of a backtest that hold a rule's projection."""
    return [c for c in table.columns if c not in ("reading", "city", "observed")]
