"""Door-to-door times between the cities, first and last year, and who lives within an hour of a core."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, extremes, sentence
from sim.report.charts.places import begin
from sim.report.glyphs import wrap
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import ids, indicator, names, place
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Box, Sheet
from sim.report.style import BODY, MUTED, SMALL, WIDTH, over, place_colour, tint
from sim.report.words import word

ID = "travel_times"
PREFIX = "Travel time|To "
NEAR = "Residents within one hour of a core"
CELL, NAMES = 0.56, 0.72
HEAT = "#1D5C8F"
NOTABLE = 1.0
"""Minutes by which a time must fall to be marked."""


def data(inputs: Inputs) -> pd.DataFrame:
    """Minutes from each city to each other one, and shares within an hour, in the first and the last year."""
    times = inputs.with_prefix(PREFIX)
    return inputs.rows((PROJECTED,), ids("city"), [*times, NEAR] if times else [], inputs.years)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Minutes at last in a matrix, the darker the longer, with the change since the first year below each;
    under it the residents within an hour of a core.
    """
    series = paths(data)
    cities = _cities(series)
    sheet, top = begin(caption(ID, lang, data), width)
    top += 0.3
    across = (width - 2 * MARGIN - NAMES) / len(cities)
    for c, city in enumerate(cities):
        x, y = MARGIN + NAMES + (c + 0.5) * across, top + (c + 0.5) * CELL
        name, ink = place(city, lang), place_colour(city, text=True)
        sheet.text(x, top - 0.13, name, ha="center", colour=ink, bold=True)
        sheet.text(MARGIN, y, name, colour=ink, bold=True)
    times = _times(series)
    longest = max(v for path in times.values() for v in path.values)
    for (origin, target), path in times.items():
        left = MARGIN + NAMES + cities.index(target) * across
        upper = top + cities.index(origin) * CELL
        _cell(sheet, (left, upper, left + across, upper + CELL), path, longest)
    y = top + CELL * len(cities) + 0.12
    for line in wrap(word("minutes_note", lang), SMALL, width - 2 * MARGIN):
        sheet.text(MARGIN, y, line, size=SMALL, colour=MUTED)
        y += 0.17
    near = {c: found for c in cities if (found := series.get((PROJECTED, c, NEAR)))}
    if near:
        sheet.text(MARGIN, y + 0.1, f"{indicator(NEAR, lang)}, %", bold=True)
        y += 0.31
    for city, shares in near.items():
        x = MARGIN + NAMES + (cities.index(city) + 0.5) * across
        text = f"{shares.values[0]:.1f} → {shares.values[-1]:.1f}"
        for k, line in enumerate(wrap(text, BODY, across)):
            sheet.text(x, y + 0.17 * k, line, ha="center")
    sheet.height = y + (0.17 if near and width < WIDTH else 0.0) + 0.1 + FOOT_HEIGHT
    return sheet


def _cell(sheet: Sheet, edges: Box, path: Path, longest: float) -> None:
    """One time of the matrix, with its change where that is notable."""
    left, upper, right, lower = edges
    share = path.values[-1] / longest
    paint = tint(HEAT, 0.08 + 0.82 * share**1.5)
    sheet.boxes([(left + 0.02, upper + 0.02, right - 0.02, lower - 0.02)], paint)
    change = path.values[-1] - path.values[0]
    notable = abs(change) >= NOTABLE
    ink = over(paint)
    x, y = (left + right) / 2, (upper + lower) / 2 - (0.09 if notable else 0)
    sheet.text(x, y, f"{path.values[-1]:.0f}", size=BODY + 1, colour=ink, ha="center", bold=True)
    if notable:
        sheet.text(x, (upper + lower) / 2 + 0.12, _minutes(change), size=SMALL, colour=ink, ha="center")


def reading(data: pd.DataFrame, lang: str) -> str:
    """The longest and the shortest way at last, and the one that shortens most."""
    times = _times(paths(data))
    longest, shortest = extremes({pair: path.values[-1] for pair, path in times.items()})
    _, fallen = extremes({pair: path.values[-1] - path.values[0] for pair, path in times.items()})
    name = {pair: word("way", lang, a=place(pair[0], lang), b=place(pair[1], lang)) for pair in times}
    parts = {
        "longest": name[longest],
        "a": f"{times[longest].values[-1]:.0f}",
        "shortest": name[shortest],
        "b": f"{times[shortest].values[-1]:.0f}",
    }
    clauses = [word("shows times", lang, year=int(data["year"].max()), **parts)]
    change = times[fallen].values[-1] - times[fallen].values[0]
    if change <= -NOTABLE:
        year = int(data["year"].min())
        clauses.append(word("shows shorter", lang, way=name[fallen], change=_minutes(change), year=year))
    return sentence(clauses, lang)


def _cities(series: Mapping[Key, Path]) -> list[str]:
    return [c for c in ids("city") if any(r == c for _, r, _ in series)]


def _times(series: Mapping[Key, Path]) -> dict[tuple[str, str], Path]:
    """Times by origin and destination."""
    cities, names_of = _cities(series), dict(zip(ids("city"), names("city", "en"), strict=True))
    pairs = [(a, b) for a in cities for b in cities if a != b]
    found = {(a, b): series.get((PROJECTED, a, PREFIX + names_of[b])) for a, b in pairs}
    return {pair: path for pair, path in found.items() if path}


def _minutes(change: float) -> str:
    return f"{change:+.0f}".replace("-", "−")
