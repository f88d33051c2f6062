"""Levers that pull against each other or on one friction, on the real baseline."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from sim.axes import Array
from sim.baseline import load
from sim.record import Run
from sim.scenario.lever_values import Setting
from sim.simulate import simulate
from tests.runs import run, scenario, with_levers

YEAR = 5
"""Position of 2025."""
FLOOR = {"intercity_cost": 0.06, "partner_cost": 0.22, "market_cost": 0.44}
"""Registered tariff equivalent behind each delivered cost, central values."""


def with_only(**levers: Setting) -> Run:
    return simulate(with_levers(scenario("base"), **levers), load())


def gdp(result: Run) -> Array:
    return result.fields["gdp"][YEAR, :, 0]


def planned(*names: str) -> Mapping[str, Setting]:
    return {name: scenario("plan").levers[name] for name in names}


def test_everything_at_its_highest_passes_no_floor() -> None:
    levers = scenario("base").registers.levers
    highest = {
        name: levers[name].high
        for name in (
            "border_integration",
            "fulcrum_zone_integration",
            "data_sharing",
            "policy_coordination",
            "hinterland_partnerships",
            "trade_facilitation",
            "overseas_markets",
            "japan_korea_integration",
            "open_platforms",
        )
    }
    fields = with_only(**highest).fields
    fields = {name: values[1:] for name, values in fields.items()}
    assert (fields["border_cost_left"] >= 0).all()
    for name, tariff in FLOOR.items():
        assert (fields[name] >= 1 / (1 + tariff) - 1e-12).all(), name
        assert (fields[name] <= 1).all(), name


def test_two_levers_on_one_border_remove_less_than_the_sum_of_what_each_removes() -> None:
    border, zones = planned("border_integration"), planned("fulcrum_zone_integration")
    left = {
        name: with_only(**levers).fields["border_cost_left"][YEAR, 0, 1, 0]
        for name, levers in (("border", border), ("zones", zones), ("both", {**border, **zones}))
    }
    assert left["both"] == pytest.approx(left["border"] * left["zones"], rel=1e-14)
    assert 1 - left["both"] < 2 - left["border"] - left["zones"]


def emitted(name: str, **levers: Setting) -> float:
    """The region's sum, or for the air the mean of its cities, in 2025."""
    values = with_only(**levers).fields[name][YEAR, :, 0]
    return float(values.mean() if name == "pm25" else values.sum())


@pytest.mark.parametrize(
    ("measure", "what"), [("air_quality_control", "pm25"), ("carbon_pilots", "co2_emissions")]
)
def test_clusters_of_industry_pull_against_clean_air_and_carbon(measure: str, what: str) -> None:
    clusters, cleaning = planned("manufacturing_clusters"), planned(measure)
    base, dirtier, cleaner, both = (
        emitted(what, **levers) for levers in ({}, clusters, cleaning, {**clusters, **cleaning})
    )
    assert cleaner < base < dirtier
    assert cleaner < both < dirtier


def test_cleaning_costs_more_where_clusters_have_made_more_to_clean() -> None:
    clusters, cleaning = planned("manufacturing_clusters"), planned("air_quality_control")
    alone, together = (
        with_only(**levers).fields["abatement_cost"][YEAR, :, 0]
        for levers in (cleaning, {**clusters, **cleaning})
    )
    assert (together > alone).all()


def test_joint_enforcement_closes_the_leak_from_cities_with_a_carbon_price_to_the_one_without() -> None:
    price, joint = planned("carbon_pilots"), planned("joint_env_enforcement")
    soft = load().axes.city.index("weifang")
    leak, closed, full = (
        with_only(**levers).fields["industry_coal_left"][YEAR, :, 0]
        for levers in (price, {**price, **joint}, {**price, "joint_env_enforcement": 1.0})
    )
    assert leak[soft] > closed[soft] > full[soft] == 1.0
    assert (np.delete(leak, soft) < 1).all()


def test_a_trade_war_and_facilitation_meet_in_one_friction() -> None:
    war: dict[str, Setting] = {"overseas_markets": -10.0}
    eased: dict[str, Setting] = {"trade_facilitation": 10.0}
    cost = {
        name: with_only(**levers).fields["trade_cost_factor"][YEAR, 0]
        for name, levers in (("war", war), ("eased", eased), ("both", {**war, **eased}))
    }
    assert cost["eased"] < cost["both"] < 1 < cost["war"]
    # 1.1 x 0.9 of the friction is left: together a hundredth less than at first; ports add their part
    ports = run("base").fields["trade_cost_factor"][YEAR, 0]
    assert cost["both"] == pytest.approx(ports * (1 + 0.44 * 0.99) / 1.44, rel=1e-5)


def test_a_trade_war_costs_output_and_facilitation_brings_it() -> None:
    base = gdp(run("base"))
    assert (gdp(with_only(overseas_markets=-10.0)) < base).all()
    assert (gdp(with_only(trade_facilitation=10.0)) > base).all()


def test_coordination_makes_borders_fall_further_and_never_beyond_what_was_asked() -> None:
    asked = planned("border_integration")
    alone = with_only(**asked).fields["border_cost_left"][YEAR, 0, 2, 0]
    helped = with_only(policy_coordination=1.0, **asked).fields
    full = 1 - 0.3
    assert full * (1 - 0.05) == pytest.approx(helped["border_cost_left"][YEAR, 0, 2, 0], rel=1e-12)
    assert helped["border_cost_left"][YEAR, 0, 2, 0] < alone
    assert alone == pytest.approx(1 - 0.6 * 0.3, rel=1e-12)


