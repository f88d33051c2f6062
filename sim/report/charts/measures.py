"""What each lever adds to each headline outcome, with the grade of its evidence."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.report.charts.captions import caption
from sim.report.glyphs import wrap
from sim.report.inputs import Inputs
from sim.report.labels import indicator
from sim.report.numbers import Display, display
from sim.report.panel import Panel
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, INK, MEASURES, MUTED, SMALL, WIDTH, tint
from sim.report.words import in_language, word

ID = "measures"
ROW, HEAD, NAMES = 0.29, 0.36, 2.3
GRADES = {"A": MEASURES, "B": tint(MEASURES, 0.6), "C": tint(MEASURES, 0.3)}
MOST = 6
"""Single levers shown for one outcome; the rest is in the table of the report."""


def data(inputs: Inputs) -> pd.DataFrame:
    """Effects by outcome: levers together (those of grade A first), then single levers, the largest first."""
    rows = [
        {
            "target": r["target"],
            "lever": r["lever"],
            "label_en": in_language(r.get("label", r["lever"]), "en"),
            "label_zh": in_language(r.get("label", r["lever"]), "zh"),
            "grade": r.get("grade", ""),
            "effect": r["effect"],
            "unit": r.get("unit", ""),
        }
        for r in inputs.context.get("contributions", [])
    ]
    frame = pd.DataFrame(rows, columns=["target", "lever", "label_en", "label_zh", "grade", "effect", "unit"])
    order = {t: k for k, t in enumerate(dict.fromkeys(frame["target"]))}
    return (
        frame.assign(
            order=frame["target"].map(order), size=-frame["effect"].abs().where(frame["grade"] != "", np.inf)
        )
        .sort_values(["order", "size"], kind="stable")
        .drop(columns=["order", "size"])
        .reset_index(drop=True)
    )


def _shown(group: pd.DataFrame) -> pd.DataFrame:
    """Rows of one outcome that are drawn; totals that equal one another are drawn too."""
    moved = group[group["effect"] != 0]
    single = moved["grade"] != ""
    return pd.concat([moved[~single], moved[single].head(MOST)])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """One block of bars an outcome, on its own scale; the shade is the grade."""
    words = caption(ID, lang, data)
    groups = [(target, _shown(group)) for target, group in data.groupby("target", sort=False)]
    top = head_height(words.title, words.subtitle, width) + 0.28
    sheet = Sheet(top + sum(HEAD + ROW * max(len(g), 1) + 0.1 for _, g in groups) + FOOT_HEIGHT, width)
    y = sheet.head(words.title, words.subtitle)
    sheet.key(MARGIN, y - 0.02, [(word(f"grade {g}", lang), colour) for g, colour in GRADES.items()])
    for target, group in groups:
        unit = display(
            data.loc[data["target"] == target, "unit"].iloc[0],
            group["effect"].abs().max() if len(group) else 0.0,
            lang,
        )
        sheet.text(
            MARGIN,
            top + 0.16,
            f"{indicator(target, lang)}, {unit.label}"
            if lang == "en"
            else f"{indicator(target, lang)}（{unit.label}）",
            size=BODY,
            bold=True,
        )
        top += HEAD
        if group.empty:
            sheet.text(MARGIN + 0.15, top + ROW / 2, word("no_effect", lang), size=SMALL, colour=MUTED)
        effects = group["effect"].tolist()
        low, high = min([0.0, *effects]), max([0.0, *effects]) or 1.0
        panel = Panel(
            sheet,
            MARGIN + NAMES,
            top,
            sheet.width - 2 * MARGIN - NAMES - 0.7,
            ROW * len(group),
            (low, high),
            (0, 1),
        )
        for r, row in enumerate(group.to_dict("records")):
            middle = top + (r + 0.5) * ROW
            x0, x1 = sorted((panel.x(0), panel.x(row["effect"])))
            lines = wrap(row[f"label_{lang}"], SMALL, NAMES - 0.2)
            for k, line in enumerate(lines):
                sheet.text(MARGIN + 0.15, middle + (k - (len(lines) - 1) / 2) * 0.135, line, size=SMALL)
            sheet.boxes([(x0, middle - 0.09, x1, middle + 0.09)], GRADES.get(row["grade"], MUTED))
            sheet.text(
                x1 + 0.06,
                middle,
                Display(unit.divisor, "", lang).change(row["effect"]),
                size=SMALL,
                colour=INK,
            )
        sheet.lines([((panel.x(0), top), (panel.x(0), panel.bottom))], INK, width=0.8)
        top = panel.bottom + 0.1 if len(group) else top + ROW + 0.1
    return sheet
