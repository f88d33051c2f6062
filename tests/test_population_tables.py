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
