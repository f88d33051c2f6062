"""Results by scenario as tables of the page: targets by class, places, years."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from sim.report.compare.compared import BY_YEAR, HEADLINES, places
from sim.report.compare.comparison import Comparison
from sim.report.compare.marks import called
from sim.report.compare.summary import by_value, fine
from sim.report.compare.targets import DIRECTION, Judgement
from sim.report.labels import indicator, place, region
from sim.report.numbers import MISSING, Display, at_prices, display
from sim.report.target_rows import CLASSES
from sim.report.view import Table, bracket, sign
from sim.report.words import word

MET, MISSED = "✓", "×"


def counts(comparison: Comparison, lang: str) -> Table:
    """Targets met of those judged, by scenario and class; classes are never summed."""
    groups = {kind: comparison.judged(kind) for kind in CLASSES if comparison.judged(kind)}
    lines = []
    for order, name in enumerate(comparison.labels(lang)):
        mine = [[group[order] for group in found if group[order].judged] for found in groups.values()]
        cells = [
            word("compare_count", lang, met=sum(bool(each.met) for each in own), all=len(own)) for own in mine
        ]
        lines.append([called(order, name), *cells])
    head = [word("compare_scenario", lang), *(word(f"class {kind}", lang) for kind in groups)]
    return Table(word("compare_counts_met", lang), head, lines)


def of_class(comparison: Comparison, kind: str, lang: str) -> Table:
    """Judged targets of one class: a column a scenario, or the range over many."""
    make = _columns if comparison.few else _range
    lines = [make(group, lang) for group in comparison.judged(kind)]
    head = [word("target", lang), word("place", lang), word("goal", lang)]
    if comparison.few:
        head += [called(order, name) for order, name in enumerate(comparison.labels(lang))]
    else:
        head += [word(h, lang) for h in ("compare_of_first", "compare_lowest", "compare_highest", "met")]
    note = f"{word(f'note {kind}', lang)}{word('compare_marks', lang)}"
    return Table(word(f"class {kind}", lang), head, lines, note, frozenset({1}))


def _start(group: Sequence[Judgement], lang: str) -> tuple[list[str], Display]:
    """Name with its unit, place and goal of a target, and the unit of its values without a label."""
    each = next(each for each in group if each.judged)
    unit = fine(each, lang)
    number = unit.bare
    wanted = f"{sign(each.operator)} {number.tick(each.target)}"
    if each.kind == DIRECTION or not math.isfinite(each.target):
        wanted = word("rises" if each.operator.startswith(">") else "falls", lang)
    name = f"{each.target_id} {each.name(lang)}{bracket(unit.label, lang)}"
    return [name, place(each.region, lang), wanted], number


def _columns(group: Sequence[Judgement], lang: str) -> list[str]:
    start, number = _start(group, lang)
    cells = [
        f"{number.number(each.projected)} {MET if each.met else MISSED}" if each.judged else MISSING
        for each in group
    ]
    return [*start, *cells]


def _range(group: Sequence[Judgement], lang: str) -> list[str]:
    start, number = _start(group, lang)
    ranked = by_value(group)
    ends = [f"{number.number(each.projected)} ({each.order + 1})" for each in (ranked[0], ranked[-1])]
    met = word("compare_count", lang, met=sum(bool(each.met) for each in ranked), all=len(ranked))
    return [*start, number.number(group[0].projected), *ends, met]


def by_place(comparison: Comparison, lang: str) -> Table:
    """Difference from the first in the last shared year, %, by place; with its band for a few."""
    year = comparison.years[-1]
    table = comparison.differences
    found = table[(table["year"] == year) & table["variable"].isin(HEADLINES)]
    lines: list[list[str]] = []
    for variable in HEADLINES:
        mine = found[found["variable"] == variable]
        cells = {(row["order"], row["region"]): row for row in mine.to_dict("records")}
        lines += [[indicator(variable, lang)]] if cells else []
        for order in dict.fromkeys(mine["order"]):
            values = [_change(cells.get((order, name)), comparison.few, lang) for name in places(variable)]
            lines.append([called(order, comparison.labels(lang)[order]), *values])
    head = [word("compare_scenario", lang), *(place(name, lang) for name in places("GDP"))]
    title = word("compare_places_title", lang, year=year, first=comparison.labels(lang)[0])
    return Table(title, head, lines, word("compare_places_note", lang))


def _change(row: Mapping[Hashable, Any] | None, banded: bool, lang: str) -> str:
    if row is None:
        return MISSING
    unit = Display(1, "", lang)
    value, low, high = (float(row[name]) for name in ("percent", "percent_p05", "percent_p95"))
    text = unit.change(value, 2)
    if banded and math.isfinite(low):
        text += f" [{unit.change(low, 2)}, {unit.change(high, 2)}]"
    return text


def by_year(comparison: Comparison, lang: str) -> Table:
    """The region year by year: the first scenario's level, and the others' difference in %."""
    table = comparison.differences
    found = table[(table["region"] == region()) & table["variable"].isin(BY_YEAR)]
    lines: list[list[str]] = []
    for variable in BY_YEAR:
        mine = found[found["variable"] == variable]
        if mine.empty:
            continue
        first = mine.drop_duplicates("year").set_index("year")["first"]
        unit = display(str(mine["unit"].iloc[0]), float(first.iloc[-1]) / 10, lang)
        label = at_prices(unit.label, str(mine["unit"].iloc[0]), lang)
        lines.append([indicator(variable, lang) + bracket(label, lang)])
        number = unit.bare
        levels = [number.number(first.get(year, math.nan)) for year in comparison.years]
        lines.append([word("compare_level", lang, name=comparison.labels(lang)[0]), *levels])
        shares = dict(zip(zip(mine["order"], mine["year"], strict=True), mine["percent"], strict=True))
        for order in dict.fromkeys(mine["order"]):
            cells = [Display(1, "%", lang).change(shares.get((order, year)), 2) for year in comparison.years]
            lines.append([called(order, comparison.labels(lang)[order]), *cells])
    head = [word("compare_scenario", lang), *(str(year) for year in comparison.years)]
    title = word("compare_years_title", lang, place=place(region(), lang))
    return Table(title, head, lines, word("compare_years_note", lang))
