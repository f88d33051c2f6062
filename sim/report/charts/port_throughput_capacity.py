"""Cargo handled in each port by class, against what the port can serve."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, contrast, sentence
from sim.report.charts.places import begin, cells, heading, places
from sim.report.charts.stacks import stacked, whisker
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import names, place
from sim.report.numbers import display, percent
from sim.report.panel import extent, ticks
from sim.report.sheet import Sheet
from sim.report.style import CARGO, INK, MUTED, SMALL, WIDTH
from sim.report.words import word

ID = "port_throughput_capacity"
TOTAL, SERVICE, DESIGN, OCCUPANCY, WAITING = (
    "Port throughput",
    "Port service capacity",
    "Port design capacity",
    "Port occupancy",
    "Port waiting time",
)
CELL = 2.0


def data(inputs: Inputs) -> pd.DataFrame:
    """Throughput by port and class and in all, capacities, occupancy and waiting time."""
    cargo = [f"Port throughput|{c}" for c in names("cargo", "en")]
    return inputs.rows((PROJECTED,), places("port"), [*cargo, TOTAL, SERVICE, DESIGN, OCCUPANCY, WAITING])


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Stacked columns by year under the line of service capacity (dashed: design capacity)."""
    series = paths(data)
    classes = _classes(series)
    labels = dict(zip(names("cargo", "en"), names("cargo", lang), strict=True))
    keys = [(labels[c], CARGO[k], "s", False) for k, c in enumerate(classes)]
    keys.append((word("service_capacity", lang), INK, "_", True))
    sheet, top = begin(caption(ID, lang, data), width, keys)
    for cell in cells(sheet, _shown(series), top, CELL):
        name = cell.name
        cargo = [series[PROJECTED, name, f"Port throughput|{c}"] for c in classes]
        years, service = cargo[0].years, series.get((PROJECTED, name, SERVICE))
        totals = _totals(series, name)
        band = _band(series.get((PROJECTED, name, TOTAL)))
        span = extent([*totals, *band, *(service.values if service else [])], room=0.1)
        unit = display(cargo[0].unit, span[1], lang)
        panel = cell.panel(sheet, CELL - 0.85, (years[0] - 0.6, years[-1] + 0.6), span)
        heading(sheet, cell, lang, _load(series, name, lang), unit.label)
        panel.horizontal_grid([v * unit.divisor for v in ticks(0, span[1] / unit.divisor, 3)], unit.tick)
        panel.calendar(years[0], years[-1])
        ends = [stacked(p.values[k] for p in cargo) for k in range(len(years))]
        for c in range(len(classes)):
            sheet.boxes(
                [
                    (panel.x(y - 0.36), panel.y(ends[k][c][1]), panel.x(y + 0.36), panel.y(ends[k][c][0]))
                    for k, y in enumerate(years)
                ],
                CARGO[c],
            )
        if band:
            whisker(panel, years[-1], *band)
        first, last = (unit.number(totals[k]) for k in (0, -1))
        sheet.text(panel.left + 0.02, panel.y(totals[0]) - 0.09, first, size=SMALL)
        high = max([totals[-1], *band])
        sheet.text(panel.x(years[-1]), panel.y(high) - 0.09, last, size=SMALL, ha="center")
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


def reading(data: pd.DataFrame, lang: str) -> str:
    """Throughput of all ports at first and at last, and the fullest and the emptiest port at last."""
    series = paths(data)
    whole, *ports = _shown(series)
    totals = _totals(series, whole)
    path = series[PROJECTED, whole, f"Port throughput|{_classes(series)[0]}"]
    unit = display(path.unit, totals[-1], lang)
    a, b = unit.number(totals[0]), unit.amount(totals[-1])
    clauses = [word("shows throughput", lang, a=a, b=b, first=path.years[0], last=path.years[-1])]
    used = {p: load.values[-1] for p in ports if (load := series.get((PROJECTED, p, OCCUPANCY)))}
    name, number = (lambda p: place(p, lang)), (lambda p: percent(100 * used[p], lang, 0))
    clauses.append(contrast("shows occupancy", lang, used, name, number))
    return sentence(clauses, lang)


def _band(total: Path | None) -> list[float]:
    """90 % of the draws of the last year's throughput; empty without an ensemble."""
    return [total.bands[end][-1] for end in ("p05", "p95")] if total and total.bands else []


def _classes(series: Mapping[Key, Path]) -> list[str]:
    return [c for c in names("cargo", "en") if any(v == f"Port throughput|{c}" for _, _, v in series)]


def _shown(series: Mapping[Key, Path]) -> list[str]:
    first = f"Port throughput|{_classes(series)[0]}"
    return [p for p in places("port") if (PROJECTED, p, first) in series]


def _totals(series: Mapping[Key, Path], name: str) -> list[float]:
    """Throughput of all classes by year."""
    cargo = [series[PROJECTED, name, f"Port throughput|{c}"].values for c in _classes(series)]
    return [sum(values) for values in zip(*cargo, strict=True)]


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
