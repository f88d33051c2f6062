"""What the spread of the headline outcomes comes from: parameters, drivers, the data of 2020, and their
interaction.
"""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.inputs import Inputs
from sim.report.labels import indicator
from sim.report.numbers import change
from sim.report.panel import Panel
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, MUTED, SMALL, WIDTH
from sim.report.words import word

ID = "variance_split"
ROW, BAR = 0.78, 0.26
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
    words = caption(ID, lang, data)
    targets = list(dict.fromkeys(data["target"]))
    top = head_height(words.title, words.subtitle, width) + 0.35
    sheet = Sheet(top + ROW * len(targets) + 0.25 + FOOT_HEIGHT, width)
    y = sheet.head(words.title, words.subtitle)
    shown = [name for name in COLOURS if name in set(data["source"])]
    sheet.key(MARGIN, y - 0.02, [(word(f"source {name}", lang), COLOURS[name]) for name in shown])
    least = float(
        data.loc[data["source"] != WHOLE, "share"].clip(upper=0).groupby(data["target"]).sum().min()
    )
    panel = Panel(
        sheet,
        MARGIN + 0.05,
        top,
        sheet.width - 2 * MARGIN - 0.15,
        ROW * len(targets),
        (least, 1 - least),
        (0, 1),
    )
    panel.vertical_grid([0, 0.25, 0.5, 0.75, 1], lambda v: f"{100 * v:g}%")
    for k, target in enumerate(targets):
        rows = data[data["target"] == target].set_index("source")
        whole = rows.loc[WHOLE]
        at = top + k * ROW
        sheet.text(MARGIN, at + 0.16, indicator(str(target), lang), size=BODY, bold=True)
        spread = change(float(whole["sd"]), str(whole["unit"]), lang).lstrip("+")
        sheet.text(
            sheet.width - MARGIN,
            at + 0.16,
            word("sd_of", lang, value=spread),
            size=SMALL,
            colour=MUTED,
            ha="right",
        )
        right, left = 0.0, 0.0
        for name in shown:
            share = float(rows.loc[name, "share"])
            start = right if share >= 0 else left
            ends = sorted((panel.x(start), panel.x(start + share)))
            sheet.boxes([(ends[0], at + 0.30, ends[1], at + 0.30 + BAR)], COLOURS[name])
            label = f"{100 * share:.0f}"
            if ends[1] - ends[0] > 0.25:
                ink = "#FFFFFF" if name == "parameters" else "#1F2933"
                sheet.text(sum(ends) / 2, at + 0.30 + BAR / 2, label, size=SMALL, ha="center", colour=ink)
            right, left = (right + share, left) if share >= 0 else (right, left + share)
    return sheet
