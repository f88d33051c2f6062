"""Growth of each marine industry: what it is used to in the nation, what the model sees with and without the
measures, and what the target would ask of all of them together.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from sim.baseline import load
from sim.needed_growth import common_extra, level
from sim.report.charts.captions import caption, sentence
from sim.report.charts.places import begin
from sim.report.glyphs import wrap
from sim.report.inputs import OBSERVED, PROJECTED, REFERENCE, Inputs
from sim.report.labels import names, region
from sim.report.numbers import growth_rate, percent
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet
from sim.report.style import GRID, INK, MEASURES, MUTED, SMALL, TARGET, WIDTH
from sim.report.style import REFERENCE as DASHED
from sim.report.words import word
from sim.targets import register

ID = "marine_needed"
ROW, NAME, NAMES, NUMBER = 0.3, 0.17, 1.9, 0.62
"""Heights of a row and of a name over it, room for names beside the marks and for the numbers."""
TARGET_ID, CURRENT = "T004", "Marine GDP|Current prices"
MARKS = (
    ("usual", "past", INK, "D", True),
    ("base", "without", DASHED, "o", True),
    ("own", "with", MEASURES, "o", False),
    ("needed", "needed", TARGET, "^", False),
    ("province", "province", INK, "s", True),
)
"""Column, word, colour, shape and whether it is hollow."""
TOTAL = "total"
PROVINCE, PAST = "shandong", 5
"""Area whose published marine GDP shows the past, and over how many years."""
BAND = ("p05", "p95")
COLUMNS = ["industry", "year", "usual", "base", "own", "own_p05", "own_p95", "needed", "province"]


def data(inputs: Inputs) -> pd.DataFrame:
    """Growth a year by industry from the usual level of the base year to the target's year, %; the whole
    last, with what the province published for the five years before.
    """
    goal = next(t for t in register() if t.target_id == TARGET_ID)
    current, whole = (inputs.paths.get((PROJECTED, region(), v)) for v in (CURRENT, "Marine GDP"))
    first = inputs.years[0]
    if current is None or whole is None or goal.year not in whole.years:
        return pd.DataFrame()
    span = goal.year - first
    used, usual = (load()[f"marine_{name}"] for name in ("utilisation", "usual_growth"))
    found = {
        m: (path.at(first) / used[k], usual[k])
        for k, m in enumerate(names("marine", "en"))
        if (path := inputs.paths.get((PROJECTED, region(), f"Marine GDP|{m}"))) is not None
    }
    start, rate = np.array(list(found.values())).T
    wanted = goal.target * whole.at(goal.year) / current.at(goal.year)
    extra = common_extra(start, rate / 100, span, wanted)
    rows: list[dict[str, object]] = [
        {
            "industry": m,
            "year": goal.year,
            "usual": found[m][1],
            **_projected(inputs, f"|{m}", goal.year),
            "needed": found[m][1] + 100 * extra,
        }
        for m in sorted(found, key=lambda m: -found[m][0])
    ]
    reached = float(level(start, rate / 100, span).sum())
    past = inputs.paths.get((OBSERVED, PROVINCE, CURRENT))
    rows.append(
        {
            "industry": TOTAL,
            "year": goal.year,
            "usual": growth_rate(start.sum(), reached, span),
            **_projected(inputs, "", goal.year),
            "needed": growth_rate(start.sum(), wanted, span),
            "province": growth_rate(past.at(first - PAST), past.at(first), PAST) if past else math.nan,
        }
    )
    return pd.DataFrame(rows, columns=COLUMNS)


def _projected(inputs: Inputs, industry: str, year: int) -> dict[str, float]:
    """Growth of the scenario with its band, and of the reference."""
    result = dict.fromkeys(("base", "own", "own_p05", "own_p95"), math.nan)
    variable = f"Marine growth since {inputs.years[0]}{industry}"
    own, base = (inputs.paths.get((kind, region(), variable)) for kind in (PROJECTED, REFERENCE))
    if base is not None:
        result["base"] = base.at(year)
    if own is not None:
        result["own"] = own.at(year)
        for end in BAND:
            if end in own.bands and year in own.years:
                result[f"own_{end}"] = own.bands[end][own.years.index(year)]
    return result


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Marks on one scale, % a year, largest industry first; the band of the scenario as a bar. Names stand
    over their marks on a phone.
    """
    shown = [mark for mark in MARKS if data[mark[0]].notna().any()]
    keys = [(word(f"marine {name}", lang), c, s, hollow) for _, name, c, s, hollow in shown]
    sheet, top = begin(caption(ID, lang, data), width, keys)
    beside, top = 0.0 if width < WIDTH else NAMES, top + 0.2
    row_height = ROW + (0.0 if beside else NAME)
    sheet.height = top + row_height * len(data) + 0.3 + FOOT_HEIGHT
    values = data[COLUMNS[2:]].to_numpy().ravel()
    span = extent([float(v) for v in values if math.isfinite(v)])
    right, left = width - MARGIN, MARGIN + beside + 0.06
    panel = Panel(sheet, left, top, right - left - NUMBER, row_height * len(data), span, (0, 1))
    panel.vertical_grid(ticks(*panel.x_range, 6), lambda v: f"{v:g}%".replace("-", "−"))
    label = dict(zip(names("marine", "en"), names("marine", lang), strict=True))
    sheet.text(right, top - 0.14, word("marine lacks", lang), size=SMALL, colour=MUTED, ha="right")
    for k, row in enumerate(data.to_dict("records")):
        middle = top + (k + 1) * row_height - ROW / 2
        whole = row["industry"] == TOTAL
        name = word("marine total", lang) if whole else label[str(row["industry"])]
        lines = wrap(name, SMALL, beside - 0.1) if beside else [name]
        for n, line in enumerate(lines):
            y = middle + (n - (len(lines) - 1) / 2) * 0.14 if beside else middle - NAME + 0.02
            sheet.text(MARGIN, y, line, size=SMALL, bold=whole)
        if math.isfinite(row["own_p05"]):
            ends = ((panel.x(row["own_p05"]), middle), (panel.x(row["own_p95"]), middle))
            sheet.lines([ends], GRID, width=5)
        for column, _, colour, shape, hollow in shown:
            if math.isfinite(row[column]):
                sheet.dots([(panel.x(row[column]), middle)], colour, shape=shape, size=6, hollow=hollow)
        if math.isfinite(row["own"]):
            lacks = percent(row["needed"] - row["own"], lang, sign=True)
            sheet.text(right, middle, lacks, size=SMALL, ha="right", colour=MUTED)
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """Growth of all industries together: needed, projected, usual; and how many grow as fast as needed."""
    whole = data[data["industry"] == TOTAL].iloc[0]
    parts = data[data["industry"] != TOTAL]
    rates = {name: percent(float(whole[name]), lang) for name in ("needed", "usual")}
    clauses = [word("shows marine", lang, year=int(whole["year"]), **rates)]
    if math.isfinite(whole["own"]):
        enough = int((parts["own"] >= parts["needed"]).sum())
        own = percent(float(whole["own"]), lang)
        clauses.append(word("shows marine_own", lang, own=own, count=enough, all=len(parts)))
    return sentence(clauses, lang)
