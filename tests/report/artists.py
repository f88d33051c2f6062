"""A sheet drawn by matplotlib's own artists: what the quicker renderer is held against."""

from __future__ import annotations

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from sim.report.glyphs import EM, glyph
from sim.report.render import BOLD, RIM
from sim.report.sheet import Dots, Lines, Polygons, Sheet, Words
from sim.report.style import DPI, PAPER


def image(sheet: Sheet) -> NDArray[np.uint8]:
    """The sheet [row, column, channel] in red, green and blue."""
    figure = Figure(figsize=(sheet.width, sheet.height), dpi=DPI, facecolor=PAPER)
    place = Affine2D().scale(1, -1).translate(0, sheet.height) + figure.dpi_scale_trans
    for order, mark in enumerate([*sheet.marks, *sheet.words]):
        artist = _letters(mark) if isinstance(mark, Words) else _artist(mark)
        artist.set(transform=place, zorder=order)
        figure.add_artist(artist)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3]


def _artist(mark: Polygons | Lines | Dots) -> PolyCollection | LineCollection | Line2D:
    match mark:
        case Polygons():
            return PolyCollection(mark.shapes, facecolors=mark.colour, edgecolors="none", alpha=mark.opacity)
        case Lines():
            style = (0, tuple(d / mark.width for d in mark.dashes)) if mark.dashes else "solid"
            return LineCollection(mark.lines, colors=mark.colour, linewidths=mark.width, linestyles=[style])
        case Dots():
            return Line2D(
                *zip(*mark.points, strict=True),
                linestyle="none",
                marker=mark.shape,
                markersize=mark.size,
                markerfacecolor=PAPER if mark.hollow else mark.colour,
                markeredgecolor=mark.colour,
                markeredgewidth=RIM if mark.hollow else 0.0,
            )


def _letters(line: Words) -> PathPatch:
    vertices, codes, x = [], [], line.x
    scale = line.size / 72 / EM
    for letter in map(glyph, line.text):
        vertices.append(letter.vertices * (scale, -scale) + (x, line.y))
        codes.append(letter.codes)
        x += letter.advance * line.size / 72
    return PathPatch(
        Path(np.concatenate(vertices), np.concatenate(codes)),
        facecolor=line.colour,
        edgecolor=line.colour if line.bold else "none",
        linewidth=BOLD * line.size if line.bold else 0.0,
    )
