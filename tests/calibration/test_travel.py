"""The network of 2020: known city pairs are met exactly, the rule's error is stated, projects add links."""

from __future__ import annotations

import csv
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.sparse.csgraph import csgraph_from_dense, shortest_path

from calibration import network, travel
from calibration.network import OPEN, Link, Nodes, Stretch, TrainRule
from calibration.tables import SOURCES
from sim.baseline import load
from sim.blocks.access import paths
from sim.cores.access import correction, links
from sim.parameters import register
from sim.paths import REGISTERS
from sim.scenario.projects import read_projects
from tests.runs import run

CITIES = load().axes.city
TRAVEL = pd.read_csv(SOURCES / "travel.csv", dtype=str, keep_default_na=False)
ROAD = travel.known_minutes(TRAVEL, "road", "travel_time")
RAIL = travel.known_minutes(TRAVEL, "rail", "fastest_travel_time")
PARAMETERS = {name: parameter.value for name, parameter in register().items()}


@pytest.fixture(scope="module")
def nodes() -> Nodes:
    return network.read_nodes(CITIES, travel.OUTSIDE)


def test_great_circles_are_those_of_the_source_table(nodes: Nodes) -> None:
    kilometres = network.great_circle(nodes.degrees)
    for (a, b), known in travel.known_minutes(TRAVEL, "air", "great_circle_distance").items():
        assert kilometres[nodes.names.index(a), nodes.names.index(b)] == pytest.approx(known, abs=0.15)


def test_every_district_of_the_census_has_a_node_and_residents_add_up_to_the_cities(nodes: Nodes) -> None:
    people = pd.DataFrame(travel.district_residents(nodes), columns=travel.RESIDENCES)
    by_city = people.sum(axis=1).groupby(list(nodes.district_city)).sum()
    assert len(nodes.districts) == 49
    with (SOURCES / "city_accounts_history.csv").open(encoding="utf-8", newline="") as file:
        census = {
            row["area"]: float(row["value"])
            for row in csv.DictReader(file)
            if row["indicator"] == "population_resident_census" and row["year"] == "2020"
        }
    for city in CITIES:
        assert by_city[city] / 1e4 == pytest.approx(census[city], abs=0.01)


def test_neighbours_are_pairs_with_nobody_between_them() -> None:
    """Four places on a line and one off it: the ends are no neighbours."""
    at = np.array([0.0, 10, 20, 30])
    line = np.abs(at[:, None] - at)
    assert network.neighbours(line) == [(0, 1), (1, 2), (2, 3)]
    triangle = np.array([[0.0, 10, 10], [10, 0, 10], [10, 10, 0]])
    assert network.neighbours(triangle) == [(0, 1), (0, 2), (1, 2)]


def pair_nodes() -> Nodes:
    """Two cities a and b, no districts."""
    return Nodes(("a", "b"), (), (), (), (), np.zeros((2, 2)))


def test_circuity_reproduces_the_known_minutes_on_average() -> None:
    straight = [
        Link(OPEN, "road", "a", "b", 50.0, "derived"),
        Link("later", "road", "a", "b", 1.0, "derived"),
    ]
    assert network.circuity(straight, pair_nodes(), {("a", "b"): 85.0}, 25.0) == pytest.approx(1.2)


def test_a_train_rule_finds_the_start_and_the_running_share_that_made_its_data() -> None:
    parts = [Stretch(OPEN, "a", str(k), hours, k) for k, hours in enumerate((0.3, 0.5, 1.0))]
    made = TrainRule(start=8.0, running_share=0.6, stop_time=2.0)
    found = network.train_rule(parts, {("a", str(k)): made.minutes(p) for k, p in enumerate(parts)}, 2.0)
    assert (found.start, found.running_share) == pytest.approx((8.0, 0.6))
    assert made.minutes(parts[2]) == 8 + 100 + 4


def test_known_trains_replace_the_rule_within_their_project_only() -> None:
    parts = [Stretch(OPEN, "a", "b", 1.0, 0), Stretch("new", "a", "b", 0.5, 0)]
    found = network.rail_links(parts, {(OPEN, "b", "a"): 75.0}, TrainRule(5.0, 0.5, 2.0))
    assert {(link.project, link.minutes, link.provenance) for link in found} == {
        (OPEN, 75.0, "recalled"),
        ("new", 65.0, "derived"),
    }


def test_the_correction_compares_minutes_in_motion() -> None:
    """Known 85 minutes are 60 in motion and 25 at the ends; the network has 50."""
    times = np.array([[0.0, 50.0], [50.0, 0.0]])
    ratio = travel.road_correction(times, pair_nodes(), {("b", "a"): 85.0}, 25.0)
    np.testing.assert_allclose(ratio, [[1.0, 1.2], [1.2, 1.0]], rtol=1e-14)


def test_districts_take_the_correction_of_their_city_and_outside_places_that_of_the_other_end() -> None:
    """Two cities and one outside place; then a district of the second city."""
    known = np.array([[1.0, 1.2, 0.9], [1.2, 1.0, 0.8]])
    whole = correction(known, np.array([0, 1, 2, 1]), places=3)
    np.testing.assert_array_equal(whole, [[1, 1.2, 0.9], [1.2, 1, 0.8], [0.9, 0.8, 1], [1.2, 1, 0.8]])


