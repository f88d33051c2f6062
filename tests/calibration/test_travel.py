"""Travel times of 2020 as in the source table, and what each dated line would change."""

from __future__ import annotations

import csv

import numpy as np
import pandas as pd
import pytest

from calibration import travel
from calibration.quantity import Quantity
from sim.baseline import load
from sim.paths import REGISTERS

CITIES = load().axes.city
PLACES = (*CITIES, "jinan", "linyi", "zhengzhou", "xian")


@pytest.fixture(scope="module")
def built() -> dict[str, Quantity]:
    return {quantity.name: quantity for quantity in travel.build(CITIES)}


def minutes(quantity: Quantity, origin: str, destination: str) -> float:
    return float(quantity.values[PLACES.index(origin), PLACES.index(destination)])


def between(mode: str, rows: dict[tuple[str, str], str]) -> pd.DataFrame:
    """Rows of the travel table."""
    records = [
        {"from": a, "to": b, "mode": mode, "indicator": "travel_time", "value": v}
        for (a, b), v in rows.items()
    ]
    return pd.DataFrame(records)


def test_a_matrix_is_symmetric_zero_at_home_and_infinite_where_nothing_runs() -> None:
    table = pd.concat(
        [between("road", {("a", "b"): "30", ("b", "elsewhere"): "9"}), between("rail", {("a", "c"): "5"})]
    )
    times = travel.matrix(table, ("a", "b", "c"), "road", "travel_time")
    inf = np.inf
    np.testing.assert_array_equal(times, [[0, 30, inf], [30, 0, inf], [inf, inf, 0]])


def test_outside_places_reach_each_other_through_the_cities() -> None:
    """Cities 10 apart; one outside place 20 from the first, the other 25 from the second: 55 together."""
    inf = np.inf
    times = np.array(
        [[0.0, 10, 20, 40], [10, 0, 35, 25], [20, 35, 0, inf], [40, 25, inf, 0]],
    )
    filled = travel.outside_road(times, cities=2)
    assert filled[2, 3] == filled[3, 2] == 55
    assert filled[0, 3] == 35
    np.testing.assert_array_equal(np.diag(filled), 0)
    assert times[2, 3] == inf


def test_road_and_rail_are_those_of_the_source_table(built: dict[str, Quantity]) -> None:
    road, rail = built["road_time"], built["rail_time"]
    assert minutes(road, "qingdao", "yantai") == 178
    assert minutes(road, "weihai", "rizhao") == 292
    assert minutes(road, "rizhao", "linyi") == 108
    assert minutes(rail, "yantai", "weihai") == 35
    assert minutes(rail, "jinan", "weifang") == 55
    assert minutes(rail, "weifang", "rizhao") == np.inf


@pytest.mark.parametrize("name", ["road_time", "rail_time"])
def test_times_are_the_same_both_ways(built: dict[str, Quantity], name: str) -> None:
    values = built[name].values
    np.testing.assert_array_equal(values, values.T)
    np.testing.assert_array_equal(np.diag(values), 0)
    assert (values[~np.eye(len(PLACES), dtype=bool)] > 0).all()


def test_every_pair_has_a_road_and_no_detour_by_a_city_is_shorter(built: dict[str, Quantity]) -> None:
    road = built["road_time"].values
    assert np.isfinite(road).all()
    for via in range(len(CITIES)):
        assert (road <= road[:, via, None] + road[None, via, :]).all()


def test_every_city_has_a_train(built: dict[str, Quantity]) -> None:
    rail = built["rail_time"].values[: len(CITIES), : len(CITIES)]
    assert (np.isfinite(rail).sum(axis=1) > 1).all()


def test_a_line_changes_only_the_pairs_that_it_joins_and_makes_them_faster(
    built: dict[str, Quantity],
) -> None:
    lines, rail = built["line_time"], built["rail_time"].values
    for line, values in zip(lines.axes["line"], lines.values, strict=True):
        served = np.isfinite(values)
        assert 2 <= served.sum() <= 4, line
        np.testing.assert_array_equal(values, values.T)
        assert (values[served] < rail[served]).all(), line


def test_lines_are_the_dated_projects_that_name_one(built: dict[str, Quantity]) -> None:
    with (REGISTERS / "dated_projects.csv").open(encoding="utf-8", newline="") as file:
        registered = {row["project"] for row in csv.DictReader(file)}
    assert set(built["line_time"].axes["line"]) <= registered
    first = built["line_time"].values[built["line_time"].axes["line"].index("weifang_yantai")]
    assert first[PLACES.index("yantai"), PLACES.index("weifang")] == 60


def test_the_mass_of_a_place_is_its_published_gdp(built: dict[str, Quantity]) -> None:
    mass = dict(zip(PLACES, built["place_gdp"].values, strict=True))
    assert mass["qingdao"] == 12400.56
    assert mass["jinan"] == 10140.91
    assert mass["zhengzhou"] == 12003.04
    assert sum(mass[city] for city in CITIES) == pytest.approx(31113.37, rel=1e-12)
