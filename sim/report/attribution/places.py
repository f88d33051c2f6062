"""City by city: what each chapter makes there, as a table in colours whose columns add up."""

from __future__ import annotations

import pandas as pd

from sim.report.attribution.amounts import amounts
from sim.report.attribution.naming import row_label
from sim.report.charts.captions import Caption
from sim.report.glyphs import text_width, wrap
from sim.report.labels import ids, place, region
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import INK, MEASURES, MUTED, PAPER, SMALL, TARGET, WIDTH, tint

ROW, NAMES, GAP = 0.3, 1.62, 0.02
OVER = 0.17
"""Inches of a name over its cells, on a phone."""
TOTAL = "total"
DARK = 0.62
"""Share of the full colour from which figures on it are white."""
SMALLEST = 7.4


def data(steps: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """What each row makes in each city and in the region, and in % of the place's first value."""
    sums = steps.groupby(["row", "region"], sort=False)["contribution"].sum().reset_index()
    whole = values[["region", "difference"]].rename(columns={"difference": "contribution"}).assign(row=TOTAL)
    frame = pd.concat([sums, whole], ignore_index=True).merge(
        values[["region", "start", "unit"]], on="region"
    )
    order = [*dict.fromkeys(steps["row"]), TOTAL]
    places = [p for p in (*ids("city"), *ids("port"), region()) if p in set(values["region"])]
    frame["percent"] = 100 * frame["contribution"] / frame["start"].abs()
    for lang in ("en", "zh"):
        frame[f"label_{lang}"] = [row_label(key, lang) for key in frame["row"]]
    return frame.sort_values(
        ["row", "region"],
        key=lambda column: column.map({k: n for n, k in enumerate([*order, *places])}),
        kind="stable",
    ).reset_index(drop=True)[["row", "label_en", "label_zh", "region", "contribution", "percent", "unit"]]


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH, *, head: Caption, source: str) -> Sheet:
    """Rows are chapters, columns places; the colour is the share of the place's own first value."""
    rows, places = list(dict.fromkeys(data["row"])), list(dict.fromkeys(data["region"]))
    top = head_height(head.title, head.subtitle, width) + 0.42
    beside, over = (NAMES, 0.0) if width >= WIDTH else (0.0, OVER)
    pitch = ROW + over
    sheet = Sheet(top + pitch * len(rows) + 0.32 + FOOT_HEIGHT, width)
    sheet.head(head.title, head.subtitle)
    cell = (sheet.width - 2 * MARGIN - beside) / len(places)
    unit = amounts(str(data["unit"].iloc[0]), data["contribution"], lang)
    steps = data[data["row"] != TOTAL]
    strongest = float(steps["percent"].abs().max()) or 1.0
    cells = {(row["row"], row["region"]): row for row in data.to_dict("records")}
    for k, where in enumerate(places):
        _name(sheet, MARGIN + beside + (k + 0.5) * cell, top, place(where, lang), cell)
    for r, key in enumerate(rows):
        y = top + r * pitch + over + ROW / 2 + (0.1 if key == TOTAL else 0.0)
        room = sheet.width - 2 * MARGIN if over else NAMES - 0.1
        lines = wrap(str(cells[key, places[0]][f"label_{lang}"]), SMALL, room)[: 1 if over else 2]
        for n, line in enumerate(lines):
            at = y - (ROW + over) / 2 if over else y + (n - (len(lines) - 1) / 2) * 0.135
            sheet.text(MARGIN, at, line, size=SMALL, bold=key == TOTAL)
        for k, where in enumerate(places):
            shown = cells[key, where]
            share = 0.0 if key == TOTAL else float(shown["percent"]) / strongest
            x = MARGIN + beside + k * cell
            colour = tint(MEASURES if share >= 0 else TARGET, abs(share))
            sheet.boxes([(x + GAP, y - ROW / 2 + GAP, x + cell - GAP, y + ROW / 2 - GAP)], colour)
            text = unit.change(float(shown["contribution"]))
            ink = PAPER if abs(share) > DARK else INK
            size = min(SMALL, SMALL * (cell - 0.08) / max(text_width(text, SMALL), 0.01))
            sheet.text(
                x + cell / 2, y, text, size=max(size, SMALLEST), colour=ink, ha="center", bold=key == TOTAL
            )
    sheet.text(
        sheet.width - MARGIN,
        top + pitch * len(rows) + 0.22,
        unit.label,
        size=SMALL,
        colour=MUTED,
        ha="right",
    )
    sheet.source(source)
    return sheet


def _name(sheet: Sheet, x: float, top: float, name: str, width: float) -> None:
    """A place above its column, in two lines where it is long."""
    lines = wrap(name, SMALL, width - 0.04)[:2]
    for n, line in enumerate(reversed(lines)):
        sheet.text(x, top - 0.1 - n * 0.14, line, size=SMALL, ha="center", colour=INK)
