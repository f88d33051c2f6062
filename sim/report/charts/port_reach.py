"""Whose cargo the five ports carry, and by what kind of voyage."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.report.charts.captions import caption
from sim.report.charts.stacks import stacked
from sim.report.inputs import PROJECTED, Inputs, Key, Path, paths
from sim.report.labels import ids, names, place, region
from sim.report.numbers import display
from sim.report.panel import Panel
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet, head_height
from sim.report.style import CARGO, INK, MUTED, SMALL, WIDTH, place_colour, tint
from sim.report.words import word

ID = "port_reach"
SHARE, TOTAL, FOREIGN, RELAYED = (
    "Hinterland share|",
    "Port throughput",
    "Port foreign trade",
    "Port relayed cargo",
)
ROW, NAMES, PORT_ROW = 0.25, 2.05, 0.3
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
    words = caption(ID, lang, data)
    zones = [z for z in names("hinterland", "en") if (PROJECTED, region(), SHARE + z) in series]
    ports = [p for p in ids("port") if (PROJECTED, p, FOREIGN) in series]
    top = head_height(words.title, words.subtitle, width) + 0.32
    middle = top + ROW * len(zones) + 0.62
    sheet = Sheet(middle + PORT_ROW * len(ports) + 0.2 + FOOT_HEIGHT, width)
    sheet.head(words.title, words.subtitle)
    _zones(sheet, series, zones, top, lang)
    _ports(sheet, series, ports, middle, lang)
    return sheet


def _zones(sheet: Sheet, series: Mapping[Key, Path], zones: list[str], top: float, lang: str) -> None:
    labels = dict(zip(names("hinterland", "en"), names("hinterland", lang), strict=True))
    width = sheet.width - 2 * MARGIN - NAMES - 0.9
    panel = Panel(sheet, MARGIN + NAMES, top, width, ROW * len(zones), (0.0, 1.0), (0.0, 1.0))
    panel.vertical_grid([0.0, 0.25, 0.5, 0.75, 1.0], lambda v: f"{100 * v:.0f}%", above=True)
    for k, zone in enumerate(zones):
        y = top + (k + 0.5) * ROW
        path = series[PROJECTED, region(), SHARE + zone]
        first, last = path.values[0], path.values[-1]
        sheet.text(MARGIN, y, labels[zone])
        sheet.lines([((panel.x(first), y), (panel.x(last), y))], MUTED, width=1.2)
        sheet.dots([(panel.x(first), y)], MUTED, hollow=True)
        sheet.dots([(panel.x(last), y)], INK)
        text = f"{100 * first:.1f} → {100 * last:.1f}"
        sheet.text(sheet.width - MARGIN, y, text, size=SMALL, colour=MUTED, ha="right")


def _ports(sheet: Sheet, series: Mapping[Key, Path], ports: list[str], top: float, lang: str) -> None:
    totals = {port: series[PROJECTED, port, TOTAL].values[-1] for port in ports}
    unit = display(series[PROJECTED, ports[0], TOTAL].unit, max(totals.values()), lang)
    kinds = [word(f"voyage_{kind}", lang) for kind in ("foreign", "coastal", "relayed")]
    sheet.shape_key(
        MARGIN, top - 0.2, [(kind, c, "s", False) for kind, c in zip(kinds, COLOURS, strict=True)]
    )
    sheet.text(sheet.width - MARGIN, top - 0.2, unit.label, size=SMALL, colour=MUTED, ha="right")
    width = sheet.width - 2 * MARGIN - NAMES - 0.9
    panel = Panel(
        sheet, MARGIN + NAMES, top, width, PORT_ROW * len(ports), (0.0, max(totals.values())), (0.0, 1.0)
    )
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
