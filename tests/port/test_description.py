"""Ports described from baseline and registers, and the years drawn from the description."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.baseline import load
from sim.errors import InputError
from sim.parameters import register
from sim.port import fast
from sim.port.analysis import laws, summary
from sim.port.description import HOURS, PortYear
from sim.port.draws import year
from sim.port.quay import check
from sim.port.ships import ships
from tests.port.years import base_year

PORTS = load().axes.port
VALUES = {name: entry.value for name, entry in register().items()}


@pytest.fixture(params=PORTS)
def described(request: pytest.FixtureRequest) -> PortYear:
    return base_year(request.param)


def test_hours_at_the_berth_are_those_of_the_baseline_scaled_to_whole_berths(described: PortYear) -> None:
    """Berths over hours is capacity: it is the same with whole berths as with the baseline's equivalents."""
    baseline = load()
    p = baseline.axes.port.index(described.name)
    for k, cargo in enumerate(described.cargo):
        hours, berths = baseline["port_service_hours"][p, k], baseline["port_berths"][p, k]
        assert described.terminals[k].count / cargo.service == pytest.approx(berths / hours, rel=1e-12)


def test_calls_and_tonnes_are_those_of_the_year(described: PortYear) -> None:
    port, calls = year(described, 0, 0)
    check(port, calls)
    assert len(calls) == sum(cargo.calls for cargo in described.cargo)
    for k, cargo in enumerate(described.cargo):
        mine = calls["tonnes"][calls["cargo"] == k]
        assert len(mine) == cargo.calls
        assert mine.sum() == pytest.approx(cargo.tonnes, rel=1e-12)
        assert cargo.calls == pytest.approx(cargo.tonnes / cargo.parcel, abs=0.51) or cargo.calls == 1


def test_no_call_is_lost_and_both_laws_hold(described: PortYear) -> None:
    port, calls = year(described, 1, 0)
    visits = fast.run(port, calls)
    for earlier, later in zip(
        ("given", "start", "moored", "finished", "cast_off"),
        ("start", "moored", "finished", "cast_off", "departure"),
        strict=True,
    ):
        assert (visits[later] >= visits[earlier]).all()
    assert (visits["given"] >= calls["arrival"]).all()
    found = laws(port, calls, visits)
    assert found.little < 1e-12 and found.utilisation < 1e-12
    classes = summary(port, calls, visits, warm_up=0.0, until=HOURS)
    assert sum(c.calls for c in classes) == len(calls)
    assert sum(c.tonnes for c in classes) == pytest.approx(sum(c.tonnes for c in described.cargo))


def test_two_ships_are_never_at_one_berth(described: PortYear) -> None:
    port, calls = year(described, 2, 0)
    visits = fast.run(port, calls)
    order = np.lexsort((visits["given"], visits["berth"]))
    same = np.diff(visits["berth"][order]) == 0
    assert (visits["given"][order][1:] >= visits["departure"][order][:-1])[same].all()


def test_tugs_at_work_are_never_more_than_the_port_has(described: PortYear) -> None:
    port, calls = year(described, 3, 0)
    visits = fast.run(port, calls)
    begins = np.concatenate([visits["start"], visits["cast_off"]])
    ends = np.concatenate([visits["moored"], visits["departure"]])
    for what, limit in (("tugs", port.tugs), ("pilots", port.pilots)):
        need = np.concatenate([calls[what], calls[what]])
        times, steps = np.concatenate([ends, begins]), np.concatenate([-need, need])
        level = np.cumsum(steps[np.argsort(times, kind="stable")])
        assert level.max() <= limit


def test_draws_are_private_and_repeat() -> None:
    described = base_year("port_weihai")
    a, b = year(described, 0, 0)[1], year(described, 0, 0)[1]
    assert np.array_equal(a, b)
    assert not np.array_equal(a["arrival"], year(described, 0, 1)[1]["arrival"])
    assert not np.array_equal(a["arrival"], year(described, 1, 0)[1]["arrival"])
    other = tuple(replace(c, tonnes=0.0) if c.name == "coal" else c for c in described.cargo)
    less = year(replace(described, cargo=other), 0, 0)[1]
    oil = described.cargo[2].name
    assert oil == "oil"
    assert np.array_equal(a["arrival"][a["cargo"] == 2], less["arrival"][less["cargo"] == 2])


def test_service_varies_as_registered() -> None:
    """Bulk 0.6 where Erlang stages can meet it; the register of ships alone never varies more. A class with a
    few dozen calls a year, gas, shows nothing.
    """
    described = base_year("port_qingdao")
    _, calls = year(described, 0, 0)
    for k, cargo in enumerate(described.cargo):
        if cargo.calls < 300:
            continue
        hours = (calls["alongside"] + calls["move_in"] + calls["move_out"])[calls["cargo"] == k]
        kind = "container" if cargo.name == "containers" else "bulk"
        assert hours.mean() == pytest.approx(cargo.service, rel=0.12)
        assert hours.std() / hours.mean() == pytest.approx(VALUES[f"service_cv_{kind}"], abs=0.09)


def test_closures_take_their_share_of_the_year() -> None:
    shares = []
    for replication in range(60):
        begins, ends = year(base_year("port_weihai"), 0, replication)[0].waterway.closures
        assert (begins[1:] > ends[:-1]).all()
        shares.append((np.minimum(ends, HOURS) - begins).sum() / HOURS)
    assert np.mean(shares) == pytest.approx(VALUES["weather_closure"], rel=0.1)


def test_the_register_of_ships_is_complete() -> None:
    assert set(ships()) >= set(load().axes.cargo)
    for _, sizes in ships().values():
        assert sum(size.share for size in sizes) == pytest.approx(1.0)
        assert sum(size.share * size.parcel_ratio for size in sizes) == pytest.approx(1.0)
        assert [size.rank for size in sizes] == list(range(len(sizes)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tide_share": 0.0}, "longer than nothing"),
        ({"tugs": 1}, "needs 4 tugs"),
        ({"terminals": ()}, "no terminal"),
    ],
)
def test_a_description_that_cannot_run_is_refused(change: dict[str, object], words: str) -> None:
    broken = replace(base_year("port_qingdao"), **change)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=words):
        fast.run(*year(broken, 0, 0))


def test_a_negative_rate_is_refused() -> None:
    described = base_year("port_qingdao")
    cargo = (replace(described.cargo[0], handling=-5.0), *described.cargo[1:])
    with pytest.raises(InputError, match="negative or endless alongside"):
        fast.run(*year(replace(described, cargo=cargo), 0, 0))
