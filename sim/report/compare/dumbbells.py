"""Headline targets as dumbbells: from the first scenario to each, in per cent of the target."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.compare.heat import fitted
from sim.report.compare.marks import called, colour, few, order_of
from sim.report.numbers import Display, display
from sim.report.panel import Panel, extent, grid, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, INK, MUTED, SMALL, TARGET, WIDTH, tint
from sim.report.view import sign
from sim.report.words import word

ID = "compare_targets"
ROW, HEAD, FOOT, COLUMNS = 0.19, 0.44, 0.36, 2
NAMES, VALUES, GAP = 1.12, 0.45, 0.18


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """One panel a target, one row a scenario, the highest first.

    ``data``: target_id, name_en, name_zh, operator, unit, target, scenario, order, year, projected, p05, p95.
    """
    words = caption(ID, lang, data)
    groups = [group for _, group in data.groupby("target_id", sort=False)]
    height = HEAD + FOOT + ROW * int(data.groupby("target_id")["order"].nunique().max())
    across = COLUMNS if width >= WIDTH else 1
    top = head_height(words.title, words.subtitle, width) + 0.24
    sheet = Sheet(top + height * -(-len(groups) // across) + FOOT_HEIGHT, width)
    y = sheet.head(words.title, words.subtitle)
    first = word("compare_first", lang, name=fitted(order_of(data)[0], SMALL, 3.0 if across > 1 else 1.6))
    sheet.shape_key(MARGIN, y - 0.02, [(first, INK, "o", True), (word("goal", lang), TARGET, "s", False)])
    corners = grid(len(groups), top, columns=across, height=height, width=width, gap=GAP)
    for group, (left, upper) in zip(groups, corners, strict=True):
        room = (width - 2 * MARGIN - GAP * (across - 1)) / across
        _panel(sheet, group, left, upper, room, alone=not few(data), lang=lang)
    return sheet


def _panel(
    sheet: Sheet, group: pd.DataFrame, left: float, top: float, width: float, *, alone: bool, lang: str
) -> None:
    row = group.iloc[0]
    goal = float(row["target"])
    unit = display(str(row["unit"]), goal, lang)
    sheet.text(left, top + 0.09, fitted(str(row[f"name_{lang}"]), BODY, width), size=BODY, bold=True)
    text = word("compare_scale", lang, goal=f"{sign(str(row['operator']))} {unit.goal(goal)}")
    sheet.text(left, top + 0.26, fitted(text, SMALL, width), size=SMALL, colour=MUTED)
    shares = {name: 100 * group[name] / goal for name in ("projected", "p05", "p95")}
    ordered = group.assign(**shares).sort_values(["projected", "order"], ascending=[False, True])
    span = extent(
        [100.0, *ordered[["projected", "p05", "p95"]].to_numpy().ravel().tolist()], zero=False, room=0.06
    )
    size = (width - NAMES - VALUES, ROW * len(ordered))
    panel = Panel(sheet, left + NAMES, top + HEAD, *size, span, (0, 1))
    panel.vertical_grid(ticks(*span, 3)[:4], Display(1, "", lang).tick)
    base = ordered.loc[ordered["order"] == 0, "projected"]
    start = float(base.iloc[0]) if len(base) else math.nan
    if math.isfinite(start):
        upright = ((panel.x(start), panel.top), (panel.x(start), panel.bottom))
        sheet.lines([upright], INK, width=0.7, dashes=(2, 2))
    sheet.lines([((panel.x(100), panel.top), (panel.x(100), panel.bottom))], TARGET, width=1.6)
    for r, each in enumerate(ordered.to_dict("records")):
        _row(sheet, panel, each, start, top + HEAD + (r + 0.5) * ROW, alone=alone, lang=lang)


def _row(
    sheet: Sheet,
    panel: Panel,
    each: Mapping[Hashable, Any],
    start: float,
    y: float,
    *,
    alone: bool,
    lang: str,
) -> None:
    order, value = int(each["order"]), float(each["projected"])
    low, high = float(each["p05"]), float(each["p95"])
    shade = colour(order, alone=alone)
    first = order == 0
    name = fitted(called(order, str(each["label"])), SMALL, NAMES - 0.1)
    sheet.text(panel.left - 0.07, y, name, size=SMALL, colour=INK if first else MUTED, ha="right")
    if math.isfinite(low) and math.isfinite(high):
        sheet.lines([((panel.x(low), y), (panel.x(high), y))], tint(shade, 0.35), width=3.0)
    if not math.isfinite(value):
        return
    if math.isfinite(start):
        sheet.lines([((panel.x(start), y), (panel.x(value), y))], shade, width=1.6)
    sheet.dots([(panel.x(value), y)], INK if first else shade, size=5.5, hollow=first)
    text = Display(1, "", lang).number(value, 1)
    sheet.text(panel.right + 0.06, y, text, size=SMALL, colour=INK)
