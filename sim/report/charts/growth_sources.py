"""Where growth comes from: contributions of the causes, by place on average and by year for the region."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import places
from sim.report.charts.stacks import stacked
from sim.report.inputs import PROJECTED, Inputs, Path, paths
from sim.report.labels import place
from sim.report.panel import Panel, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, CAUSES, INK, MUTED, WIDTH, place_colour
from sim.report.words import word

ID = "growth_sources"
PREFIX = "Growth contribution|"
SPARE = ("#8A94A3", "#5F7A61", "#7A5F7A")
ROW = 0.36


def data(inputs: Inputs) -> pd.DataFrame:
    """Contributions to growth by cause, place and year, percentage points."""
    return inputs.rows((PROJECTED,), places(), inputs.with_prefix(PREFIX))


def colour(cause: str, position: int) -> str:
    """Colour of a cause; one that the palette does not know takes a spare colour."""
    return CAUSES.get(cause, SPARE[position % len(SPARE)])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Horizontal stacks: the average by place above, the region year by year below."""
    series: dict[tuple[str, str], Path] = {
        (region, v.removeprefix(PREFIX)): p for (_, region, v), p in paths(data).items()
    }
    causes = list(dict.fromkeys(cause for _, cause in series))
    words = caption(ID, lang, data)
    top = head_height(words.title, words.subtitle, width)
    years = sorted(data["year"].unique())
    averages = {
        p: [sum(series[p, c].values) / len(years) for c in causes]
        for p in places()
        if (p, causes[0]) in series
    }
    by_year = {str(y): [series[places()[0], c].at(int(y)) for c in causes] for y in years}
    every = [*averages.values(), *by_year.values()]
    low = min(0.0, *(min(s for pair in stacked(v) for s in pair) for v in every))
    high = max(max(s for pair in stacked(v) for s in pair) for v in every)
    keys = [(word(f"part {c}", lang, default=c), colour(c, k)) for k, c in enumerate(causes)]
    sheet = Sheet(top + 0.95 + ROW * (len(averages) + len(by_year)) + 0.95 + FOOT_HEIGHT, width)
    sheet.head(words.title, words.subtitle)
    y = sheet.key(MARGIN, top + 0.02, keys) + 0.1
    span = (low - 0.1, high + 0.1)
    y = _block(
        sheet, y, word("average_by_place", lang, first=years[0], last=years[-1]), averages, causes, span, lang
    )
    y = _block(
        sheet,
        y + 0.18,
        word("region_by_year", lang, place=place(places()[0], lang)),
        by_year,
        causes,
        span,
        lang,
    )
    sheet.height = y + FOOT_HEIGHT
    return sheet


def _block(
    sheet: Sheet,
    top: float,
    title: str,
    bars: dict[str, list[float]],
    causes: list[str],
    span: tuple[float, float],
    lang: str,
) -> float:
    """One group of bars under a heading; returns its lower edge."""
    sheet.text(MARGIN, top + 0.06, title, size=BODY, colour=MUTED)
    panel = Panel(
        sheet,
        MARGIN + 0.95,
        top + 0.22,
        sheet.width - 2 * MARGIN - 1.6,
        ROW * len(bars),
        span,
        (0, len(bars)),
    )
    panel.vertical_grid(ticks(*span, 6), lambda v: f"{v:g}".replace("-", "−"))
    pieces: dict[str, list[tuple[float, float, float, float]]] = {c: [] for c in causes}
    for row, (name, values) in enumerate(bars.items()):
        upper = panel.top + row * ROW
        for cause, (start, end) in zip(causes, stacked(values), strict=True):
            x0, x1 = sorted((panel.x(start), panel.x(end)))
            pieces[cause].append((x0, upper + 0.06, x1, upper + ROW - 0.06))
        total = sum(values)
        known = place(name, lang)
        sheet.text(
            panel.left - 0.08,
            upper + ROW / 2,
            known,
            ha="right",
            colour=place_colour(name, text=True) if known != name else INK,
        )
        sheet.text(
            panel.x(max(e for pair in stacked(values) for e in pair)) + 0.08,
            upper + ROW / 2,
            f"{total:.1f}%",
            bold=True,
        )
    for k, cause in enumerate(causes):
        sheet.boxes(pieces[cause], colour(cause, k))
    sheet.dots(
        [(panel.x(sum(v)), panel.top + (r + 0.5) * ROW) for r, v in enumerate(bars.values())],
        INK,
        shape="D",
        size=4,
    )
    sheet.lines([((panel.x(0), panel.top), (panel.x(0), panel.bottom))], INK, width=0.8)
    return panel.bottom + 0.3
