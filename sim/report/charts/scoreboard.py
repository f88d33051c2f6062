"""The model beside rules that need no model: yearly growth to the horizon, and errors on the past."""

from __future__ import annotations

import math

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.inputs import Inputs
from sim.report.labels import indicator, place, region
from sim.report.numbers import growth_rate
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, GRID, INK, MEASURES, MUTED, SMALL, TARGET, WIDTH
from sim.report.words import word

ID = "scoreboard"
ROW, NAMES = 0.29, 2.05
RULES = (
    ("model", MEASURES, "o", False),
    ("naive_growth", INK, "D", True),
    ("naive_share", TARGET, "^", True),
)
HORIZON = 2025


def data(inputs: Inputs) -> pd.DataFrame:
    """Growth a year from the last observation to 2025 by indicator and place, by the model and both rules."""
    span = HORIZON - inputs.years[0]
    records = []
    for row in inputs.scoreboard.to_dict("records"):
        rates = {
            rule: growth_rate(row["last_observed"], row[f"{rule}_{HORIZON}"], span) for rule, *_ in RULES
        }
        if math.isfinite(rates["model"]):
            records.append({"indicator": row["indicator"], "region": row["region"], "year": HORIZON, **rates})
    return pd.DataFrame(records, columns=["indicator", "region", "year", *(rule for rule, *_ in RULES)])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Dots on one scale, % a year, grouped by indicator."""
    words = caption(ID, lang, data)
    groups = list(dict.fromkeys(data["indicator"]))
    top = head_height(words.title, words.subtitle, width) + 0.5
    sheet = Sheet(top + ROW * len(data) + 0.32 * len(groups) + 0.25 + FOOT_HEIGHT, width)
    y = sheet.head(words.title, words.subtitle)
    sheet.shape_key(
        MARGIN,
        y - 0.02,
        [(word(f"rule {name}", lang), colour, shape, hollow) for name, colour, shape, hollow in RULES],
    )
    values = data[[name for name, *_ in RULES]].to_numpy().ravel().tolist()
    height = ROW * len(data) + 0.32 * len(groups)
    panel = Panel(
        sheet, MARGIN + NAMES, top, sheet.width - 2 * MARGIN - NAMES - 0.15, height, extent(values), (0, 1)
    )
    panel.vertical_grid(ticks(*panel.x_range, 6), lambda v: f"{v:g}%".replace("-", "−"))
    at = top
    for group in groups:
        sheet.text(MARGIN, at + 0.17, indicator(group, lang), size=BODY, bold=True)
        at += 0.32
        for row in data[data["indicator"] == group].to_dict("records"):
            name = place(row["region"], lang)
            sheet.text(
                MARGIN + 0.15,
                at + ROW / 2,
                name,
                size=SMALL,
                colour=INK if row["region"] == region() else MUTED,
            )
            ends = [panel.x(row[rule]) for rule, *_ in RULES if math.isfinite(row[rule])]
            sheet.lines([((min(ends), at + ROW / 2), (max(ends), at + ROW / 2))], GRID, width=2)
            for rule, colour, shape, hollow in reversed(RULES):
                if math.isfinite(row[rule]):
                    sheet.dots(
                        [(panel.x(row[rule]), at + ROW / 2)],
                        colour,
                        shape=shape,
                        size=7 if rule == "model" else 5.5,
                        hollow=hollow,
                    )
            at += ROW
    return sheet
