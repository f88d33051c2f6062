"""What does not move: sea, land, quays, names, legend."""

from __future__ import annotations

from typing import Any

import salabim

from sim.port.film.look import Look
from sim.port.film.plan import ANCHORAGE, EDGE, FAIRWAY, HEIGHT, LEFT, TOP, WIDTH, Plan, hull
from sim.port.film.scene import Scene
from sim.port.film.stage import OUTLINE, TRACK, TUG

SEA, ROADS, SHUT, LAND, QUAY, INK, MUTED, PAPER = (
    "#DDEBF4",
    "#CADFEE",
    "#F0C4BE",
    "#EEE9DF",
    "#8C939C",
    "#1F2933",
    "#5B6673",
    "#FFFFFF",
)
LEGEND = 118
"""Upper edge of the legend."""


class Backdrop:
    """Draws fixed things into the environment ``ground``, which is painted once, and those whose words or
    colour are functions of time into ``env``, which is painted for every picture.
    """

    def __init__(self, scene: Scene, plan: Plan, look: Look, ground: Any, env: Any) -> None:
        self.plan, self.look, self.ground, self.env = plan, look, ground, env
        self.box(LEFT - 26, 0, WIDTH, HEIGHT - TOP, SEA)
        self.box(0, ANCHORAGE[1] - 26, LEFT, HEIGHT - TOP, SEA)
        self.box(*ANCHORAGE, ROADS)
        self.text(ANCHORAGE[0] + 6, ANCHORAGE[3] - 11, look.words["anchorage"], 13, MUTED)
        self.text(EDGE + 4, ANCHORAGE[1] - 14, lambda _: look.words["to_sea"], 11, MUTED)
        low = min(*(place.y - 20 for place in plan.berths), plan.out[1] - 10)
        gate, out = plan.gate[1], plan.out[1]
        for x0, y0, x1, y1 in (
            (FAIRWAY - 13, low, FAIRWAY + 13, HEIGHT - TOP - 8),
            (ANCHORAGE[2], gate - 10, FAIRWAY - 13, gate + 10),
            (ANCHORAGE[0], out - 10, FAIRWAY - 13, out + 10),
        ):
            self.box(x0, y0, x1, y1, lambda t: SHUT if scene.closed(t) else ROADS, layer=45)
        self.text(
            FAIRWAY, HEIGHT - TOP - 40, lambda _: look.words["channel"], 12, MUTED, anchor="c", angle=90
        )
        self.quays()
        self.legend()

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: Any, *, layer: int = 50) -> None:
        """A filled rectangle; ``colour`` may be a function of time."""
        salabim.AnimateRectangle(
            spec=(x0, y0, x1, y1),
            fillcolor=colour,
            linewidth=0,
            layer=layer,
            env=self.env if callable(colour) else self.ground,
        )

    def text(
        self,
        x: float,
        y: float,
        text: Any,
        size: float,
        colour: Any = INK,
        *,
        anchor: str = "w",
        angle: float = 0.0,
    ) -> None:
        """Words; ``text`` and ``colour`` may be functions of time."""
        salabim.AnimateText(
            text=text,
            x=x,
            y=y,
            fontsize=size,
            textcolor=colour,
            text_anchor=anchor,
            font=str(self.look.font),
            angle=angle,
            layer=-5,
            env=self.env if callable(text) or callable(colour) else self.ground,
        )

    def quays(self) -> None:
        """Land behind each stretch of quay, berth marks, the terminal's name and its number of berths."""
        plan, words = self.plan, self.look.words
        count = [sum(place.terminal == k for place in plan.berths) for k in range(len(self.look.names))]
        named: set[int] = set()
        stretches: dict[tuple[int, float], list[tuple[float, float]]] = {}
        for place in plan.berths:
            left, right = place.x + 3, place.x + place.length - 3
            self.box(left, place.y - 9, right, place.y - 5, TRACK, layer=20)
            stretches.setdefault((place.terminal, place.y), []).append((place.x, place.x + place.length))
        depth = min(plan.row - 30.0, 26.0)
        for (k, y), parts in stretches.items():
            left, right = parts[0][0], parts[-1][1]
            self.box(left, y - depth, right, y, LAND, layer=40)
            self.box(left, y - 3, right, y, QUAY, layer=30)
            for x in [left, *(end for _, end in parts)]:
                self.box(x - 0.5, y - 3, x + 0.5, y + 5, QUAY, layer=30)
            if k not in named:
                named.add(k)
                name = words["terminal"].format(name=self.look.names[k], count=count[k])
                self.text(left + 3, y - depth + 7, name, 12, INK)

    def legend(self) -> None:
        """How to read the picture."""
        words, y = self.look.words, LEGEND
        scale = 26.0
        rows = (("working", True), ("done", True), ("held", False), ("tug", False))
        for k, (key, ship) in enumerate(rows):
            x, line = EDGE + (k % 2) * 152, y - 20 * (k // 2) - 12
            if ship:
                shape = hull((x + 15, line), scale, (1.0, 0.0))
                colour = self.look.colours[0] if key == "working" else PAPER
                salabim.AnimatePolygon(
                    spec=shape, fillcolor=colour, linecolor=OUTLINE, linewidth=1, layer=5, env=self.ground
                )
            elif key == "held":
                self.box(x + 2, line - 4, x + 28, line + 4, f"{self.look.colours[0]}55", layer=5)
            else:
                self.box(x + 12, line - 2.5, x + 17, line + 2.5, TUG, layer=5)
            self.text(x + 34, line, words[key], 11, MUTED)
        self.box(EDGE + 2, y - 54, EDGE + 28, y - 50, TRACK, layer=5)
        self.box(EDGE + 2, y - 54, EDGE + 18, y - 50, OUTLINE, layer=4)
        self.text(EDGE + 34, y - 52, words["bar"], 11, MUTED)
        note = words["scale"].format(quay=f"{self.plan.scale:.1f}", roads=f"{self.plan.anchor_scale:.1f}")
        for k, line_text in enumerate(note.split("|")):
            self.text(EDGE, y - 72 - 15 * k, line_text, 11, MUTED)
