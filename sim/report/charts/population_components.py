"""Population change taken apart: births, deaths, and migration with the outside and within the region."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, sentence
from sim.report.charts.places import begin, cells, heading, places
from sim.report.charts.stacks import columns, end_labels, label_room, part_text, stacked
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import place
from sim.report.numbers import display
from sim.report.panel import extent, ticks
from sim.report.sheet import Sheet
from sim.report.style import BIRTHS, DEATHS, INK, OUTSIDE, WIDTH, WITHIN
from sim.report.words import word

ID = "population_components"
PARTS = (
    ("Births", 1, BIRTHS),
    ("Deaths", -1, DEATHS),
    ("Net migration|Outside region", 1, OUTSIDE),
    ("Net migration|Within region", 1, WITHIN),
)
"""Variable, sign in the balance, colour."""
COLOURS = [colour for _, _, colour in PARTS]
CELL = 1.95


def data(inputs: Inputs) -> pd.DataFrame:
    """Births, deaths, both kinds of net migration and residents by place and year."""
    return inputs.rows((PROJECTED,), places(), [*(name for name, _, _ in PARTS), "Population"])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Stacked columns by year, gains up and losses down, named beside the last one; the mark is the sum of
    all.
    """
    series = paths(data)
    shown = _shown(series)
    words = caption(ID, lang, data[data["variable"] == "Births"])
    sheet, top = begin(words, width, [(word("net_change", lang), INK, "D", True)])
    unit = display(data["unit"].iloc[0], 0.0, lang)
    years = series[PROJECTED, shown[0], "Births"].years
    balance = {p: {y: _parts(series, p, y) for y in years} for p in shown}
    labels = {
        p: [
            part_text(word(f"short {v}", lang), x, unit)
            for (v, _, _), x in zip(PARTS, balance[p][years[-1]], strict=True)
        ]
        for p in shown
    }
    room = label_room(text for texts in labels.values() for text in texts)
    for cell in cells(sheet, shown, top, CELL):
        here = balance[cell.name]
        span = extent([e for parts in here.values() for pair in stacked(parts) for e in pair], room=0.08)
        x_range = (years[0] - 0.6, years[-1] + 0.4)
        panel = cell.panel(sheet, CELL - 0.83, x_range, span, scale=0.46, labels=room)
        note = _change(series.get((PROJECTED, cell.name, "Population")), lang)
        heading(sheet, cell, lang, note, unit.label)
        panel.horizontal_grid(
            [v * unit.divisor for v in ticks(span[0] / unit.divisor, span[1] / unit.divisor, 3)], unit.tick
        )
        panel.calendar(years[0], years[-1])
        columns(panel, here, COLOURS)
        end_labels(panel, years[-1], here[years[-1]], labels[cell.name], COLOURS)
        marks = [(panel.x(y), panel.y(sum(here[y]))) for y in years]
        sheet.dots(marks, INK, shape="D", size=5, hollow=True)
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """What natural increase and migration add to the region in the last year, against the first."""
    series = paths(data)
    region = _shown(series)[0]
    unit = display(data["unit"].iloc[0], 0.0, lang)
    years = series[PROJECTED, region, "Births"].years
    found: dict[str, str] = {}
    for name, year in (("first", years[0]), ("last", years[-1])):
        births, deaths, outside, within = _parts(series, region, year)
        found |= {name: str(year), f"natural_{name}": unit.change(births + deaths)}
        found |= {f"moves_{name}": unit.change(outside + within)}
    return sentence([word("shows components", lang, place=place(region, lang), **found)], lang)


def _shown(series: Mapping[Key, Path]) -> list[str]:
    return [p for p in places() if (PROJECTED, p, "Births") in series]


def _parts(series: Mapping[Key, Path], name: str, year: int) -> list[float]:
    """The parts of a year with their signs; zero where the results have none."""
    found = [(sign, series.get((PROJECTED, name, variable))) for variable, sign, _ in PARTS]
    return [sign * path.at(year) if path else 0.0 for sign, path in found]


def _change(path: Path | None, lang: str) -> str:
    """Residents at first and at last."""
    if path is None:
        return ""
    unit = display(path.unit, path.values[-1], lang)
    return word(
        "from_to",
        lang,
        first=path.years[0],
        a=unit.number(path.values[0]),
        last=path.years[-1],
        b=unit.amount(path.values[-1]),
    )
