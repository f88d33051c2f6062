"""Throughput of the ports since 2010 and on to the horizon: tonnes and containers."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, contrast, extremes, sentence
from sim.report.charts.places import begin
from sim.report.glyphs import text_width
from sim.report.inputs import OBSERVED, PROJECTED, Inputs, Path, paths
from sim.report.labels import ids, indicator, place
from sim.report.numbers import Display, display, growth_rate, percent
from sim.report.panel import Panel, extent, spread, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet
from sim.report.style import BODY, MUTED, SMALL, WIDTH, place_colour, tint
from sim.report.words import word

ID = "port_history"
VARIABLES = ("Port throughput", "Port containers")
HEIGHT, BLOCK = 2.1, 2.95


def data(inputs: Inputs) -> pd.DataFrame:
    """Tonnes and containers by port and year."""
    return inputs.rows((OBSERVED, PROJECTED), ids("port"), VARIABLES)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """One panel for tonnes and one for containers, lines labelled at their ends."""
    series = paths(data)
    shown = [v for v in VARIABLES if any(name == v for _, _, name in series)]
    sheet, top = begin(caption(ID, lang, data), width)
    sheet.height = top + BLOCK * len(shown) + FOOT_HEIGHT - 0.15
    for k, variable in enumerate(shown):
        of_kind = {(kind, port): p for (kind, port, name), p in series.items() if name == variable}
        every = [v for p in of_kind.values() for v in p.values]
        unit = display(next(iter(of_kind.values())).unit, max(every), lang)
        years = (int(data["year"].min()), int(data["year"].max()))
        ends = [_end(port, path, unit, lang) for (kind, port), path in of_kind.items() if kind == PROJECTED]
        across = width - 2 * MARGIN - 0.5 - max(text_width(end, SMALL) for end in ends) - 0.17
        panel = Panel(sheet, MARGIN + 0.5, top + k * BLOCK + 0.32, across, HEIGHT, years, extent(every))
        sheet.text(
            MARGIN,
            panel.top - 0.18,
            f"{indicator(variable, lang)}（{unit.label}）"
            if lang == "zh"
            else f"{indicator(variable, lang)}, {unit.label}",
            size=BODY,
            colour=MUTED,
        )
        panel.horizontal_grid(
            [v * unit.divisor for v in ticks(0, panel.y_range[1] / unit.divisor, 4)], unit.tick
        )
        panel.years([y for y in range(years[0], years[1] + 1) if y % 5 == 0])
        _lines(panel, of_kind, unit, lang)
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """The port that handles most at last, and the ones whose cargo grows fastest and slowest."""
    series = paths(data)
    cargo = {p: path for p in ids("port") if (path := series.get((PROJECTED, p, VARIABLES[0])))}
    largest, _ = extremes({p: path.values[-1] for p, path in cargo.items()})
    unit = display(cargo[largest].unit, max(data.loc[data["variable"] == VARIABLES[0], "value"]), lang)
    last = cargo[largest].years[-1]
    value = unit.amount(cargo[largest].values[-1])
    rates = {
        p: growth_rate(path.values[0], path.values[-1], path.years[-1] - path.years[0])
        for p, path in cargo.items()
    }
    name, number = (lambda p: place(p, lang)), (lambda p: percent(rates[p], lang))
    clauses = [
        word("shows port", lang, port=place(largest, lang), value=value, last=last),
        contrast("shows fastest", lang, rates, name, number),
    ]
    return sentence(clauses, lang)


def _lines(panel: Panel, series: Mapping[tuple[str, str], Path], unit: Display, lang: str) -> None:
    ports = [p for p in ids("port") if (PROJECTED, p) in series]
    ends = spread([panel.y(series[PROJECTED, p].values[-1]) for p in ports], 0.185, panel.top, panel.bottom)
    for port, end in zip(ports, ends, strict=True):
        observed, projected = series.get((OBSERVED, port)), series[PROJECTED, port]
        if observed and len(observed.years) > 1:
            _observed(panel, observed, tint(place_colour(port), 0.55))
        panel.sheet.line(panel.points(projected.years, projected.values), place_colour(port), width=2.2)
        at = panel.y(projected.values[-1])
        panel.sheet.line([(panel.right + 0.03, at), (panel.right + 0.12, end)], place_colour(port), width=0.7)
        text, ink = _end(port, projected, unit, lang), place_colour(port, text=True)
        panel.sheet.text(panel.right + 0.15, end, text, size=SMALL, colour=ink)


def _end(port: str, path: Path, unit: Display, lang: str) -> str:
    """A port with its last value."""
    return f"{place(port, lang)} {unit.number(path.values[-1])}"


def _observed(panel: Panel, path: Path, colour: str) -> None:
    """Published values: joined where years follow one another, so that a gap stays a gap."""
    points = dict(zip(path.years, panel.points(path.years, path.values), strict=True))
    panel.sheet.lines([[points[y], points[y + 1]] for y in path.years if y + 1 in points], colour, width=1.8)
    panel.sheet.dots(
        [p for y, p in points.items() if y - 1 not in points and y + 1 not in points], colour, size=3.5
    )
