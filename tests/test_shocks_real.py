"""Dated shocks on the real baseline: who is hit, how much of it others feel, and how it passes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim.baseline import load
from sim.cores.trade import uses
from sim.experiments.lever_table import same
from sim.record import Run
from sim.scenario.shocks import Shock
from sim.simulate import simulate, simulate_together
from tests.runs import run, scenario, with_levers

CITIES = load().axes.city
YEAR = 2023
LATER = "horizon=2030"


@cache
def shocked(kind: str, city: str, size: float) -> Run:
    """The base with one event of 2023."""
    event = Shock("event", kind, "a test", {city: {YEAR: size}})
    return simulate(replace(scenario("base", LATER), shocks=(event,)), load())


def change(kind: str, city: str, size: float) -> np.ndarray:
    """GDP over that of the base less one [year from that of the shock, city]."""
    base = run("base", LATER).fields["gdp"]
    moved: np.ndarray = (shocked(kind, city, size).fields["gdp"] / base - 1)[YEAR - 2020 :, :, 0]
    return moved


def sold_to(city: str) -> np.ndarray:
    """What each city sells to this one, over its own output."""
    baseline = load()
    buyer = CITIES.index(city)
    flow = baseline["trade_share"][:, :, buyer].T @ uses(baseline)[buyer][:, None]
    share: np.ndarray = flow[:, 0] / baseline["gross_output"].sum(axis=1)
    return share


def test_a_scenario_without_events_is_the_scenario_without_the_key_to_the_last_bit() -> None:
    plain = scenario("base")
    nothing = Shock("nothing", "exports", "a test", {"qingdao": {YEAR: 0.0}})
    silent = [replace(plain, shocks=()), replace(plain, shocks=(nothing,))]
    together = simulate_together([plain, *silent], load())
    assert same(together, 1)
    assert same(together, 2)


KINDS = (
    "exports",
    "world_demand",
    "household_demand",
    "visitors",
    "property_demand",
    "land_revenue",
    "capital_loss",
    "exchange_rate",
)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_before_the_event_and_something_does_in_its_year(kind: str) -> None:
    place = "japan" if kind == "world_demand" else "qingdao"
    sizes = {YEAR: 10.0} if kind == "exchange_rate" else {place: {YEAR: 10.0}}
    event = Shock("event", kind, "a test", sizes)
    after = simulate(replace(scenario("base"), shocks=(event,)), load()).fields["gdp"]
    base = run("base").fields["gdp"]
    np.testing.assert_array_equal(after[: YEAR - 2020], base[: YEAR - 2020])
    assert (after[YEAR - 2020] != base[YEAR - 2020]).all()
    fall = after[YEAR - 2020, 0, 0] < base[YEAR - 2020, 0, 0]
    assert fall == (kind == "capital_loss")


@pytest.mark.parametrize("city", CITIES)
def test_a_fifth_fewer_foreign_sales_hit_the_city_and_its_suppliers_in_their_order(city: str) -> None:
    hit, at = change("exports", city, -20.0)[0], CITIES.index(city)
    others = np.delete(np.arange(len(CITIES)), at)
    assert (hit < 0).all()
    assert (hit[others] > 0.2 * hit[at]).all()
    assert others[np.argmin(hit[others])] == others[np.argmax(sold_to(city)[others])]


def test_the_more_a_city_sells_to_qingdao_the_more_it_loses_with_it() -> None:
    hit = change("exports", "qingdao", -20.0)[0]
    np.testing.assert_array_equal(np.argsort(-hit[1:]), np.argsort(sold_to("qingdao")[1:]))


@pytest.mark.parametrize("city", CITIES)
def test_a_year_after_fewer_foreign_sales_less_than_half_of_the_fall_is_left(city: str) -> None:
    path = change("exports", city, -20.0)[:, CITIES.index(city)]
    assert path[0] < path[1] < 0
    assert abs(path[1]) < 0.5 * abs(path[0])


@pytest.mark.parametrize("city", CITIES)
def test_after_fewer_foreign_sales_nobody_ends_up_above_the_base(city: str) -> None:
    assert change("exports", city, -20.0).max() < 5e-4


def test_a_tenth_of_qingdaos_capital_lost_costs_less_than_a_tenth_of_its_output_and_is_made_good() -> None:
    path = change("capital_loss", "qingdao", 10.0)[:, 0]
    assert -0.10 < path[0] < -0.02
    assert (np.diff(path[:5]) > 0).all()
    assert path.max() < 5e-4


def test_output_per_worker_comes_back_and_those_who_left_do_not() -> None:
    """A regional shock passes through wages for years and through the number of people for good (Blanchard
    and Katz 1992, Brookings Papers on Economic Activity).
    """
    hit, calm = shocked("capital_loss", "qingdao", 10.0).fields, run("base", LATER).fields
    workers = (hit["employment"].sum(axis=2) / calm["employment"].sum(axis=2))[YEAR - 2020 :, 0, 0] - 1
    per_worker = (hit["gdp"] / calm["gdp"])[YEAR - 2020 :, 0, 0] / (1 + workers) - 1
    assert (np.diff(per_worker[:6]) > 0).all()
    assert -0.002 < per_worker[-1] < 0.002
    assert (np.diff(workers[:5]) < 0).all()
    assert -0.015 < workers[-1] < -0.003


def test_neighbours_feel_less_than_a_twentieth_of_lost_capital() -> None:
    hit = change("capital_loss", "qingdao", 10.0)[0]
    assert (hit[1:] < 0).all()
    assert (hit[1:] > 0.05 * hit[0]).all()


def test_all_that_was_destroyed_is_rebuilt_in_time() -> None:
    """A quarter of what lacks is rebuilt each year, and of the rest wears out what would have by then."""
    result = shocked("capital_loss", "qingdao", 10.0)
    fields, wear = result.fields, result.constants["depreciation"]
    destroyed = fields["destroyed_capital"][1:, 0].sum(axis=0)
    left = fields["capital_to_rebuild"][-1, 0]
    np.testing.assert_array_equal(fields["destroyed_capital"][1:, 1:], 0.0)
    np.testing.assert_allclose(left, destroyed * (1 - wear) * (0.75 - wear) ** 7, rtol=1e-12)
    assert (left < 0.15 * destroyed).all()


@pytest.mark.parametrize("size", [-60.0, 60.0])
def test_even_a_large_shock_leaves_capacity_within_its_limits(size: float) -> None:
    """At most all capacity is in use, 1 / 0.765 of the usual; however little is asked, something is made."""
    effect = shocked("exports", "weihai", size).fields["demand_effect"][YEAR - 2020 :]
    assert (effect > 0).all()
    assert (effect < 1 / 0.765).all()


def test_twice_the_shock_is_about_twice_the_fall_while_it_is_small() -> None:
    once, twice = (change("exports", "yantai", -size)[0] for size in (1.0, 2.0))
    np.testing.assert_allclose(twice, 2 * once, rtol=0.01)


def test_a_dry_year_is_felt_in_its_city_remembered_by_reservoirs_and_relieved_by_new_water() -> None:
    base = run("base", LATER).fields
    dry = shocked("dry_year", "weifang", -60.0).fields
    at = YEAR - 2020
    moved = dry["gdp"] / base["gdp"] - 1
    np.testing.assert_array_equal(moved[:at], 0.0)
    others = [c for c in range(len(CITIES)) if c != CITIES.index("weifang")]
    np.testing.assert_array_equal(dry["gdp"][at, others], base["gdp"][at, others])
    path = moved[at:, CITIES.index("weifang"), 0]
    assert path[0] < path[1] < path[2] < 0
    deficit = dry["reservoir_deficit"][at:, CITIES.index("weifang"), 0]
    assert (np.diff(deficit) < 0).all()
    assert deficit[0] > 0


@pytest.mark.parametrize("lever", ["water_supply_capacity", "desalination_capacity"])
def test_new_water_is_worth_more_when_it_is_dry(lever: str) -> None:
    event = Shock("event", "dry_year", "a test", {"default": {2024: -60.0, 2025: -60.0}})
    with_lever = with_levers(scenario("base"), **{lever: scenario("plan").levers[lever]})
    calm, built = run("base").fields["gdp"][5], simulate(with_lever, load()).fields["gdp"][5]
    dry = simulate(replace(scenario("base"), shocks=(event,)), load()).fields["gdp"][5]
    saved = simulate(replace(with_lever, shocks=(event,)), load()).fields["gdp"][5]
    assert (saved - dry > built - calm).all()
    assert (saved > dry).all()


def test_every_city_is_short_of_water_after_dry_years_and_the_one_without_transfers_most() -> None:
    event = Shock("event", "dry_year", "a test", {"default": {2022: -50.0, YEAR: -50.0}})
    fields = simulate(replace(scenario("base"), shocks=(event,)), load()).fields
    more = (fields["water_shortage"] - run("base").fields["water_shortage"])[YEAR - 2020, :, 0]
    assert (more > 0.01).all()
    assert CITIES[int(np.argmax(more))] == "rizhao"


def spill(protection: float = 0.0) -> Run:
    """Two fifths of Yantai's fishery and a fifth of its coastal tourism stop in 2023."""
    event = Shock(
        "spill", "marine_loss", "a test", {"yantai": {"fishery": {YEAR: 40.0}, "tourism": {YEAR: 20.0}}}
    )
    levers = {"disaster_resilience": protection} if protection else {}
    return simulate(replace(scenario("base", LATER), shocks=(event,), levers=levers), load())


