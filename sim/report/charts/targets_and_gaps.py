"""The plan's headline outcomes: today, with and without the measures, the target, and the naive rules."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Any

import pandas as pd

from sim.report.charts import target_strip
from sim.report.charts.captions import caption, sentence
from sim.report.charts.places import begin
from sim.report.glyphs import text_width, wrap
from sim.report.inputs import Inputs
from sim.report.numbers import change, display
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet
from sim.report.style import BODY, INK, MEASURES, MUTED, REFERENCE, SMALL, WIDTH
from sim.report.target_rows import odds_of, target_rows
from sim.report.words import word

ID = "targets_and_gaps"
LARGE = 4
"""Outcomes whose strips have their values: the first that the plan names."""
LINE, NAME, VALUE = 0.17, 1.9, 1.55
"""Height of a line of words; room for the name and for the value beside a smaller strip."""
NUMBERS = ("start", "without", "projected", "low", "high", "naive_growth", "naive_share")


def data(inputs: Inputs) -> pd.DataFrame:
    """Headline outcomes that have a number and are projected."""
    chinese = {
        r.target_id: r.name for r in target_rows(inputs.targets, inputs.paths, "zh", inputs.scoreboard)
    }
    rows = [
        r
        for r in target_rows(inputs.targets, inputs.paths, "en", inputs.scoreboard)
        if r.headline and r.kind == "outcome" and r.judged
    ]
    base_year = inputs.years[0]
    return pd.DataFrame(
        [
            {
                "target_id": r.target_id,
                "name_en": r.name,
                "name_zh": chinese[r.target_id],
                "region": r.region,
                "unit": r.unit,
                "base_year": base_year,
                "year": r.year,
                "operator": r.operator,
                "target": r.target,
                "start": r.start,
                "without": r.without,
                "projected": r.projected,
                "met": r.met,
                "low": r.low,
                "high": r.high,
                "naive_growth": r.naive_growth,
                "naive_share": r.naive_share,
                "probability": r.probability,
                "probability_error": r.probability_error,
                "base_probability": r.base_probability,
                "compared": inputs.reference_frame is not None,
            }
            for r in rows
        ]
    )


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """One strip a target, each on its own scale in its own unit; those after the first four are smaller."""
    compared = bool(data["compared"].any())
    base_year, year = int(data["base_year"].iloc[0]), int(data["year"].iloc[0])
    keys = [(str(base_year), MUTED, "o", True)]
    if compared:
        keys.append((word("without_measures", lang, year=year), REFERENCE, "o", False))
    keys += [
        (word("with_measures" if compared else "projected_in", lang, year=year), MEASURES, "o", False),
        (word("naive_growth", lang), MUTED, "D", True),
        (word("naive_share", lang), MUTED, "^", True),
    ]
    sheet, at = begin(caption(ID, lang, data), width, keys)
    at += 0.05
    for k, row in enumerate(data.to_dict("records")):
        if k == LARGE:
            sheet.rule(at)
            at += 0.1
        at = (_large if k < LARGE else _small)(sheet, at, row, compared, lang)
    sheet.height = at + FOOT_HEIGHT
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """How many of the outcomes reach their targets, and which of the first four is nearest and furthest."""
    rows = data.to_dict("records")
    met = sum(bool(row["met"]) for row in rows)
    clauses = [word("shows targets", lang, met=met, all=len(rows), year=int(data["year"].iloc[0]))]
    for row in rows[:LARGE]:
        unit = display(str(row["unit"]), row["target"], lang)
        values = {"value": unit.number(row["projected"]), "target": unit.goal(row["target"])}
        clauses.append(word("shows target", lang, name=row[f"name_{lang}"], **values))
    return sentence(clauses, lang)


def _large(sheet: Sheet, top: float, row: dict[Hashable, Any], compared: bool, lang: str) -> float:
    """Name, verdict, how likely the target is met, and the strip with its values; returns the lower edge."""
    right, name = sheet.width - MARGIN, str(row[f"name_{lang}"])
    sheet.text(MARGIN, top + 0.12, name, size=BODY + 1, bold=True)
    verdict, chance = _verdict(row, compared, lang), _chance(row, compared, lang)
    free = sheet.width - 2 * MARGIN - text_width(name, BODY + 1) - 0.12
    if text_width(verdict, SMALL) <= free:
        sheet.text(right, top + 0.12, verdict, size=SMALL, ha="right", colour=MUTED)
        sheet.text(right, top + 0.12 + LINE, chance, size=SMALL, ha="right", colour=MEASURES)
        top += 0.12 + LINE * bool(chance)
    else:
        top += 0.12
        for line in wrap(verdict, SMALL, sheet.width - 2 * MARGIN):
            top += LINE
            sheet.text(MARGIN, top, line, size=SMALL, colour=MUTED)
        for line in wrap(chance, SMALL, sheet.width - 2 * MARGIN) if chance else []:
            top += LINE
            sheet.text(MARGIN, top, line, size=SMALL, colour=MEASURES)
    shown = _strip(row, compared)
    width = sheet.width - 2 * MARGIN - 0.2
    panel = target_strip.track(sheet, MARGIN + 0.1, top + 0.31, width, shown)
    target_strip.goal(panel, shown, lang)
    target_strip.values(panel, shown, lang)
    return panel.bottom + 0.36


def _small(sheet: Sheet, top: float, row: dict[Hashable, Any], compared: bool, lang: str) -> float:
    """Name, strip, and the projection beside its target; returns the lower edge."""
    unit = display(str(row["unit"]), row["target"], lang)
    right, goal = sheet.width - MARGIN, unit.goal(row["target"])
    text = word("small_target", lang, value=unit.number(row["projected"]), target=goal)
    beside = sheet.width >= WIDTH
    name = str(row[f"name_{lang}"])
    width = NAME if beside else sheet.width - 2 * MARGIN
    lines = wrap(name, SMALL, width - 0.1)
    for k, line in enumerate(lines):
        y = top + 0.2 + (k - (len(lines) - 1) / 2) * 0.14 if beside else top + 0.1 + k * 0.14
        sheet.text(MARGIN, y, line, size=SMALL, bold=True)
    if not beside:
        top += 0.14 * len(lines)
    left = MARGIN + (NAME if beside else 0.1)
    shown = _strip(row, compared)
    panel = target_strip.track(sheet, left, top + 0.05, right - VALUE - left, shown)
    sheet.text(right, panel.top + target_strip.TRACK / 2, text, size=SMALL, colour=INK, ha="right")
    return panel.bottom + 0.1


def _chance(row: dict[Hashable, Any], compared: bool, lang: str) -> str:
    """How likely the target is met."""
    if not math.isfinite(row["probability"]):
        return ""
    chance = odds_of(row["probability"], row["probability_error"], lang)
    text = word("fan_odds", lang, odds=chance)
    if compared and math.isfinite(row["base_probability"]):
        text += word("fan_odds_base", lang, share=f"{100 * row['base_probability']:.0f}")
    return text


def _strip(row: dict[Hashable, Any], compared: bool) -> target_strip.Strip:
    """What stands on the strip of a row."""
    numbers = {name: float(row[name]) for name in ("target", *NUMBERS)}
    if not compared:
        numbers["without"] = math.nan
    return target_strip.Strip(**numbers, unit=str(row["unit"]))


def _verdict(row: dict[Hashable, Any], compared: bool, lang: str) -> str:
    """What the measures add, and the distance to the target."""
    unit = "% points" if row["unit"] == "%" else row["unit"]
    gap = row["projected"] - row["target"]
    text = word(
        "above_target" if gap >= 0 else "below_target",
        lang,
        gap=change(abs(gap), unit, lang).lstrip("+"),
    )
    if compared:
        text = (
            word("measures_add", lang, added=change(row["projected"] - row["without"], unit, lang))
            + word("joint", lang)
            + text
        )
    return text
