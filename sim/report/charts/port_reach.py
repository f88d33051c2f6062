"""Whose cargo the five ports carry, and by what kind of voyage."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption, extremes, sentence
from sim.report.charts.places import begin
from sim.report.charts.stacks import stacked
from sim.report.glyphs import text_width, wrap
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import ids, names, place, region
from sim.report.numbers import display
from sim.report.panel import Panel
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet
from sim.report.style import BODY, CARGO, INK, MUTED, SMALL, WIDTH, place_colour, tint
from sim.report.words import word

ID = "port_reach"
SHARE, TOTAL, FOREIGN, RELAYED = (
    "Hinterland share|",
    "Port throughput",
    "Port foreign trade",
    "Port relayed cargo",
)
ROW, PORT_ROW, NUMBERS, NAMES = 0.27, 0.3, 0.9, 0.33
"""Heights of a zone and a port, room for the numbers, and part of the sheet that names of zones may take."""
COLOURS = (CARGO[4], CARGO[6], tint(INK, 0.75))


def data(inputs: Inputs) -> pd.DataFrame:
    """Shares of the hinterland's zones, and throughput of the ports by kind, in the first and the last
    year.
    """
    shares = inputs.with_prefix(SHARE)
    if not shares:
        return inputs.rows((PROJECTED,), (), [], inputs.years)
    places = (region(), *ids("port"))
    return inputs.rows((PROJECTED,), places, [*shares, TOTAL, FOREIGN, RELAYED], inputs.years)


def draw(data: pd.DataFrame, lang: str, width: float = WIDTH) -> Sheet:
    """Above, a line for each zone: its share at first (ring) and at last (dot). Below, a bar for each port at
    last: foreign trade, domestic trade, relayed cargo.
    """
    series = paths(data)
    zones = _zones_of(series)
    ports = [p for p in ids("port") if (PROJECTED, p, FOREIGN) in series]
    sheet, top = begin(caption(ID, lang, data), width)
    bottom = _zones(sheet, series, zones, top + 0.14, lang)
    bottom = _ports(sheet, series, ports, bottom + 0.3, lang)
    sheet.height = bottom + 0.2 + FOOT_HEIGHT
    return sheet


def reading(data: pd.DataFrame, lang: str) -> str:
    """The zones that send most and least of their cargo through the five ports at last, and the largest
    change.
    """
    series = paths(data)
    label = dict(zip(names("hinterland", "en"), names("hinterland", lang), strict=True))
    found = {z: series[PROJECTED, region(), SHARE + z] for z in _zones_of(series)}
    most, least = extremes({z: path.values[-1] for z, path in found.items()})
    a, b = (f"{100 * found[z].values[-1]:.1f}%" for z in (most, least))
    moved, _ = extremes({z: abs(path.values[-1] - path.values[0]) for z, path in found.items()})
    first, last = (f"{100 * found[moved].values[k]:.1f}%" for k in (0, -1))
    year = int(data["year"].max())
    clauses = [
        word("shows reach", lang, year=year, most=label[most], a=a, least=label[least], b=b),
        word("shows reach_moves", lang, zone=label[moved], a=first, b=last),
    ]
    return sentence(clauses, lang)


def _zones_of(series: Mapping[Key, Path]) -> list[str]:
    return [z for z in names("hinterland", "en") if (PROJECTED, region(), SHARE + z) in series]


def _zones(sheet: Sheet, series: Mapping[Key, Path], zones: list[str], top: float, lang: str) -> float:
    """The shares of the zones; returns their lower edge."""
    labels = dict(zip(names("hinterland", "en"), names("hinterland", lang), strict=True))
    lines = {zone: wrap(labels[zone], BODY, NAMES * sheet.width) for zone in zones}
    names_room = max(text_width(line, BODY) for each in lines.values() for line in each) + 0.16
    width = sheet.width - 2 * MARGIN - names_room - NUMBERS
    panel = Panel(sheet, MARGIN + names_room, top, width, ROW * len(zones), (0.0, 1.0), (0.0, 1.0))
    panel.vertical_grid([0.0, 0.25, 0.5, 0.75, 1.0], lambda v: f"{100 * v:.0f}%", above=True)
    for k, zone in enumerate(zones):
        y = top + (k + 0.5) * ROW
        path = series[PROJECTED, region(), SHARE + zone]
        first, last = path.values[0], path.values[-1]
        for n, line in enumerate(lines[zone]):
            sheet.text(MARGIN, y + (n - (len(lines[zone]) - 1) / 2) * 0.15, line)
        sheet.lines([((panel.x(first), y), (panel.x(last), y))], MUTED, width=1.2)
        sheet.dots([(panel.x(first), y)], MUTED, hollow=True)
        sheet.dots([(panel.x(last), y)], INK)
        text = f"{100 * first:.1f} → {100 * last:.1f}"
        sheet.text(sheet.width - MARGIN, y, text, size=SMALL, colour=MUTED, ha="right")
    return panel.bottom


def _ports(sheet: Sheet, series: Mapping[Key, Path], ports: list[str], top: float, lang: str) -> float:
    """Throughput of the ports by kind under its keys; returns its lower edge."""
    totals = {port: series[PROJECTED, port, TOTAL].values[-1] for port in ports}
    unit = display(series[PROJECTED, ports[0], TOTAL].unit, max(totals.values()), lang)
    kinds = [word(f"voyage_{kind}", lang) for kind in ("foreign", "coastal", "relayed")]
    keys = list(zip(kinds, COLOURS, strict=True))
    edge = sheet.width - MARGIN
    sheet.text(edge, top, unit.label, size=SMALL, colour=MUTED, ha="right")
    top = sheet.key(MARGIN, top, keys, right=edge - text_width(unit.label, SMALL) - 0.1)
    names_room = max(text_width(place(port, lang), BODY) for port in ports) + 0.16
    width = sheet.width - 2 * MARGIN - names_room - 0.5
    span = (0.0, max(totals.values()))
    panel = Panel(sheet, MARGIN + names_room, top, width, PORT_ROW * len(ports), span, (0.0, 1.0))
    for k, port in enumerate(ports):
        y = top + (k + 0.5) * PORT_ROW
        relayed = series[PROJECTED, port, RELAYED].values[-1]
        foreign = series[PROJECTED, port, FOREIGN].values[-1]
        sheet.text(MARGIN, y, place(port, lang), colour=place_colour(port, text=True), bold=True)
        parts = (foreign, totals[port] - foreign)
        for (start, end), colour in zip(stacked(parts), COLOURS[:2], strict=True):
            sheet.boxes([(panel.x(start), y - 0.1, panel.x(end), y + 0.1)], colour)
        sheet.boxes([(panel.x(0), y + 0.05, panel.x(relayed), y + 0.1)], COLOURS[2])
        sheet.text(panel.x(totals[port]) + 0.06, y, unit.number(totals[port]), size=SMALL)
    return panel.bottom
