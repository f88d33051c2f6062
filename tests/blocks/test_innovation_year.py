"""Innovation on the real baseline: neutral levers, delays, frictions, and paths to 2050."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.baseline import load
from sim.experiments.lever_table import same
from sim.record import Run
from sim.simulate import simulate, simulate_together
from tests.runs import run, scenario, value, with_levers

LEVERS = (
    "border_integration",
    "core_city_functions",
    "data_sharing",
    "digital_infrastructure",
    "industrial_internet",
    "innovation_consortia",
    "producer_services",
    "science_platforms",
    "tech_transfer",
)
CITIES = load().axes.city


def gdp(result: Run, year: int = 2025) -> np.ndarray:
    values: np.ndarray = result.fields["gdp"][year - 2020, :, 0]
    return values


def alone(name: str, setting: object = None) -> Run:
    chosen = scenario("plan").levers[name] if setting is None else setting
    return simulate(with_levers(scenario("base"), **{name: chosen}), load())


def test_every_lever_at_its_neutral_value_is_no_lever_to_the_last_bit() -> None:
    base = scenario("base")
    neutral = [replace(base, levers={name: 0.0}) for name in LEVERS]
    together = simulate_together([base, *neutral], load())
    assert [name for k, name in enumerate(LEVERS, start=1) if not same(together, k)] == []


@pytest.mark.parametrize(
    "name", [n for n in LEVERS if n not in ("digital_infrastructure", "science_platforms")]
)
def test_a_lever_that_comes_two_years_later_gives_less_by_2025_and_more_than_none(name: str) -> None:
    peak = {"core_city_functions": 0.7, "border_integration": 0.3, "data_sharing": 0.6}.get(name, 10.0)
    base = gdp(run("base")).sum()
    early, late = (gdp(alone(name, {start: 0.0, start + 1: peak})).sum() for start in (2021, 2023))
    assert early > late > base


def test_a_border_opened_between_two_cities_helps_these_two() -> None:
    opened = alone("border_integration", {"qingdao-rizhao": 1.0}).fields["contact_effect"][5, :, 0]
    helped = [city for city, effect in zip(CITIES, opened, strict=True) if effect > 1.0]
    assert helped == ["qingdao", "rizhao"]


def test_core_functions_of_qingdao_help_the_others_and_most_the_far_ones() -> None:
    """The decay is cut, so that a long way loses most; Qingdao itself learns nothing by it."""
    effect = alone("core_city_functions", {"qingdao": 1.0}).fields["contact_in_use"][5, :, 0, 0]
    times = run("base").fields["travel_time"][5, :, 0, 0]
    assert effect[0] == 1.0
    np.testing.assert_array_equal(np.argsort(effect[1:]), np.argsort(times[1:]))


def test_knowledge_that_shorter_ways_bring_is_booked_as_access_and_not_as_research() -> None:
    """What little R&D gains is the R&D that follows from more output."""

    def added(cause: str) -> float:
        name = f"Growth contribution|{cause}"
        return value("base", "jiaodong", name, 2023, "levers.passenger_integration=30") - value(
            "base", "jiaodong", name, 2023
        )

    nearness = simulate(with_levers(scenario("base"), passenger_integration=30.0), load()).fields
    assert (nearness["nearness_effect"][5] > run("base").fields["nearness_effect"][5]).all()
    assert added("Access") > 0
    assert abs(added("R&D")) < 0.05 * added("Access")


def test_levers_on_the_knowledge_border_together_give_less_than_their_sum() -> None:
    both = with_levers(
        scenario("base"), border_integration=scenario("plan").levers["border_integration"], data_sharing=1.0
    )
    base = run("base").fields["contact_effect"][5]
    together = simulate(both, load()).fields["contact_effect"][5] - base
    single = [alone(n, s).fields["contact_effect"][5] - base for n, s in
              (("border_integration", None), ("data_sharing", 1.0))]  # fmt: skip
    assert (together < sum(single)).all()
    assert (together > single[0]).all()


def test_consortia_are_a_small_lever_whose_effect_comes_late() -> None:
    """Elasticity 0.04 on three per cent more knowledge: 0.12 % of productivity at most."""
    effect = alone("innovation_consortia").fields["contact_effect"][1:, :, 0] - 1
    assert (np.diff(effect, axis=0) > 0).all()
    assert effect[-1].max() < 1.03**0.04 - 1
    assert effect[0].max() < 0.1 * effect[-1].min()


def test_digital_money_is_counted_once_as_spending_and_not_as_public_works() -> None:
    fields, base = alone("digital_infrastructure").fields, run("base").fields
    spent = fields["measures_spending"][1:].sum(axis=1)[:, 0]
    np.testing.assert_allclose(spent, 80.0, rtol=1e-12)
    np.testing.assert_array_equal(fields["extra_public_capital"], base["extra_public_capital"])


def test_more_research_costs_the_public_its_share_a_year_later() -> None:
    fields = alone("rd_growth").fields
    cost = fields["rd_public_cost"][..., 0]
    np.testing.assert_allclose(fields["measures_spending"][1:, :, 0], cost[:-1], rtol=1e-12)
    more = fields["rd_spending"][5] / fields["price_level"][5] - (
        run("base").fields["rd_spending"][0] / run("base").fields["gdp"][0] * fields["gdp"][5]
    )
    np.testing.assert_allclose(cost[5], 0.2 * more[:, 0], rtol=1e-9)


# paths to 2050


def test_catch_up_to_2050_leaves_distances_bounded_and_growth_smooth_in_every_member() -> None:
    fields = run("base", "horizon=2050", "uncertainty.parameters=prior", members=24).fields
    distance = fields["technology_gap"]
    assert np.isfinite(distance).all()
    leading = distance[0] == 0
    np.testing.assert_array_equal(leading.sum(axis=0), 1)
    assert np.mean(leading[0]) > 0.9  # Qingdao
    np.testing.assert_array_equal(distance[:, leading], 0.0)
    assert np.abs(np.diff(distance, axis=0)).max() < 0.05
    yearly = np.diff(np.log(fields["catch_up"]), axis=0)
    assert np.abs(yearly).max() < 0.03
    assert np.abs(np.diff(yearly, axis=0)).max() < 0.002


def test_catch_up_hardly_moves_the_base_because_its_past_is_out_of_the_trend() -> None:
    without = gdp(run("base", "parameters.tfp_catchup_rate=0"))
    np.testing.assert_allclose(gdp(run("base")), without, rtol=0.006)
    assert gdp(run("base")).sum() == pytest.approx(without.sum(), rel=0.003)


def test_a_lead_on_platforms_is_gone_by_2050_and_adoption_keeps_its_ceiling() -> None:
    plan = run("plan", "horizon=2050").fields
    lead = (plan["platform_adoption"] - plan["platform_adoption_unaided"])[..., 0]
    assert lead[5].min() > 0.05
    assert np.abs(lead[-1]).max() < 0.01
    assert (plan["platform_adoption"] < plan["digital_coverage"].max(axis=0)).all()


def test_the_new_economy_share_starts_as_published_and_stays_a_share() -> None:
    assert value("base", "jiaodong", "New-economy share", 2020) == pytest.approx(30.2, rel=1e-9)
    path = [value("base", "jiaodong", "New-economy share", y, "horizon=2050") for y in range(2020, 2051)]
    assert (np.diff(path) > 0).all()
    assert path[-1] < 80


def test_measures_move_the_new_economy_share_by_tenths_of_a_point() -> None:
    added = value("plan", "jiaodong", "New-economy share", 2025) - value(
        "base", "jiaodong", "New-economy share", 2025
    )
    assert 0 < added < 1
