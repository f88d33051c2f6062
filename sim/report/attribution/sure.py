"""How sure each chapter's part is: its band over the members, which hold what the model knows to be
uncertain.
"""

from __future__ import annotations

import pandas as pd

from sim.report.attribution.amounts import amounts
from sim.report.charts.captions import Caption
from sim.report.panel import Panel, extent, ticks
from sim.report.rows import rows as layout
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import INK, MEASURES, MUTED, SMALL, WIDTH, tint
from sim.report.words import word

ROW, NAMES, AMOUNTS, THICK = 0.29, 1.62, 1.18, 0.075


def data(chapters: pd.DataFrame) -> pd.DataFrame:
    """Contribution of each chapter in all its grades, with the band and median of the members."""
    return chapters[
        ["group", "label_en", "label_zh", "contribution", "p05", "p50", "p95", "unit"]
    ].reset_index(drop=True)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH, *, head: Caption, source: str) -> Sheet:
    """A bar from the 5th to the 95th percentile, a dash at the median, a diamond at the central run."""
    top = head_height(head.title, head.subtitle, width)
    keys = [
        (word("attribution_band", lang), tint(MEASURES, 0.35), "s", False),
        (word("attribution_median", lang), MEASURES, "_", True),
        (word("attribution_central", lang), INK, "D", False),
    ]
    unit = amounts(str(data["unit"].iloc[0]), data["contribution"], lang)
    labels = data[f"label_{lang}"].astype(str).tolist()
    spans = [unit.span(low, high) for low, high in zip(data["p05"], data["p95"], strict=True)]
    rows = layout(width, labels, spans, names=NAMES, amounts=AMOUNTS, height=ROW)
    after = Sheet(1.0, width).shape_key(MARGIN, top, keys)
    sheet = Sheet(after + 0.08 + rows.height * len(data) + 0.28 + FOOT_HEIGHT, width)
    sheet.head(head.title, head.subtitle)
    sheet.shape_key(MARGIN, top, keys)
    limits = extent([*data["p05"], *data["p95"], *data["contribution"]])
    room = sheet.width - 2 * MARGIN - rows.names - rows.amounts
    size = (room, rows.height * len(data))
    panel = Panel(sheet, MARGIN + rows.names, after + 0.08, *size, limits, (0.0, 1.0))
    panel.vertical_grid(ticks(*limits, 4), unit.plain.tick)
    sheet.lines(rows.upright(panel.x(0), panel.top, len(data)), INK, width=0.8)
    for k, row in enumerate(data.to_dict("records")):
        middle_of_row = panel.top + (k + 0.5) * rows.height
        rows.name(sheet, middle_of_row, labels[k])
        rows.amount(sheet, middle_of_row, spans[k])
        y = rows.bar(middle_of_row)
        low, middle, high = (panel.x(row[name]) for name in ("p05", "p50", "p95"))
        sheet.boxes([(low, y - THICK, high, y + THICK)], tint(MEASURES, 0.35))
        sheet.lines([((middle, y - THICK), (middle, y + THICK))], MEASURES, width=1.8)
        sheet.dots([(panel.x(row["contribution"]), y)], INK, shape="D", size=5)
    sheet.text(panel.right, panel.bottom + 0.27, unit.label, size=SMALL, colour=MUTED, ha="right")
    sheet.source(source)
    return sheet
