"""The charts of a comparison in the order of its page, each with the table that it is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.catalogue import Drawn
from sim.report.compare import cities, curves, dumbbells, gains_map, scoreboard
from sim.report.compare.compared import BY_YEAR, HEADLINES
from sim.report.compare.comparison import Comparison
from sim.report.compare.targets import numbered
from sim.report.labels import indicator, region
from sim.report.sheet import Sheet
from sim.report.style import NARROW, WIDTH
from sim.report.words import word

Draw: TypeAlias = Callable[[pd.DataFrame, str, float], Sheet]
Chart: TypeAlias = tuple[str, str, pd.DataFrame, Draw]
"""File name, id of the caption, table, and how it is drawn."""


CAPTIONS = (
    *(scoreboard.ID, scoreboard.MANY, scoreboard.ODDS, dumbbells.ID, cities.ID, cities.MANY, gains_map.ID),
    *(chart + ending for chart in (curves.PATHS, curves.DIFFERENCES) for ending in ("", curves.MANY)),
)
"""Ids of all captions."""

SHOWN = {"percent": "value", "value": "level", "percent_p05": "low", "percent_p95": "high"}
"""Columns of the differences under the names that the curves have."""

PAIR = 2
"""Scenarios whose difference is shown on a map."""

LONGEST = 34
"""Rows of dumbbells under one another on one chart."""


def drawn(comparison: Comparison, lang: str) -> Iterator[Drawn]:
    """Every chart for which there is data, with its source line."""
    source = word("compare_source", lang, first=comparison.labels(lang)[0])
    if comparison.banded:
        source += word("compare_source_bands", lang)
    for name, wording, table, draw in [*_targets(comparison), *_places(comparison), *_years(comparison)]:
        if table.empty:
            continue
        table = table.assign(label=table["order"].map(dict(enumerate(comparison.labels(lang)))))
        sheets = [draw(table, lang, width) for width in (WIDTH, NARROW)]
        for sheet in sheets:
            sheet.source(source)
        subject = indicator(str(table["variable"].iloc[0]), lang) if "variable" in table else ""
        yield Drawn(name, table, sheets[0], caption(wording, lang, table, indicator=subject), sheets[1])


def _targets(comparison: Comparison) -> Iterator[Chart]:
    few, found = comparison.few, comparison.targets
    board = numbered(found, headline=not few, judged=False)
    yield scoreboard.ID, scoreboard.ID if few else scoreboard.MANY, board, scoreboard.draw
    if not few and not board.empty:
        yield scoreboard.ODDS, scoreboard.ODDS, _likely(board), scoreboard.draw_odds
    shown = numbered(found, headline=True, judged=True)
    if not few and not shown.empty:
        shown = shown[shown["region"] == region()]
    for page, table in enumerate(_pages(shown), start=1):
        name = dumbbells.ID if page == 1 else f"{dumbbells.ID}_{page}"
        yield name, dumbbells.ID, table, dumbbells.draw


def _pages(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Whole targets, two at least, with about so many rows as a page of paper holds."""
    if table.empty:
        return
    shown = list(dict.fromkeys(table["target_id"]))
    most = max(2, 2 * (LONGEST // max(1, table["order"].nunique())))
    for start in range(0, len(shown), most):
        yield table[table["target_id"].isin(shown[start : start + most])].reset_index(drop=True)


def _likely(table: pd.DataFrame) -> pd.DataFrame:
    """The table where any scenario has probabilities, else nothing."""
    return table if table["probability"].notna().any() else table.iloc[:0]


def _places(comparison: Comparison) -> Iterator[Chart]:
    table = comparison.differences
    last = table[table["variable"].isin(HEADLINES) & (table["year"] == comparison.years[-1])]
    last = last.dropna(subset=["percent"])
    if comparison.few:
        yield cities.ID, cities.ID, last, cities.draw
        shown = last["variable"].isin((gains_map.CITY, gains_map.PORT)) & (last["region"] != region())
        if len(comparison.scenarios) == PAIR:
            yield gains_map.ID, gains_map.ID, last[shown].reset_index(drop=True), gains_map.draw
        return
    for variable in HEADLINES:
        yield _named(cities.ID, variable), cities.MANY, last[last["variable"] == variable], cities.draw


def _years(comparison: Comparison) -> Iterator[Chart]:
    ending = "" if comparison.few else curves.MANY
    for variable in HEADLINES:
        mine = comparison.paths[comparison.paths["variable"] == variable]
        if not comparison.few:
            mine = mine[mine["region"] == region()]
        yield _named(curves.PATHS, variable), curves.PATHS + ending, mine, curves.draw_paths
    table = comparison.differences
    table = table[(table["region"] == region()) & table["variable"].isin(BY_YEAR)].dropna(subset=["percent"])
    table = table.rename(columns=SHOWN)
    if comparison.few:
        yield curves.DIFFERENCES, curves.DIFFERENCES, _ordered(table), curves.draw_differences
        return
    for variable in HEADLINES:
        mine = table[table["variable"] == variable]
        yield _named(curves.DIFFERENCES, variable), curves.DIFFERENCES + ending, mine, curves.draw_differences


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    """Rows by indicator in the order of ``BY_YEAR``."""
    place = {variable: k for k, variable in enumerate(BY_YEAR)}
    return table.sort_values("variable", key=lambda column: column.map(place), kind="stable")


def _named(chart: str, variable: str) -> str:
    """File name of a chart of one indicator."""
    return f"{chart}_{variable.lower().replace(' ', '_')}"
