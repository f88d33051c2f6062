"""Attribution of the difference between real scenarios: it adds up everywhere and in every way."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from sim.attribution import CHAPTER, GRADE, LEVELS, PLAYER, SECTION, TOTAL, Attribution
from sim.baseline import load
from sim.errors import InputError
from sim.experiments import attribution
from sim.experiments.attribution_players import mixed, players
from sim.experiments.central_runs import HEADLINES
from sim.scenario.scenario import Scenario
from sim.scenario.shocks import Shock
from sim.simulate import simulate_together
from tests.runs import frame, scenario, with_levers

SHOCK = Shock("slump", "exports", "A recession abroad.", {"default": {2022: -10.0}})


@cache
def small() -> tuple[Scenario, Scenario]:
    """The base, and with a setting of each section changed."""
    base, plan = scenario("base"), scenario("plan")
    names = ("rd_growth", "emerging_industries", "open_platforms")
    changed = with_levers(base, **{name: plan.levers[name] for name in names})
    changed = replace(
        changed,
        name="small",
        projects={**base.projects, "jinghu_second": 2022.0},
        parameters={"spending_additionality": 0.2},
        shocks=(SHOCK,),
    )
    return base, changed


@cache
def found(members: int = 1) -> Attribution:
    return attribution.attribute(*small(), load(), members=members)


@cache
def plan(pairs: int = 1, seed: int = 0) -> Attribution:
    return attribution.attribute(scenario("base"), scenario("plan"), load(), pairs=pairs, seed=seed)


def adds_up(result: Attribution, level: str) -> None:
    """To 1e-9 of the difference, of the value, and of a unit of the statistics."""
    difference = result.end - result.start
    off = np.abs(result.of(level).found.mean.sum(axis=0) - difference)
    assert off.max() < 1e-9
    assert (off <= 1e-9 * np.abs(result.end)).all()


def test_every_section_has_its_player_and_what_is_alike_has_none() -> None:
    base, changed = small()
    keys = [player.key for player in players(base, changed)]
    assert keys == [
        "levers.rd_growth",
        "levers.emerging_industries",
        "levers.open_platforms",
        "projects.jinghu_second",
        "parameters.spending_additionality",
        "shocks.slump",
    ]
    assert [p.grade for p in players(base, changed)] == ["A", "B", "C", "A", "", ""]
    assert [p.chapter for p in players(base, changed)] == ["5", "6", "9", "10", "parameters", "outside"]
    assert players(base, replace(base, name="other", horizon=2035)) == ()
    renamed = replace(base, shocks=(SHOCK,)), replace(base, shocks=(replace(SHOCK, cause="Another."),))
    assert players(*renamed) == (), "why a shock is assumed acts on nothing"


def test_a_drivers_file_is_one_player_and_a_flag_is_one() -> None:
    base = scenario("base")
    series = dict(base.drivers.series)
    name = next(iter(series))
    series[name] = replace(series[name], values={y: v + 1 for y, v in series[name].values.items()})
    other = replace(base, drivers=replace(base.drivers, series=series), flags={"scale_to_budget": True})
    assert [(p.section, p.chapter) for p in players(base, other)] == [
        ("flags", "flags"),
        ("drivers", "outside"),
    ]
    taken = mixed(base, other, players(base, other))
    assert taken.drivers is other.drivers and taken.flags == other.flags


def test_nobody_is_the_first_scenario_and_all_are_the_second() -> None:
    base, changed = small()
    everyone = players(base, changed)
    assert mixed(base, changed, ()).content() == replace(base).content()
    full = mixed(base, changed, everyone)
    for part in ("levers", "projects", "flags", "parameters", "shocks"):
        assert getattr(full, part) == getattr(changed, part)
    half = mixed(base, changed, everyone[:1])
    assert half.levers == {"rd_growth": changed.levers["rd_growth"]} and half.shocks == ()


def test_a_setting_of_the_first_scenario_alone_is_taken_away() -> None:
    base, changed = small()
    back = mixed(changed, base, players(changed, base)[:1])
    assert "rd_growth" not in back.levers and "open_platforms" in back.levers
    assert back.parameters == changed.parameters


def test_values_are_those_of_the_two_runs() -> None:
    base = frame("base")
    result = found()
    for (region, variable, _), row in zip(result.series, result.start, strict=True):
        mine = base[(base["region"] == region) & (base["variable"] == variable)].set_index("year")["value"]
        assert row == pytest.approx([mine[year] for year in result.years], rel=1e-12)


@pytest.mark.parametrize("level", LEVELS)
def test_contributions_add_up_for_every_target_place_and_year(level: str) -> None:
    places = {region for region, _, _ in found().series}
    assert len(places) == 11 and {v for _, v, _ in found().series} == set(HEADLINES)
    assert found().years == (2021, 2022, 2023, 2024, 2025)
    adds_up(found(), level)


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_the_plan_adds_up_for_every_target_place_and_year(level: str) -> None:
    assert len(plan().players) > 60
    adds_up(plan(), level)


@pytest.mark.slow
def test_the_places_of_the_plan_add_up_to_the_region_chapter_by_chapter() -> None:
    result = plan()
    for variable in HEADLINES:
        at = [k for k, name in enumerate(result.series) if name[1] == variable]
        parts = result.of(CHAPTER).found.mean[:, at]
        assert parts[:, 0] == pytest.approx(parts[:, 1:].sum(axis=1), abs=1e-6)


@pytest.mark.slow
def test_one_pair_of_orders_is_within_a_hundredth_of_two_others() -> None:
    """What pairs leave is interaction of three and more, which is small beside the difference."""
    one, other = plan(1, 0), plan(2, 7)
    difference = np.abs(one.end - one.start)[[k for k, s in enumerate(one.series) if s[0] == "jiaodong"], -1]
    at = [k for k, s in enumerate(one.series) if s[0] == "jiaodong"]
    gap = np.abs(one.of(CHAPTER).found.mean - other.of(CHAPTER).found.mean)[:, at, -1]
    assert (gap < 0.01 * difference).all()
    assert (other.of(CHAPTER).found.standard_error[:, at, -1] < 0.01 * difference).all()


def test_levels_agree_with_one_another() -> None:
    result = found()
    single = dict(
        zip((p.key for p in result.players), result.of(PLAYER).found.mean[_places(result)], strict=True)
    )
    for level in (CHAPTER, GRADE, SECTION):
        shares = result.of(level)
        for key, mean, belongs in zip(
            shares.groups.keys, shares.found.mean, shares.groups.members, strict=True
        ):
            mine = [p for p, inside in zip(result.players, belongs, strict=True) if inside]
            assert mine and all(key in (p.chapter, p.grade, p.section) or not p.grade for p in mine)
            assert mean == pytest.approx(np.sum([single[p.key] for p in mine], axis=0), abs=1e-9)


def _places(result: Attribution) -> list[int]:
    """Rows of the players' shares in the order of the players."""
    keys = result.of(PLAYER).groups.keys
    return [keys.index(p.key) for p in result.players]


