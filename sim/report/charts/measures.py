"""What the levers add to each headline outcome: all together by grade of evidence, then the largest alone."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from sim.report.charts.captions import caption, sentence
from sim.report.charts.places import Cell, begin, cells
from sim.report.charts.stacks import stacked
from sim.report.glyphs import wrap
from sim.report.inputs import Inputs
from sim.report.labels import indicator
from sim.report.numbers import Display, change, display
from sim.report.panel import Panel
from sim.report.sheet import Sheet
from sim.report.style import BODY, INK, MEASURES, MUTED, SMALL, WIDTH, tint
from sim.report.target_rows import target_rows
from sim.report.words import in_language, word

ID = "measures"
HEAD, LINE, BAR, GAP, NUMBER, LETTER = 0.26, 0.135, 0.18, 0.06, 0.52, 0.15
NAMES = 0.46
"""Part of a cell that the names of the levers take."""
GRADES = {"A": MEASURES, "B": tint(MEASURES, 0.6), "C": tint(MEASURES, 0.3)}
TOTALS = ("grade A together", "grades A and B together", "all levers together")
"""Rows whose differences are what each grade adds."""
MOST = 5
"""Single levers shown for one outcome; the rest is in the table of the report."""
COLUMNS = ["year", "target", "lever", "label_en", "label_zh", "grade", "effect", "low", "high", "unit"]


def data(inputs: Inputs) -> pd.DataFrame:
    """Effects by outcome: levers together (those of grade A first), then single levers, the largest first;
    all together with their 90 % band where there is an ensemble.
    """
    rows = target_rows(inputs.targets, inputs.paths, "en")
    bands = {r.variable: (r.added_low, r.added_high) for r in rows if r.headline and r.judged}
    records = []
    for r in inputs.effects(inputs.judged_year):
        whole = r["lever"] == TOTALS[-1]
        low, high = bands.get(r["target"], (math.nan, math.nan)) if whole else (math.nan, math.nan)
        label = r.get("label", r["lever"])
        names = (in_language(label, "en"), in_language(label, "zh"))
        record = (r["year"], r["target"], r["lever"], *names, r.get("grade", ""), r["effect"], low, high)
        records.append((*record, r.get("unit", "")))
    frame = pd.DataFrame(records, columns=COLUMNS)
    order = {t: k for k, t in enumerate(dict.fromkeys(frame["target"]))}
    return (
        frame.assign(
            order=frame["target"].map(order), size=-frame["effect"].abs().where(frame["grade"] != "", np.inf)
        )
        .sort_values(["order", "size"], kind="stable")
        .drop(columns=["order", "size"])
        .reset_index(drop=True)
    )


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """One cell an outcome: all levers together on one scale, the largest alone on another; the shade and the
    letter are the grade.
    """
    keys = [(word(f"grade {g}", lang), colour, "s", False) for g, colour in GRADES.items()]
    sheet, top = begin(caption(ID, lang, data), width, keys)
    groups = {str(target): group for target, group in data.groupby("target", sort=False)}
    shown = list(groups)
    rough = next(iter(cells(sheet, shown, top, 1.0))).width
    height = max(_height(_rows(group), rough, lang) for group in groups.values())
    for cell in cells(sheet, shown, top, height):
        _outcome(sheet, cell, groups[cell.name], lang)
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """What all levers add to the first outcome, what those of grade A add, and the largest alone."""
    target = str(data["target"].iloc[0])
    group = data[data["target"] == target].set_index("lever")
    effect, unit = group["effect"], str(group["unit"].iloc[0])
    clauses = []
    if TOTALS[0] in effect.index and TOTALS[-1] in effect.index:
        added, founded = (change(float(effect[name]), unit, lang) for name in (TOTALS[-1], TOTALS[0]))
        name = indicator(target, lang)
        clauses.append(word("shows levers", lang, target=name, added=added, founded=founded))
    single = group[group["grade"] != ""]
    if len(single):
        first = single.iloc[0]
        size = change(float(first["effect"]), unit, lang)
        parts = {"lever": str(first[f"label_{lang}"]), "effect": size, "grade": str(first["grade"])}
        clauses.append(word("shows lever", lang, target=indicator(target, lang), **parts))
    return sentence(clauses, lang)


def _rows(group: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Rows of one outcome that are drawn: all levers together and the largest single ones."""
    moved = group[group["effect"] != 0]
    single = moved[moved["grade"] != ""].head(MOST)
    return pd.concat([moved[moved["lever"] == TOTALS[-1]], single]).to_dict("records")


def _names(row: Mapping[Hashable, Any], width: float, lang: str) -> list[str]:
    return wrap(str(row[f"label_{lang}"]), SMALL, NAMES * width - LETTER - 0.08)


