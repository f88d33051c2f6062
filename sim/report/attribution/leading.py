"""The settings that make most of a difference, inside each grade, with what they do alone and within all."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from sim.report.attribution.amounts import amounts
from sim.report.attribution.waterfall import SHADES
from sim.report.charts.captions import Caption
from sim.report.panel import Panel, extent
from sim.report.rows import rows as layout
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, INK, MUTED, SMALL, WIDTH
from sim.report.words import word

ROW, HEAD, NAMES, AMOUNTS, THICK = 0.29, 0.3, 2.05, 0.72, 0.08
MOST = {"A": 6, "B": 6, "C": 4, "": 6}
"""Settings shown of each grade; all are in the table."""


def data(players: pd.DataFrame) -> pd.DataFrame:
    """The largest contributions of each grade, grade by grade."""
    moved = players[players["contribution"] != 0]
    size = moved["contribution"].abs()
    ordered = moved.assign(size=size).sort_values("size", ascending=False, kind="stable").drop(columns="size")
    parts = [ordered[ordered["grade"] == grade].head(most) for grade, most in MOST.items()]
    return pd.concat(parts, ignore_index=True)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH, *, head: Caption, source: str) -> Sheet:
    """Bars on one scale; the ring is the effect alone, the dot the effect within all the others."""
    grades = list(dict.fromkeys(data["grade"]))
    top = head_height(head.title, head.subtitle, width)
    keys = [
        (word("attribution_alone", lang), INK, "o", True),
        (word("attribution_within", lang), INK, "o", False),
    ]
    unit = amounts(str(data["unit"].iloc[0]), data["contribution"], lang)
    names = data[f"label_{lang}"].astype(str).tolist()
    texts = [unit.change(value) for value in data["contribution"]]
    rows = layout(width, names, texts, names=NAMES, amounts=AMOUNTS, height=ROW)
    after = Sheet(1.0, width).shape_key(MARGIN, top, keys)
    sheet = Sheet(after + HEAD * len(grades) + rows.height * len(data) + 0.12 + FOOT_HEIGHT, width)
    sheet.head(head.title, head.subtitle)
    sheet.shape_key(MARGIN, top, keys)
    limits = extent([*data["contribution"], *data["first"], *data["last"]])
    y = after
    for grade in grades:
        name = word(f"grade {grade}", lang) if grade else word("attribution_no_policy", lang)
        sheet.text(MARGIN, y + 0.14, name, size=BODY, bold=True)
        y += HEAD
        mine = data[data["grade"] == grade]
        room = sheet.width - 2 * MARGIN - rows.names - rows.amounts
        panel = Panel(sheet, MARGIN + rows.names, y, room, rows.height * len(mine), limits, (0.0, 1.0))
        for k, row in enumerate(mine.to_dict("records")):
            middle = y + (k + 0.5) * rows.height
            rows.name(sheet, middle, row[f"label_{lang}"])
            rows.amount(sheet, middle, unit.change(row["contribution"]))
            _marks(panel, rows.bar(middle), row, grade)
        sheet.lines(rows.upright(panel.x(0), y, len(mine)), INK, width=0.8)
        y = panel.bottom
    sheet.text(sheet.width - MARGIN, after + 0.14, unit.label, size=SMALL, colour=MUTED, ha="right")
    sheet.source(source)
    return sheet


def _marks(panel: Panel, y: float, row: Mapping[Hashable, Any], grade: str) -> None:
    """The bar of a setting, its effect alone and within all the others."""
    sheet = panel.sheet
    ends = sorted((panel.x(0.0), panel.x(row["contribution"])))
    sheet.boxes([(ends[0], y - THICK, ends[1], y + THICK)], SHADES[grade])
    sheet.dots([(panel.x(row["first"]), y)], INK, size=5, hollow=True)
    sheet.dots([(panel.x(row["last"]), y)], INK, size=4)
