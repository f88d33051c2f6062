"""Growth of each marine industry: what it is used to in the nation, what the model sees with and without the
measures, and what the target would ask of all of them together.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from sim.baseline import load
from sim.needed_growth import common_extra, level
from sim.report.charts.captions import caption
from sim.report.inputs import OBSERVED, PROJECTED, REFERENCE, Inputs
from sim.report.labels import names, region
from sim.report.numbers import growth_rate, percent
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import GRID, INK, MEASURES, MUTED, SMALL, TARGET, WIDTH
from sim.report.style import REFERENCE as DASHED
from sim.report.words import word
from sim.targets import register

ID = "marine_needed"
ROW, NAMES, NUMBER = 0.34, 1.9, 0.62
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
    """Marks on one scale, % a year, largest industry first; the band of the scenario as a bar."""
    words = caption(ID, lang, data)
    top = head_height(words.title, words.subtitle, width) + 0.6
    sheet = Sheet(top + ROW * len(data) + 0.3 + FOOT_HEIGHT, width)
    y = sheet.head(words.title, words.subtitle)
    shown = [mark for mark in MARKS if data[mark[0]].notna().any()]
    sheet.shape_key(
        MARGIN, y - 0.02, [(word(f"marine {name}", lang), c, s, hollow) for _, name, c, s, hollow in shown]
    )
    values = data[COLUMNS[2:]].to_numpy().ravel()
    panel = Panel(
        sheet,
        MARGIN + NAMES,
        top,
        sheet.width - 2 * MARGIN - NAMES - NUMBER,
        ROW * len(data),
        extent([float(v) for v in values if math.isfinite(v)]),
        (0, 1),
    )
    panel.vertical_grid(ticks(*panel.x_range, 6), lambda v: f"{v:g}%".replace("-", "−"))
    label = dict(zip(names("marine", "en"), names("marine", lang), strict=True))
    right = sheet.width - MARGIN
    sheet.text(right, top - 0.14, word("marine lacks", lang), size=SMALL, colour=MUTED, ha="right")
    for k, row in enumerate(data.to_dict("records")):
        middle = top + (k + 0.5) * ROW
        whole = row["industry"] == TOTAL
        name = word("marine total", lang) if whole else label[str(row["industry"])]
        sheet.text(MARGIN, middle, name, size=SMALL, bold=whole)
        if math.isfinite(row["own_p05"]):
            sheet.lines(
                [((panel.x(row["own_p05"]), middle), (panel.x(row["own_p95"]), middle))], GRID, width=5
            )
        for column, _, colour, shape, hollow in shown:
            if math.isfinite(row[column]):
                sheet.dots([(panel.x(row[column]), middle)], colour, shape=shape, size=6, hollow=hollow)
        lacks = percent(row["needed"] - row["own"], lang, sign=True)
        sheet.text(right, middle, lacks, size=SMALL, ha="right", colour=MUTED)
    return sheet
