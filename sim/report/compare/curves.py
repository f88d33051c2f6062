"""Paths of a headline indicator on one scale: by place for a few scenarios, by scenario for many."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.places import PANEL, cells, columns
from sim.report.compare.heat import fitted
from sim.report.compare.marks import called, colour, few, key, key_height, order_of
from sim.report.labels import indicator, place, region
from sim.report.numbers import Display
from sim.report.panel import Panel, extent, grid, spread, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, MUTED, OBSERVED, SMALL, WIDTH, place_colour, tint

PATHS, DIFFERENCES = "compare_paths", "compare_differences"
MANY = "_many"
"""End of a caption's id where each scenario has a panel of its own."""

CELL, SMALL_CELL = 1.72, 1.08
COLUMNS, MORE_COLUMNS, MOST = 3, 4, 30
"""Columns of small panels, and those for more scenarios than ``MOST``."""

NARROW_COLUMNS = 2
"""Columns of small panels on a phone."""

BANDED = 2
"""Scenarios whose bands may lie on one another; more of them have a bar each at the end."""

VALUE, LOW, HIGH = "value", "low", "high"


def draw_paths(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Index, first shared year = 100; ``data``: variable, region, scenario, order, year, value, low, high."""
    return _by_place(data, lang, width) if few(data) else _by_scenario(data, lang, PATHS, width)


def draw_differences(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Per cent of the first scenario with the band over common draws; ``data`` as for ``draw_paths``."""
    if few(data):
        return _by_indicator(data, lang, width)
    return _by_scenario(data, lang, DIFFERENCES, width)


def titled(chart: str, data: pd.DataFrame, lang: str) -> tuple[str, str]:
    """Title and explanation of a chart, with the name of its indicator."""
    name = indicator(str(data["variable"].iloc[0]), lang)
    words = caption(chart + ("" if few(data) else MANY), lang, data, indicator=name)
    return words.title, words.subtitle


def _by_place(data: pd.DataFrame, lang: str, width: float) -> Sheet:
    """A panel a place, a line a scenario, the same axes everywhere; the band is that of the first."""
    title, subtitle = titled(PATHS, data, lang)
    scenarios, shown = order_of(data), list(dict.fromkeys(data["region"]))
    top = head_height(title, subtitle, width) + key_height(scenarios, width)
    sheet = Sheet(0.0, width)
    key(sheet, sheet.head(title, subtitle) - 0.02, scenarios)
    span = _span(data, zero=False)
    for cell in cells(sheet, shown, top, CELL):
        name, left, upper = cell.name, cell.left, cell.top
        here = data[data["region"] == name]
        heading = place(name, lang)
        sheet.text(left, upper + 0.1, heading, size=BODY, bold=True, colour=place_colour(name, text=True))
        panel = _frame(sheet, here, left + 0.42, upper + 0.29, 1.8 + _spare(width), CELL - 0.63, span, lang)
        _band(panel, here[here["order"] == 0], OBSERVED)
        _lines(panel, here, Display(1, "", lang))
    return sheet


def _by_indicator(data: pd.DataFrame, lang: str, width: float) -> Sheet:
    """A panel an indicator, a line and a band a scenario; each panel on its own scale."""
    words = caption(DIFFERENCES, lang, data)
    scenarios, shown = order_of(data), list(dict.fromkeys(data["variable"]))
    top = head_height(words.title, words.subtitle, width) + key_height(scenarios, width)
    sheet = Sheet(0.0, width)
    key(sheet, sheet.head(words.title, words.subtitle) - 0.02, scenarios)
    for cell in cells(sheet, shown, top, CELL):
        name, left, upper = cell.name, cell.left, cell.top
        here = data[data["variable"] == name]
        sheet.text(left, upper + 0.1, fitted(indicator(name, lang), BODY, 2.8), size=BODY, bold=True)
        panel = _frame(
            sheet, here, left + 0.42, upper + 0.29, 1.6 + _spare(width), CELL - 0.63, _span(here), lang
        )
        if len(scenarios) <= BANDED:
            for order in scenarios:
                _band(panel, here[here["order"] == order], colour(order))
        room = 0.0 if len(scenarios) <= BANDED else _bars(panel, here)
        _lines(panel, here, Display(1, "%", lang), change=True, room=room)
    return sheet


def _by_scenario(data: pd.DataFrame, lang: str, chart: str, width: float) -> Sheet:
    """A panel a scenario on the same axes: its own line and band in colour, all others in grey."""
    title, subtitle = titled(chart, data, lang)
    here = data[data["region"] == region()]
    scenarios = order_of(here)
    across = COLUMNS if len(scenarios) <= MOST else MORE_COLUMNS
    across = across if width >= WIDTH else NARROW_COLUMNS
    top = head_height(title, subtitle, width) + 0.02
    sheet = Sheet(top + SMALL_CELL * -(-len(scenarios) // across) + FOOT_HEIGHT, width)
    sheet.head(title, subtitle)
    span = _span(here, zero=chart == DIFFERENCES)
    paths = {int(str(order)): path for order, path in here.groupby("order", sort=True)}
    corners = grid(
        len(scenarios), top, columns=across, height=SMALL_CELL, width=width - 0.3, left=MARGIN + 0.3
    )
    width = (width - 0.3 - 2 * MARGIN - 0.2 * (across - 1)) / across
    for k, ((order, name), (left, upper)) in enumerate(zip(scenarios.items(), corners, strict=True)):
        own = paths[order]
        last = float(own[VALUE].iloc[-1])
        shown = Display(1, "", lang)
        text = shown.change(last, 2) if chart == DIFFERENCES else shown.number(last, 1)
        sheet.text(left + width, upper + 0.09, text, size=SMALL, colour=MUTED, ha="right")
        sheet.text(left, upper + 0.09, fitted(called(order, name), SMALL, width - 0.5), size=SMALL, bold=True)
        panel = _frame(
            sheet, own, left, upper + 0.2, width, SMALL_CELL - 0.46, span, lang, scale=k % across == 0
        )
        others = [_points(panel, path) for other, path in paths.items() if other != order]
        sheet.lines(others, tint(OBSERVED, 0.6), width=0.6)
        _band(panel, own, colour(order, alone=True))
        sheet.line(_points(panel, own), colour(order, alone=True), width=1.8)
    return sheet


def _spare(width: float) -> float:
    """Inches by which the one column of a phone is wider than one of two on a wide sheet."""
    return width - 2 * MARGIN - PANEL - 0.1 if columns(width) == 1 else 0.0


def _span(data: pd.DataFrame, *, zero: bool = True) -> tuple[float, float]:
    return extent(data[[VALUE, LOW, HIGH]].to_numpy().ravel().tolist(), zero=zero, room=0.06)


def _frame(
    sheet: Sheet,
    here: pd.DataFrame,
    left: float,
    top: float,
    width: float,
    height: float,
    span: tuple[float, float],
    lang: str,
    *,
    scale: bool = True,
) -> Panel:
    years = (int(here["year"].min()), int(here["year"].max()))
    panel = Panel(sheet, left, top, width, height, years, span)
    label = Display(1, "", lang).tick if scale else _nothing
    panel.horizontal_grid(ticks(*span, 3), label)
    for year, ha in zip(years, ("left", "right"), strict=True):
        y = panel.bottom + 0.12
        sheet.text(panel.x(year), y, str(year), size=SMALL, colour=MUTED, ha=ha)
    return panel


def _nothing(_value: float) -> str:
    return ""


def _points(panel: Panel, path: pd.DataFrame) -> Sequence[tuple[float, float]]:
    return panel.points(path["year"].tolist(), path[VALUE].tolist())


def _band(panel: Panel, path: pd.DataFrame, shade: str) -> None:
    known = path.dropna(subset=[LOW, HIGH])
    if len(known) > 1:
        when = known["year"].tolist()
        edge = panel.points(when, known[LOW].tolist())
        panel.sheet.polygons([edge + panel.points(when, known[HIGH].tolist())[::-1]], shade, opacity=0.16)


def _bars(panel: Panel, here: pd.DataFrame) -> float:
    """A bar a scenario beside the last year; returns the width that they take."""
    last = here[here["year"] == here["year"].max()].dropna(subset=[LOW, HIGH])
    for k, row in enumerate(last.to_dict("records")):
        x = panel.right + 0.05 + 0.055 * k
        ends = ((x, panel.y(row[LOW])), (x, panel.y(row[HIGH])))
        panel.sheet.lines([ends], colour(int(row["order"])), width=2.2)
    return 0.055 * len(last)


def _lines(
    panel: Panel, here: pd.DataFrame, unit: Display, *, change: bool = False, room: float = 0.0
) -> None:
    """A line a scenario, with its number and last value at the end."""
    ends = []
    for order, path in here.groupby("order", sort=True):
        panel.sheet.line(_points(panel, path), colour(int(str(order))), width=1.8)
        ends.append((int(str(order)), float(path[VALUE].iloc[-1])))
    places = spread([panel.y(end) for _, end in ends], 0.15, panel.top, panel.bottom)
    for (order, end), at in zip(ends, places, strict=True):
        text = unit.change(end, 2) if change else unit.number(end, 1)
        label = f"{order + 1}: {text}"
        panel.sheet.text(panel.right + room + 0.06, at, label, size=SMALL, colour=colour(order))
