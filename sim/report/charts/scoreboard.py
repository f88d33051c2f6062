"""The model beside rules that need no model: yearly growth to the horizon, and which rule it is nearer to."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from sim.report.charts.captions import caption, sentence
from sim.report.charts.places import begin
from sim.report.inputs import PLAN_YEAR, Inputs
from sim.report.labels import indicator, place, region
from sim.report.numbers import growth_rate, percent
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet
from sim.report.style import BODY, GRID, INK, MEASURES, MUTED, SMALL, TARGET, WIDTH
from sim.report.words import word

ID = "scoreboard"
ROW, GROUP, NAMES, NEARER = 0.22, 0.27, 1.15, 0.62
"""Heights of a row and of a heading; room for the names and for the rule that the model is nearer to."""
RULES = (
    ("model", MEASURES, "o", False),
    ("naive_growth", INK, "D", True),
    ("naive_share", TARGET, "^", True),
)
NAIVE = {name: (colour, shape) for name, colour, shape, _ in RULES[1:]}


def data(inputs: Inputs) -> pd.DataFrame:
    """Growth a year from the last observation to 2025 by indicator and place, by the model and both rules."""
    span = PLAN_YEAR - inputs.years[0]
    records = []
    for row in inputs.scoreboard.to_dict("records"):
        rates = {
            rule: growth_rate(row["last_observed"], row[f"{rule}_{PLAN_YEAR}"], span) for rule, *_ in RULES
        }
        if math.isfinite(rates["model"]):
            records.append(
                {"indicator": row["indicator"], "region": row["region"], "year": PLAN_YEAR, **rates}
            )
    return pd.DataFrame(records, columns=["indicator", "region", "year", *(rule for rule, *_ in RULES)])


def nearer(row: Mapping[Hashable, Any]) -> tuple[str, float] | None:
    """The rule that the model is nearer to, and by how many points a year it lies above; None where not both
    rules are known.
    """
    off = {rule: row["model"] - row[rule] for rule in NAIVE}
    if not all(map(math.isfinite, off.values())):
        return None
    rule = min(off, key=lambda name: abs(off[name]))
    return rule, off[rule]


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Dots on one scale, % a year, grouped by indicator; on the right the nearer rule and the distance."""
    keys = [(word(f"rule {name}", lang), colour, shape, hollow) for name, colour, shape, hollow in RULES]
    sheet, top = begin(caption(ID, lang, data), width, keys)
    right, top = width - MARGIN, top + 0.16
    sheet.text(right, top - 0.05, word("nearer_to", lang), size=SMALL, colour=MUTED, ha="right")
    groups = list(dict.fromkeys(data["indicator"]))
    height = ROW * len(data) + GROUP * len(groups)
    sheet.height = top + height + 0.25 + FOOT_HEIGHT
    values = data[[name for name, *_ in RULES]].to_numpy().ravel().tolist()
    across = width - 2 * MARGIN - NAMES - NEARER
    panel = Panel(sheet, MARGIN + NAMES, top, across, height, extent(values), (0, 1))
    panel.vertical_grid(ticks(*panel.x_range, 6), lambda v: f"{v:g}%".replace("-", "−"))
    at = top
    for group in groups:
        sheet.text(MARGIN, at + 0.15, indicator(group, lang), size=BODY, bold=True)
        at += GROUP
        for row in data[data["indicator"] == group].to_dict("records"):
            _row(panel, at + ROW / 2, row, lang)
            at += ROW
    return sheet


def _row(panel: Panel, y: float, row: Mapping[Hashable, Any], lang: str) -> None:
    """One place: its name, its dots, and the nearer rule."""
    sheet = panel.sheet
    colour = INK if row["region"] == region() else MUTED
    sheet.text(MARGIN + 0.1, y, place(row["region"], lang), size=SMALL, colour=colour)
    ends = [panel.x(row[rule]) for rule, *_ in RULES if math.isfinite(row[rule])]
    sheet.lines([((min(ends), y), (max(ends), y))], GRID, width=2)
    for rule, paint, shape, hollow in reversed(RULES):
        if math.isfinite(row[rule]):
            size = 7 if rule == "model" else 5.5
            sheet.dots([(panel.x(row[rule]), y)], paint, shape=shape, size=size, hollow=hollow)
    found = nearer(row)
    if found:
        paint, shape = NAIVE[found[0]]
        right = sheet.width - MARGIN
        sheet.dots([(right - 0.42, y)], paint, shape=shape, size=5.5, hollow=True)
        sheet.text(right, y, _points(found[1]), size=SMALL, colour=MUTED, ha="right")


def _points(value: float) -> str:
    """Distance from a rule, points a year."""
    return percent(value, "en", sign=True).rstrip("%")


def reading(data: pd.DataFrame, lang: str) -> str:
    """To which rule the model is nearer how often, and where it strays farthest from both."""
    rows = [(row, found) for row in data.to_dict("records") if (found := nearer(row))]
    if not rows:
        return sentence([word("shows no_rules", lang)], lang)
    nearest = [sum(found[0] == rule for _, found in rows) for rule in NAIVE]
    row, (_, off) = max(rows, key=lambda pair: abs(pair[1][1]))
    names = {"indicator": indicator(row["indicator"], lang), "place": place(row["region"], lang)}
    clauses = [
        word("shows nearer", lang, growth=nearest[0], share=nearest[1], all=len(rows)),
        word("shows strays", lang, **names, off=_points(off)),
    ]
    return sentence(clauses, lang)
