"""How sure the headline outcomes are: history, fans of 50, 80 and 90 %, the base, and the plan's target."""

from __future__ import annotations

import math

import pandas as pd

from sim.report.charts.captions import caption, contrast, sentence
from sim.report.charts.places import Cell, begin, cells
from sim.report.inputs import OBSERVED, PROJECTED, REFERENCE, Inputs
from sim.report.labels import indicator, region
from sim.report.numbers import Display, display
from sim.report.panel import extent, ticks
from sim.report.sheet import Sheet
from sim.report.style import BODY, MEASURES, MUTED, SMALL, TARGET, WIDTH
from sim.report.style import OBSERVED as GREY
from sim.report.style import REFERENCE as DASHED
from sim.report.target_rows import TargetRow, odds_of, target_rows
from sim.report.words import word

ID = "fan_charts"
CELL = 2.45
FANS = (("p05", "p95", 0.16), ("p10", "p90", 0.20), ("p25", "p75", 0.30))
"""Ends of each band and its opacity; the inner ones lie on the outer ones."""

BANDS = ("p05", "p10", "p25", "p50", "p75", "p90", "p95")
FIRST = 2015
"""First year of history that is shown."""


def data(inputs: Inputs) -> pd.DataFrame:
    """History, quantiles by year, and the target with its probability, by headline outcome."""
    if inputs.fans.empty:
        return pd.DataFrame()
    rows = {
        r.variable: r
        for r in target_rows(inputs.targets, inputs.paths, "en", inputs.scoreboard)
        if r.headline and r.judged and r.kind == "outcome" and r.region == region()
    }
    shown = [v for v in dict.fromkeys(inputs.fans["variable"]) if v in rows]
    past = inputs.rows((OBSERVED,), (region(),), shown, range(FIRST, inputs.years[0] + 1))
    history = past.drop(columns=[name for name in BANDS if name in past])
    whole = pd.concat([history, inputs.fans], ignore_index=True)
    whole = whole[whole["variable"].isin(shown)].reset_index(drop=True)
    for column, name in (
        ("target", "target"),
        ("target_year", "year"),
        ("probability", "probability"),
        ("probability_error", "probability_error"),
        ("base_probability", "base_probability"),
    ):
        whole[column] = [_of(rows[v], name) for v in whole["variable"]]
    return whole


def _of(row: TargetRow, name: str) -> float:
    return float(getattr(row, name))


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """One panel an indicator, each on its own scale that need not begin at zero."""
    words = caption(ID, lang, data)
    shown = list(dict.fromkeys(data.loc[data["kind"] == PROJECTED, "variable"]))
    compared = bool((data["kind"] == REFERENCE).any())
    keys = [(word("fan_median", lang), MEASURES)]
    keys += [(word("fan_reference", lang), DASHED)] if compared else []
    keys += [(word("goal", lang), TARGET)]
    sheet, top = begin(words, width, [(label, colour, "s", False) for label, colour in keys])
    for cell in cells(sheet, shown, top, CELL):
        _panel(sheet, data[data["variable"] == cell.name], cell, lang)
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """Where 90 % of the draws of the first outcome lie at last, and which targets are met most and least
    often.
    """
    mine = {
        str(v): rows.sort_values("year")
        for v, rows in data[data["kind"] == PROJECTED].groupby("variable", sort=False)
    }
    first, rows = next(iter(mine.items()))
    last = rows.iloc[-1]
    unit = display(str(last["unit"]), float(last["value"]), lang)
    low, high = unit.number(float(last["p05"])), unit.amount(float(last["p95"]))
    name = indicator(first, lang)
    clauses = [word("shows fan", lang, name=name, year=int(last["year"]), low=low, high=high)]
    odds = {v: float(r["probability"].iloc[-1]) for v, r in mine.items()}
    odds = {v: p for v, p in odds.items() if math.isfinite(p)}
    number = {v: f"{100 * p:.0f}%" for v, p in odds.items()}.__getitem__
    clauses.append(contrast("shows odds", lang, odds, lambda v: indicator(v, lang), number))
    return sentence(clauses, lang)


def _panel(sheet: Sheet, here: pd.DataFrame, cell: Cell, lang: str) -> None:
    mine, base, past = (
        here[here["kind"] == kind].sort_values("year") for kind in (PROJECTED, REFERENCE, OBSERVED)
    )
    goal, goal_year = float(mine["target"].iloc[0]), int(mine["target_year"].iloc[0])
    every = here[["value", "p05", "p95"]].to_numpy().ravel().tolist()
    years = (int(here["year"].min()), int(here["year"].max()))
    span = extent([*every, goal], zero=False, room=0.06)
    panel = cell.panel(sheet, CELL - 1.0, years, span, scale=0.5, labels=0.18, head=0.62)
    unit = display(str(mine["unit"].iloc[0]), float(mine["value"].iloc[-1]), lang)
    sheet.text(cell.left, cell.top + 0.10, indicator(cell.name, lang), size=BODY, bold=True)
    sheet.text(cell.right, cell.top + 0.10, unit.label, size=SMALL, colour=MUTED, ha="right")
    sheet.text(cell.left, cell.top + 0.27, band_words(mine, unit, lang), size=SMALL, colour=MUTED)
    sheet.text(cell.left, cell.top + 0.43, odds_words(mine, lang), size=SMALL, colour=MEASURES)
    low, high = panel.y_range
    panel.horizontal_grid(
        [v * unit.divisor for v in ticks(low / unit.divisor, high / unit.divisor, 4)], unit.tick
    )
    panel.years([year for year in range(years[0], years[1] + 1) if year % 5 == 0])
    when = mine["year"].tolist()
    for lower, higher, opacity in FANS:
        edge = panel.points(when, mine[lower].tolist())
        sheet.polygons([edge + panel.points(when, mine[higher].tolist())[::-1]], MEASURES, opacity=opacity)
    if len(past):
        sheet.line(panel.points(past["year"].tolist(), past["value"].tolist()), GREY, width=1.8)
    if len(base):
        for name, width in (("p05", 0.8), ("p50", 1.4), ("p95", 0.8)):
            sheet.line(
                panel.points(base["year"].tolist(), base[name].tolist()), DASHED, width=width, dashes=(3, 2)
            )
    sheet.line(panel.points(when, mine["p50"].tolist()), MEASURES, width=1.8)
    if years[0] <= goal_year <= years[1]:
        at = panel.x(goal_year)
        sheet.lines([((at - 0.28, panel.y(goal)), (at + 0.05, panel.y(goal)))], TARGET, width=2.4)


def band_words(mine: pd.DataFrame, unit: Display, lang: str) -> str:
    """The 90 % band of the last year."""
    last = mine.iloc[-1]
    low, high = unit.number(float(last["p05"])), unit.number(float(last["p95"]))
    return word("fan_band", lang, year=int(last["year"]), low=low, high=high)


def odds_words(mine: pd.DataFrame, lang: str) -> str:
    """How likely the target is met, and how likely it is without the measures."""
    row = mine.iloc[-1]
    if not math.isfinite(row["probability"]):
        return ""
    odds = odds_of(float(row["probability"]), float(row["probability_error"]), lang)
    text = word("fan_odds", lang, odds=odds)
    if math.isfinite(row["base_probability"]) and len(mine) and row["base_probability"] != row["probability"]:
        text += word("fan_odds_base", lang, share=f"{100 * row['base_probability']:.0f}")
    return text
