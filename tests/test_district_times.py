"""Districts behind the one-hour circle: their mean is what a run reports, to the last digits."""

from __future__ import annotations

import numpy as np
import pytest

from sim.baseline import load
from sim.experiments import district_times
from tests.runs import run, scenario

BASELINE = load()
RURAL = "rural_access_time"


@pytest.mark.parametrize("name", ["base", "plan"])
def test_the_mean_over_residents_is_what_the_run_reports(name: str) -> None:
    table = district_times.build(scenario(name), BASELINE)
    people = BASELINE["district_residents"]
    home = BASELINE["district_city"]
    later = scenario(name).registers.parameters[RURAL].value
    for year, index in ((2020, 0), (2025, 5)):
        mine = table[(table["variable"] == district_times.TIME) & (table["year"] == year)]
        times = mine["value"].to_numpy()
        weighed = people[:, 0] * times + people[:, 1] * (times + later)
        mean = home.T @ weighed / (home.T @ people.sum(axis=1))
        np.testing.assert_allclose(mean, run(name).fields["core_time"][index, :, 0], rtol=1e-12)


def test_all_districts_and_the_lines_that_open_are_there_and_no_other() -> None:
    table = district_times.build(scenario("plan"), BASELINE)
    assert table.groupby("variable")["region"].nunique()[district_times.TIME] == 49
    people = table[table["variable"] == district_times.PEOPLE]["value"].sum()
    assert people == pytest.approx(BASELINE["district_residents"].sum())
    opened = dict(table[table["variable"] == district_times.OPENING][["region", "value"]].to_numpy().tolist())
    assert opened["laixi_rongcheng"] == pytest.approx(2024.33)
    assert "jimo_haiyang" not in opened and "jinghu_second" not in opened
    assert max(opened.values()) < 2026


def test_no_district_comes_nearer_without_measures_and_lines() -> None:
    never = dict.fromkeys(scenario("base").projects, "never")
    table = district_times.build(
        scenario("base", *(f"projects.{name}.opens=never" for name in never)), BASELINE
    )
    times = table[table["variable"] == district_times.TIME].pivot(
        index="region", columns="year", values="value"
    )
    np.testing.assert_allclose(times[2025], times[2020])
