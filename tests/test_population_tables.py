"""Life tables of a run, and where the growth of residents comes from."""

from __future__ import annotations

import numpy as np
import pytest

from sim.baseline import load
from sim.experiments import life_tables, population_sources
from tests.runs import run, value


def test_a_life_table_holds_its_own_identities() -> None:
    table = life_tables.build(run("base"), load())
    one = table[(table["city"] == "weihai") & (table["sex"] == "female") & (table["year"] == 2025)]
    assert one["lx"].iloc[0] == 100_000
    np.testing.assert_allclose(-np.diff(one["lx"]), one["dx"].iloc[:-1])
    np.testing.assert_allclose(one["dx"].sum(), 100_000)
    np.testing.assert_allclose(one["ex"], one["Tx"] / one["lx"])
    np.testing.assert_allclose(-np.diff(one["Tx"]), one["Lx"].iloc[:-1])
    assert one["qx"].iloc[-1] == 1.0


def test_life_expectancy_rises_by_the_drivers_and_women_live_longer() -> None:
    table = life_tables.build(run("base"), load())
    born = table[table["age"] == 0].set_index(["city", "sex", "year"])["ex"]
    for sex, yearly in (("male", 0.21), ("female", 0.27)):
        gained = born["rizhao", sex, 2025] - born["rizhao", sex, 2020]
        assert gained == pytest.approx(5 * yearly, abs=0.15)
    assert born["rizhao", "female", 2020] > born["rizhao", "male", 2020] + 4


def test_sources_of_growth_add_up_and_say_what_the_target_would_need() -> None:
    found = population_sources.build(run("base"))
    grown = found.carried + found.births - found.deaths + found.net_migration
    assert found.start + grown == pytest.approx(found.end, rel=1e-9)
    assert found.start == pytest.approx(3243.5456)
    assert found.end == pytest.approx(value("base", "jiaodong", "Population", 2025))
    assert found.carried == pytest.approx(
        value("base", "jiaodong", "Change from the count to the year’s end", 2020)
    )
    assert found.missing(3300) == pytest.approx(3300 - found.end)
    more = (found.migration_needed(3300) - found.net_migration / 5) * 5
    assert more == pytest.approx(found.missing(3300))
    assert found.births * found.births_needed(3300) - found.births == pytest.approx(found.missing(3300))


CENSUS_CORES = {
    "qingdao": 600.7745,
    "yantai": 319.1299,
    "weifang": 186.0989,
    "weihai": 66.773,
    "rizhao": 85.4826,
}
"""City proper of the seventh census, 10k persons; for Yantai its districts."""


@pytest.mark.parametrize("city", CENSUS_CORES)
def test_a_core_starts_at_the_census_on_the_plans_definition_and_stays_inside_its_city(city: str) -> None:
    assert value("base", city, "Population|Urban core", 2020) == pytest.approx(CENSUS_CORES[city])
    for name in ("base", "plan"):
        core = value(name, city, "Population|Urban core", 2025)
        assert CENSUS_CORES[city] < core < value(name, city, "Population", 2025)
    assert value("plan", city, "Population|Urban core", 2025) > value(
        "base", city, "Population|Urban core", 2025
    )


def test_added_homes_draw_far_fewer_people_than_they_would_hold() -> None:
    filled = run("plan").fields["core_capacity_filled"][5].sum()
    assert 0.5 < filled < 5.0  # of 92.6, 10k persons


def test_the_gap_in_services_narrows_by_what_the_plan_closes_of_it() -> None:
    before = value("plan", "jiaodong", "Public-service index|Dispersion", 2020)
    after = value("plan", "jiaodong", "Public-service index|Dispersion", 2025)
    assert after / before == pytest.approx(0.7, abs=0.03)
    for name in ("Public-service index", "Public-service index|Dispersion"):
        assert value("base", "jiaodong", name, 2025) == value("base", "jiaodong", name, 2020), name
