"""What a shock to one city costs it and the others, and how that follows from what they sell to it."""

from __future__ import annotations

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.glyphs import text_width
from sim.report.labels import ids, place
from sim.report.numbers import Display
from sim.report.panel import Panel, extent, spread, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Box, Sheet, head_height
from sim.report.style import BODY, MUTED, REFERENCE, SMALL, place_colour
from sim.report.words import word

ID = "shock_response"
WIDTH = 7.6
"""Wider than the charts of the report: three panels stand side by side."""

ROW, HEAD, PLOT = 2.5, 0.55, 1.45
COLUMNS = ((0.45, 1.8), (2.82, 1.55), (5.68, 1.72))
"""Left edge and width of the plots, inches."""

NUMBER = Display(1, "", "en")


def draw(data: pd.DataFrame, lang: str) -> Sheet:
    """A row a shock: the struck city, the others, and their loss in the year of the shock by their link.

    ``data``: shock, size (%), struck, struck_year, city, link (share of output; empty for the struck city),
    year, effect (%).
    """
    data = _in_order(data)
    words, title = caption(ID, lang, data), finding(data, lang)
    top = head_height(title, words.subtitle, WIDTH)
    shocks = list(dict.fromkeys(data["shock"]))
    sheet = Sheet(top + ROW * len(shocks) + FOOT_HEIGHT - 0.2, WIDTH)
    sheet.head(title, words.subtitle)
    for k, shock in enumerate(shocks):
        _row(sheet, top + k * ROW, data[data["shock"] == shock], lang)
    sheet.source(word("shock_source", lang))
    return sheet


def _in_order(data: pd.DataFrame) -> pd.DataFrame:
    """The rows by shock (as they come first), city (as in the register) and year."""
    shocks = {name: k for k, name in enumerate(dict.fromkeys(data["shock"]))}
    cities = {name: k for k, name in enumerate(ids("city"))}
    keys = data.assign(shock_order=data["shock"].map(shocks), city_order=data["city"].map(cities))
    order = keys.sort_values(["shock_order", "city_order", "year"], kind="stable").index
    return data.loc[order].reset_index(drop=True)


def at_once(data: pd.DataFrame) -> pd.DataFrame:
    """The rows of the year of the shock."""
    return data[data["year"] == data["struck_year"]]


def finding(data: pd.DataFrame, lang: str) -> str:
    """The most that another city loses, of what the struck one loses; and whether those lose more that sell
    it more.
    """
    most, in_order = 0.0, True
    for _, here in at_once(data).groupby("shock", sort=False):
        own = here["city"] == here["struck"]
        others = here[~own].sort_values("link")
        most = max(most, float((others["effect"] / here.loc[own, "effect"].iloc[0]).max()))
        in_order &= bool(others["effect"].is_monotonic_decreasing)
    share = Display(1, "%", lang).amount(100 * most, 0)
    text = word("shock_finding", lang, city=place(data["struck"].iloc[0], lang), share=share)
    return text + (word("shock_finding_links", lang) if in_order else "")


def _row(sheet: Sheet, top: float, data: pd.DataFrame, lang: str) -> None:
    """One shock."""
    first = data.iloc[0]
    struck, year = place(first["struck"], lang), int(first["struck_year"])
    own = data[data["city"] == first["struck"]]
    others = data[data["city"] != first["struck"]]
    size = Display(1, "%", lang).amount(float(first["size"]), 0)
    heading = word(f"shock_of {first['shock']}", lang, city=struck, size=size, year=year)
    sheet.text(MARGIN, top + 0.14, heading, size=BODY + 0.5, bold=True)
    titles = (struck, word("shock_others", lang), word("shock_links", lang, city=struck, year=year))
    for (left, _), title in zip(COLUMNS, titles, strict=True):
        sheet.text(left, top + 0.38, title, size=SMALL, colour=MUTED)
    top += HEAD
    _paths(sheet, COLUMNS[0], top, own, year)
    scale = _paths(sheet, COLUMNS[1], top, others, year)
    _named(sheet, COLUMNS[1], top, scale, others, lang)
    _dots(sheet, COLUMNS[2], top, scale, at_once(others), lang)