def _step(row: Mapping[Hashable, Any], width: float, lang: str) -> float:
    """Height of a row: its bar or its name."""
    return max(BAR, LINE * len(_names(row, width, lang))) + 0.07


def _height(rows: list[dict[Hashable, Any]], width: float, lang: str) -> float:
    return HEAD + (sum(_step(row, width, lang) for row in rows) or BAR) + GAP + 0.2


def _outcome(sheet: Sheet, cell: Cell, group: pd.DataFrame, lang: str) -> None:
    """Heading and bars of one outcome."""
    rows = _rows(group)
    reach = max((abs(row["effect"]) for row in rows), default=0.0)
    unit = display(str(group["unit"].iloc[0]), reach, lang)
    sheet.text(cell.left, cell.top + 0.10, indicator(cell.name, lang), size=BODY, bold=True)
    sheet.text(cell.right, cell.top + 0.10, unit.label, size=SMALL, colour=MUTED, ha="right")
    if not rows:
        sheet.text(cell.left, cell.top + HEAD + 0.1, word("no_effect", lang), size=SMALL, colour=MUTED)
        return
    parts = dict(zip(group["lever"], group["effect"], strict=True))
    whole, single = ([row for row in rows if bool(row["grade"]) == alone] for alone in (False, True))
    top = _block(sheet, cell, cell.top + HEAD, whole, parts, unit, lang)
    _block(sheet, cell, top + (GAP if whole else 0.0), single, parts, unit, lang)


def _block(
    sheet: Sheet,
    cell: Cell,
    top: float,
    rows: list[dict[Hashable, Any]],
    parts: Mapping[str, float],
    unit: Display,
    lang: str,
) -> float:
    """Bars on one scale; returns their lower edge."""
    ends = [v for row in rows for v in (row["effect"], row["low"], row["high"]) if math.isfinite(v)]
    height = sum(_step(row, cell.width, lang) for row in rows)
    left, x_range = cell.left + NAMES * cell.width, (min([0.0, *ends]), max([0.0, *ends]) or 1.0)
    panel = Panel(sheet, left, top, cell.right - NUMBER - left, height, x_range, (0, 1))
    for row in rows:
        step = _step(row, cell.width, lang)
        _row(panel, cell, row, top + step / 2, _by_grade(row, parts), unit, lang)
        top += step
    if rows:
        sheet.lines([((panel.x(0), panel.top), (panel.x(0), panel.bottom))], INK, width=0.8)
    return panel.bottom


def _by_grade(row: Mapping[Hashable, Any], parts: Mapping[str, float]) -> dict[str, float]:
    """The effect of a row by grade: one grade, or what each grade adds to those before it."""
    if row["grade"]:
        return {str(row["grade"]): row["effect"]}
    reached = [0.0, *(parts.get(name, math.nan) for name in TOTALS)]
    steps = [after - before for before, after in pairwise(reached)]
    return dict(zip(GRADES, steps, strict=True)) if all(map(math.isfinite, steps)) else {"": row["effect"]}


def _row(
    panel: Panel,
    cell: Cell,
    row: Mapping[Hashable, Any],
    middle: float,
    grades: Mapping[str, float],
    unit: Display,
    lang: str,
) -> None:
    """Letter, name, bar, band and number of one row."""
    sheet = panel.sheet
    lines = _names(row, cell.width, lang)
    for k, line in enumerate(lines):
        y = middle + (k - (len(lines) - 1) / 2) * LINE
        sheet.text(cell.left + LETTER, y, line, size=SMALL, bold=not row["grade"])
    sheet.text(cell.left, middle, str(row["grade"]), size=SMALL, colour=MUTED)
    for (grade, _), (start, end) in zip(grades.items(), stacked(grades.values()), strict=True):
        x0, x1 = sorted((panel.x(start), panel.x(end)))
        sheet.boxes([(x0, middle - BAR / 2, x1, middle + BAR / 2)], GRADES.get(grade, MUTED))
    right = max(panel.x(max(end for pair in stacked(grades.values()) for end in pair)), panel.x(0))
    if math.isfinite(row["low"]) and math.isfinite(row["high"]):
        low, high = panel.x(row["low"]), panel.x(row["high"])
        caps = [((x, middle - 0.04), (x, middle + 0.04)) for x in (low, high)]
        sheet.lines([((low, middle), (high, middle)), *caps], INK, width=1.0)
        right = max(right, high)
    text = unit.bare.change(row["effect"])
    sheet.text(right + 0.06, middle, text, size=SMALL, bold=not row["grade"])
