"""Native charts of a workbook: every series refers to cells of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.chart import Chart

from sim.report.book.book import Book
from sim.report.book.table import Reference
from sim.report.style import GRID, INK, MUTED, PAPER

TITLE_SIZE, TEXT_SIZE = 11, 9


@dataclass(frozen=True)
class Series:
    """One series: where its name, its categories and its values stand. ``point``: marks without a line."""

    name: Reference
    categories: Reference
    values: Reference
    colour: str
    point: bool = False
    dashed: bool = False


def lines(book: Book, title: str, unit: str, series: Sequence[Series], code: str) -> Chart:
    """Paths over the years."""
    chart = book.chart("line")
    for one in series:
        marker = {"type": "diamond", "size": 11, "fill": {"color": one.colour}, "border": {"none": True}}
        line = {"color": one.colour, "width": 2.25, **({"dash_type": "dash"} if one.dashed else {})}
        look = {"line": {"none": True}, "marker": marker} if one.point else {"line": line}
        chart.add_series({**_series(one), **look})
    return _finished(chart, book, title, unit, code, len(series) > 1)


def stacked(book: Book, title: str, unit: str, series: Sequence[Series], code: str) -> Chart:
    """Columns of parts on top of one another."""
    chart = book.chart("column", "stacked")
    for one in series:
        chart.add_series({**_series(one), "fill": {"color": one.colour}, "gap": 55})
    return _finished(chart, book, title, unit, code, len(series) > 1)


def columns(book: Book, title: str, unit: str, series: Sequence[Series], code: str) -> Chart:
    """Columns beside one another."""
    chart = book.chart("column")
    for one in series:
        chart.add_series({**_series(one), "fill": {"color": one.colour}, "gap": 70})
    return _finished(chart, book, title, unit, code, len(series) > 1)


def bars(
    book: Book,
    title: str,
    series: Sequence[Series],
    code: str,
    axis: str,
    *,
    unit: str = "",
    whole: float | None = None,
) -> Chart:
    """Lying bars, the first at the top; a single series has its values beside it in the format ``code``. The
    axis ends at ``whole`` where it is given.
    """
    chart = book.chart("bar")
    for one in series:
        labels = {"value": True, "num_format": code, "font": _font(book)}
        look = {"data_labels": labels} if len(series) == 1 else {}
        chart.add_series({**_series(one), "fill": {"color": one.colour}, "gap": 45, **look})
    _finished(chart, book, title, "", axis, len(series) > 1)
    return _lying(chart, book, unit, axis, {} if whole is None else {"min": 0, "max": whole})


def stacked_bars(book: Book, title: str, series: Sequence[Series], axis: str) -> Chart:
    """Lying bars of parts beside one another, the first at the top."""
    chart = book.chart("bar", "stacked")
    for one in series:
        chart.add_series({**_series(one), "fill": {"color": one.colour}, "gap": 45})
    return _lying(_finished(chart, book, title, "", axis, True), book, "", axis, {})


@dataclass(frozen=True)
class Part:
    """A part of the columns of a waterfall: where its name and values stand; without a colour it is open."""

    name: Reference
    values: Reference
    colour: str


def waterfall(
    book: Book,
    title: str,
    unit: str,
    names: Reference,
    parts: Sequence[Part],
    axis: str,
    ends: tuple[float, float],
) -> Chart:
    """Steps from level to level as stacked columns; the axis begins a little below the lowest of ``ends``."""
    chart = book.chart("column", "stacked")
    for part in parts:
        fill = {"fill": {"color": part.colour}} if part.colour else {"fill": {"none": True}}
        chart.add_series({"name": part.name, "categories": names, "values": part.values, "gap": 25, **fill})
    _finished(chart, book, title, "", axis, True)
    hidden = [k for k, part in enumerate(parts) if not part.colour]
    chart.set_legend({"position": "bottom", "font": _font(book), "delete_series": hidden})
    low, high = ends
    room = (high - low) / 4
    grid = {"visible": True, "line": {"color": GRID}}
    look = {"num_format": axis, "num_font": _font(book), "major_gridlines": grid, **_unit(book, unit)}
    chart.set_y_axis({**look, "min": below(low - room, room), "line": {"none": True}})
    chart.set_x_axis({"num_font": {**_font(book), "rotation": -45}, "line": {"color": MUTED}})
    return chart


def below(value: float, step: float) -> float:
    """A round number at or below a value, to the power of ten that suits a step."""
    if step <= 0:
        return value
    power = 10.0 ** math.floor(math.log10(step))
    return math.floor(value / power) * power


def _lying(chart: Chart, book: Book, unit: str, axis: str, ends: Mapping[str, float]) -> Chart:
    """Names from the top down, every one of them; the numbers at the bottom."""
    names = {"reverse": True, "crossing": "max", "interval_unit": 1, "label_position": "low"}
    chart.set_y_axis({**names, "num_font": _font(book), "line": {"color": MUTED}})
    grid = {"visible": True, "line": {"color": GRID}}
    look = {"num_format": axis, "num_font": _font(book), "major_gridlines": grid, **_unit(book, unit)}
    chart.set_x_axis({**ends, **look})
    return chart


def _series(one: Series) -> dict[str, object]:
    return {"name": one.name, "categories": one.categories, "values": one.values}


def _finished(chart: Chart, book: Book, title: str, unit: str, code: str, keyed: bool) -> Chart:
    """Title, axes and key in one look."""
    font = {**_font(book), "size": TITLE_SIZE, "bold": True, "color": INK}
    chart.set_title({"name": title, "name_font": font, "overlay": False})
    chart.set_legend({"position": "bottom", "font": _font(book)} if keyed else {"none": True})
    grid = {"visible": True, "line": {"color": GRID}}
    chart.set_y_axis(
        {
            "num_format": code,
            "num_font": _font(book),
            "major_gridlines": grid,
            "line": {"none": True},
            **_unit(book, unit),
        }
    )
    chart.set_x_axis({"num_font": _font(book), "line": {"color": MUTED}, "label_position": "low"})
    chart.set_chartarea({"border": {"color": GRID}, "fill": {"color": PAPER}})
    chart.show_blanks_as("gap")
    return chart


def _font(book: Book) -> dict[str, object]:
    return {"name": book.looks.font, "size": TEXT_SIZE, "color": MUTED}


def _unit(book: Book, unit: str) -> dict[str, object]:
    return {"name": unit, "name_font": {**_font(book), "bold": False}} if unit else {}
