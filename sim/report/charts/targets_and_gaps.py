"""The plan's headline outcomes: today, with and without the measures, the target, and the naive rules."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Any

import pandas as pd

from sim.report.charts import target_strip
from sim.report.charts.captions import caption
from sim.report.inputs import Inputs
from sim.report.numbers import change
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, MEASURES, MUTED, REFERENCE, SMALL, WIDTH
from sim.report.target_rows import odds_of, target_rows
from sim.report.words import word

ID = "targets_and_gaps"
ROW, ODDS = 1.22, 0.17
"""Height of a strip, and of the line with its probability where there is an ensemble."""

NAMES = ("name_en", "name_zh")
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
    """One strip a target, each on its own scale in its own unit."""
    words = caption(ID, lang, data)
    compared = bool(data["compared"].any())
    top = head_height(words.title, words.subtitle, width) + (0.65 if lang == "en" else 0.45)
    line = ODDS if data["probability"].notna().any() else 0.0
    sheet = Sheet(top + (ROW + line) * len(data) + FOOT_HEIGHT, width)
    y = sheet.head(words.title, words.subtitle)
    base_year, year = int(data["base_year"].iloc[0]), int(data["year"].iloc[0])
    keys = [(str(base_year), MUTED, "o", True)]
    if compared:
        keys.append((word("without_measures", lang, year=year), REFERENCE, "o", False))
    keys += [
        (word("with_measures" if compared else "projected_in", lang, year=year), MEASURES, "o", False),
        (word("naive_growth", lang), MUTED, "D", True),
        (word("naive_share", lang), MUTED, "^", True),
    ]
    sheet.shape_key(MARGIN, y - 0.02, keys)
    for k, row in enumerate(data.to_dict("records")):
        at = top + k * (ROW + line)
        _heading(sheet, at, row, compared, lang)
        shown = _strip(row, compared)
        panel = target_strip.track(sheet, MARGIN + 0.1, at + line + 0.50, width - 2 * MARGIN - 0.2, shown)
        target_strip.goal(panel, shown, lang)
        target_strip.values(panel, shown, lang)
    return sheet


def _heading(sheet: Sheet, top: float, row: dict[Hashable, Any], compared: bool, lang: str) -> None:
    """Name and verdict; under them how likely the target is met."""
    right = sheet.width - MARGIN
    sheet.text(MARGIN, top + 0.12, f"{row[f'name_{lang}']}", size=BODY + 1, bold=True)
    sheet.text(right, top + 0.12, _verdict(row, compared, lang), size=SMALL, ha="right", colour=MUTED)
    if math.isfinite(row["probability"]):
        chance = odds_of(row["probability"], row["probability_error"], lang)
        text = word("fan_odds", lang, odds=chance)
        if compared and math.isfinite(row["base_probability"]):
            text += word("fan_odds_base", lang, share=f"{100 * row['base_probability']:.0f}")
        sheet.text(right, top + 0.12 + ODDS, text, size=SMALL, ha="right", colour=MEASURES)


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
