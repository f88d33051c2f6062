"""Population change taken apart: births, deaths, and migration with the outside and within the region."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import cells, heading, places, sheet_height
from sim.report.charts.stacks import columns, stacked
from sim.report.inputs import PROJECTED, Inputs, Path, paths
from sim.report.numbers import display
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import MARGIN, Sheet, head_height
from sim.report.style import BIRTHS, DEATHS, INK, MUTED, OUTSIDE, SMALL, WIDTH, WITHIN
from sim.report.words import word

ID = "population_components"
PARTS = (
    ("Births", 1, BIRTHS),
    ("Deaths", -1, DEATHS),
    ("Net migration|Outside region", 1, OUTSIDE),
    ("Net migration|Within region", 1, WITHIN),
)
"""Variable, sign in the balance, colour."""
CELL = 1.95


def data(inputs: Inputs) -> pd.DataFrame:
    """Births, deaths, both kinds of net migration and residents by place and year."""
    return inputs.rows((PROJECTED,), places(), [*(name for name, _, _ in PARTS), "Population"])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Stacked columns by year, gains up and losses down; the mark is the sum of all."""
    series = paths(data)
    shown = [p for p in places() if (PROJECTED, p, "Births") in series]
    words = caption(ID, lang, data[data["variable"] == "Births"])
    top = head_height(words.title, words.subtitle, width) + 0.24
    sheet = Sheet(sheet_height(len(shown), top, CELL, width), width)
    y = sheet.head(words.title, words.subtitle)
    keys = [(word(f"part {name}", lang), colour, "s", False) for name, _, colour in PARTS]
    sheet.shape_key(MARGIN, y - 0.02, [*keys, (word("net_change", lang), INK, "D", True)])
    unit = display(data["unit"].iloc[0], 0.0, lang)
    for name, left, upper in cells(shown, top, CELL, width):
        years = series[PROJECTED, name, "Births"].years
        balance = {
            y: [
                sign * series[PROJECTED, name, v].at(y) if (PROJECTED, name, v) in series else 0.0
                for v, sign, _ in PARTS
            ]
            for y in years
        }
        span = extent([e for parts in balance.values() for pair in stacked(parts) for e in pair], room=0.08)
        panel = Panel(
            sheet, left + 0.42, upper + 0.47, 2.38, CELL - 0.83, (years[0] - 0.6, years[-1] + 0.6), span
        )
        heading(sheet, name, left, upper, lang, _change(series.get((PROJECTED, name, "Population")), lang))
        sheet.text(left + 2.8, upper + 0.10, unit.label, size=SMALL, colour=MUTED, ha="right")
        panel.horizontal_grid(
            [v * unit.divisor for v in ticks(span[0] / unit.divisor, span[1] / unit.divisor, 3)], unit.tick
        )
        panel.years([y for y in years if len(years) < 8 or y % 5 == 0])
        columns(panel, balance, [colour for _, _, colour in PARTS])
        sheet.dots(
            [(panel.x(y), panel.y(sum(balance[y]))) for y in years], INK, shape="D", size=5, hollow=True
        )
    return sheet


def _change(path: Path | None, lang: str) -> str:
    """Residents at first and at last."""
    if path is None:
        return ""
    unit = display(path.unit, path.values[-1], lang)
    return word(
        "from_to",
        lang,
        first=path.years[0],
        a=unit.number(path.values[0]),
        last=path.years[-1],
        b=unit.amount(path.values[-1]),
    )
