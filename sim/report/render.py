"""Sheets into matplotlib figures and PNG: the same sheet always gives the same bytes."""

from __future__ import annotations

import io

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from sim.report.glyphs import EM, glyph
from sim.report.sheet import Dots, Lines, Polygons, Sheet, Words
from sim.report.style import DPI, PAPER

RIM = 1.3
"""Width of the rim of a hollow dot, points."""

BOLD = 0.038
"""Bold letters are outlined by this share of their size."""


def figure(sheet: Sheet) -> Figure:
    """The sheet as a matplotlib figure."""
    result = Figure(figsize=(sheet.width, sheet.height), dpi=DPI, facecolor=PAPER)
    place = Affine2D().scale(1, -1).translate(0, sheet.height) + result.dpi_scale_trans
    for order, mark in enumerate(sheet.marks):
        match mark:
            case Polygons():
                result.add_artist(
                    PolyCollection(
                        mark.shapes,
                        facecolors=mark.colour,
                        edgecolors="none",
                        alpha=mark.opacity,
                        transform=place,
                        zorder=order,
                    )
                )
            case Lines():
                style = (0, tuple(d / mark.width for d in mark.dashes)) if mark.dashes else "solid"
                result.add_artist(
                    LineCollection(
                        mark.lines,
                        colors=mark.colour,
                        linewidths=mark.width,
                        linestyles=[style],
                        transform=place,
                        zorder=order,
                    )
                )
            case Dots():
                result.add_artist(_markers(mark, place, order))
    for patch in _letters(sheet.words, place, len(sheet.marks)):
        result.add_artist(patch)
    return result


def _markers(dots: Dots, place: Transform, order: int) -> Line2D:
    xs, ys = zip(*dots.points, strict=True) if dots.points else ((), ())
    return Line2D(
        xs,
        ys,
        linestyle="none",
        marker=dots.shape,
        markersize=dots.size,
        markerfacecolor=PAPER if dots.hollow else dots.colour,
        markeredgecolor=dots.colour,
        markeredgewidth=RIM if dots.hollow else 0.0,
        transform=place,
        zorder=order,
    )


def _letters(words: list[Words], place: Transform, order: int) -> list[PathPatch]:
    """All words of one colour and weight as one outline."""
    groups: dict[tuple[str, float], tuple[list[np.ndarray], list[np.ndarray]]] = {}
    for line in words:
        vertices, codes = groups.setdefault((line.colour, BOLD * line.size if line.bold else 0.0), ([], []))
        scale, x = line.size / 72 / EM, line.x
        for character in line.text:
            letter = glyph(character)
            if len(letter.codes):
                vertices.append(letter.vertices * (scale, -scale) + (x, line.y))
                codes.append(letter.codes)
            x += letter.advance * line.size / 72
    return [
        PathPatch(
            Path(np.concatenate(vertices), np.concatenate(codes)),
            facecolor=colour,
            edgecolor=colour if weight else "none",
            linewidth=weight,
            transform=place,
            zorder=order,
        )
        for (colour, weight), (vertices, codes) in groups.items()
        if vertices
    ]


def png(sheet: Sheet) -> bytes:
    """The sheet as PNG."""
    buffer = io.BytesIO()
    options = {"compress_level": 1}
    FigureCanvasAgg(figure(sheet)).print_png(buffer, metadata={"Software": None}, pil_kwargs=options)  # type: ignore[no-untyped-call]
    return buffer.getvalue()
