"""Headline targets under every scenario."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.glyphs import text_width
from sim.report.numbers import display
from sim.report.panel import Panel, spread
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, GRID, SMALL, TARGET, scenario_colour
from sim.report.words import word

ID = "compare_targets"
ROW = 1.12


def draw(data: pd.DataFrame, lang: str) -> Sheet:
    """One strip a target: a mark for each scenario and the target.

    ``data``: target_id, name_en, name_zh, unit, target, scenario, order, year, projected.
    """
    words = caption(ID, lang, data)
    colours = {name: scenario_colour(k) for name, k in zip(data["scenario"], data["order"], strict=True)}
    groups = list(data.groupby("target_id", sort=False))
    top = head_height(words.title, words.subtitle) + 0.3
    sheet = Sheet(top + ROW * len(groups) + FOOT_HEIGHT)
    y = sheet.head(words.title, words.subtitle)
    sheet.shape_key(MARGIN, y - 0.02, [(n, c, "o", False) for n, c in colours.items()])
    for r, (_, group) in enumerate(groups):
        target, values = float(group["target"].iloc[0]), group.set_index("scenario")["projected"]
        low, high = min(target, *values), max(target, *values)
        room = 0.15 * (high - low or abs(high))
        panel = Panel(
            sheet,
            MARGIN + 0.1,
            top + r * ROW + 0.45,
            sheet.width - 2 * MARGIN - 0.2,
            0.28,
            (low - room, high + room),
            (0, 1),
        )
        unit = display(str(group["unit"].iloc[0]), target / 10, lang)
        sheet.text(MARGIN, panel.top - 0.33, str(group[f"name_{lang}"].iloc[0]), size=BODY + 1, bold=True)
        middle = panel.top + 0.14
        sheet.lines([((panel.left, middle), (panel.right, middle))], GRID, width=3)
        for name, colour in colours.items():
            sheet.dots([(panel.x(values[name]), middle)], colour, size=8)
        sheet.lines([((panel.x(target), middle - 0.15), (panel.x(target), middle + 0.12))], TARGET, width=2.2)
        goal = word("target_value", lang, value=unit.goal(target))
        half = text_width(goal, SMALL) / 2
        sheet.text(
            min(max(panel.x(target), MARGIN + half), sheet.width - MARGIN - half),
            panel.top - 0.1,
            goal,
            size=SMALL,
            colour=TARGET,
            ha="center",
        )
        texts = [unit.number(values[n]) for n in colours]
        least = max(text_width(t, SMALL) for t in texts) + 0.1
        places = spread(
            [panel.x(values[n]) for n in colours], least, panel.left + least / 2, panel.right - least / 2
        )
        for text, x, colour in zip(texts, places, colours.values(), strict=True):
            sheet.text(x, panel.bottom + 0.1, text, size=SMALL, colour=colour, ha="center")
    return sheet
