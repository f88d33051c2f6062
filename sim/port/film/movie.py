"""An animated GIF of some days of a simulated year, painted by salabim without a screen."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import salabim

from sim.port.analysis import busiest, queue_by_day
from sim.port.events import environment
from sim.port.film.backdrop import PAPER, Backdrop
from sim.port.film.look import Look
from sim.port.film.panel import draw
from sim.port.film.plan import HEIGHT, WIDTH, plan
from sim.port.film.scene import Scene
from sim.port.film.stage import Stage
from sim.port.study import Replication

DAY, DAYS = 24.0, 365
STEP, FRAMES = 1 / 3, 300
"""Hours between pictures, and pictures at most."""
PAUSE, LAST = 100, 2500
"""Milliseconds of a picture and of the last one."""
PALETTE, SAMPLES = 96, 8


def window(year: Replication, days: int, warm_up_days: float) -> tuple[float, float]:
    """Hours of the days in a row with the longest queue after the warm-up."""
    level = queue_by_day(year.calls["arrival"], year.visits["start"], DAYS)
    begin = busiest(level, days, int(warm_up_days)) * DAY
    return begin, begin + days * DAY


def stage(year: Replication, look: Look, begin: float, end: float) -> tuple[Any, Stage]:
    """An environment whose clock stands at ``begin``, with everything that can be seen."""
    ground, env = (environment(blind_animation=True) for _ in range(2))
    for each in (ground, env):
        each.animation_parameters(
            width=WIDTH,
            height=HEIGHT,
            x0=0,
            y0=0,
            x1=WIDTH,
            background_color=PAPER,
            modelname="",
            show_menu_buttons=False,
            show_time=False,
            show_fps=False,
            animate=False,
        )
        each.run(till=begin)
    scene = Scene(year.port, year.calls, year.visits, begin, end)
    where = plan(scene, look)
    draw(Backdrop(scene, where, look, ground, env), scene, env)
    salabim.AnimateImage(image=picture(ground), x=0, y=0, layer=100, env=env)
    return env, Stage(scene, where, look, env)


def picture(env: Any) -> Any:
    """What an environment shows now."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "picture.bmp"
        env.snapshot(str(file))
        with Image.open(file) as found:
            return found.convert("RGB")


def frames(env: Any, shown: Stage, begin: float, end: float, step: float) -> Iterator[Any]:
    """Pictures from ``begin`` to ``end``, one after another."""
    for t in np.arange(begin, end + step / 2, step).tolist():
        env.run(till=t)
        shown.cue(t)
        yield picture(env)


def write(file: Path, year: Replication, look: Look, days: int, warm_up_days: float) -> None:
    """Write the animation; the file is put in place whole. Raises OSError where it cannot be written.

    All pictures share one table of colours, from a first walk through a few of them, so that what stays the
    same costs nothing; a picture is drawn when its turn comes, so that memory holds a few.
    """
    begin, end = window(year, days, warm_up_days)
    few = list(frames(*stage(year, look, begin, end), begin, end, (end - begin) / SAMPLES))
    table, step = palette(few), max(STEP, (end - begin) / FRAMES)
    drawn = (
        shown.quantize(palette=table, dither=0)
        for shown in frames(*stage(year, look, begin, end), begin, end, step)
    )
    pauses = [PAUSE] * (len(np.arange(begin, end + step / 2, step)) - 1) + [LAST]
    partial = file.with_name(f".{file.name}.part")
    try:
        next(drawn).save(
            partial, format="GIF", save_all=True, append_images=drawn, duration=pauses, loop=0, optimize=False
        )
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)


def palette(few: list[Any]) -> Any:
    """A table of colours for all pictures, as an image."""
    from PIL import Image

    joined = Image.new("RGB", (WIDTH, HEIGHT * len(few)))
    for k, shown in enumerate(few):
        joined.paste(shown, (0, k * HEIGHT))
    return joined.quantize(PALETTE)
