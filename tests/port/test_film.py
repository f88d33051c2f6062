"""The animation shows the visits of the record: what is drawn at an instant is counted and compared."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.port import events, fast
from sim.port.analysis import in_queue
from sim.port.film import movie, plan
from sim.port.film.look import Look
from sim.port.film.panel import counts
from sim.port.film.stage import Stage
from sim.port.study import Replication
from sim.report.glyphs import FONT_FILE
from sim.report.port.film import KEYS
from sim.report.style import CARGO
from tests.port.years import base_year, described

PIL = pytest.importorskip("PIL.Image")
PORT = "port_weihai"
BEGIN, END = 2000.0, 2096.0


@cache
def year(engine: str = "fast") -> Replication:
    port, calls = described(PORT)
    run = {"fast": fast.run, "salabim": events.run}[engine]
    return Replication(port, calls, run(port, calls), (), None)  # type: ignore[arg-type]


def look() -> Look:
    cargo = base_year(PORT).cargo
    return Look(
        "title",
        tuple(c.name for c in cargo),
        CARGO[: len(cargo)],
        tuple(tuple(size.deadweight for size in c.sizes) for c in cargo),
        tuple(c.name == "containers" for c in cargo),
        dict.fromkeys(KEYS, "word"),
        FONT_FILE,
    )


@cache
def shown(engine: str = "fast") -> Stage:
    return movie.stage(year(engine), look(), BEGIN, END)[1]


def visible(things: list[Any], t: float) -> list[Any]:
    return [thing for thing in things if thing.visible(t)]


@pytest.mark.parametrize("engine", ["fast", "salabim"])
def test_ships_drawn_are_those_of_the_record_by_class(engine: str) -> None:
    stage, record = shown(engine), year(engine)
    calls, visits = record.calls, record.visits
    seen = 0
    for t in np.linspace(BEGIN, END, 37).tolist():
        at_anchor = [thing.fillcolor(t) for thing in visible(stage.anchored, t)]
        moving = [thing.fillcolor(t) for thing in visible(stage.moving, t)]
        for k, colour in enumerate(stage.look.colours):
            mine = calls["cargo"] == k
            waiting = in_queue(calls["arrival"][mine], visits["start"][mine], np.array([t]))[0]
            assert at_anchor.count(colour) == waiting == counts(stage.scene, k, t)[0]
            under_way = mine & (
                ((visits["start"] <= t) & (t < visits["moored"]))
                | ((visits["cast_off"] <= t) & (t < visits["departure"]))
            )
            assert moving.count(colour) == under_way.sum() == counts(stage.scene, k, t)[1]
            alongside = mine & (visits["moored"] <= t) & (t < visits["cast_off"])
            berths = {n for n, thing in enumerate(stage.moored) if thing.visible(t)}
            assert set(visits["berth"][alongside].tolist()) <= berths
            assert alongside.sum() == counts(stage.scene, k, t)[2]
            seen += int(waiting + under_way.sum() + alongside.sum())
        assert len(visible(stage.moored, t)) == ((visits["moored"] <= t) & (t < visits["cast_off"])).sum()
    assert seen > 300


def test_working_ships_have_the_colour_of_their_class_and_idle_ones_are_pale() -> None:
    stage, visits = shown(), shown().scene.visits
    for t in np.linspace(BEGIN, END, 25).tolist():
        for row in stage.scene.at(t).alongside.tolist():
            drawn = stage.moored[int(visits["berth"][row])].fillcolor(t)
            assert drawn == ("#FFFFFF" if t >= visits["finished"][row] else stage.colour(row))


def test_tugs_drawn_are_tugs_at_work() -> None:
    stage = shown()
    for t in np.linspace(BEGIN, END, 97).tolist():
        assert len(stage.tugs(t)) == 2 * stage.scene.in_use("tugs", t) <= 2 * stage.scene.port.tugs


def test_work_done_rises_to_one_and_rests_in_closures() -> None:
    scene = shown().scene
    for row in range(0, len(scene.calls), 7):
        moored, finished = float(scene.visits["moored"][row]), float(scene.visits["finished"][row])
        shares = [scene.worked(row, t) for t in np.linspace(moored, finished, 9).tolist()]
        assert shares[0] == 0.0 and shares[-1] == 1.0
        assert all(b >= a - 1e-12 for a, b in pairwise(shares))


def test_a_place_at_anchor_holds_one_ship_at_a_time() -> None:
    scene = shown().scene
    kinds, place = scene.slots
    for spot, (cargo, size) in enumerate(kinds):
        mine = np.flatnonzero(place == spot)
        assert (scene.calls["cargo"][mine] == cargo).all() and (scene.calls["size"][mine] == size).all()
        order = mine[np.argsort(scene.calls["arrival"][mine])]
        assert (scene.calls["arrival"][order][1:] >= scene.visits["start"][order][:-1]).all()


@pytest.mark.parametrize("port", ["port_qingdao", "port_weihai"])
def test_berths_are_to_scale_apart_and_on_the_screen(port: str) -> None:
    lengths = [(k, size) for k, size in ((0, 300.0), (1, 120.0)) for _ in range(30 if "qing" in port else 2)]
    for line in plan.quays(lengths, 4.0):
        for (x, length, _), (after, _, _) in pairwise(line):
            assert after >= x + length - 1e-9
        assert line[-1][0] + line[-1][1] <= plan.WIDTH
        for _, length, k in line:
            assert length == pytest.approx((300.0, 120.0)[k] * plan.SPACING / 4.0)


def test_common_ships_have_their_length_within_a_tenth() -> None:
    for deadweight, boxes, length in (
        (180, False, 290),
        (300, False, 333),
        (75, False, 225),
        (200, True, 400),
    ):
        assert plan.metres(deadweight, boxes) == pytest.approx(length, rel=0.1)


def test_a_ship_goes_all_the_way_and_turns_with_it() -> None:
    way = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]
    assert plan.along(way, 0.0) == ((0.0, 0.0), (1.0, 0.0))
    assert plan.along(way, 0.75) == ((10.0, 5.0), (0.0, 1.0))
    assert plan.along(way, 1.0)[0] == (10.0, 10.0)


def test_a_film_is_written_whole_and_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(movie, "FRAMES", 6)
    monkeypatch.setattr(movie, "SAMPLES", 2)
    file = tmp_path / "port.gif"
    movie.write(file, year(), look(), 1, 30.0)
    assert [f.name for f in tmp_path.iterdir()] == ["port.gif"]
    with PIL.open(file) as image:
        assert image.size == (plan.WIDTH, plan.HEIGHT) and 5 <= image.n_frames <= 8


def test_a_film_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(movie, "FRAMES", 3)
    monkeypatch.setattr(movie, "SAMPLES", 1)
    with pytest.raises(OSError, match="nowhere"):
        movie.write(tmp_path / "nowhere" / "port.gif", year(), look(), 1, 30.0)
    assert list(tmp_path.iterdir()) == []
