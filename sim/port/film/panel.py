"""Head, table and time line of the animation: clock, weather, tide, craft at work, ships by class."""

from __future__ import annotations

from typing import Any

import numpy as np
import salabim

from sim.port.analysis import in_queue
from sim.port.film.backdrop import INK, MUTED, QUAY, Backdrop
from sim.port.film.plan import ANCHORAGE, EDGE, HEIGHT, LEFT, WIDTH
from sim.port.film.scene import Scene

SHUT, OPEN, TIDE = "#B42318", "#0B6E69", "#2B7BBA"
LINE = 18
TABLE = ANCHORAGE[1] - 44
COLUMNS = (176.0, 234.0, LEFT - 36.0)
CURVE = (EDGE + 0.0, 138.0, LEFT - 36.0, 186.0)
"""Left, bottom, right, top of the queue over the window."""
DAY = 24.0


def clock(t: float, words: dict[str, str]) -> str:
    """Day of the year from 1, and the hour."""
    minutes = round(t * 60.0)
    return words["clock"].format(
        day=minutes // 1440 + 1, hour=f"{minutes % 1440 // 60:02d}:{minutes % 60:02d}"
    )


def draw(backdrop: Backdrop, scene: Scene, env: Any) -> None:
    """Put the panel into an environment."""
    _head(backdrop, scene)
    _table(backdrop, scene)
    _curve(backdrop, scene, env)


def _head(paper: Backdrop, scene: Scene) -> None:
    words = dict(paper.look.words)
    paper.text(EDGE, HEIGHT - 24, paper.look.title, 21)
    paper.text(WIDTH - EDGE, HEIGHT - 24, lambda t: clock(t, words), 23, anchor="e")
    y = HEIGHT - 60
    badges = (
        (lambda t: words["closed"] if scene.closed(t) else words["open"],
         lambda t: SHUT if scene.closed(t) else OPEN),
        (lambda t: words["high"] if scene.deep_water(t) else words["low"],
         lambda t: TIDE if scene.deep_water(t) else MUTED),
    )  # fmt: skip
    for k, (text, colour) in enumerate(badges):
        x = EDGE + k * 330
        paper.box(x, y - 11, x + 318, y + 11, colour, layer=20)
        paper.text(x + 159, y, text, 13, "#FFFFFF", anchor="c")
    paper.text(
        WIDTH - EDGE,
        y,
        lambda t: words["craft"].format(
            tugs=scene.in_use("tugs", t),
            all_tugs=scene.port.tugs,
            pilots=scene.in_use("pilots", t),
            all_pilots=scene.port.pilots,
        ),
        14,
        INK,
        anchor="e",
    )


def counts(scene: Scene, index: int, t: float) -> tuple[int, int, int]:
    """Ships of a class that wait, are under way, and lie alongside; of all with -1."""
    moment = scene.at(t)
    found = [scene.by_class(rows) for rows in (moment.waiting, moment.moving, moment.alongside)]
    return tuple(int(n.sum() if index < 0 else n[index]) for n in found)  # type: ignore[return-value]


def _table(paper: Backdrop, scene: Scene) -> None:
    words, look = paper.look.words, paper.look
    for x, key in zip(COLUMNS, ("waiting", "moving", "alongside"), strict=True):
        paper.text(x, TABLE, words[key], 12, MUTED, anchor="e")
    for k in range(-1, len(look.names)):
        y = TABLE - LINE * (k + 1 if k >= 0 else len(look.names) + 1)
        if k >= 0:
            paper.box(EDGE, y - 5, EDGE + 14, y + 5, look.colours[k])
        paper.text(EDGE + 20, y, look.names[k] if k >= 0 else words["all"], 13)
        for c, x in enumerate(COLUMNS):
            paper.text(x, y, lambda t, k=k, c=c: str(counts(scene, k, t)[c]), 13, anchor="e")


def _curve(paper: Backdrop, scene: Scene, env: Any) -> None:
    """Ships waiting over the window with closures and high water below, and a mark at the present."""
    left, bottom, right, top = CURVE
    times = np.linspace(scene.start, scene.end, 240)
    level = in_queue(scene.calls["arrival"], scene.visits["start"], times)
    most = max(float(level.max()), 1.0)

    def x(t: float) -> float:
        return left + (t - scene.start) / (scene.end - scene.start) * (right - left)

    paper.text(left, top + 11, paper.look.words["curve"].format(most=f"{most:.0f}"), 11, MUTED)
    points = [
        (left, bottom),
        *((x(t), bottom + n / most * (top - bottom)) for t, n in zip(times, level, strict=True)),
    ]
    salabim.AnimatePolygon(
        spec=[value for point in [*points, (right, bottom)] for value in point],
        fillcolor="#C9D5DF",
        linewidth=0,
        layer=20,
        env=paper.ground,
    )
    paper.box(left, bottom - 1, right, bottom, QUAY, layer=19)
    water = scene.port.waterway
    strips = [(water.closures, bottom - 8, SHUT)] + ([(water.tide, bottom - 15, TIDE)] if water.tide else [])
    for (begins, ends), y, colour in strips:
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            if begin < scene.end and end > scene.start:
                paper.box(x(max(begin, scene.start)), y, x(min(end, scene.end)), y + 5, colour, layer=19)
    salabim.AnimateRectangle(
        spec=lambda t: (x(t) - 1, bottom - 16, x(t) + 1, top),
        fillcolor=INK,
        linewidth=0,
        layer=10,
        env=env,
    )
