"""The moving things of the animation: salabim objects whose form and place are functions of time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import salabim
from numpy.typing import NDArray

from sim.port.film.look import Look
from sim.port.film.plan import Plan, along, beam, hull
from sim.port.film.scene import Scene

PALE, TRACK, TUG = "#FFFFFF", "#C9CED6", "#111827"
OUTLINE = "#26323F"
AWAY = (-50.0, -50.0, -49.0, -49.0, -48.0, -50.0)
"""A shape off the screen, where an object has nothing to show."""


class Stage:
    """Ships at anchor, under way and at the berths, tugs, and what the berths say of themselves.

    Every kind of object is asked what to show at a time t; all answers come from ``scene``.
    """

    def __init__(self, scene: Scene, plan: Plan, look: Look, env: Any) -> None:
        self.scene, self.plan, self.look, self.env = scene, plan, look, env
        self.kinds, self.place = scene.slots
        self.cast: list[tuple[Any, Any]] = []
        self.taken = lru_cache(maxsize=4)(self._taken)
        self.movers = 1 + max(len(scene.at(t).moving) for t in np.arange(scene.start, scene.end, 0.05))
        self.moored = [self._berth(n) for n in range(len(plan.berths))]
        self.anchored = [self._anchor(n) for n in range(len(plan.anchors))]
        self.moving = [self._mover(n) for n in range(self.movers)]
        salabim.AnimatePoints(
            spec=self.tugs, linewidth=5, linecolor=TUG, layer=2, env=env, visible=lambda t: bool(self.tugs(t))
        )

    def cue(self, t: float) -> None:
        """Leave only those objects in the environment that can be seen at t: salabim asks each of them for
        dozens of properties, also those that it does not show.
        """
        for thing, there in self.cast:
            (thing.show if there(t) else thing.remove)()

    def _enter(self, thing: Any, there: Any) -> Any:
        """Note an object, without the text that salabim attaches to each."""
        thing.depending_object.remove()
        thing.depending_object = None
        self.cast.append((thing, there))
        return thing

    def _ship(self, spec: Any, fill: Any, visible: Any, *, layer: int = 5) -> Any:
        polygon = salabim.AnimatePolygon(
            spec=spec,
            fillcolor=fill,
            linecolor=OUTLINE,
            linewidth=1,
            visible=visible,
            layer=layer,
            env=self.env,
        )
        return self._enter(polygon, visible)

    def _box(self, spec: Any, fill: Any, visible: Any, layer: int) -> None:
        box = salabim.AnimateRectangle(
            spec=spec, fillcolor=fill, linewidth=0, visible=visible, layer=layer, env=self.env
        )
        self._enter(box, visible)

    def colour(self, row: int) -> str:
        """Colour of a ship by its cargo."""
        return self.look.colours[int(self.scene.calls["cargo"][row])]

    def pixels(self, row: int, scale: float) -> float:
        """Length of a ship on the screen."""
        call = self.scene.calls[row]
        return self.plan.lengths[int(call["cargo"])][int(call["size"])] / scale

    def _berth(self, number: int) -> Any:
        plan, place = self.plan, self.plan.berths[number]
        middle, x, y = plan.middle(number), place.x, place.y

        def shape(t: float) -> Sequence[float]:
            row = int(self.scene.at(t).ship[number])
            return hull(middle, self.pixels(row, plan.scale), (1.0, 0.0)) if row >= 0 else AWAY

        def fill(t: float) -> str:
            row = int(self.scene.at(t).ship[number])
            done = row >= 0 and t >= self.scene.visits["finished"][row]
            return PALE if done else self.colour(row) if row >= 0 else PALE

        def bar(t: float) -> Sequence[float]:
            row = int(self.scene.at(t).ship[number])
            share = self.scene.worked(row, t) if row >= 0 else 0.0
            return (x + 3, y - 9, x + 3 + (place.length - 6) * share, y - 5)

        def there(t: float) -> bool:
            return int(self.scene.at(t).ship[number]) >= 0

        tall = max(8.0, beam(place.length) * 0.8)
        self._box(bar, OUTLINE, there, 7)
        self._box(
            (x + 2, y + 1, x + place.length - 2, y + tall),
            lambda t: f"{self.colour(int(self.scene.at(t).keeper[number]))}55",
            lambda t: bool(self.scene.at(t).keeper[number] >= 0),
            9,
        )
        return self._ship(shape, fill, there)

    def _anchor(self, number: int) -> Any:
        middle = self.plan.anchors[number]
        cargo, size = self.kinds[number]
        shape = hull(middle, self.plan.lengths[cargo][size] / self.plan.anchor_scale, (1.0, 0.0))

        def there(t: float) -> bool:
            return bool(self.taken(t)[number])

        return self._ship(shape, self.look.colours[cargo], there)

    def _taken(self, t: float) -> NDArray[np.bool_]:
        found = np.zeros(len(self.kinds), dtype=bool)
        found[self.place[self.scene.at(t).waiting]] = True
        return found

    def mover(self, number: int, t: float) -> int:
        """Row of a ship under way, or -1."""
        moving = self.scene.at(t).moving
        return int(moving[number]) if number < len(moving) else -1

    def course(self, row: int, t: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """Place and heading of a ship under way."""
        visit = self.scene.visits[row]
        if t < visit["moored"]:
            way = self.plan.way_in(int(self.place[row]), int(visit["berth"]))
            share = (t - visit["start"]) / (visit["moored"] - visit["start"])
        else:
            way = self.plan.way_out(int(visit["berth"]))
            share = (t - visit["cast_off"]) / (visit["departure"] - visit["cast_off"])
        return along(way, float(share))

    def _mover(self, number: int) -> Any:
        def shape(t: float) -> Sequence[float]:
            row = self.mover(number, t)
            if row < 0:
                return AWAY
            return hull(self.course(row, t)[0], self.pixels(row, self.plan.scale), self.course(row, t)[1])

        def fill(t: float) -> str:
            row = self.mover(number, t)
            return self.colour(row) if row >= 0 else PALE

        return self._ship(shape, fill, lambda t: self.mover(number, t) >= 0, layer=3)

    def tugs(self, t: float) -> list[float]:
        """Places of the tugs at work, as x, y, x, y, …: beside the ships that they move."""
        found: list[float] = []
        for row in self.scene.at(t).moving.tolist():
            (x, y), (c, s) = self.course(row, t)
            length = self.pixels(row, self.plan.scale)
            side = beam(length) / 2 + 4.0
            for k in range(int(self.scene.calls["tugs"][row])):
                u, v = length * (0.36 if k < 2 else -0.36), side if k % 2 else -side
                found += [x + u * c - v * s, y + u * s + v * c]
        return found
