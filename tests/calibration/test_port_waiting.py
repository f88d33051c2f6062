"""The response of waiting: what is kept is fresh, the fit finds what it is given, and it meets the years."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from calibration import ports
from calibration.ports import simulated
from calibration.ports.simulated import Coast
from calibration.ports.waiting import FULLEST, fit, form, held, response
from sim.baseline import load
from sim.paths import PORT_YEARS
from sim.port import replicate
from sim.port.description import HOURS


@cache
def coast() -> Coast:
    return ports.coast()


@cache
def kept() -> pd.DataFrame:
    return pd.read_csv(PORT_YEARS / simulated.TABLE)


def test_the_kept_years_rest_on_what_the_project_holds() -> None:
    assert simulated.stale(coast()) == (), "run: python -m sim calibrate"
    assert set(kept()["port"]) == set(coast().port) and set(kept()["cargo"]) == set(coast().cargo)
    grid = len(simulated.FITTED) + len(simulated.HELD_OUT)
    assert len(kept()) == grid * len(coast().port) * len(coast().cargo)


@pytest.mark.slow
def test_the_kept_years_are_what_the_simulation_gives() -> None:
    """One point of the port with the fewest calls: a change of the rules whose version was not raised."""
    p = coast().port.index("port_weihai")
    again = pd.DataFrame(simulated.point(coast(), p, 1.2, 1.0))
    seen = kept()
    seen = seen[(seen["port"] == "port_weihai") & (seen["berth_factor"] == 1.2)].reset_index(drop=True)
    for name in ("wait", "low", "high"):
        np.testing.assert_allclose(again[name], seen[name], rtol=1e-7)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: replace(c, values={**c.values, "weather_closure": 0.06}),
        lambda c: replace(c, values={**c.values, "port_warm_up": 31.0}),
        lambda c: replace(c, berths=c.berths * 1.01),
        lambda c: replace(c, occupancy=c.occupancy * 1.001),
    ],
)
def test_a_key_knows_what_the_years_rest_on(change: object) -> None:
    assert simulated.key(change(coast()), 0) != simulated.key(coast(), 0)  # type: ignore[operator]


def test_a_key_knows_the_version_and_not_the_last_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    before = simulated.key(coast(), 3)
    assert simulated.key(replace(coast(), tonnes_per_teu=coast().tonnes_per_teu * (1 + 1e-14)), 3) == before
    assert simulated.key(replace(coast(), values={**coast().values, "parcel_ratio": 2.0}), 3) == before
    monkeypatch.setattr(replicate, "VERSION", replicate.VERSION + 1)
    assert simulated.key(coast(), 3) != before


def test_only_a_changed_port_is_simulated_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = replace(
        coast(),
        port=coast().port[2:4],
        **{n: getattr(coast(), n)[2:4] for n in ("occupancy", "berths", "service_hours", "tonnes_per_teu")},
    )
    done = []

    def row(given: Coast, p: int, berths: float, load: float) -> list[dict[str, object]]:
        done.append(given.port[p])
        same = (given.port[p], "coal", berths, load, True, 0.5, 1.0, float(len(done)), 0.0, 9.0, 2)
        return [dict(zip(simulated.COLUMNS, same, strict=True))]

    monkeypatch.setattr(simulated, "point", row)
    assert simulated.keep(small, tmp_path) == small.port
    assert simulated.keep(small, tmp_path) == ()
    first, count = pd.read_csv(tmp_path / simulated.TABLE), len(done)
    changed = replace(small, berths=small.berths * np.array([[1.0], [1.1]]))
    assert simulated.keep(changed, tmp_path) == (small.port[1],)
    assert set(done[count:]) == {small.port[1]}
    second = pd.read_csv(tmp_path / simulated.TABLE)
    one = first["port"] == small.port[0]
    pd.testing.assert_frame_equal(first[one], second[one])
    assert second["port"].tolist() == first["port"].tolist()


def test_the_port_is_as_full_as_the_yearly_model_has_it() -> None:
    """Offered berth hours over open hours, class by class, shared berths with their companions."""
    open_hours = HOURS * (1.0 - coast().values["weather_closure"])
    for p in range(len(coast().port)):
        described = coast().described(p, 1.0)
        for k, cargo in enumerate(described.cargo):
            offered = cargo.tonnes / cargo.parcel * cargo.service
            busy = offered / open_hours / described.terminals[k].count
            assert busy == pytest.approx(coast().occupancy[p, k], rel=1e-9)


def test_a_class_that_fills_its_berths_has_its_own_cargo_only() -> None:
    found, base = load(), coast()
    for p in range(len(base.port)):
        whole = base.berths[p] > 1.0
        expected = found["port_throughput"][p][whole] * 1e4
        np.testing.assert_allclose(base.tonnes(p)[whole], expected, rtol=1e-6)


def test_a_trickle_of_cargo_gets_the_queue_of_the_berth_that_it_shares() -> None:
    """0.1 of 10k tonnes or 50 of a class that cannot fill a berth: the same occupancy, so the same years."""
    described = coast().described(coast().port.index("port_weihai"), 1.0)
    assert all(cargo.calls > 30 for cargo in described.cargo)


def test_the_fit_finds_the_constants_of_a_curve() -> None:
    truth = np.array([0.04, 2.0, 0.9])
    berth_factor, load = (np.array(x) for x in zip(*simulated.FITTED, strict=True))
    berths, occupancy = 6.5 * berth_factor, 0.7 * load / berth_factor
    found = fit(form(truth, occupancy, berths), occupancy, berths, np.ones_like(load))
    np.testing.assert_allclose(found, truth, rtol=5e-3)


@pytest.mark.parametrize("only", [1, 4])
def test_the_fit_stays_sensible_where_the_years_say_little(only: int) -> None:
    berth_factor, load = (np.array(x)[:only] for x in zip(*simulated.FITTED, strict=True))
    found = fit(np.full(only, 0.2), 0.4 * load, berth_factor, np.ones(only))
    assert (found > 0.0).all() and np.isfinite(found).all()
    np.testing.assert_allclose(form(found, 0.4 * load, berth_factor), 0.2, rtol=0.2)


def test_the_tables_are_the_fit_and_their_range_its_error_in_other_years() -> None:
    found = response(kept(), coast().service_hours)
    for name in ("floor", "level", "exponent"):
        table = load().tables[f"port_waiting_{name}"]
        np.testing.assert_allclose(table.values, getattr(found, name), rtol=1e-6)
        assert (table.values > 0.0).all()
    level = load().tables["port_waiting_level"]
    np.testing.assert_allclose(np.log(level.high / level.low), 2 * 1.6448536 * found.error, rtol=1e-6)
    others = held(kept(), coast().service_hours, found)
    error = np.log(others["fitted_wait"] / others["wait"]) ** 2
    cells = error.groupby([others["port"], others["cargo"]], sort=False).mean()
    np.testing.assert_allclose(np.sqrt(cells.to_numpy()), found.error.ravel(), rtol=1e-9)


def test_at_the_berths_of_2020_the_form_follows_the_load() -> None:
    """What the yearly model is asked first: the rise of the wait from a quiet year to a busy one."""
    found = response(kept(), coast().service_hours)
    seen = kept()
    seen = seen[(seen["berth_factor"] == 1.0) & (seen["occupancy"] <= FULLEST)]
    for (port, cargo), cell in seen.groupby(["port", "cargo"]):
        p, k = coast().port.index(port), coast().cargo.index(cargo)
        constants = np.array([found.floor[p, k], found.level[p, k], found.exponent[p, k]])
        wait = form(constants, cell["occupancy"].to_numpy(), cell["berths"].to_numpy())
        ratio = wait * coast().service_hours[p, k] / cell["wait"].to_numpy()
        assert ratio.max() / ratio.min() < 2.3, (port, cargo)
