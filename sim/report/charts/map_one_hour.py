"""The one-hour circle: districts by their minutes to the nearest core, and the lines that open."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, sentence
from sim.report.inputs import PROJECTED, REFERENCE, Inputs, Path, paths
from sim.report.labels import ids, place
from sim.report.maps.base import Map, anchor, base_map, circle, map_height, neighbours, notes, notes_height
from sim.report.maps.geography import districts
from sim.report.maps.network import draw_network, network_key, opened
from sim.report.numbers import amount
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import INK, PAPER, SMALL, WIDTH, place_colour
from sim.report.words import word

ID = "map_one_hour"
TIME, PEOPLE, OPENING = "Time to the nearest core", "Residents", "Opening"
EDGES = (30.0, 60.0, 90.0)
"""Minutes between the bands; a band holds its upper edge."""
BANDS = ("#0B5D59", "#62ABA1", "#F0B67F", "#B5532A")
LARGEST = 0.031
"""Radius of the district with most residents, as a share of the map's width."""
RING = 1.5


def data(inputs: Inputs) -> pd.DataFrame:
    """Minutes of each district in the first and the last year with and without the measures, its residents,
    and the openings of lines; a district goes by its code.
    """
    return inputs.districts


def band(minutes: float) -> int:
    """Number of the band in which a time falls."""
    return sum(minutes > edge for edge in EDGES)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Dots as large as their residents; a ring where the band is nearer than in the first year."""
    series, words = paths(data), caption(ID, lang, data)
    times, people = _by_district(series, TIME), _by_district(series, PEOPLE)
    new = opened({k[1]: p.values[0] for k, p in series.items() if k[0] == PROJECTED and k[2] == OPENING})
    first = int(data["year"].min())
    names = [word(f"map_band {k}", lang) for k in range(len(BANDS))]
    keys = [(name, colour, "o", False) for name, colour in zip(names, BANDS, strict=True)]
    keys.append((word("map_nearer", lang, first=first), INK, "o", True))
    small = [word("map_source", lang), word("map_lines_source", lang)]
    top = head_height(words.title, words.subtitle, width)
    below = top + map_height(width - 2 * MARGIN) + 0.17
    probe = Sheet(1.0, width)
    after = network_key(probe, probe.shape_key(MARGIN, below, keys), new, lang)
    sheet = Sheet(after + notes_height(small, width) + FOOT_HEIGHT - 0.03, width)
    sheet.head(words.title, words.subtitle)
    ground = base_map(sheet, top, lang)
    draw_network(ground, ID, new)
    _dots(ground, times, people)
    neighbours(ground, lang)
    for city in ids("city"):
        at, align = anchor(ground, ID, city)
        text = place(city, lang)
        sheet.text(*at, text, size=SMALL, colour=place_colour(city, text=True), ha=align, bold=True)
    y = network_key(sheet, sheet.shape_key(MARGIN, below, keys), new, lang)
    notes(sheet, y + 0.03, small)
    return sheet


def _by_district(series: Mapping[tuple[str, str, str], Path], variable: str) -> dict[str, Path]:
    return {k[1]: path for k, path in series.items() if k[0] == PROJECTED and k[2] == variable}


def _dots(ground: Map, times: Mapping[str, Path], people: Mapping[str, Path]) -> None:
    """Districts, the largest below; a thin rim of paper keeps neighbours apart."""
    most = max(path.values[0] for path in people.values())
    for code in sorted(times, key=lambda code: -people[code].values[0]):
        at = ground.point(districts()[code])
        radius = LARGEST * ground.width * math.sqrt(people[code].values[0] / most)
        before, after = band(times[code].values[0]), band(times[code].values[-1])
        outline = circle(at, radius)
        ground.sheet.polygons([outline], BANDS[after])
        ground.sheet.lines([outline], PAPER, width=0.7)
        if after < before:
            ground.sheet.lines([circle(at, radius + 0.025)], INK, width=RING)


def reading(data: pd.DataFrame, lang: str) -> str:
    """Residents of the districts within an hour, first and last, and how many districts came nearer, with and
    without the measures.
    """
    series = paths(data)
    times, people = _by_district(series, TIME), _by_district(series, PEOPLE)
    within = [
        sum(people[c].values[0] for c, p in times.items() if p.values[at] <= EDGES[1]) for at in (0, -1)
    ]
    text = word(
        "map_one_hour_reading",
        lang,
        first=int(data["year"].min()),
        last=int(data["year"].max()),
        before=amount(within[0] / 1e4, "10k persons", lang),
        after=amount(within[1] / 1e4, "10k persons", lang),
        nearer=_nearer(times),
    )
    without = {k[1]: p for k, p in series.items() if k[0] == REFERENCE and k[2] == TIME}
    alone = word("map_one_hour_measures", lang, count=_nearer(without)) if without else ""
    return sentence((text, alone), lang)


def _nearer(times: Mapping[str, Path]) -> int:
    """Districts that have come into a nearer band."""
    return sum(band(path.values[-1]) < band(path.values[0]) for path in times.values())
