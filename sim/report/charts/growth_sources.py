"""Where growth comes from: contributions of the causes, by place on average and by year for the region."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sim.report.charts.captions import caption, sentence
from sim.report.charts.places import begin, places
from sim.report.charts.stacks import stacked
from sim.report.glyphs import text_width
from sim.report.inputs import PROJECTED, Inputs, Path, paths
from sim.report.labels import place
from sim.report.numbers import percent
from sim.report.panel import Panel, side_by_side, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet
from sim.report.style import BODY, CAUSES, INK, MUTED, SMALL, WIDTH, over, place_colour
from sim.report.words import word

ID = "growth_sources"
PREFIX = "Growth contribution|"
SPARE = ("#8A94A3", "#5F7A61", "#7A5F7A")
ROW, NUMBER = 0.33, 0.27
"""Height of a bar, and the width from which a piece of it has room for its number."""


def data(inputs: Inputs) -> pd.DataFrame:
    """Contributions to growth by cause, place and year, percentage points."""
    return inputs.rows((PROJECTED,), places(), inputs.with_prefix(PREFIX))


def colour(cause: str, position: int) -> str:
    """Colour of a cause; one that the palette does not know takes a spare colour."""
    return CAUSES.get(cause, SPARE[position % len(SPARE)])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Horizontal stacks: the average by place above, the region year by year below. The largest causes are
    named over the first bar, the others in a key.
    """
    series = _series(data)
    causes = _causes(series)
    averages, by_year = _averages(data), _by_year(data)
    every = [*averages.values(), *by_year.values()]
    low = min(0.0, *(min(s for pair in stacked(v) for s in pair) for v in every))
    high = max(max(s for pair in stacked(v) for s in pair) for v in every)
    span = (low - 0.1, high + 0.1)
    years = sorted(data["year"].unique())
    first = next(iter(averages.values()))
    named = _named(causes, first, width, lang)
    rest = [(_name(c, lang), colour(c, k), "s", False) for k, c in enumerate(causes) if c not in named]
    sheet, y = begin(caption(ID, lang, data), width, rest)
    title = word("average_by_place", lang, first=years[0], last=years[-1])
    sheet.text(MARGIN, y + 0.06, title, size=BODY, colour=MUTED)
    panel = _bars(sheet, y + 0.56, averages, causes, span, lang)
    _names_over(panel, causes, first, named, lang)
    y = panel.bottom + 0.48
    title = word("region_by_year", lang, place=place(places()[0], lang))
    sheet.text(MARGIN, y + 0.06, title, size=BODY, colour=MUTED)
    panel = _bars(sheet, y + 0.22, by_year, causes, span, lang)
    sheet.height = panel.bottom + 0.3 + FOOT_HEIGHT
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """Growth of the region on average, its two largest causes, and the one that takes most."""
    causes = _causes(_series(data))
    values = dict(zip(causes, next(iter(_averages(data).values())), strict=True))
    order = sorted(values, key=lambda cause: -values[cause])
    years = sorted(data["year"].unique())
    name = {"place": place(places()[0], lang), "first": years[0], "last": years[-1]}
    parts = [word("cause_points", lang, cause=_name(c, lang), points=f"{values[c]:.1f}") for c in order[:2]]
    rate = percent(sum(values.values()), lang)
    clauses = [word("shows causes", lang, **name, rate=rate, a=parts[0], b=parts[-1])]
    if values[order[-1]] < 0:
        points = f"−{abs(values[order[-1]]):.1f}"
        clauses.append(word("shows slows", lang, cause=_name(order[-1], lang), points=points))
    return sentence(clauses, lang)


def _series(data: pd.DataFrame) -> dict[tuple[str, str], Path]:
    """Contributions by place and cause."""
    return {(region, v.removeprefix(PREFIX)): p for (_, region, v), p in paths(data).items()}


