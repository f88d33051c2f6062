"""Cargo handled in each port by class, against what the port can serve."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import cells, heading, places, sheet_height
from sim.report.charts.stacks import stacked
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import names
from sim.report.numbers import display, percent
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import MARGIN, Sheet, head_height
from sim.report.style import CARGO, INK, MUTED, SMALL, WIDTH, place_colour
from sim.report.words import word

ID = "port_throughput_capacity"
SERVICE, DESIGN, OCCUPANCY, WAITING = (
    "Port service capacity",
    "Port design capacity",
    "Port occupancy",
    "Port waiting time",
)
CELL = 2.0


def data(inputs: Inputs) -> pd.DataFrame:
    """Throughput by port and class, capacities, occupancy and waiting time."""
    cargo = [f"Port throughput|{c}" for c in names("cargo", "en")]
    return inputs.rows((PROJECTED,), places("port"), [*cargo, SERVICE, DESIGN, OCCUPANCY, WAITING])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Stacked columns by year under the line of service capacity (dashed: design capacity)."""
    series = paths(data)
    classes = [c for c in names("cargo", "en") if any(v == f"Port throughput|{c}" for _, _, v in series)]
    shown = [p for p in places("port") if (PROJECTED, p, f"Port throughput|{classes[0]}") in series]
    words = caption(ID, lang, data)
    top = head_height(words.title, words.subtitle, width) + (0.43 if lang == "en" else 0.24)
    sheet = Sheet(sheet_height(len(shown), top, CELL, width), width)
    y = sheet.head(words.title, words.subtitle)
    labels = dict(zip(names("cargo", "en"), names("cargo", lang), strict=True))
    keys = [(labels[c], CARGO[k], "s", False) for k, c in enumerate(classes)]
    sheet.shape_key(MARGIN, y - 0.02, [*keys, (word("service_capacity", lang), INK, "_", True)])
    for name, left, upper in cells(shown, top, CELL, width):
        cargo = [series[PROJECTED, name, f"Port throughput|{c}"] for c in classes]
        years, service = cargo[0].years, series.get((PROJECTED, name, SERVICE))
        totals = [sum(p.values[k] for p in cargo) for k in range(len(years))]
        span = extent([*totals, *(service.values if service else [])], room=0.1)
        unit = display(cargo[0].unit, span[1], lang)
        panel = Panel(
            sheet, left + 0.42, upper + 0.47, 2.38, CELL - 0.85, (years[0] - 0.6, years[-1] + 0.6), span
        )
        heading(
            sheet, name, left, upper, lang, _load(series, name, lang), colour=place_colour(name, text=True)
        )
        sheet.text(left + 2.8, upper + 0.10, unit.label, size=SMALL, colour=MUTED, ha="right")
        panel.horizontal_grid([v * unit.divisor for v in ticks(0, span[1] / unit.divisor, 3)], unit.tick)
        panel.years([y for y in years if len(years) < 8 or y % 5 == 0])
        ends = [stacked(p.values[k] for p in cargo) for k in range(len(years))]
        for c in range(len(classes)):
            sheet.boxes(
                [
                    (panel.x(y - 0.36), panel.y(ends[k][c][1]), panel.x(y + 0.36), panel.y(ends[k][c][0]))
                    for k, y in enumerate(years)
                ],
                CARGO[c],
            )
        for k in (0, len(years) - 1):
            sheet.text(
                panel.x(years[k]), panel.y(totals[k]) - 0.09, unit.number(totals[k]), size=SMALL, ha="center"
            )
        if service:
            steps = [
                (panel.x(y + side), panel.y(v))
                for y, v in zip(service.years, service.values, strict=True)
                for side in (-0.5, 0.5)
            ]
            sheet.line(steps, INK, width=1.4)
        design = series.get((PROJECTED, name, DESIGN))
        if design:
            sheet.line(panel.points(design.years, design.values), MUTED, width=1.0, dashes=(3, 2))
    return sheet


def _load(series: Mapping[Key, Path], name: str, lang: str) -> str:
    """Occupancy at first and at last, and the waiting time where it is known."""
    occupancy, waiting = series.get((PROJECTED, name, OCCUPANCY)), series.get((PROJECTED, name, WAITING))
    if occupancy is None:
        return ""
    a, b = (percent(100 * occupancy.values[k], lang, 0) for k in (0, -1))
    text = word("occupancy", lang, a=a, b=b)
    if waiting is not None:
        text += word("waiting", lang, hours=f"{waiting.values[-1]:.1f}")
    return text