def test_a_spill_costs_what_its_industries_make_and_half_of_it_comes_back_each_year() -> None:
    hit, calm = spill().fields, run("base", LATER).fields
    at, year = CITIES.index("yantai"), YEAR - 2020
    np.testing.assert_array_equal(hit["gdp"][:year], calm["gdp"][:year])
    marine = load().axes.marine
    lost = {"fishery": 0.4, "tourism": 0.2}
    host = load()["marine_host_share"]
    expected = sum(
        share * (host[at, marine.index(name)] * calm["value_added"][year, at, :, 0]).sum()
        for name, share in lost.items()
    )
    fallen = calm["gdp"][year, at, 0] - hit["gdp"][year, at, 0]
    assert fallen == pytest.approx(expected, rel=0.02)
    assert 0.002 < fallen / calm["gdp"][year, at, 0] < 0.05
    remaining = hit["sea_activity_lost"][year:, at, marine.index("fishery"), 0]
    np.testing.assert_allclose(remaining, 0.4 * 0.5 ** np.arange(len(remaining)), rtol=1e-12)
    after = calm["gdp"][year + 2, at, 0] - hit["gdp"][year + 2, at, 0]
    assert 0.15 * fallen < after < 0.6 * fallen


def test_protection_makes_a_spill_smaller_and_shorter() -> None:
    marine, at, year = load().axes.marine, CITIES.index("yantai"), YEAR - 2020
    bare, helped = (
        spill(p).fields["sea_activity_lost"][:, at, marine.index("fishery"), 0] for p in (0.0, 50.0)
    )
    assert helped[year] < bare[year]
    assert helped[year + 1] / helped[year] < bare[year + 1] / bare[year]