def test_alone_and_within_are_what_two_runs_say() -> None:
    base, changed = small()
    result = found()
    rd = result.players[0]
    runs = [base, mixed(base, changed, [rd]), changed, mixed(base, changed, result.players[1:])]
    gdp = simulate_together(runs, load())
    total = (gdp.fields["gdp"].sum(axis=1) * gdp.fields["price_level"])[1:]
    at = next(k for k, name in enumerate(result.series) if name[:2] == ("jiaodong", HEADLINES[0]))
    mine = result.of(PLAYER).groups.keys.index(rd.key)
    assert result.of(PLAYER).alone[mine, at] == pytest.approx(total[:, 1] - total[:, 0], abs=1e-7)
    assert result.of(PLAYER).within[mine, at] == pytest.approx(total[:, 2] - total[:, 3], abs=1e-7)


def test_the_way_back_has_the_opposite_parts() -> None:
    base, changed = small()
    back = attribution.attribute(changed, base, load())
    there = found()
    for level in (CHAPTER, TOTAL):
        assert back.of(level).found.mean == pytest.approx(-there.of(level).found.mean, abs=1e-8)


def test_the_order_of_a_file_changes_nothing() -> None:
    base, changed = small()
    turned: dict[str, Any] = dict(reversed(changed.levers.items()))
    again = attribution.attribute(base, replace(changed, levers=turned), load())
    for one, other in zip(found().shares, again.shares, strict=True):
        assert np.array_equal(one.found.mean, other.found.mean)


def test_a_setting_without_effect_is_listed_with_zero() -> None:
    base = scenario("base")
    idle = with_levers(base, rd_growth={2021: 8}, hukou_settlement=0.0)
    result = attribution.attribute(base, idle, load())
    at = result.of(PLAYER).groups.keys.index("levers.hukou_settlement")
    assert not result.of(PLAYER).found.mean[at].any() and not result.of(PLAYER).alone[at].any()


def test_nothing_to_attribute_is_said() -> None:
    with pytest.raises(InputError, match="'base' and 'base' set the same"):
        attribution.attribute(scenario("base"), scenario("base"), load())


def test_an_unknown_variable_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="Did you mean 'CO2 emissions'"):
        attribution.attribute(*small(), load(), variables=["CO2 emission"])


def test_the_smaller_horizon_counts() -> None:
    base, changed = small()
    short = attribution.attribute(replace(base, horizon=2022), replace(changed, horizon=2030), load())
    assert short.years == (2021, 2022) and short.horizons == (2022, 2030)
    assert short.end == pytest.approx(found().end[:, :2], rel=1e-12)


def test_bands_add_up_member_by_member_and_hold_the_central_run() -> None:
    result = found(5)
    bands = result.bands
    assert bands is not None and bands.values.shape == (6, 24, 5, 5)
    whole = bands.end - bands.start
    assert bands.values.sum(axis=0) == pytest.approx(whole, abs=1e-7)
    assert bands.start[..., 0] == pytest.approx(result.start, rel=1e-12)
    assert len({float(v) for v in bands.start[0, -1]}) == 5
    central = result.of(CHAPTER).found.mean
    at = [k for k, name in enumerate(result.series) if name[0] == "jiaodong"]
    size = np.abs(result.end - result.start)[at]
    assert (np.abs(bands.values[..., 0] - central)[:, at] <= 0.01 * size).all()
    low, middle, high = bands.quantiles
    assert (low <= middle).all() and (middle <= high).all()
