"""Roads and railways of the model's network on a map: those open in 2020, and by number those that open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sim.paths import REGISTERS
from sim.report.glyphs import text_width, wrap
from sim.report.maps.base import Map, anchor
from sim.report.maps.geography import Chain, lines
from sim.report.sheet import KEY_LINE, MARGIN, Sheet
from sim.report.style import FOOT, INK, PAPER, SMALL, WIDTH
from sim.report.words import word
from sim.scenario.projects import DatedProject, read_projects

MODES = ("road", "rail")
OLD = {"road": "#CBC1AD", "rail": "#A3ACB8"}
NEW = "#43348A"
DASHES: Mapping[str, tuple[float, ...]] = {"road": (4.5, 2.0), "rail": ()}
DISC = 11.0
"""Points across the disc behind a number."""
SAMPLE = 0.3
"""Inches of line in a key."""
ITEM = 0.165
"""Inches between the entries of the list."""


@dataclass(frozen=True)
class Opened:
    """A dated project with its number on the map and the year in which it opens."""

    number: int
    name: str
    year: int


@cache
def projects() -> Mapping[str, DatedProject]:
    """The register of dated projects."""
    return read_projects(REGISTERS / "dated_projects.csv")


def opened(dates: Mapping[str, float]) -> list[Opened]:
    """Projects in the order of their openings, years with decimals by project."""
    order = sorted(dates, key=lambda name: (dates[name], name))
    return [Opened(k, name, int(dates[name])) for k, name in enumerate(order, start=1)]


def draw_network(ground: Map, chart: str, new: Sequence[Opened]) -> None:
    """Lines of 2020 in pale colours, those of the projects in one dark colour with their numbers."""
    for mode in MODES:
        _draw(ground, lines(mode)[""], OLD[mode], 1.0)
    for mode in MODES:
        for project in new:
            _draw(ground, lines(mode).get(project.name, ()), NEW, 2.0, DASHES[mode])
    for project in new:
        (x, y), _ = anchor(ground, chart, project.name)
        ground.sheet.dots([(x, y)], PAPER, size=DISC + 2)
        ground.sheet.dots([(x, y)], NEW, size=DISC)
        ground.sheet.text(x, y, str(project.number), size=FOOT, colour=PAPER, ha="center", bold=True)


def _draw(
    ground: Map, chains: Iterable[Chain], colour: str, width: float, dashes: tuple[float, ...] = ()
) -> None:
    ground.sheet.lines(
        [part for chain in chains for part in ground.chain(chain)], colour, width=width, dashes=dashes
    )


def network_key(sheet: Sheet, y: float, new: Sequence[Opened], lang: str) -> float:
    """Samples of the lines, then the projects by number; returns the y of the next free line."""
    solid: tuple[float, ...] = ()
    samples = [(f"map_{mode}_2020", OLD[mode], 1.4, solid) for mode in MODES]
    kinds = {projects()[project.name].kind for project in new}
    samples += [(f"map_{mode}_new", NEW, 2.0, DASHES[mode]) for mode in MODES if mode in kinds]
    x = MARGIN
    for key, colour, width, dashes in samples:
        text = word(key, lang)
        length = SAMPLE + 0.07 + text_width(text, SMALL) + 0.16
        if x > MARGIN and x + length - 0.16 > sheet.width - MARGIN:
            x, y = MARGIN, y + KEY_LINE
        sheet.lines([((x, y), (x + SAMPLE, y))], colour, width=width, dashes=dashes)
        sheet.text(x + SAMPLE + 0.07, y, text, size=SMALL)
        x += length
    return _listed(sheet, y + KEY_LINE, new, lang)


def _listed(sheet: Sheet, y: float, new: Sequence[Opened], lang: str) -> float:
    """Number, name and year of each project, in two columns where the sheet is wide."""
    columns = 2 if sheet.width >= WIDTH else 1
    room = (sheet.width - 2 * MARGIN) / columns
    rows = -(-len(new) // columns)
    bottoms = [y]
    for start in range(0, len(new), max(rows, 1)):
        at, left = y, MARGIN + room * (start // rows)
        for project in new[start : start + rows]:
            known = projects()[project.name]
            name = known.label_zh if lang == "zh" else known.label_en
            text = word("map_opening", lang, name=name, year=project.year)
            sheet.text(left, at, str(project.number), size=SMALL, colour=NEW, bold=True)
            for line in wrap(text, SMALL, room - 0.3):
                sheet.text(left + 0.2, at, line, size=SMALL, colour=INK)
                at += ITEM
        bottoms.append(at)
    return max(bottoms)
