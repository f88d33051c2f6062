"""Access: shortest journeys, lines that open, the market that a city reaches and who lives within an hour."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import csgraph_from_dense, shortest_path

from sim.axes import Array
from sim.blocks import access
from sim.blocks.access import paths, reach, year
from tests.blocks.small_network import NODES, params, road_line, step, train

INF = math.inf


@st.composite
def networks(draw: st.DrawFn) -> Array:
    """Whole minutes, the same both ways, so that sums are exact; about half of the links are missing."""
    size = draw(st.integers(2, 8))
    ride = st.one_of(st.just(INF), st.integers(1, 500).map(float))
    times = np.zeros((size, size))
    for i in range(size):
        for j in range(i):
            times[i, j] = times[j, i] = draw(ride)
    return times


def scipys(times: Array) -> Array:
    """Shortest minutes between all pairs by another hand."""
    return shortest_path(csgraph_from_dense(times, null_value=INF), method="D", directed=False)


@given(networks())
def test_road_ways_are_the_shortest_paths_of_scipy(times: Array) -> None:
    np.testing.assert_array_equal(paths.shortest(times), scipys(times))


@given(networks(), st.integers(0, 60))
def test_train_journeys_are_the_shortest_paths_of_scipy_at_any_transfer_time(
    times: Array, transfer: int
) -> None:
    """Every ride after the first costs a change: lengthen all rides by it and take the first one back."""
    layers = paths.rides(times)
    found = min_over_changes(layers, transfer)
    apart = ~np.eye(len(times), dtype=bool)
    longer = times + transfer * apart
    np.testing.assert_array_equal(found[apart], scipys(longer)[apart] - transfer)


def min_over_changes(layers: Array, transfer: float) -> Array:
    return np.min([layer + k * transfer for k, layer in enumerate(layers)], axis=0)


def test_more_changes_never_take_longer_in_the_train() -> None:
    chain = np.array([[0, 10, INF, INF], [10, 0, 10, INF], [INF, 10, 0, 10], [INF, INF, 10, 0]])
    layers = paths.rides(chain)
    assert layers[:, 0, 3].tolist() == [INF, INF, 30.0]
    assert layers[:, 0, 2].tolist() == [INF, 20.0, 20.0]


def test_a_year_is_cut_at_its_openings() -> None:
    """Two lines open after a quarter and at the middle of the year, a third runs from its first day."""
    parts = paths.parts_of_the_year(np.array([0.75, 0.5, 1.0, 0.0])[:, None])
    assert [length for length, _ in parts] == [0.25, 0.25, 0.5]
    assert [list(running[:, 0]) for _, running in parts] == [
        [False, False, True, False],
        [True, False, True, False],
        [True, True, True, False],
    ]


def test_times_of_the_small_network_by_hand() -> None:
    """Road A to B through the county: 5 + 30 + 40 and 20 at the ends. Train 30 + 40, change 25, on 45."""
    ways = year.ways(params(), np.zeros((1, 1), bool))
    fastest, by_road = year.door_to_door(params(), ways, np.zeros(1), np.zeros((2, 2, 1)))
    assert by_road[0, 1, 0] == 75 + 20 and by_road[0, 2, 0] == 75 + 100 + 20
    assert fastest[0, 1, 0] == 30 + 40 and fastest[0, 2, 0] == 30 + 25 + 45 + 40
    county = NODES.index("county")
    assert fastest[county, 0, 0] == 35 + 20  # the train takes 20 + 40
    assert fastest[county, 2, 0] == 40 + 45 + 40  # by road to B's station, 25 less than with a change
    np.testing.assert_array_equal(step().travel_time[..., 0], [[0, 70], [70, 0]])


def test_times_are_the_same_both_ways() -> None:
    times = step().travel_time
    np.testing.assert_array_equal(times, times.swapaxes(0, 1))


def test_known_road_minutes_scale_the_motion_and_not_the_ends() -> None:
    scaled = replace(params(), road_correction=np.full_like(params().road_correction, 1.2))
    ways = year.ways(scaled, np.zeros((1, 1), bool))
    _, by_road = year.door_to_door(scaled, ways, np.zeros(1), np.zeros((2, 2, 1)))
    assert by_road[0, 1, 0] == pytest.approx(1.2 * 75 + 20, rel=1e-14)


@pytest.mark.parametrize(("service", "minutes"), [(0.0, 70.0), (0.25, 65.0), (1.0, 50.0)])
def test_a_line_counts_for_the_part_of_the_year_in_which_it_runs(service: float, minutes: float) -> None:
    times = step(params(rail=train("A", "B", 10.0)), service=service).travel_time[..., 0]
    assert times[0, 1] == times[1, 0] == minutes


def test_a_slower_line_and_a_cancelled_line_change_nothing() -> None:
    without = step()
    for changed in (
        step(params(rail=train("A", "B", 80.0)), service=1.0),
        step(params(rail=train("A", "B", 10.0)), service=0.0),
    ):
        np.testing.assert_array_equal(changed.travel_time, without.travel_time)
        np.testing.assert_array_equal(changed.market_access, without.market_access)


def test_members_may_have_different_lines() -> None:
    """Members of one batch get what each gets alone, to the last bit."""
    lines = np.concatenate([train("A", "B", 10.0), train("A", "O", 50.0)])
    both = params(rail=lines)
    services = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 1.0]])
    together = step(both, service=services)
    for k in range(3):
        alone = step(both, service=services[:, k : k + 1])
        for name in ("travel_time", "market_access", "core_time", "share_near_a_core", "port_time"):
            np.testing.assert_array_equal(getattr(together, name)[..., k], getattr(alone, name)[..., 0])


def test_minutes_saved_come_off_rail_and_road_cuts_off_roads_between_cities() -> None:
    assert step(saved=15.0).travel_time[0, 1, 0] == 55.0
    assert step(cut=20.0).travel_time[0, 1, 0] == 70.0
    assert step(cut=40.0).travel_time[0, 1, 0] == pytest.approx(57.0, rel=1e-14)
    np.testing.assert_array_equal(step(cut=40.0).share_near_own_core, step().share_near_own_core)


def test_neutral_levers_change_nothing_to_the_last_bit() -> None:
    start = access.base_year(params())
    for name, values in start.items():
        np.testing.assert_array_equal(getattr(step(), name), values)


def test_reach_by_hand() -> None:
    times = np.array([[20.0, 50.0], [50.0, 20.0]])[..., None]
    found = reach.market_access(times, np.array([100.0, 200.0]), np.array([1.0]))
    np.testing.assert_allclose(found[:, 0], [100 / 20 + 200 / 50, 100 / 50 + 200 / 20], rtol=1e-14)


def test_a_place_that_cannot_be_reached_adds_nothing() -> None:
    times = np.array([[20.0, INF], [INF, 20.0]])[..., None]
    found = reach.market_access(times, np.array([100.0, 200.0]), np.array([1.0]))
    np.testing.assert_allclose(found[:, 0], [5.0, 10.0], rtol=1e-14)


def test_market_access_is_the_mean_over_residents_and_both_modes() -> None:
    """City A: 60 % in its own district, 40 % in the county. People at decay 2 by the faster mode, goods at
    decay 1 by road; the own mass stands at 20 minutes inside the city.
    """
    seat = (100 / 20**2 + 200 / 75**2 + 400 / 145**2, 100 / 20 + 200 / 90 + 400 / 190)
    county = (100 / 20**2 + 200 / 60**2 + 400 / 125**2, 100 / 20 + 200 / 60 + 400 / 160)
    people, goods = (0.6 * near + 0.4 * far for near, far in zip(seat, county, strict=True))
    assert step().market_access[0, 0] == pytest.approx(math.sqrt(people * goods), rel=1e-13)


def test_market_access_is_relative_to_the_base_years() -> None:
    relative = step(replace(params(), base_market_access=step().market_access)).market_access
    np.testing.assert_array_equal(relative, 1.0)


def test_residents_within_an_hour_by_hand() -> None:
    """The seat's district is 25 minutes away, the county 55; rural residents 10 minutes more. City A has 50
    and 10 % in the district, 10 and 30 % in the county: without scatter only the last are too far.
    """
    step_like = step(params(time_scatter_in_district=1e-3))
    np.testing.assert_allclose(step_like.share_near_own_core[:, 0], [0.7, 1.0], rtol=1e-12)
    logistic = [1 / (1 + math.exp(-(60 - t) / 5)) for t in (25, 35, 55, 65)]
    by_hand = sum(w * share for w, share in zip((0.5, 0.1, 0.1, 0.3), logistic, strict=True))
    assert step().share_near_own_core[0, 0] == pytest.approx(by_hand, rel=1e-13)
    assert step().core_time[0, 0] == pytest.approx(0.6 * 25 + 0.4 * 55 + 0.4 * 10, rel=1e-14)
    assert step().port_time[0, 0] == pytest.approx(20 + 0.6 * (90 - 5) + 0.4 * 55, rel=1e-14)


def test_half_of_the_residents_exactly_an_hour_away_are_within_it() -> None:
    assert reach.residents_within(np.array([60.0]), np.array([6.0])) == 0.5


def test_a_core_next_door_counts_for_any_core_and_not_for_the_own() -> None:
    nearer = step(params(road=road_line("county", "B", 10.0)), service=1.0)
    assert nearer.share_near_a_core[0, 0] > nearer.share_near_own_core[0, 0]
    assert nearer.share_near_own_core[0, 0] == step().share_near_own_core[0, 0]


def test_a_road_to_the_county_brings_its_residents_within_the_hour() -> None:
    faster = step(
        params(road=road_line("county", "district", 10.0), time_scatter_in_district=1e-3), service=1.0
    )
    np.testing.assert_allclose(faster.share_near_own_core[0, 0], 1.0, rtol=1e-12)


def test_a_county_town_on_a_new_line_lifts_the_access_of_its_city() -> None:
    """The line joins no two seats and shortens no journey between them, yet city A reaches more."""
    line = step(params(rail=train("county", "O", 60.0)), service=1.0)
    np.testing.assert_array_equal(line.travel_time, step().travel_time)
    assert line.market_access[0, 0] > step().market_access[0, 0]
    assert line.market_access[1, 0] == step().market_access[1, 0]


PAIRS = [("A", "B"), ("A", "O"), ("county", "B"), ("district", "county"), ("rural", "O")]


@given(st.floats(0, 1), st.floats(0, 1), st.floats(1, 300), st.sampled_from(PAIRS), st.booleans())
@settings(max_examples=80)
def test_a_line_that_opens_later_gives_no_more(
    first: float, second: float, minutes: float, pair: tuple[str, str], by_road: bool
) -> None:
    late, early = sorted((first, second))
    stations = set(pair) <= {"A", "B", "O", "county"}
    line = {"road": road_line(*pair, minutes)} if by_road or not stations else {"rail": train(*pair, minutes)}
    never, later, sooner = (step(params(**line), service=share) for share in (0.0, late, early))
    for name, sign in (("travel_time", 1), ("core_time", 1), ("port_time", 1), ("market_access", -1)):
        values = [sign * getattr(result, name) for result in (never, later, sooner)]
        assert (values[0] >= values[1] - 1e-9).all() and (values[1] >= values[2] - 1e-9).all(), name


@given(st.floats(1, 3), st.floats(0.5, 2.5), st.integers(0, 2), st.integers(0, 2))
def test_market_access_decays_with_time(longer: float, decay: float, origin: int, destination: int) -> None:
    times = np.array([[20.0, 60, 400], [60, 20, 90], [400, 90, 20]])[..., None]
    slower = times.copy()
    slower[origin, destination] *= longer
    masses, power = np.array([100.0, 200.0, 400.0]), np.array([decay])
    assert (
        reach.market_access(slower, masses, power) <= reach.market_access(times, masses, power) * (1 + 1e-12)
    ).all()


def test_naming_the_cities_in_another_order_permutes_the_results() -> None:
    """Cities B and A in place of A and B: nodes, origins, stations and masses change places."""
    given_params = params()
    nodes = [1, 0, 2, *range(3, len(NODES))]
    origins = nodes[: len(given_params.city_of)]
    stations, places = [1, 0, 2, 3], [1, 0, 2]
    renamed = np.array([1, 0, 2])[given_params.city_of[origins]]
    renamed[:3] = [0, 1, 2]
    swapped = replace(
        given_params,
        road=given_params.road[np.ix_(nodes, nodes)],
        rail=given_params.rail[np.ix_(stations, stations)],
        line_road=given_params.line_road[:, nodes][:, :, nodes],
        line_rail=given_params.line_rail[:, stations][:, :, stations],
        road_correction=given_params.road_correction[np.ix_(origins, places)],
        mass=given_params.mass[places],
        city_of=renamed,
    )
    plain, other = step(given_params), step(swapped)
    for name in ("market_access", "core_time", "port_time", "share_near_own_core", "share_near_a_core"):
        np.testing.assert_allclose(getattr(other, name)[::-1], getattr(plain, name), rtol=1e-14)
    np.testing.assert_array_equal(other.travel_time[::-1, ::-1], plain.travel_time)
