"""Ensembles of the real scenarios: what may move a draw, what workers may change, common random numbers."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim import odds
from sim.baseline import load
from sim.ensemble import project
from sim.experiments import variance_split
from sim.experiments.central_runs import HEADLINES
from sim.outcome import Outcome
from sim.results import QUANTILES, frame
from sim.scenario.scenario import SOURCES
from sim.simulate import draw, simulate
from sim.targets import register
from sim.year import LIVE_LEVERS
from tests.runs import scenario, with_levers

MEMBERS = 80


@cache
def outcome(name: str, seed: int = 0) -> Outcome:
    return project(scenario(name), load(), members=MEMBERS, seed=seed, workers=1)


@pytest.mark.parametrize("lever", sorted(LIVE_LEVERS))
def test_a_lever_moves_no_draw(lever: str) -> None:
    """Neither of parameters nor of drivers nor of the data of 2020: bit for bit."""
    base, plan = scenario("base"), scenario("plan")
    if lever not in plan.levers:
        pytest.skip("the plan does not set it")
    moved = with_levers(base, **{lever: plan.levers[lever]})
    before, after = (draw(s, load(), members=4, seed=0) for s in (base, moved))
    for source in ("parameters", "drivers", "base"):
        one, other = getattr(before, source), getattr(after, source)
        assert one.keys() == other.keys() and one
        for name, values in one.items():
            np.testing.assert_array_equal(values, other[name], err_msg=name)


def test_every_lever_of_the_plan_is_among_those() -> None:
    assert len([lever for lever in LIVE_LEVERS if lever in scenario("plan").levers]) > 20


def test_a_source_that_is_central_moves_no_draw_of_the_others() -> None:
    base = scenario("base")
    whole = draw(base, load(), members=4, seed=0)
    only = draw(replace(base, uncertainty=base.uncertainty.only("drivers")), load(), members=4, seed=0)
    for name, values in whole.drivers.items():
        np.testing.assert_array_equal(values, only.drivers[name])
    assert all(len(set(values)) == 1 for values in only.parameters.values())


@pytest.mark.parametrize("workers", [2])
def test_the_numbers_are_the_same_on_any_number_of_workers(workers: int) -> None:
    many = project(scenario("base"), load(), members=MEMBERS, seed=0, workers=workers)
    np.testing.assert_array_equal(many.values, outcome("base").values)
    assert many.names == outcome("base").names


def test_the_central_member_is_the_central_run() -> None:
    alone = project(scenario("base"), load(), members=1, seed=0)
    np.testing.assert_array_equal(alone.values[..., 0], outcome("base").values[..., 0])


def test_the_base_year_varies_only_where_its_data_do() -> None:
    drawn = outcome("base")
    for region, variable in (("jiaodong", "GDP"), ("jiaodong", "Population"), ("jiaodong", "Marine GDP")):
        values = drawn.find(region, variable)
        assert values is not None
        np.testing.assert_allclose(values[0], values[0, 0], rtol=1e-12)
    cargo = drawn.find("port_weifang", "Port throughput")
    assert cargo is not None and cargo[0].std() / cargo[0, 0] > 0.03


def test_bands_are_ordered_and_hold_the_central_run_of_the_headlines() -> None:
    table = frame(outcome("base"), "base")
    bands = table[list(QUANTILES)].to_numpy()
    assert (np.diff(bands, axis=1) >= -1e-9 * np.abs(bands[:, 1:])).all()
    last = table[(table["year"] == 2025) & (table["region"] == "jiaodong")].set_index("variable")
    for variable in HEADLINES:
        assert last.loc[variable, "p05"] < last.loc[variable, "value"] < last.loc[variable, "p95"]


def test_common_random_numbers_make_the_difference_surer() -> None:
    for variable in ("GDP|Current prices", "Population", "Marine GDP|Current prices"):
        with_it, without = (outcome(n).find("jiaodong", variable) for n in ("plan", "base"))
        other = outcome("base", seed=1).find("jiaodong", variable)
        assert with_it is not None and without is not None and other is not None
        common = (with_it - without)[-1, 1:].var()
        independent = (with_it - other)[-1, 1:].var()
        assert common < independent / 2, variable


def test_the_shares_of_the_variance_and_the_interaction_add_up_to_one() -> None:
    table = variance_split.build(scenario("base"), load(), outcome("base"), 0, members=33)
    for _, rows in table.groupby("target"):
        shares = rows.set_index("source")["share"]
        assert shares[[*SOURCES, variance_split.INTERACTION]].sum() == pytest.approx(1.0, rel=1e-9)
        assert shares[variance_split.ALL] == pytest.approx(1.0, rel=1e-12)
        assert abs(shares[variance_split.INTERACTION]) < 0.3


def test_one_source_alone_or_one_member_has_no_split() -> None:
    base = scenario("base")
    only = replace(base, uncertainty=base.uncertainty.only("drivers"))
    assert variance_split.build(only, load(), outcome("base"), 0).empty
    assert variance_split.build(base, load(), project(base, load(), members=1, seed=0), 0).empty


def test_utilisation_and_sectors_stay_physical_in_every_member() -> None:
    run = simulate(scenario("base"), load(), members=64, seed=4)
    for values in run.fields.values():
        assert np.isfinite(values[1:]).all()
    assert (run.fields["value_added"] > 0).all()


TARGET = next(t for t in register() if t.target_id == "T002")


def made(values: list[list[float]], weights: list[float] | None = None) -> Outcome:
    """One series of the region: a row a year, the central run first."""
    array = np.array(values, dtype=float)[None]
    kept = None if weights is None else np.array(weights)
    return Outcome((("jiaodong", TARGET.variable, "x"),), tuple(range(2024, 2024 + len(values))), array, kept)


def test_probability_error_and_median_year_by_hand() -> None:
    """Target above 40 000: of four draws three meet it in 2025, two of them already in 2024's successor."""
    sample = odds.sample(made([[0, 0, 0, 0, 0], [9, 39000, 41000, 42000, 43000]]), TARGET)
    assert sample is not None
    met = odds.holds(TARGET, sample.values, sample.values[0])
    assert met is not None
    share, error = odds.probability(sample, met[1])
    assert share == 0.75 and error == pytest.approx(math.sqrt(0.75 * 0.25 / 4))
    assert odds.median_year(sample, met) == 2025


def test_weights_count_in_a_probability() -> None:
    sample = odds.sample(made([[0] * 5, [9, 39000, 41000, 42000, 43000]], [0, 3, 1, 1, 1]), TARGET)
    assert sample is not None and sample.size == pytest.approx(36 / 12)
    met = odds.holds(TARGET, sample.values, sample.values[0])
    assert met is not None and odds.probability(sample, met[1])[0] == pytest.approx(0.5)


def test_a_target_that_half_of_the_draws_never_meet_is_not_reached() -> None:
    sample = odds.sample(made([[0] * 4, [9, 1, 2, 50000]]), TARGET)
    assert sample is not None
    met = odds.holds(TARGET, sample.values, sample.values[0])
    assert met is not None and math.isnan(odds.median_year(sample, met))
    assert odds.sample(made([[0], [1]]), TARGET) is None
