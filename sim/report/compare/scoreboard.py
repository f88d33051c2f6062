"""Heat map of targets by scenario: how far each is from its target, and how likely it is to meet it."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.compare.heat import Cell, diverging, fitted, heat
from sim.report.compare.marks import called, few, key, key_height, order_of
from sim.report.numbers import Display, display
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import SMALL, WIDTH
from sim.report.view import sign

ID = "compare_scoreboard"
MANY, ODDS = "compare_scoreboard_many", "compare_odds"
"""Captions of the margins and of the probabilities of many scenarios."""

FULL = 10.0
"""Margin in per cent of the target from which the colour is deepest."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NAMES, MANY_NAMES, ROW, MANY_ROW = 2.55, 1.62, 0.37, 0.215


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Rows are targets for a few scenarios, scenarios for many.

    ``data``: target_id, name_en, name_zh, operator, target, unit, scenario, order, year, margin_percent,
    probability.
    """
    if few(data):
        return _by_target(data, lang, width)
    return _by_scenario(data, lang, MANY, "margin_percent", width)


def draw_odds(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Probabilities alone, for many scenarios; ``data`` as for ``draw``."""
    return _by_scenario(data, lang, ODDS, "probability", width)


def _good(row: Mapping[Hashable, Any]) -> float:
    """The margin with the sign that says whether it helps."""
    margin = float(row["margin_percent"])
    return -margin if str(row["operator"]).startswith("<") else margin


def _margin(value: float, lang: str) -> str:
    return Display(1, "", lang).change(value, 1 if abs(value) < 9.95 else 0)


def _odds(probability: float) -> str:
    return f"{100 * probability:.0f}%"


def _label(row: Mapping[Hashable, Any], lang: str) -> tuple[str, str]:
    unit = display(str(row["unit"]), float(row["target"]), lang)
    return str(row[f"name_{lang}"]), f"{sign(str(row['operator']))} {unit.goal(float(row['target']))}"


def _by_target(data: pd.DataFrame, lang: str, width: float) -> Sheet:
    words, scenarios = caption(ID, lang, data), order_of(data)
    groups = [group for _, group in data.groupby("target_id", sort=False)]
    top = head_height(words.title, words.subtitle, width) + key_height(scenarios, width)
    table = heat(width, len(scenarios), names=NAMES, widest=0.9, row=ROW, lines=2)
    sheet = Sheet(top + 0.26 + (table.over + ROW) * len(groups) + FOOT_HEIGHT, width)
    y = sheet.head(words.title, words.subtitle)
    key(sheet, y - 0.02, scenarios)
    place = {order: k for k, order in enumerate(scenarios)}
    cells = {}
    for r, group in enumerate(groups):
        for row in group.to_dict("records"):
            if math.isfinite(row["margin_percent"]):
                lines = [_margin(row["margin_percent"], lang) + "%"]
                if math.isfinite(row["probability"]):
                    lines.append(f"({_odds(row['probability'])})")
                cells[r, place[int(row["order"])]] = Cell(diverging(_good(row), FULL), tuple(lines))
    labels = [_label(group.iloc[0].to_dict(), lang) for group in groups]
    heads = [called(order, name) for order, name in scenarios.items()]
    table.draw(sheet, top, heads, labels, cells)
    return sheet


def _by_scenario(data: pd.DataFrame, lang: str, chart: str, measure: str, width: float) -> Sheet:
    words, scenarios = caption(chart, lang, data), order_of(data)
    groups = [group for _, group in data.groupby("target_id", sort=False)]
    legend = [
        f"{letter} {name}, {goal}" if lang == "en" else f"{letter} {name}（{goal}）"
        for letter, group in zip(LETTERS, groups, strict=False)
        for name, goal in (_label(group.iloc[0].to_dict(), lang),)
    ]
    columns = 2 if width >= WIDTH else 1
    part = (width - 2 * MARGIN) / columns
    lines = -(-len(legend) // columns)
    top = head_height(words.title, words.subtitle, width) + 0.19 * lines + 0.1
    table = heat(width, len(groups), names=MANY_NAMES, widest=0.6, row=MANY_ROW)
    sheet = Sheet(top + 0.26 + (table.over + MANY_ROW) * len(scenarios) + FOOT_HEIGHT, width)
    y = sheet.head(words.title, words.subtitle)
    for k, text in enumerate(legend):
        sheet.text(
            MARGIN + (k // lines) * part,
            y + 0.19 * (k % lines),
            fitted(text, SMALL, part - 0.1),
            size=SMALL,
        )
    place = {order: r for r, order in enumerate(scenarios)}
    cells = {}
    for k, group in enumerate(groups):
        for row in group.to_dict("records"):
            if not math.isfinite(row[measure]):
                continue
            if measure == "probability":
                shown, colour = _odds(row[measure]), diverging(row[measure] - 0.5, 0.5)
            else:
                shown, colour = _margin(row[measure], lang), diverging(_good(row), FULL)
            cells[place[int(row["order"])], k] = Cell(colour, (shown,))
    rows = [(called(order, name),) for order, name in scenarios.items()]
    table.draw(sheet, top, LETTERS[: len(groups)], rows, cells)
    return sheet