def _causes(series: dict[tuple[str, str], Path]) -> list[str]:
    return list(dict.fromkeys(cause for _, cause in series))


def _averages(data: pd.DataFrame) -> dict[str, list[float]]:
    """Mean contribution of each cause by place."""
    series, count = _series(data), data["year"].nunique()
    causes = _causes(series)
    return {
        p: [sum(series[p, c].values) / count for c in causes] for p in places() if (p, causes[0]) in series
    }


def _by_year(data: pd.DataFrame) -> dict[str, list[float]]:
    """Contribution of each cause to the region's growth by year."""
    series = _series(data)
    years = sorted(data["year"].unique())
    return {str(y): [series[places()[0], c].at(int(y)) for c in _causes(series)] for y in years}


def _name(cause: str, lang: str) -> str:
    return word(f"part {cause}", lang, default=cause)


def _named(causes: Sequence[str], values: Sequence[float], width: float, lang: str) -> list[str]:
    """The largest causes whose names have room side by side."""
    room, named = width - 2 * MARGIN, []
    for _, cause in sorted(zip(values, causes, strict=True), key=lambda pair: -abs(pair[0])):
        room -= text_width(_name(cause, lang), SMALL) + 0.12
        if room < 0:
            break
        named.append(cause)
    return named


def _names_over(
    panel: Panel, causes: Sequence[str], values: Sequence[float], named: Sequence[str], lang: str
) -> None:
    """Names over the pieces of the first bar, each tied to its piece."""
    sheet = panel.sheet
    middles = {
        c: panel.x(sum(pair) / 2) for c, pair in zip(causes, stacked(values), strict=True) if c in named
    }
    texts = [_name(c, lang) for c in middles]
    widths = [text_width(text, SMALL) for text in texts]
    placed = side_by_side(list(middles.values()), widths, MARGIN, sheet.width - MARGIN, gap=0.08)
    for (cause, middle), text, x in zip(middles.items(), texts, placed, strict=True):
        line = ((x, panel.top - 0.12), (middle, panel.top + 0.07))
        sheet.lines([line], colour(cause, causes.index(cause)), width=1.4)
        sheet.text(x, panel.top - 0.20, text, size=SMALL, ha="center")


def _bars(
    sheet: Sheet,
    top: float,
    bars: dict[str, list[float]],
    causes: list[str],
    span: tuple[float, float],
    lang: str,
) -> Panel:
    """One group of bars with their sums; returns its scale."""
    names = 0.17 + max(text_width(place(name, lang), BODY) for name in bars)
    across = sheet.width - 2 * MARGIN - names - 0.52
    panel = Panel(sheet, MARGIN + names, top, across, ROW * len(bars), span, (0, len(bars)))
    panel.vertical_grid(ticks(*span, 6), lambda v: f"{v:g}".replace("-", "−"))
    for row, (name, values) in enumerate(bars.items()):
        upper, known = panel.top + row * ROW, place(name, lang)
        ink = place_colour(name, text=True) if known != name else INK
        sheet.text(panel.left - 0.1, upper + ROW / 2, known, ha="right", colour=ink)
        edge = panel.x(max(e for pair in stacked(values) for e in pair))
        sheet.text(edge + 0.08, upper + ROW / 2, percent(sum(values), "en"), bold=True)
        for k, (start, end) in enumerate(stacked(values)):
            x0, x1 = sorted((panel.x(start), panel.x(end)))
            paint = colour(causes[k], k)
            sheet.boxes([(x0, upper + 0.05, x1, upper + ROW - 0.05)], paint)
            if x1 - x0 >= NUMBER:
                text = f"{values[k]:.1f}".replace("-", "−")
                sheet.text((x0 + x1) / 2, upper + ROW / 2, text, size=SMALL, colour=over(paint), ha="center")
    sheet.lines([((panel.x(0), panel.top), (panel.x(0), panel.bottom))], INK, width=0.8)
    return panel