def errors(known: travel.Known, times: dict[frozenset[str], float]) -> np.ndarray:
    return np.array([times[frozenset(p)] / v - 1 for p, v in known.items() if frozenset(p) in times])


def test_the_rule_meets_known_roads_within_six_percent_and_known_trains_within_twelve(nodes: Nodes) -> None:
    """The stated error, root mean square over pairs: without the correction and the known trains."""
    every, factor = travel.links(nodes, ROAD, RAIL, PARAMETERS)
    assert 1.05 < factor < 1.3
    times = shortest_path(
        csgraph_from_dense(network.matrix(every, nodes, "road"), null_value=np.inf), directed=False
    )
    names = nodes.names
    ends = PARAMETERS["road_end_time"]
    road = {
        frozenset((a, b)): times[names.index(a), names.index(b)] + ends
        for a, b in combinations(nodes.places, 2)
    }
    near = {pair: v for pair, v in ROAD.items() if not travel.FAR & set(pair)}
    found = errors(near, road)
    assert len(found) == 20 and 0.05 < np.sqrt(np.mean(found**2)) < 0.065 and np.abs(found).max() < 0.125
    parts = network.stretches(nodes)
    rule = network.train_rule(parts, RAIL, PARAMETERS["rail_stop_time"])
    rail = {
        frozenset((link.origin, link.destination)): link.minutes
        for link in network.rail_links(parts, {}, rule)
        if link.project == OPEN
    }
    found = errors(RAIL, rail)
    assert len(found) == 12 and 0.08 < np.sqrt(np.mean(found**2)) < 0.12 and np.abs(found).max() < 0.24


def test_door_to_door_times_of_2020_are_the_known_ones() -> None:
    """The faster of the known road and the known trains with 55 minutes of access and 25 a change."""
    times = run("base").fields["travel_time"][0, :, :, 0]
    by_train = {(a, b): minutes + 55 for (a, b), minutes in RAIL.items()}
    by_train[("yantai", "rizhao")] = 75 + 25 + 65 + 55
    by_train[("weihai", "rizhao")] = 110 + 25 + 65 + 55
    for a, b in combinations(CITIES, 2):
        expected = min(ROAD[a, b], by_train.get((a, b), np.inf))
        at = CITIES.index(a), CITIES.index(b)
        assert times[at] == times[at[::-1]] == pytest.approx(expected, rel=1e-12), (a, b)


def test_ways_over_the_whole_network_are_those_of_scipy() -> None:
    built = links(load())
    for lines in (np.zeros(len(built["line_road"]), bool), np.ones(len(built["line_road"]), bool)):
        road = paths.open_links(built["road"], built["line_road"], lines)
        expected = shortest_path(csgraph_from_dense(road, null_value=np.inf), directed=False)
        assert np.isfinite(expected).all()
        np.testing.assert_allclose(paths.shortest(road), expected, rtol=1e-12)
        rail = paths.open_links(built["rail"], built["line_rail"], lines)
        apart = ~np.eye(len(rail), dtype=bool)
        found = np.min([layer + 25.0 * k for k, layer in enumerate(paths.rides(rail))], axis=0)
        longer = shortest_path(csgraph_from_dense(rail + 25.0 * apart, null_value=np.inf), directed=False)
        np.testing.assert_allclose(found[apart], longer[apart] - 25.0, rtol=1e-12)


def test_links_are_the_same_both_ways_and_take_time() -> None:
    built = links(load())
    for mode in ("road", "rail"):
        np.testing.assert_array_equal(built[mode], built[mode].T)
        assert (built[mode][~np.eye(len(built[mode]), dtype=bool)] > 0).all()
        np.testing.assert_array_equal(built[f"line_{mode}"], built[f"line_{mode}"].swapaxes(1, 2))


def test_tables_of_links_name_nodes_and_projects_that_exist(nodes: Nodes) -> None:
    projects = read_projects(REGISTERS / "dated_projects.csv")
    road = pd.read_csv(SOURCES / "road_links.csv", dtype=str, keep_default_na=False)
    rail = pd.read_csv(SOURCES / "rail_services.csv", dtype=str, keep_default_na=False)
    assert {*road["origin"], *road["destination"], *rail["station"]} <= set(nodes.names)
    for table, kind in ((road, "road"), (rail, "rail")):
        named = table[table["project"] != ""]
        assert {projects[p].kind for p in named["project"]} == {kind}
        assert (named["opened"] == "").all()
        assert table[table["project"] == ""]["opened"].astype(int).max() <= 2020


def test_every_dated_project_with_a_known_route_is_a_line() -> None:
    """The link of Rizhao to a corridor that may never come has no route of its own yet."""
    projects = read_projects(REGISTERS / "dated_projects.csv")
    ways = {name for name, project in projects.items() if project.kind in ("rail", "road")}
    assert ways - set(load().axes.line) == {"rizhao_link"}
    assert (load()["line_links"] > 0).all()


def test_the_mass_of_a_place_is_its_published_gdp() -> None:
    table = load().tables["place_gdp"]
    mass = dict(zip(table.axes["place"], table.values, strict=True))
    assert mass["qingdao"] == 12400.56
    assert mass["jinan"] == 10140.91
    assert mass["dongying"] == 2981.19
    assert sum(mass[city] for city in CITIES) == pytest.approx(31113.37, rel=1e-12)
