"""Results by scenario as tables of the page: targets by class, places, years."""

from __future__ import annotations

import math

import pandas as pd

from sim.report.compare.comparison import Comparison
from sim.report.compare.compared import HEADLINES, places
from sim.report.compare.marks import called
from sim.report.compare.summary import fine, goal
from sim.report.labels import indicator, place, region
from sim.report.numbers import MISSING, Display, display
from sim.report.target_rows import CLASSES
from sim.report.view import Table, bracket
from sim.report.words import word

BY_YEAR = (*HEADLINES, "GDP per capita", "R&D spending")
"""Indicators that are compared year by year on the page."""

MET, MISSED = "✓", "✗"


def counts(comparison: Comparison, lang: str) -> Table:
    """Targets met of those judged, by scenario and class; classes are never summed."""
    judged = comparison.targets[comparison.targets["judged"]]
    kinds = [kind for kind in CLASSES if (judged["class"] == kind).any()]
    lines = []
    for order, name in enumerate(comparison.names):
        mine = judged[judged["order"] == order]
        cells = []
        for kind in kinds:
            met = mine.loc[mine["class"] == kind, "met"].astype(bool)
            cells.append(word("compare_count", lang, met=int(met.sum()), all=len(met)))
        lines.append([called(order, name), *cells])
    head = [word("compare_scenario", lang), *(word(f"class {kind}", lang) for kind in kinds)]
    return Table(word("compare_counts_met", lang), head, lines)


def of_class(comparison: Comparison, kind: str, lang: str) -> Table:
    """Judged targets of one class: a column a scenario, or the range over many."""
    table = comparison.targets[comparison.targets["class"] == kind]
    groups = [group for _, group in table.groupby("target_id", sort=False) if group["judged"].any()]
    make = _columns if comparison.few else _range
    lines = [make(group, comparison, kind, lang) for group in groups]
    head = [word("target", lang), word("place", lang), word("goal", lang)]
    if comparison.few:
        head += [called(order, name) for order, name in enumerate(comparison.names)]
    else:
        head += [word(h, lang) for h in ("compare_of_first", "compare_lowest", "compare_highest", "met")]
    title, note = word(f"class {kind}", lang), word(f"note {kind}", lang)
    return Table(title, head, lines, f"{note} {word('compare_marks', lang)}", frozenset({1}))


def _start(group: pd.DataFrame, kind: str, lang: str) -> tuple[list[str], Display]:
    """Name with its unit, place and goal of a target, and the unit of its values without a label."""
    row = group[group["judged"]].iloc[0]
    unit = fine(row, lang)
    wanted = goal(row, lang) if math.isfinite(row["target"]) and kind != "direction" else _direction(row, lang)
    name = f"{row['target_id']} {row[f'name_{lang}']}{bracket(unit.label, lang)}"
    return [name, place(str(row["region"]), lang), wanted], Display(unit.divisor, "", lang)


def _direction(row: pd.Series, lang: str) -> str:
    return word("rises" if str(row["operator"]).startswith(">") else "falls", lang)


def _columns(group: pd.DataFrame, comparison: Comparison, kind: str, lang: str) -> list[str]:
    start, number = _start(group, kind, lang)
    by_order = {row["order"]: row for row in group.to_dict("records")}
    cells = []
    for order in range(len(comparison.names)):
        row = by_order.get(order)
        if row is None or not row["judged"]:
            cells.append(MISSING)
        else:
            cells.append(f"{number.number(row['projected'])} {MET if row['met'] else MISSED}")
    return [*start, *cells]


def _range(group: pd.DataFrame, _comparison: Comparison, kind: str, lang: str) -> list[str]:
    start, number = _start(group, kind, lang)
    judged = group[group["judged"]].sort_values(["projected", "order"], kind="stable")
    first = judged.loc[judged["order"] == 0, "projected"]
    ends = [
        f"{number.number(judged['projected'].iloc[k])} ({judged['order'].iloc[k] + 1})" for k in (0, -1)
    ]
    met = word("compare_count", lang, met=int(judged["met"].astype(bool).sum()), all=len(judged))
    return [*start, number.number(float(first.iloc[0]) if len(first) else math.nan), *ends, met]


def by_place(comparison: Comparison, lang: str) -> Table:
    """Difference from the first in the last shared year, % of the first, by place, with its band for a few."""
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
            lines.append([called(order, comparison.names[order]), *values])
    head = [word("compare_scenario", lang), *(place(name, lang) for name in places("GDP"))]
    title = word("compare_places_title", lang, year=year, first=comparison.names[0])
    return Table(title, head, lines, word("compare_places_note", lang))


def _change(row: dict[str, object] | None, banded: bool, lang: str) -> str:
    if row is None:
        return MISSING
    unit = Display(1, "", lang)
    value, low, high = (float(str(row[name])) for name in ("percent", "percent_p05", "percent_p95"))
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
        lines.append([indicator(variable, lang) + bracket(unit.label, lang)])
        number = Display(unit.divisor, "", lang)
        levels = [number.number(first.get(year, math.nan)) for year in comparison.years]
        lines.append([word("compare_level", lang, name=comparison.names[0]), *levels])
        for order, rows in mine.groupby("order", sort=True):
            shares = rows.set_index("year")["percent"]
            cells = [Display(1, "%", lang).change(shares.get(year, math.nan), 2) for year in comparison.years]
            lines.append([called(int(str(order)), comparison.names[int(str(order))]), *cells])
    head = [word("compare_scenario", lang), *(str(year) for year in comparison.years)]
    title = word("compare_years_title", lang, place=place(region(), lang))
    return Table(title, head, lines, word("compare_years_note", lang))
