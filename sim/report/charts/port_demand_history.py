"""Throughput of 2010-2020 as published and as the port equations make it of past activity, by calibre."""

from __future__ import annotations

import math

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.labels import ids, place
from sim.report.numbers import Display, display
from sim.report.panel import Panel, extent, ticks
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import BODY, MUTED, OBSERVED, SMALL, WIDTH, place_colour, tint
from sim.report.words import word

ID = "port_demand_history"
UNIT = "10k tonnes"
BLOCK, HEIGHT, LEFT = 2.2, 1.4, 0.5


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """A panel a port; ``data``: port, year, calibre (its first year), observed, modelled, low, high (10k
    tonnes).
    """
    data = data.sort_values(["port", "year"])
    ports = [port for port in ids("port") if port in set(data["port"])]
    words, title = caption(ID, lang, data), finding(data, lang)
    top = head_height(title, words.subtitle)
    sheet = Sheet(top + BLOCK * len(ports) + FOOT_HEIGHT - 0.15, width)
    sheet.head(title, words.subtitle)
    for k, port in enumerate(ports):
        _panel(sheet, top + k * BLOCK, data[data["port"] == port], lang)
    sheet.source(word("history_source", lang))
    return sheet


def growth(data: pd.DataFrame) -> list[tuple[str, int, int, float, float]]:
    """Port, first and last year, observed and modelled growth (% a year) of every calibre of two years or
    more.
    """
    found = []
    for (port, _), part in data.groupby(["port", "calibre"], sort=False):
        first, last = part.iloc[0], part.iloc[-1]
        years = int(last["year"] - first["year"])
        if years:
            seen, said = (
                100 * math.expm1(math.log(last[c] / first[c]) / years) for c in ("observed", "modelled")
            )
            found.append((str(port), int(first["year"]), int(last["year"]), seen, said))
    return found


def finding(data: pd.DataFrame, lang: str) -> str:
    """Tonnes that modelled growth added over those observed, inside calibres."""
    gains = {"observed": 0.0, "modelled": 0.0}
    for _, part in data.groupby(["port", "calibre"]):
        for column in gains:
            gains[column] += float(part[column].iloc[-1] - part[column].iloc[0])
    share = Display(1, "%", lang).amount(100 * gains["modelled"] / gains["observed"], 0)
    return word("history_finding", lang, share=share)


def _panel(sheet: Sheet, top: float, data: pd.DataFrame, lang: str) -> None:
    """One port: its rates in words, grey as published, colour and band as modelled."""
    port = str(data["port"].iloc[0])
    unit = display(UNIT, float(data["observed"].max()), lang)
    name = place(port, lang)
    heading = f"{name}（{unit.label}）" if lang == "zh" else f"{name}, {unit.label}"
    sheet.text(MARGIN, top + 0.1, heading, size=BODY, bold=True)
    rates = Display(1, "%", lang)
    told = [
        word(
            "history_growth",
            lang,
            first=first,
            last=last,
            observed=rates.amount(seen, 1),
            modelled=rates.amount(said, 1),
        )
        for _, first, last, seen, said in growth(data)
    ]
    for k, line in enumerate(told):
        sheet.text(sheet.width - MARGIN, top + 0.1 + 0.17 * k, line, size=SMALL, colour=MUTED, ha="right")
    years = (int(data["year"].min()), int(data["year"].max()))
    low = extent([*data["low"], *data["observed"], *data["high"]], zero=False)
    panel = Panel(sheet, MARGIN + LEFT, top + 0.46, sheet.width - 2 * MARGIN - LEFT - 0.1, HEIGHT, years, low)
    panel.horizontal_grid(
        [v * unit.divisor for v in ticks(low[0] / unit.divisor, low[1] / unit.divisor, 4)], unit.tick
    )
    panel.years([y for y in range(years[0], years[1] + 1) if y % 5 == 0])
    colour = place_colour(port)
    for _, part in data.groupby("calibre", sort=False):
        at = part["year"].tolist()
        if len(at) > 1:
            band = panel.points(at, part["high"].tolist()) + panel.points(at, part["low"].tolist())[::-1]
            sheet.polygons([band], tint(colour, 0.2))
    for _, part in data.groupby("calibre", sort=False):
        at = part["year"].tolist()
        seen = panel.points(at, part["observed"].tolist())
        if len(at) > 1:
            sheet.line(panel.points(at, part["modelled"].tolist()), colour, width=2.0)
            sheet.line(seen, OBSERVED, width=2.0)
        sheet.dots(seen, OBSERVED, size=3.5)
