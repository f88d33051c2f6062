"""What the spread of the headline outcomes comes from: parameters, drivers, the data of 2020, and their
interaction.
"""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption, extremes, sentence
from sim.report.charts.places import begin
from sim.report.inputs import Inputs
from sim.report.labels import indicator
from sim.report.numbers import change
from sim.report.panel import Panel
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet
from sim.report.style import BODY, MUTED, SMALL, WIDTH, over
from sim.report.words import word

ID = "variance_split"
ROW, BAR, SPREAD = 0.78, 0.26, 0.17
"""Heights of an outcome, its bar, and the line with its spread where it has no room beside the name."""

COLOURS = {
    "parameters": "#0B6E69",
    "drivers": "#E0A800",
    "base_data": "#7A8DA8",
    "interaction": "#D9C7D6",
}
"""Sources in the order of the bars; one that is not drawn has none."""

WHOLE = "all"


def data(inputs: Inputs) -> pd.DataFrame:
    """Share of the variance and standard deviation by source and headline outcome."""
    return inputs.variance


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """One stacked bar an outcome; a share below zero (sources that offset each other) is left of the bar's
    start.
    """
    targets = list(dict.fromkeys(data["target"]))
    shown = [name for name in COLOURS if name in set(data["source"])]
    keys = [(word(f"source {name}", lang), COLOURS[name], "s", False) for name in shown]
    sheet, top = begin(caption(ID, lang, data), width, keys)
    line = SPREAD if width < WIDTH else 0.0
    row = ROW + line
    sheet.height = top + row * len(targets) + 0.25 + FOOT_HEIGHT
    least = float(
        data.loc[data["source"] != WHOLE, "share"].clip(upper=0).groupby(data["target"]).sum().min()
    )
    panel = Panel(
        sheet,
        MARGIN + 0.05,
        top,
        sheet.width - 2 * MARGIN - 0.15,
        row * len(targets),
        (least, 1 - least),
        (0, 1),
    )
    panel.vertical_grid([0, 0.25, 0.5, 0.75, 1], lambda v: f"{100 * v:g}%")
    for k, target in enumerate(targets):
        rows = data[data["target"] == target].set_index("source")
        whole = rows.loc[WHOLE]
        at = top + k * row
        sheet.text(MARGIN, at + 0.16, indicator(str(target), lang), size=BODY, bold=True)
        spread = change(float(whole["sd"]), str(whole["unit"]), lang).lstrip("+")
        where = (MARGIN, at + 0.16 + line, "left") if line else (sheet.width - MARGIN, at + 0.16, "right")
        text = word("sd_of", lang, value=spread)
        sheet.text(*where[:2], text, size=SMALL, colour=MUTED, ha=where[2])
        at += line
        right, left = 0.0, 0.0
        for name in shown:
            share = float(rows.loc[name, "share"])
            start = right if share >= 0 else left
            ends = sorted((panel.x(start), panel.x(start + share)))
            sheet.boxes([(ends[0], at + 0.30, ends[1], at + 0.30 + BAR)], COLOURS[name])
            label = f"{100 * share:.0f}"
            if ends[1] - ends[0] > 0.25:
                ink = over(COLOURS[name])
                sheet.text(sum(ends) / 2, at + 0.30 + BAR / 2, label, size=SMALL, ha="center", colour=ink)
            right, left = (right + share, left) if share >= 0 else (right, left + share)
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """The largest source of the spread of each outcome with its share."""
    clauses = []
    for target, rows in data[data["source"] != WHOLE].groupby("target", sort=False):
        shares = {str(s): float(v) for s, v in zip(rows["source"], rows["share"], strict=True)}
        largest, _ = extremes(shares)
        parts = {"target": indicator(str(target), lang), "source": word(f"source {largest}", lang)}
        clauses.append(word("shows variance", lang, **parts, share=f"{100 * shares[largest]:.0f}%"))
    return sentence([word("shows variances", lang, list=word("joint", lang).join(clauses))], lang)
