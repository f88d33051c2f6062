"""What the port does, rule by rule, in cases small enough to work out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.errors import InputError
from sim.port import events, fast
from sim.port.quay import Berths, Port, Terminal, Tide, Waterway, high_water
from sim.port.records import CALL, Records, waiting
from tests.port.years import described

NONE = (np.empty(0), np.empty(0))


def port(
    *berths: Berths,
    tugs: int = 9,
    pilots: int = 9,
    closures: object = NONE,
    tide: object = None,
    rests: bool = True,
) -> Port:
    return Port("small", (Terminal("quay", berths),), tugs, pilots, Waterway(closures, tide, rests))  # type: ignore[arg-type]


def ships(*rows: dict[str, float]) -> Records:
    calls = np.zeros(len(rows), dtype=CALL)
    for k, row in enumerate(rows):
        for name, value in ({"tonnes": 1.0, "alongside": 10.0} | row).items():
            calls[name][k] = value
    return calls


def both(where: Port, calls: Records) -> Records:
    """The record, once both engines agree on it."""
    a, b = fast.run(where, calls, compiled=False), events.run(where, calls)
    assert np.array_equal(a, b)
    return a


def test_priority_goes_before_arrival_and_a_started_ship_is_not_driven_away() -> None:
    calls = ships({"priority": 2}, {"arrival": 1, "priority": 2}, {"arrival": 2, "priority": 0})
    assert both(port(Berths(0, 1)), calls)["start"].tolist() == [0.0, 20.0, 10.0]


def test_events_of_one_instant_are_taken_in_before_a_berth_is_given() -> None:
    """At hour 10 a berth falls free and two ships arrive: the one of higher priority gets it, though it is
    second.
    """
    calls = ships({}, {"arrival": 10, "priority": 1}, {"arrival": 10, "priority": 0})
    assert both(port(Berths(0, 1)), calls)["start"].tolist() == [0.0, 20.0, 10.0]


def test_a_small_ship_takes_the_smallest_free_berth_and_passes_a_large_one_that_must_wait() -> None:
    calls = ships({"size": 0}, {"size": 1}, {"arrival": 1, "size": 1}, {"arrival": 12, "size": 0})
    visits = both(port(Berths(0, 1), Berths(1, 1)), calls)
    assert visits["berth"].tolist() == [0, 1, 1, 0]
    assert visits["start"].tolist() == [0.0, 0.0, 10.0, 12.0]


def test_tugs_serve_leaving_ships_first_and_are_not_split() -> None:
    """One ship leaves at hour 10, another arrives then; one pair of tugs: out first, in after it."""
    calls = ships(
        {"tugs": 2, "move_in": 1, "move_out": 1, "alongside": 9},
        {"arrival": 10, "tugs": 2, "move_in": 1, "move_out": 1},
    )
    visits = both(port(Berths(0, 2), tugs=2), calls)
    assert visits["cast_off"][0] == 10.0 and visits["start"][1] == 11.0
    assert visits["wait_tug"].tolist() == [0.0, 1.0]


def test_a_deep_ship_waits_for_high_water_and_a_light_one_does_not() -> None:
    tide = high_water(Tide(12.0, 0.5, 6.0), 48.0)
    calls = ships({"arrival": 1, "deep": 1}, {"arrival": 1})
    visits = both(port(Berths(0, 2), tide=tide), calls)
    assert visits["start"].tolist() == [3.0, 1.0]
    assert visits["wait_tide"].tolist() == [2.0, 0.0]


def test_a_closure_holds_ships_outside_rests_the_work_and_keeps_ships_in() -> None:
    closed = (np.array([5.0, 30.0]), np.array([8.0, 40.0]))
    calls = ships({"move_out": 1}, {"arrival": 6}, {"arrival": 21, "alongside": 9.5})
    visits = both(port(Berths(0, 3), closures=closed), calls)
    assert visits["finished"].tolist() == [13.0, 18.0, 40.5]
    assert visits["wait_weather"].tolist() == [0.0, 2.0, 0.0]
    working = both(port(Berths(0, 3), closures=closed, rests=False), calls)
    assert working["finished"].tolist() == [10.0, 18.0, 30.5]
    assert working["cast_off"].tolist() == [10.0, 18.0, 40.0]


def test_tide_and_weather_are_told_apart() -> None:
    """Closed from 2 to 4 within a wait for the tide from 1 to 9: two hours weather, six tide."""
    tide = high_water(Tide(12.0, 0.5, 0.0), 48.0)
    calls = ships({"arrival": 3.5, "deep": 1})
    visits = both(port(Berths(0, 1), closures=(np.array([4.0]), np.array([6.0])), tide=tide), calls)
    assert visits["start"][0] == 9.0
    assert (visits["wait_weather"][0], visits["wait_tide"][0]) == (2.0, 3.5)


def test_a_berth_where_none_queues_changes_nothing() -> None:
    """Weihai's oil terminal, where no ship ever waits for a berth, gets one more: nobody's record changes."""
    quiet, calls = described("port_weihai")
    oil = 2
    assert (fast.run(quiet, calls)["wait_berth"][calls["terminal"] == oil] == 0).all()
    more = quiet.terminals[oil]
    larger = Terminal(more.name, (*more.berths, Berths(more.berths[-1].size + 1, 1)))
    terminals = (*quiet.terminals[:oil], larger, *quiet.terminals[oil + 1 :])
    extended = Port(quiet.name, terminals, quiet.tugs, quiet.pilots, quiet.waterway)
    before, after = fast.run(quiet, calls), fast.run(extended, calls)
    for name in ("start", "departure", "wait_berth", "wait_tug", "wait_tide", "wait_weather", "wait_leaving"):
        assert np.array_equal(before[name], after[name]), name


def test_a_month_of_closure_shows() -> None:
    open_port, calls = described("port_weihai")
    month = (np.array([3000.0]), np.array([3720.0]))
    calm = Port(
        "a", open_port.terminals, open_port.tugs, open_port.pilots, Waterway(NONE, open_port.waterway.tide)
    )
    shut = Port(
        "b", open_port.terminals, open_port.tugs, open_port.pilots, Waterway(month, open_port.waterway.tide)
    )
    before, after = fast.run(calm, calls), fast.run(shut, calls)
    inside = (calls["arrival"] >= 3000) & (calls["arrival"] < 3720)
    assert waiting(after)[inside].mean() > waiting(before)[inside].mean() + 300
    assert not ((after["start"] >= 3000) & (after["start"] < 3720)).any()
    early = calls["arrival"] < 2500
    assert np.array_equal(waiting(before)[early], waiting(after)[early])


BAD = {
    "no berth": (port(Berths(0, 0)), ships({})),
    "negative number": (port(Berths(0, 1), tugs=-1), ships({})),
    "negative endless alongside": (port(Berths(0, 1)), ships({"alongside": -1.0})),
    "endless arrival": (port(Berths(0, 1)), ships({"arrival": np.inf})),
    "never opens": (port(Berths(0, 1), tide=NONE), ships({})),
    "longer than nothing": (port(Berths(0, 1), tide=high_water(Tide(12.0, 0.0, 0.0), 20.0)), ships({})),
    "finite": (port(Berths(0, 1), closures=(np.array([1.0]), np.array([np.inf]))), ships({})),
    "too large": (port(Berths(0, 1)), ships({"size": 1})),
    "tugs": (port(Berths(0, 1), tugs=1), ships({"tugs": 2})),
    "pilots": (port(Berths(0, 1), pilots=0), ships({"pilots": 1})),
    "does not have": (port(Berths(0, 1)), ships({"terminal": 1})),
    "order of arrival": (port(Berths(0, 1)), ships({"arrival": 2}, {"arrival": 1})),
}


@pytest.mark.parametrize("words", BAD)
@pytest.mark.parametrize("run", [fast.run, events.run])
def test_what_cannot_run_is_refused_with_a_reason(words: str, run: object) -> None:
    with pytest.raises(InputError) as refused:
        run(*BAD[words])  # type: ignore[operator]
    assert all(word in str(refused.value) for word in words.split()), str(refused.value)


def test_no_ship_at_all_is_a_quiet_year() -> None:
    assert len(both(port(Berths(0, 1)), ships())) == 0