def test_division_of_labour_takes_from_the_core_and_gives_to_the_partners() -> None:
    change = gdp(with_only(**planned("industrial_division_of_labour"))) - gdp(run("base"))
    assert change[0] < 0
    assert (change[1:] > 0).all()
    assert change.sum() < 0  # what moving wastes


def test_sharing_taxes_moves_more_and_pays_the_core() -> None:
    moved = planned("industrial_division_of_labour")
    without, shared = with_only(**moved).fields, with_only(cost_benefit_sharing=30.0, **moved).fields
    assert shared["relocated_capital"][YEAR].sum() > without["relocated_capital"][YEAR].sum()
    transfer = shared["tax_transfer"][YEAR, :, 0]
    assert transfer[0] > 0
    assert (transfer[1:] < 0).all()
    assert transfer.sum() == pytest.approx(0, abs=1e-12)
    assert (without["tax_transfer"] == 0).all()
    later = shared["programme_budget"][YEAR] - without["programme_budget"][YEAR]
    assert later[0, 0] > 0 > later[4, 0]


def test_what_is_lasting_and_what_passes_are_not_added_twice() -> None:
    """Ten years after a cost cut in full from 2021 its effect on demand is gone, that on supply is there."""
    cut = with_levers(scenario("base", "horizon=2035"), trade_facilitation={2021: 2.0, 2035: 2.0})
    fields, base = simulate(cut, load()).fields, run("base", "horizon=2035").fields
    effect, saved = (fields[name] - base[name] for name in ("demand_effect", "trade_effect"))
    assert np.abs(effect[1]).max() > 1e-4
    assert np.abs(effect[-1]).max() < 3e-3 * np.abs(effect[1]).max()  # what crowded ports pass on stays
    np.testing.assert_allclose(saved[-1], saved[1], rtol=0.05)
    assert (saved[-1] > 0).all()


def test_the_effect_of_the_opening_levers_is_larger_where_more_is_traded_abroad() -> None:
    base = gdp(run("base"))
    gain = gdp(with_only(trade_facilitation=2.0)) / base - 1
    fields = run("base").fields
    openness = ((fields["exports"] + fields["imports"]).sum(axis=2) / fields["gdp"])[0, :, 0]
    order = np.argsort(openness)
    assert gain[order[-1]] > gain[order[0]]


def test_a_red_line_and_new_berths_meet_on_the_shore_and_the_stricter_wins() -> None:
    """At its highest the line lies above every coast: what needs natural shore is not built, and more berths
    asked for find a smaller part of their place only until nothing natural is taken.
    """
    berths = planned("port_capacity")
    works, line, both = (
        with_only(**levers).fields
        for levers in (berths, {"shoreline_control": 60.0}, {**berths, "shoreline_control": 60.0})
    )
    base = run("base").fields
    assert (works["coastal_works_allowed"] == 1).all()
    assert (both["coastal_works_allowed"][YEAR] < 1).all()
    assert (works["natural_shoreline"][YEAR] < base["natural_shoreline"][YEAR]).all()
    assert (both["natural_shoreline"][YEAR] > works["natural_shoreline"][YEAR]).all()
    assert (line["natural_shoreline"][YEAR] > base["natural_shoreline"][YEAR]).all()
    lost = both["coastal_works_asked"] - both["coastal_works_done"]
    alone = line["coastal_works_asked"] - line["coastal_works_done"]
    assert (lost[YEAR] > alone[YEAR]).all()
    assert (lost[YEAR] <= 0.5 * both["coastal_works_asked"][YEAR]).all()


def test_compensation_pays_the_city_above_and_costs_its_industry() -> None:
    """Dagu and Huanglei: Yantai lies above and receives; its industry treats more, Qingdao's rivers gain."""
    rivers = {"dagu": 1.0, "huanglei": 1.0}
    base, paid = run("base").fields, with_only(eco_compensation=rivers).fields
    yantai, qingdao, weihai = 1, 0, 3
    transfer = paid["eco_transfer"][YEAR, :, 0]
    np.testing.assert_allclose(transfer, [-1.0, 2.0, 0.0, -1.0, 0.0], atol=1e-12)
    works = load().axes.sector.index("manufacturing")
    assert paid["value_added"][YEAR, yantai, works] < base["value_added"][YEAR, yantai, works]
    for below in (qingdao, weihai):
        assert paid["river_quality"][YEAR, below] > base["river_quality"][YEAR, below]
    assert paid["river_quality"][YEAR, yantai] > base["river_quality"][YEAR, yantai]
    later = paid["programme_budget"][YEAR] - base["programme_budget"][YEAR]
    assert later[yantai, 0] > 1.9
    assert abs(later[qingdao, 0]) < 0.01


def test_what_is_cleaned_upstream_is_felt_downstream() -> None:
    """Only Weifang's and Yantai's rivers reach Jiaozhou Bay from outside Qingdao."""
    base = run("base").fields
    for above, felt in (("weifang", True), ("yantai", True), ("rizhao", False), ("weihai", False)):
        cleaned = with_only(marine_pollution_control={above: 20.0}).fields
        gain = cleaned["coastal_water_quality"][YEAR, 0] - base["coastal_water_quality"][YEAR, 0]
        assert (gain > 1e-4).all() == felt, above