def test_growth_after_a_spill_is_still_explained_without_remainder() -> None:
    from sim.growth_accounting import contributions

    result = spill()
    parts = contributions(result.fields, result.constants["capital_share"])
    change_of_gdp = np.diff(result.fields["gdp"], axis=0)
    np.testing.assert_allclose(sum(parts.values()), change_of_gdp, rtol=1e-9, atol=1e-8)


def test_a_fifth_fewer_homes_cost_building_most_and_are_partly_made_up_for() -> None:
    hit, calm = shocked("property_demand", "qingdao", -20.0).fields, run("base", LATER).fields
    at = YEAR - 2020
    ratio = (hit["value_added"] / calm["value_added"])[at, 0, :, 0]
    assert int(np.argmin(ratio)) == load().axes.sector.index("construction")
    homes = (hit["housing_investment"] / calm["housing_investment"])[:, 0, 0]
    assert homes[at] == pytest.approx(0.8, rel=1e-9)
    assert (homes[at + 1 : at + 5] > 1).all()
    business = (hit["business_investment"] / calm["business_investment"])[at, 0, 0]
    assert business <= 1
    assert -0.01 < change("property_demand", "qingdao", -20.0)[0, 0] < -0.001


def test_land_that_is_not_sold_leaves_public_works_unbuilt_for_good() -> None:
    hit, calm = shocked("land_revenue", "qingdao", -50.0), run("base", LATER)
    at = YEAR - 2020
    expected = -0.5 * 0.083 * 0.3 * calm.fields["gdp"][at - 1, 0]
    np.testing.assert_allclose(hit.fields["land_works"][at, 0], expected, rtol=1e-12)
    assert (hit.fields["infrastructure"] < calm.fields["infrastructure"])[at:, 0].all()
    path = change("land_revenue", "qingdao", -50.0)[:, 0]
    assert -0.01 < path[0] < path[2] < 0
    assert path.max() < 0


def test_visitors_who_stay_away_are_back_the_year_after_and_no_protection_brings_them() -> None:
    event = Shock("event", "visitors", "a test", {"default": {YEAR: -30.0}})
    struck = replace(scenario("base", LATER), shocks=(event,))
    hit = simulate(struck, load()).fields
    safe = simulate(replace(struck, levers={"disaster_resilience": 50.0}), load()).fields
    calm = run("base", LATER).fields
    tourism, at = load().axes.marine.index("tourism"), YEAR - 2020
    left = (hit["marine_value_added"] / calm["marine_value_added"])[:, :, tourism, 0]
    assert (left[at] > 0.7).all() and (left[at] < 0.8).all()  # what they leave, others buy in part
    np.testing.assert_allclose(left[at + 1], 1.0, atol=0.01)
    np.testing.assert_allclose(hit["visitor_demand"][at], safe["visitor_demand"][at], rtol=1e-3)
    fallen = hit["gdp"][at].sum() / calm["gdp"][at].sum() - 1
    assert -0.03 < fallen < -0.005
