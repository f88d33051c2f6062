"""Residents by age and sex: the base year as an outline over the last year."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import cells, heading, places, sheet_height
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.numbers import Display, display, percent
from sim.report.panel import Panel, ticks
from sim.report.sheet import MARGIN, Sheet, head_height
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
    shown = [p for p in places() if any(r == p for _, r, _ in series)]
    groups = list(
        dict.fromkeys(v.rpartition(" ")[2] for _, _, v in series if v.startswith("Population|Male|"))
    )
    words = caption(ID, lang, data)
    top = head_height(words.title, words.subtitle, width) + 0.22
    sheet = Sheet(sheet_height(len(shown), top, CELL, width), width)
    y = sheet.head(words.title, words.subtitle)
    last, first = int(data["year"].max()), int(data["year"].min())
    sheet.key(
        MARGIN,
        y - 0.02,
        [
            (word("men", lang, year=last), MALE),
            (word("women", lang, year=last), FEMALE),
            (word("outline", lang, year=first), INK),
        ],
    )
    for name, left, upper in cells(shown, top, CELL, width):
        sides = {
            sex: [series[PROJECTED, name, f"Population|{sex}|Age {g}"] for g in groups]
            for sex in ("Male", "Female")
        }
        largest = max(v for side in sides.values() for path in side for v in path.values)
        unit = display(sides["Male"][0].unit, largest, lang)
        panel = Panel(
            sheet,
            left + 0.3,
            upper + 0.44,
            2.5,
            CELL - 0.85,
            (-1.04 * largest, 1.04 * largest),
            (0, len(groups)),
        )
        heading(sheet, name, left, upper, lang, _aged(series, name, lang))
        sheet.text(left + 2.8, upper + 0.10, unit.label, size=SMALL, colour=MUTED, ha="right")
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


def _aged(series: Mapping[Key, Path], name: str, lang: str) -> str:
    """Share of residents of 60 and over at first and at last."""
    total, aged = (
        series.get((PROJECTED, name, "Population")),
        series.get((PROJECTED, name, "Population|Age 60+")),
    )
    if total is None or aged is None:
        return ""
    a, b = (percent(100 * aged.values[k] / total.values[k], lang) for k in (0, -1))
    return word("aged", lang, first=total.years[0], a=a, last=total.years[-1], b=b)


def both_ways(unit: Display) -> Callable[[float], str]:
    """Tick labels that are the same to the left and the right of zero."""
    return lambda value: unit.tick(abs(value))