def _plot(
    sheet: Sheet,
    column: tuple[float, float],
    top: float,
    across: tuple[float, float],
    scale: tuple[float, float],
) -> Panel:
    """A panel with its grid."""
    panel = Panel(sheet, column[0], top, column[1], PLOT, across, scale)
    panel.horizontal_grid(ticks(*scale, 4), NUMBER.tick)
    return panel


def _paths(
    sheet: Sheet, column: tuple[float, float], top: float, data: pd.DataFrame, struck_year: int
) -> tuple[float, float]:
    """Lines by city and year with the year of the shock marked; returns the scale."""
    years = sorted(int(y) for y in data["year"].unique())
    scale = extent(data["effect"].tolist(), room=0.1)
    panel = _plot(sheet, column, top, (years[0], years[-1]), scale)
    x = panel.x(struck_year)
    sheet.line([(x, panel.top), (x, panel.bottom)], REFERENCE, width=0.8, dashes=(2, 2))
    panel.years([struck_year, years[-1]])
    for city, path in data.groupby("city", sort=False):
        points = panel.points(path["year"].tolist(), path["effect"].tolist())
        sheet.line(points, place_colour(str(city)), width=1.9)
    return scale


def _named(
    sheet: Sheet,
    column: tuple[float, float],
    top: float,
    scale: tuple[float, float],
    data: pd.DataFrame,
    lang: str,
) -> None:
    """Names of the lines at their ends."""
    panel = Panel(sheet, column[0], top, column[1], PLOT, (0, 1), scale)
    ends = data[data["year"] == data["year"].max()]
    wanted = [panel.y(v) for v in ends["effect"]]
    for city, at in zip(ends["city"], spread(wanted, 0.17, panel.top, panel.bottom), strict=True):
        sheet.text(
            panel.right + 0.07, at, place(city, lang), size=SMALL, colour=place_colour(city, text=True)
        )


def _dots(
    sheet: Sheet,
    column: tuple[float, float],
    top: float,
    scale: tuple[float, float],
    data: pd.DataFrame,
    lang: str,
) -> None:
    """Effect against link, every dot named where there is room."""
    links = [100 * v for v in data["link"]]
    across = (0.0, 1.15 * max(links))
    panel = _plot(sheet, column, top, across, scale)
    panel.vertical_grid(ticks(*across, 3), NUMBER.tick)
    sheet.text(
        panel.right, panel.bottom + 0.3, word("shock_links_axis", lang), size=SMALL, colour=MUTED, ha="right"
    )
    points = panel.points(links, data["effect"].tolist())
    taken = [(x - 0.05, y - 0.05, x + 0.05, y + 0.05) for x, y in points]
    for city, (x, y) in zip(data["city"], points, strict=True):
        sheet.dots([(x, y)], place_colour(city), size=6.5)
        name = place(city, lang)
        box = _free(x, y, text_width(name, SMALL), taken, panel)
        taken.append(box)
        middle = (box[1] + box[3]) / 2
        if abs(middle - y) > 0.01:
            near = box[0] if box[0] > x else box[2]
            sheet.line([(x, y), (near, middle)], place_colour(city), width=0.6)
        sheet.text(box[0], middle, name, size=SMALL, colour=place_colour(city, text=True))


def _free(x: float, y: float, width: float, taken: list[Box], panel: Panel) -> Box:
    """Room for a name left or right of a dot, as near to its height as nothing else is touched."""
    half, off, step = 0.08, 0.075, 0.16
    boxes = [
        (x + across, y + down * step - half, x + across + width, y + down * step + half)
        for down in (0, 1, -1, 2, -2, 3, -3)
        for across in (-off - width, off)
    ]

    def touched(box: Box) -> float:
        left, top, right, bottom = box
        shared = sum(
            max(0.0, min(right, x1) - max(left, x0)) * max(0.0, min(bottom, y1) - max(top, y0))
            for x0, y0, x1, y1 in taken
        )
        beyond = (panel.left - left, right - panel.right, panel.top - top, bottom - panel.bottom)
        return shared + sum(max(0.0, over) for over in beyond)

    return min(boxes, key=touched)
