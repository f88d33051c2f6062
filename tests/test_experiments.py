"""What is learned from more than one run: levers by grade, each alone, two readings of past growth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from calibration.estimation.prior import setting
from sim.baseline import load
from sim.experiments import gdp_histories, lever_effects, lever_table, scoreboard
from sim.experiments.central_runs import HEADLINES, central_runs
from sim.experiments.lever_effects import NESTED, TOGETHER, cut_down
from sim.results import observed
from sim.scenario.scenario import Scenario
from tests.runs import frame, run, scenario, value, with_levers


def effects_of(given: Scenario, base: Scenario) -> pd.Series:
    """Effect by lever and headline."""
    runs = central_runs(lever_effects.variants(given, base), load())
    return lever_effects.build(given, runs, [given.horizon]).set_index(["lever", "target"])["effect"]


EFFECTS = effects_of(scenario("plan"), scenario("base"))


def reported(name: str, target: str) -> float:
    return value(name, "jiaodong", target, 2025)


@pytest.mark.parametrize("target", HEADLINES)
def test_all_levers_together_are_the_plan_less_the_base(target: str) -> None:
    assert EFFECTS[TOGETHER, target] == pytest.approx(
        reported("plan", target) - reported("base", target), rel=1e-9
    )


def test_effects_of_a_longer_run_are_those_of_each_year() -> None:
    plan, base = (replace(scenario(name), horizon=2027) for name in ("plan", "base"))
    table = lever_effects.build(plan, central_runs(lever_effects.variants(plan, base), load()), [2025, 2027])
    found = table.set_index(["year", "lever", "target"])["effect"]
    pd.testing.assert_series_equal(found[2025], EFFECTS, rtol=1e-12)
    assert (found[2027][TOGETHER] > found[2025][TOGETHER]).all()


def test_a_scenario_cut_down_to_a_grade_keeps_no_other_lever() -> None:
    plan, base = scenario("plan"), scenario("base")
    strong = cut_down(plan, base, "A")
    assert strong.levers and {plan.registers.levers[name].grade for name in strong.levers} == {"A"}
    assert cut_down(plan, base, "ABC").levers == plan.levers
    assert cut_down(plan, base, "").levers == {}


@pytest.mark.parametrize("target", ["GDP|Current prices", "Marine GDP|Current prices"])
def test_more_grades_add_more(target: str) -> None:
    first, second = (EFFECTS[name, target] for name in NESTED)
    assert 0 < first < second < EFFECTS[TOGETHER, target]


def test_the_effect_of_one_lever_is_that_of_a_scenario_with_it_alone() -> None:
    base = scenario("base")
    alone = with_levers(base, rd_growth=scenario("plan").levers["rd_growth"])
    effects = effects_of(alone, base)
    assert effects["rd_growth", "GDP|Current prices"] == EFFECTS["rd_growth", "GDP|Current prices"]
    assert effects[TOGETHER, "Population"] == effects["rd_growth", "Population"]


def test_the_table_of_levers_shows_each_as_neutral_when_it_is_neutral() -> None:
    table = lever_table.build(scenario("base"), scenario("plan"), load())
    assert [row.lever.name for row in table] == list(scenario("plan").levers)
    assert all(row.neutral_is_nothing for row in table)
    (research,) = (row for row in table if row.lever.name == "rd_growth")
    assert research.indicator == "R&D spending" and research.effect > 0
    gain = np.log1p(research.gdp_percent / 100) / np.log1p(research.effect_percent / 100)
    assert research.elasticity == pytest.approx(gain, rel=1e-9)


def test_a_lever_that_is_not_neutral_is_seen() -> None:
    fields = run("base").fields | {}
    other = {name: np.concatenate([v, v], axis=-1) for name, v in fields.items()}
    pair = replace(run("base"), fields=other)
    assert lever_table.same(pair, 1)
    other["gdp"][-1, 0, 1] *= 1 + 1e-15
    assert not lever_table.same(pair, 1)


def test_the_two_readings_of_the_past_enclose_the_mixed_run() -> None:
    table = gdp_histories.build(central_runs(gdp_histories.variants(scenario("base")), load()), 2025)
    for target, rows in table.groupby("target"):
        printed, spread = rows["value"]
        assert spread < reported("base", str(target)) < printed


def test_the_combination_stands_half_way_in_growth_with_the_weight_that_the_backtest_scores() -> None:
    given = scenario("base")
    scores = scoreboard.build(frame("base"), observed(), given.drivers)
    row = scores[(scores["indicator"] == "GDP") & (scores["region"] == "qingdao")].iloc[0]
    growth = {
        rule: np.log(row[f"{rule}_2025"] / row["last_observed"])
        for rule in ("model", "naive_share", "combination")
    }
    assert growth["combination"] == pytest.approx((growth["model"] + growth["naive_share"]) / 2, rel=1e-12)
    assert abs(growth["model"] - growth["naive_share"]) > 0.001
    assert setting("combination_weight") == scoreboard.COMBINATION_WEIGHT


def test_past_marine_growth_of_the_region_adds_up_its_cities_with_the_provinces_where_one_has_none() -> None:
    name = "Marine GDP|Current prices"
    scores = scoreboard.build(frame("base"), observed(), scenario("base").drivers)
    rows = scores[scores["indicator"] == name].set_index("region")
    past = observed().query("variable == @name").set_index(["region", "year"])["value"]
    whole = 0.0
    for city in rows.index.drop("jiaodong"):
        source = city if (city, 2015) in past.index else "shandong"
        whole += rows.loc[city, "last_observed"] * past[source, 2020] / past[source, 2015]
        assert np.isnan(rows.loc[city, "naive_growth_2025"]) == (source == "shandong")
    assert rows.loc["jiaodong", "naive_growth_2025"] == pytest.approx(whole, rel=1e-12)


def test_a_variant_taken_from_a_batch_is_its_run_alone_to_the_last_bit() -> None:
    plan = scenario("plan")
    runs = central_runs({"base": scenario("base"), "plan": plan}, load())
    for name in ("base", "plan"):
        whole, alone = runs.one(name), run(name)
        assert whole.members == 1 and whole.years == alone.years
        for field, values in alone.fields.items():
            np.testing.assert_array_equal(whole.fields[field], values, err_msg=field)
        for field, values in alone.constants.items():
            np.testing.assert_array_equal(whole.constants[field], values, err_msg=field)
    assert runs.headlines(2025)["plan"][1] == pytest.approx(reported("plan", "Population"), rel=1e-12)
