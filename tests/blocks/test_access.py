"""Access: shortest journeys, lines that open, and the market that a city reaches."""

from __future__ import annotations

import heapq
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.blocks import access

INF = math.inf
RAIL = np.array([[0.0, 60.0, INF], [60.0, 0.0, 90.0], [INF, 90.0, 0.0]])
ROAD = np.array([[0.0, 150.0, 300.0], [150.0, 0.0, 100.0], [300.0, 100.0, 0.0]])


def params(lines: np.ndarray | None = None, **changes: float) -> access.Params:
    """Two cities and one outside place; market access is not yet relative to anything."""
    values = {
        "rail_station_access_time": 40.0,
        "rail_transfer_time": 25.0,
        "access_decay_services": 2.0,
        "access_decay_manufacturing": 1.0,
    } | changes
    return access.Params(
        road=ROAD,
        rail=RAIL,
        line_minutes=np.full((1, 3, 3), INF) if lines is None else lines,
        mass=np.array([100.0, 200.0, 400.0]),
        own_time=np.full((3, 1), 20.0),
        base_market_access=np.ones((2, 1)),
        **{name: np.array([value]) for name, value in values.items()},
    )


def year(
    given_params: access.Params, *, service: float = 0.0, saved: float = 0.0, cut: float = 0.0
) -> access.Access:
    pair_cut = np.array([[0.0, cut], [cut, 0.0]])[..., None]
    return access.step(
        driver_line_service=np.full((len(given_params.line_minutes), 1), service),
        lever_passenger_integration=np.array([saved]),
        lever_road_network=pair_cut,
        params=given_params,
    )


def line(minutes: float, origin: int = 0, destination: int = 1) -> np.ndarray:
    times = np.full((1, 3, 3), INF)
    times[0, origin, destination] = times[0, destination, origin] = minutes
    return times


def dijkstra(times: list[list[float]], transfer: float, start: int) -> list[float]:
    """Least minutes from one place when every change of train costs ``transfer``."""
    best = [INF] * len(times)
    best[start] = 0.0
    queue = [(0.0, start)]
    while queue:
        minutes, here = heapq.heappop(queue)
        if minutes > best[here]:
            continue
        for there, ride in enumerate(times[here]):
            arrival = minutes + ride + (transfer if here != start else 0.0)
            if arrival < best[there]:
                best[there] = arrival
                heapq.heappush(queue, (arrival, there))
    return best


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[list[float]], int]:
    """Whole minutes, so that sums are exact in any order; about half of the links are missing."""
    size = draw(st.integers(2, 7))
    ride = st.one_of(st.just(INF), st.integers(1, 500).map(float))
    rows = [[0.0 if i == j else draw(ride) for j in range(size)] for i in range(size)]
    return rows, draw(st.integers(0, 60))


@given(networks())
def test_chained_journeys_are_the_shortest_paths(network: tuple[list[list[float]], int]) -> None:
    times, transfer = network
    found = access.shortest(np.array(times)[..., None], np.array([float(transfer)]))[..., 0]
    for start in range(len(times)):
        assert list(found[start]) == dijkstra(times, transfer, start)


def test_a_change_of_trains_costs_time() -> None:
    chained = access.shortest(RAIL[..., None], np.array([25.0]))
    assert chained[0, 2, 0] == 60 + 25 + 90


@pytest.mark.parametrize(("service", "minutes"), [(0.0, 60.0), (0.25, 55.0), (1.0, 40.0)])
def test_a_line_counts_for_the_part_of_the_year_in_which_it_runs(service: float, minutes: float) -> None:
    times = year(params(line(40.0)), service=service).travel_time[..., 0]
    assert times[0, 1] == times[1, 0] == minutes + 40


def test_a_year_is_cut_at_its_openings() -> None:
    """Two lines open after a quarter and at the middle of the year, a third runs from its first day."""
    parts = access.parts_of_the_year(np.array([0.75, 0.5, 1.0, 0.0])[:, None])
    assert [length for length, _ in parts] == [0.25, 0.25, 0.5]
    assert [list(running[:, 0]) for _, running in parts] == [
        [False, False, True, False],
        [True, False, True, False],
        [True, True, True, False],
    ]


