"""From one scenario to the other step by step: chapters by grades A and B, then grade C, then what is no
policy, with the plan's target.
"""

from __future__ import annotations

import math
from itertools import pairwise

import pandas as pd

from sim.report.attribution.amounts import Amounts, amounts
from sim.report.attribution.naming import row_label
from sim.report.charts.captions import Caption
from sim.report.glyphs import text_width
from sim.report.panel import Panel, extent, ticks
from sim.report.rows import rows as layout
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import GRID, INK, MEASURES, MUTED, REFERENCE, SMALL, TARGET, WIDTH, tint
from sim.report.words import word

ROW, THICK, NAMES, AMOUNTS = 0.29, 0.085, 1.62, 0.75
SHADES = {"A": MEASURES, "B": tint(MEASURES, 0.55), "C": tint(MEASURES, 0.22), "": REFERENCE}
START, COUNTED, END = "start", "counted", "end"
NEAR = 0.5
"""Share of the span of the steps within which the target is drawn to scale."""
LEVELS = (START, COUNTED, END)
"""Rows that are a level and no step: the one scenario, with grades A and B, the other."""


def data(steps: pd.DataFrame, start: float, end: float, goal: float, titles: dict[str, str]) -> pd.DataFrame:
    """Steps of one target and place with where each begins and ends; ``titles`` by level and language."""
    level, rows = start, [_level(START, start, titles)]
    for step in steps.to_dict("records"):
        if step["part"] not in ("A", "B") and rows[-1]["part"] in ("A", "B"):
            rows.append(_level(COUNTED, level, titles))
        key = str(step["row"])
        labels = {f"label_{lang}": row_label(key, lang) for lang in ("en", "zh")}
        after = level + step["contribution"]
        rows.append({"row": key, **labels, "part": step["part"], "begin": level, "end": after})
        level = after
    rows.append(_level(END, end, titles))
    frame = pd.DataFrame(rows)
    frame["contribution"] = frame["end"] - frame["begin"]
    return frame.assign(goal=goal, unit=steps["unit"].iloc[0])


def _level(row: str, value: float, titles: dict[str, str]) -> dict[str, object]:
    labels = {f"label_{lang}": titles.get(f"{row}_{lang}", "") for lang in ("en", "zh")}
    labels = {name: text or row_label(row, name[-2:]) for name, text in labels.items()}
    return {"row": row, **labels, "part": "", "begin": value, "end": value}


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH, *, head: Caption, source: str) -> Sheet:
    """A row a chapter; the amount at the right; the axis begins where the steps do."""
    steps = [(str(row), part) for row, part in data.groupby("row", sort=False)]
    unit = amounts(str(data["unit"].iloc[0]), data["contribution"], lang)
    texts = [_amount(row, parts, unit) for row, parts in steps]
    names = data[f"label_{lang}"].astype(str).tolist()
    rows = layout(width, names, texts, names=NAMES, amounts=AMOUNTS, height=ROW)
    goal = float(data["goal"].iloc[0])
    top = head_height(head.title, head.subtitle, width) + 0.02
    keys = [
        (word(f"grade {g}", lang), SHADES[g], "s", False) for g in ("A", "B", "C") if g in set(data["part"])
    ]
    after = Sheet(1.0, width).shape_key(MARGIN, top, keys)
    sheet = Sheet(after + 0.3 + rows.height * len(steps) + 0.28 + FOOT_HEIGHT, width)
    sheet.head(head.title, head.subtitle)
    sheet.shape_key(MARGIN, top, keys)
    values = [*data["begin"], *data["end"]]
    room = NEAR * (max(values) - min(values))
    near = min(values) - room <= goal <= max(values) + room
    panel = Panel(
        sheet,
        MARGIN + rows.names,
        after + 0.3,
        sheet.width - 2 * MARGIN - rows.names - rows.amounts,
        rows.height * len(steps),
        extent([*values, goal] if near else values, zero=False),
        (0.0, 1.0),
    )
    panel.vertical_grid(ticks(*panel.x_range, 3), unit.plain.tick)
    sheet.text(panel.right, panel.bottom + 0.27, unit.label, size=SMALL, colour=MUTED, ha="right")
    if math.isfinite(goal):
        _goal(panel, goal, unit, near, lang)
    middles = [panel.top + (k + 0.5) * rows.height for k in range(len(steps))]
    for y, (row, parts), text in zip(middles, steps, texts, strict=True):
        rows.name(sheet, y, str(parts[f"label_{lang}"].iloc[0]), bold=row in LEVELS)
        rows.amount(sheet, y, text, bold=row in LEVELS)
        _mark(panel, rows.bar(y), row, parts)
    _connect(panel, list(map(rows.bar, middles)), [float(parts["end"].iloc[-1]) for _, parts in steps])
    sheet.source(source)
    return sheet


def _amount(row: str, parts: pd.DataFrame, unit: Amounts) -> str:
    """The value of a level, the sum of a step."""
    if row in LEVELS:
        return unit.level(float(parts["end"].iloc[-1]))
    return unit.change(float(parts["contribution"].sum()))


def _mark(panel: Panel, y: float, row: str, parts: pd.DataFrame) -> None:
    """A diamond for a level, bars for a step."""
    if row in LEVELS:
        panel.sheet.dots([(panel.x(float(parts["begin"].iloc[0])), y)], INK, shape="D", size=7)
    else:
        _bars(panel, y, parts)


def _bars(panel: Panel, y: float, parts: pd.DataFrame) -> None:
    """The grades of a step one after another; where one goes back, below one another."""
    back = parts["contribution"].min() < 0 < parts["contribution"].max()
    half = THICK / len(parts) if back else THICK
    for k, part in enumerate(parts.to_dict("records")):
        middle = y + (2 * k + 1 - len(parts)) * half if back else y
        ends = sorted((panel.x(part["begin"]), panel.x(part["end"])))
        panel.sheet.boxes([(ends[0], middle - half, ends[1], middle + half)], SHADES[part["part"]])


def _connect(panel: Panel, middles: list[float], ends: list[float]) -> None:
    """Thin lines from where a row ends to where the next begins."""
    panel.sheet.lines(
        [
            ((panel.x(end), one + THICK), (panel.x(end), other - THICK))
            for end, (one, other) in zip(ends, pairwise(middles), strict=False)
        ],
        MUTED,
        width=0.5,
    )
    panel.sheet.lines([((panel.left, panel.bottom), (panel.right, panel.bottom))], GRID)


def _goal(panel: Panel, goal: float, unit: Amounts, near: bool, lang: str) -> None:
    """The plan's target as a line with its value above; far from the steps, an arrow says where it lies."""
    sheet, text = panel.sheet, word("target_value", lang, value=unit.goal(goal))
    if near:
        x = panel.x(goal)
        sheet.lines([((x, panel.top - 0.06), (x, panel.bottom))], TARGET, width=1.6)
    else:
        below = goal < panel.x_range[0]
        x = panel.left if below else panel.right
        text = f"← {text}" if below else f"{text} →"
    half = text_width(text, SMALL) / 2
    at = min(max(x, MARGIN + half), sheet.width - MARGIN - half)
    sheet.text(at, panel.top - 0.15, text, size=SMALL, colour=TARGET, ha="center")
