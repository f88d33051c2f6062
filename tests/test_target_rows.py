"""The register of targets against real runs: each is projected or says why not, and counts are by hand."""

from __future__ import annotations

from functools import cache, partial

import numpy as np
import pandas as pd
import pytest

from sim import odds, target_rules
from sim.baseline import load
from sim.delivery import delivered
from sim.ensemble import project
from sim.outcome import Outcome, of_run
from sim.results import english_labels, frame
from sim.scenario.scenario import Scenario
from sim.simulate import simulate
from sim.targets import Target, evaluate, register
from tests.runs import scenario, with_levers

HEADLINES = ["T001", "T002", "T003", "T004", "T005", "T006"]


def central(given: Scenario) -> Outcome:
    return of_run(simulate(given, load()), english_labels())


@cache
def judged() -> pd.DataFrame:
    """The target table of the plan beside the base."""
    plan, base, axes = scenario("plan"), scenario("base"), load().axes
    return evaluate(
        frame(central(plan), "plan"),
        frame(central(base), "base"),
        "A+B+C",
        partial(delivered, plan, axes),
        partial(delivered, base, axes),
    ).set_index("target_id")


@pytest.mark.parametrize("target", register(), ids=lambda t: t.target_id)
def test_a_target_is_projected_or_says_why_not(target: Target) -> None:
    row = judged().loc[target.target_id]
    if target.modelled_now:
        if target.year <= 2025:
            assert np.isfinite(row["projected"]), "said to be projected, but no number stands there"
            assert row["met"] in (True, False)
        assert target.reason == ""
    else:
        assert pd.isna(row["projected"]) and pd.isna(row["met"])
        assert len(target.reason) > 20


def test_the_sum_of_the_headlines_is_the_share_that_holds() -> None:
    assert target_rules.joint() == {"T013": tuple(HEADLINES)}
    for projected in ("projected", "base_projected"):
        assert 0 <= judged().loc["T013", projected] <= 1
    met = judged().loc[HEADLINES, "met"].astype(bool)
    assert judged().loc["T013", "projected"] == pytest.approx(met.mean())
    assert judged().loc["T013", "met"] == met.all()


def test_all_at_once_is_no_likelier_than_the_least_likely() -> None:
    mine = project(scenario("plan"), load(), members=12, seed=0)
    base = project(scenario("base"), load(), members=12, seed=0)
    table = odds.add(judged().reset_index(), mine, base).set_index("target_id")
    joint, single = table.loc["T013", "probability"], table.loc[HEADLINES, "probability"]
    assert 0 <= joint <= single.min()
    # the ensemble's own count of draws in which all six hold
    known = {target.target_id: target for target in register()}
    verdicts = []
    for target_id in HEADLINES:
        drawn = odds.sample(mine, known[target_id])
        assert drawn is not None
        met = odds.holds(known[target_id], drawn.values, drawn.values[0])
        assert met is not None
        verdicts.append(met[drawn.years.index(2025)])
    assert joint == pytest.approx(np.all(verdicts, axis=0).mean())


def count(target_id: str, lever: str, setting: object) -> float:
    (target,) = (t for t in register() if t.target_id == target_id)
    return delivered(with_levers(scenario("base"), **{lever: setting}), load().axes, target)


def test_zones_count_that_reach_the_standard() -> None:
    """The four linkage zones do not count for the target of the four zones."""
    setting = {"laixi_laiyang": 0.8, "jimo_longkou": 0.79, "jiaozhou_gaomi": 1.0, "haiyang_rushan": 1.0}
    assert count("T058", "fulcrum_zone_integration", setting) == 2.0
    assert count("T058", "fulcrum_zone_integration", 0.0) == 0.0


def test_hubs_count_by_city() -> None:
    assert count("T109", "logistics_hubs", {"qingdao": 0.8, "weihai": 0.6, "rizhao": 0.5}) == 2.0


def test_a_count_can_pick_one_entry_of_the_second_axis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.delivery.counted", lambda: {"T088": target_rules.Count(part="grain", least=1.0)})
    setting = {"port_rizhao": {"grain": 500.0}, "port_yantai": {"ore": 900.0}, "port_weihai": {"grain": 0.5}}
    assert count("T088", "port_capacity", setting) == 1.0


def test_knowledge_given_follows_stock_nearness_and_contact() -> None:
    run = simulate(scenario("plan"), load())
    f = run.fields
    given = [
        sum(
            f["nearness_in_use"][t, c, 0, 0]
            * f["contact_in_use"][t, c, 0, 0]
            * f["rd_capital_effective"][t, 0, 0]
            for c in range(5)
        )
        for t in (0, -1)
    ]
    rows = frame(of_run(run, english_labels()), "x")
    rows = rows[(rows["variable"] == "Spill-over given") & (rows["region"] == run.axes.city[0])]
    assert rows["value"].iloc[-1] == pytest.approx(given[1] / given[0], rel=1e-12)
    assert rows["value"].iloc[0] == 1.0


def test_a_projected_level_is_in_the_unit_of_its_goal() -> None:
    """Directions apart: their goal is a change, and their value the indicator's level."""
    units = dict(
        zip(*(frame(central(scenario("base")), "base")[c] for c in ("variable", "unit")), strict=True)
    )
    levels = [t for t in register() if t.modelled_now and t.variable in units and t.kind != "direction"]
    assert len(levels) > 15
    assert [t.target_id for t in levels if t.unit != units[t.variable]] == []