def test_a_slower_line_changes_nothing() -> None:
    np.testing.assert_array_equal(access.rail_times(RAIL, line(80.0), np.array([[True]]))[..., 0], RAIL)


def test_a_first_direct_train_replaces_the_change() -> None:
    assert access.rail_times(RAIL, line(70.0, 0, 2), np.array([[True]]))[0, 2, 0] == 70.0


def test_the_faster_of_rail_and_road_counts_door_to_door() -> None:
    result = year(params())
    assert result.travel_time[0, 1, 0] == 60 + 40
    assert year(params(rail_station_access_time=95.0)).travel_time[0, 1, 0] == 150.0
    np.testing.assert_array_equal(np.diagonal(result.travel_time[..., 0]), 0.0)


def test_minutes_saved_come_off_rail_and_road_cuts_off_road() -> None:
    assert year(params(), saved=15.0).travel_time[0, 1, 0] == 85.0
    assert year(params(), cut=20.0).travel_time[0, 1, 0] == 100.0
    assert year(params(), cut=40.0).travel_time[0, 1, 0] == pytest.approx(90.0)


def test_reach_by_hand() -> None:
    times = np.array([[0.0, 50.0], [50.0, 0.0]])[..., None]
    reach = access.market_access(times, np.array([100.0, 200.0]), np.full((2, 1), 20.0), np.array([1.0]))
    np.testing.assert_allclose(reach[:, 0], [100 / 20 + 200 / 50, 100 / 50 + 200 / 20], rtol=1e-14)


def test_a_place_that_cannot_be_reached_adds_nothing() -> None:
    times = np.array([[0.0, INF], [INF, 0.0]])[..., None]
    reach = access.market_access(times, np.array([100.0, 200.0]), np.full((2, 1), 20.0), np.array([1.0]))
    np.testing.assert_allclose(reach[:, 0], [5.0, 10.0], rtol=1e-14)


def test_people_and_goods_count_alike() -> None:
    """The geometric mean of reach by the faster mode at decay 2 and by road at decay 1."""
    people = 100 / 20**2 + 200 / 100**2 + 400 / 215**2
    goods = 100 / 20 + 200 / 150 + 400 / 300
    assert year(params()).market_access[0, 0] == pytest.approx(math.sqrt(people * goods), rel=1e-13)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(1, 300), st.sampled_from([(0, 1), (0, 2), (1, 2)]))
@settings(max_examples=60)
def test_a_line_that_opens_later_gives_no_more(
    first: float, second: float, minutes: float, pair: tuple[int, int]
) -> None:
    late, early = sorted((first, second))
    with_line = params(line(minutes, *pair))
    never, later, sooner = (year(with_line, service=share) for share in (0.0, late, early))
    assert (never.travel_time >= later.travel_time - 1e-9).all()
    assert (later.travel_time >= sooner.travel_time - 1e-9).all()
    assert (never.market_access <= later.market_access * (1 + 1e-12)).all()
    assert (later.market_access <= sooner.market_access * (1 + 1e-12)).all()


@pytest.mark.parametrize("pair", [(0, 1), (0, 2)])
def test_a_line_that_opens_on_new_years_eve_hardly_counts_that_year(pair: tuple[int, int]) -> None:
    with_line = params(line(30.0, *pair))
    never, last_day = (year(with_line, service=share) for share in (0.0, 1e-6))
    np.testing.assert_allclose(last_day.market_access, never.market_access, rtol=1e-4)


@given(st.floats(1, 3), st.floats(0.5, 2.5), st.integers(0, 2), st.integers(0, 2))
def test_market_access_decays_with_time(longer: float, decay: float, origin: int, destination: int) -> None:
    times = np.where(np.isfinite(RAIL), RAIL, 400.0)[..., None]
    slower = times.copy()
    slower[origin, destination] *= longer
    masses, own, power = np.array([100.0, 200.0, 400.0]), np.full((3, 1), 20.0), np.array([decay])
    assert (
        access.market_access(slower, masses, own, power) <= access.market_access(times, masses, own, power)
    ).all()


def test_market_access_is_relative_to_the_base_years() -> None:
    plain = year(params()).market_access
    relative = year(replace(params(), base_market_access=plain)).market_access
    np.testing.assert_array_equal(relative, 1.0)
