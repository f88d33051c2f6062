"""Sheets into PNG by the Agg renderer of matplotlib: the same sheet always gives the same bytes.

Marks go to the renderer itself. A figure with an artist for each of them costs more than the drawing, and
loads half of matplotlib.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from PIL import Image

from sim.report.glyphs import EM, glyph
from sim.report.sheet import Dots, Lines, Point, Polygons, Sheet, Words
from sim.report.style import DPI, PAPER

RIM = 1.3
"""Width of the rim of a hollow dot, points."""

BOLD = 0.038
"""Bold letters are outlined by this share of their size."""


def png(sheet: Sheet) -> bytes:
    """The sheet as PNG."""
    buffer = io.BytesIO()
    drawn(sheet).save(buffer, "png", dpi=(DPI, DPI), compress_level=1)
    return buffer.getvalue()


def drawn(sheet: Sheet) -> Image.Image:
    """The sheet as an image in red, green and blue."""
    size = round(sheet.width * DPI), round(sheet.height * DPI)
    canvas = RendererAgg(*size, DPI)  # type: ignore[no-untyped-call]
    _draw(canvas, sheet, Affine2D().scale(DPI, -DPI).translate(0, size[1]))
    image = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    return Image.frombuffer("RGBA", size, image, "raw", "RGBA", 0, 1).convert("RGB")


def _draw(canvas: RendererBase, sheet: Sheet, place: Affine2D) -> None:
    paper = ((0.0, 0.0), (sheet.width, 0.0), (sheet.width, sheet.height), (0.0, sheet.height))
    for mark in (Polygons((paper,), PAPER), *sheet.marks):
        match mark:
            case Polygons():
                colour = to_rgba(mark.colour, mark.opacity)
                canvas.draw_path(_context(canvas), _path(mark.shapes, closed=True), place, colour)
            case Lines():
                context = _context(canvas, mark.colour, mark.width)
                context.set_dashes(0, mark.dashes or None)
                canvas.draw_path(context, _path(mark.lines, closed=False), place)
            case Dots():
                _dots(canvas, mark, place)
    for (name, weight), letters in _letters(sheet.words).items():
        context = _context(canvas, name, weight)
        context.set_joinstyle("miter")
        canvas.draw_path(context, letters, place, to_rgba(name))


def _context(canvas: RendererBase, colour: str = PAPER, width: float = 0.0) -> GraphicsContextBase:
    """How a path is stroked: not at all where ``width``, in points, is zero."""
    context = canvas.new_gc()
    context.set_foreground(colour)
    context.set_linewidth(width)
    return context


def _path(shapes: Iterable[Sequence[Point]], *, closed: bool) -> Path:
    """Shapes as one outline; a closed one ends where it begins."""
    vertices: list[Point] = []
    codes: list[np.integer] = []
    for shape in shapes:
        vertices += shape
        codes += [Path.MOVETO, *[Path.LINETO] * (len(shape) - 1)][: len(shape)]
        if closed and shape:
            vertices.append(shape[0])
            codes.append(Path.CLOSEPOLY)
    return Path(np.array(vertices).reshape(-1, 2), codes)


def _dots(canvas: RendererBase, dots: Dots, place: Affine2D) -> None:
    marker, size = MarkerStyle(dots.shape), dots.size * DPI / 72
    context = _context(canvas, dots.colour, RIM if dots.hollow else 0.0)
    context.set_joinstyle(marker.get_joinstyle())
    context.set_capstyle(marker.get_capstyle())
    threshold = marker.get_snap_threshold()
    context.set_snap(None if threshold is None else size >= threshold)
    outline, shape = marker.get_path(), marker.get_transform() + Affine2D().scale(size)
    inside = to_rgba(PAPER if dots.hollow else dots.colour)
    canvas.draw_markers(context, outline, shape, Path(np.array(dots.points).reshape(-1, 2)), place, inside)


def _letters(words: Iterable[Words]) -> dict[tuple[str, float], Path]:
    """All words of one colour and weight, the width of their rim in points, as one outline."""
    groups: dict[tuple[str, float], list[Words]] = {}
    for line in words:
        groups.setdefault((line.colour, BOLD * line.size if line.bold else 0.0), []).append(line)
    return {look: _outline(lines) for look, lines in groups.items()}


def _outline(lines: Iterable[Words]) -> Path:
    letters, places = [], []
    for line in lines:
        x = line.x
        for letter in map(glyph, line.text):
            letters.append(letter)
            places.append((x, line.y, line.size / 72 / EM))
            x += letter.advance * line.size / 72
    lengths = [len(letter.codes) for letter in letters]
    x, y, scale = np.repeat(np.array(places).reshape(-1, 3), lengths, axis=0).T
    vertices = np.concatenate([np.empty((0, 2)), *(letter.vertices for letter in letters)])
    vertices = vertices * np.array((scale, -scale)).T + np.array((x, y)).T
    codes = np.concatenate([np.empty(0, Path.code_type), *(letter.codes for letter in letters)])
    return Path(vertices, codes)
