"""Residents by age and sex: the base year as an outline over the last year."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from sim.report.charts.captions import caption, contrast, sentence
from sim.report.charts.places import begin, cells, heading, places
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import place
from sim.report.numbers import Display, display, percent
from sim.report.panel import ticks
from sim.report.sheet import Sheet
from sim.report.style import FEMALE, INK, MALE, MUTED, SMALL, WIDTH
from sim.report.words import word

ID = "population_pyramids"
CELL = 2.5


def data(inputs: Inputs) -> pd.DataFrame:
    """Residents by five-year age group and sex, and of 60 and over, in the first and the last year."""
    groups = [v for sex in ("Male", "Female") for v in inputs.with_prefix(f"Population|{sex}|Age ")]
    return inputs.rows((PROJECTED,), places(), [*groups, "Population", "Population|Age 60+"], inputs.years)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Men to the left, women to the right, each panel on its own scale."""
    series = paths(data)
    shown = _shown(series)
    groups = list(
        dict.fromkeys(v.rpartition(" ")[2] for _, _, v in series if v.startswith("Population|Male|"))
    )
    last, first = int(data["year"].max()), int(data["year"].min())
    keys = [
        (word("men", lang, year=last), MALE, "s", False),
        (word("women", lang, year=last), FEMALE, "s", False),
        (word("outline", lang, year=first), INK, "s", True),
    ]
    sheet, top = begin(caption(ID, lang, data), width, keys)
    for cell in cells(sheet, shown, top, CELL):
        name = cell.name
        sides = {
            sex: [series[PROJECTED, name, f"Population|{sex}|Age {g}"] for g in groups]
            for sex in ("Male", "Female")
        }
        largest = max(v for side in sides.values() for path in side for v in path.values)
        unit = display(sides["Male"][0].unit, largest, lang)
        x_range = (-1.04 * largest, 1.04 * largest)
        panel = cell.panel(sheet, CELL - 0.85, x_range, (0, len(groups)), scale=0.3, head=0.44)
        heading(sheet, cell, lang, _aged(series, name, lang), unit.label)
        marks = [v * unit.divisor for v in ticks(0, largest / unit.divisor, 2)]
        panel.vertical_grid([*(-v for v in marks if v), *marks], both_ways(unit))
        for k in range(0, len(groups), 4):
            sheet.text(
                panel.left - 0.05,
                panel.y(k + 0.5),
                groups[k].partition("-")[0].rstrip("+"),
                size=SMALL,
                colour=MUTED,
                ha="right",
            )
        for sex, sign, colour in (("Male", -1, MALE), ("Female", 1, FEMALE)):
            ends = [(panel.x(0), panel.x(sign * p.at(last))) for p in sides[sex]]
            sheet.boxes(
                [(min(e), panel.y(k + 0.94), max(e), panel.y(k + 0.06)) for k, e in enumerate(ends)],
                colour,
                opacity=0.78,
            )
            outline = [(panel.x(0), panel.y(0))]
            for k, path in enumerate(sides[sex]):
                outline += [
                    (panel.x(sign * path.at(first)), panel.y(k)),
                    (panel.x(sign * path.at(first)), panel.y(k + 1)),
                ]
            sheet.line([*outline, (panel.x(0), panel.y(len(groups)))], INK, width=0.9)
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """Share of 60 and over in the region at first and at last, and where it is highest and lowest at last."""
    series = paths(data)
    shares = {p: share for p in _shown(series) if (share := _share(series, p))}
    if not shares:
        return ""
    region = next(iter(shares))
    first, last = int(data["year"].min()), int(data["year"].max())
    a, b = (percent(v, lang) for v in shares.pop(region))
    clauses = [word("shows aged", lang, place=place(region, lang), first=first, last=last, a=a, b=b)]
    last_shares = {c: pair[1] for c, pair in shares.items()}
    name, number = (lambda c: place(c, lang)), (lambda c: percent(last_shares[c], lang))
    clauses.append(contrast("shows aged_cities", lang, last_shares, name, number))
    return sentence(clauses, lang)


def _shown(series: Mapping[Key, Path]) -> list[str]:
    return [p for p in places() if any(r == p for _, r, _ in series)]


def _share(series: Mapping[Key, Path], name: str) -> tuple[float, float] | None:
    """Share of 60 and over at first and at last, %."""
    total, aged = (series.get((PROJECTED, name, v)) for v in ("Population", "Population|Age 60+"))
    if total is None or aged is None:
        return None
    return 100 * aged.values[0] / total.values[0], 100 * aged.values[-1] / total.values[-1]


def _aged(series: Mapping[Key, Path], name: str, lang: str) -> str:
    """Share of residents of 60 and over at first and at last."""
    share = _share(series, name)
    if share is None:
        return ""
    years = series[PROJECTED, name, "Population"].years
    a, b = (percent(value, lang) for value in share)
    return word("aged", lang, first=years[0], a=a, last=years[-1], b=b)


def both_ways(unit: Display) -> Callable[[float], str]:
    """Tick labels that are the same to the left and the right of zero."""
    return lambda value: unit.tick(abs(value))
