"""The budget of the measures: cost, payers, new money, and delivery where the room is too small."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import budget
from sim.paths import SCENARIOS
from sim.scenario.loading import validate
from sim.simulate import simulate
from sim.year import LIVE_FLAGS, LIVE_LEVERS
from tests.runs import load, run, scenario, with_levers

SHARES = {
    "public_investment": ("public_investment", 0.6),
    "county_town_upgrade": ("county_towns", 0.5),
    "fulcrum_zone_investment": ("fulcrum_zones", 0.4),
    "digital_infrastructure": ("digital", 0.1),
    "science_platforms": ("platforms", 0.5),
    "manufacturing_clusters": ("clusters", 0.05),
    "emerging_industries": ("emerging", 0.2),
    "modern_agriculture": ("agriculture", 0.3),
    "consumption_upgrade": ("vouchers", 0.7),
    "ecological_restoration": ("ecology", 0.45),
    "marine_industry_support": ("marine", 0.05),
    "shipping_services": ("shipping", 0.1),
    "tourism_development": ("tourism", 0.3),
}
INDUSTRIES = 2
"""Marine industries; support goes to the second one."""
PARAMS = budget.Params(
    county_population=np.array([50.0, 100.0]),
    tax_share=np.array([0.1, 0.08]),
    payment_share=np.array([[[0.0, 0.25], [0.75, 0.0]]]),
    works_rate=np.full((2, 1), 0.2),
    bay_city_share=np.array([[1.0, 0.0], [0.25, 0.75]]),
    land_revenue_share=np.array([0.08]),
    land_works_share=np.array([0.25]),
    programme_room=np.array([0.15]),
    spending_additionality=np.array([0.4]),
    city_pays_research=np.array([0.5]),
    **{f"city_pays_{name}": np.array([share]) for name, share in SHARES.values()},
)
ARRIVES = {
    "public_investment": "extra_public_investment",
    "county_town_upgrade": "extra_public_investment",
    "fulcrum_zone_investment": "extra_public_investment",
    "digital_infrastructure": "new_digital_money",
    "science_platforms": "new_platform_money",
    "manufacturing_clusters": "new_cluster_money",
    "emerging_industries": "new_venture_money",
    "modern_agriculture": "new_farm_money",
    "consumption_upgrade": "new_voucher_money",
    "ecological_restoration": "new_ecology_money",
    "marine_industry_support": "new_marine_money",
    "shipping_services": "new_shipping_money",
    "tourism_development": "new_tourism_money",
}
BUSINESS = (
    "new_digital_money",
    "new_platform_money",
    "new_cluster_money",
    "new_venture_money",
    "new_farm_money",
)
"""New money that firms and institutes spend on plants and equipment."""
DOSE = {"public_investment": 1.0, "county_town_upgrade": 2000.0}
"""Doses that cost 10 in the first city, of GDP 1000 and 500 thousand county residents."""


def year(
    *,
    research: float = 0.0,
    transfer: float = 0.0,
    sewage: float = 0.0,
    received: float = 0.0,
    river: float = 0.0,
    airport: float = 0.0,
    bays: tuple[float, float] = (0.0, 0.0),
    services: float = 0.0,
    land: float = 0.0,
    scale: bool = False,
    **levers: float,
) -> budget.Budget:
    """One year of two cities of the same GDP; the levers act in the first one only, but for the one river: on
    it the first city pays three quarters to the second, and the second a quarter to the first.
    """
    values = {f"lever_{name}": np.array([[levers.get(name, 0.0)], [0.0]]) for name in SHARES}
    by_industry = np.zeros((2, INDUSTRIES, 1))
    by_industry[0, 1] = levers.get("marine_industry_support", 0.0)
    values["lever_marine_industry_support"] = by_industry
    return budget.step(
        lagged_gdp=np.full((2, 1), 1000.0),
        lagged_rd_public_cost=np.array([[research], [0.0]]),
        lagged_tax_transfer=np.array([[transfer], [-transfer]]),
        lagged_sewage_cost=np.array([[sewage], [0.0]]),
        lagged_eco_received=np.array([[received], [0.0]]),
        lever_eco_compensation=np.array([[river]]),
        airport_investment=np.array([[airport], [0.0]]),
        lever_bay_area_development=np.array(bays)[:, None],
        equal_services_cost=np.array([[services], [0.0]]),
        care_cost=np.array([[services], [0.0]]),
        training_cost=np.array([[services], [0.0]]),
        services_city_cost=np.array([[services], [0.0]]),
        shock_land_revenue=np.array([[land], [0.0]]),
        flag_scale_to_budget=np.array([float(scale)]),
        **values,
        params=PARAMS,
    )


def test_every_lever_in_money_passes_here() -> None:
    spending = {
        name for name, lever in scenario("base").registers.levers.items() if lever.spending == "yes"
    } & LIVE_LEVERS
    assert spending == {*SHARES, "eco_compensation"}


def test_compensation_is_paid_by_the_city_below_and_sums_to_zero() -> None:
    """The first pays 3 of 4, receives 1; two fifths of what is paid are new."""
    result = year(river=4.0)
    np.testing.assert_allclose(result.eco_transfer[:, 0], [-2.0, 2.0], rtol=1e-14)
    np.testing.assert_allclose(result.eco_received[:, 0], [1.0, 3.0], rtol=1e-14)
    np.testing.assert_allclose(result.measures_city_cost[:, 0], [3.0, 1.0], rtol=1e-14)
    assert result.new_eco_compensation[0, 1, 0, 0] == pytest.approx(0.4 * 3.0)
    assert result.new_business_money[:, 0] == pytest.approx(0.0, abs=1e-12)
    assert result.extra_public_investment[0, 0] == 0.0


def test_what_a_city_receives_for_its_rivers_is_room_the_year_after() -> None:
    assert year(received=2.0).programme_budget[0, 0] == pytest.approx(0.15 * 100 + 2.0)


def test_a_city_that_cannot_pay_compensates_less_and_both_sides_still_agree() -> None:
    result = year(river=40.0, scale=True)
    assert result.delivered_share[0, 0] < 1
    assert result.eco_transfer[:, 0].sum() == pytest.approx(0.0, abs=1e-12)


def test_sewage_that_the_measures_treat_is_the_citys_cost_a_year_later() -> None:
    result = year(sewage=3.0)
    assert result.measures_spending[0, 0] == pytest.approx(3.0)
    assert result.measures_city_cost[0, 0] == pytest.approx(3.0)


@pytest.mark.parametrize("lever", SHARES)
def test_a_programme_of_ten_costs_ten_of_which_the_city_pays_its_share(lever: str) -> None:
    result = year(**{lever: DOSE.get(lever, 10.0)})
    assert result.measures_spending[0, 0] == pytest.approx(10.0)
    assert result.measures_city_cost[0, 0] == pytest.approx(10 * SHARES[lever][1])
    new = {name: values[0].sum() for name, values in vars(result).items() if name in ARRIVES.values()}
    assert new.pop(ARRIVES[lever]) == pytest.approx(4.0)
    assert set(new.values()) == {0.0}
    business = 4.0 if ARRIVES[lever] in BUSINESS else 0.0
    assert result.new_business_money[0, 0] == pytest.approx(business, abs=1e-12)
    assert result.measures_spending[1, 0] == 0.0


def test_governments_part_of_more_research_is_paid_but_builds_nothing_here() -> None:
    result = year(research=3.0)
    assert result.measures_spending[0, 0] == 3.0
    assert result.measures_city_cost[0, 0] == 1.5


def test_services_cost_what_they_cost_and_build_no_plants() -> None:
    """Three services of 6 each, of which the city pays 6 in all."""
    result = year(services=6.0)
    assert result.measures_spending[0, 0] == pytest.approx(18.0)
    assert result.measures_city_cost[0, 0] == pytest.approx(6.0)
    assert result.new_business_money[0, 0] == result.extra_public_investment[0, 0] == 0.0


def test_services_compete_for_the_room_of_the_city() -> None:
    """Platforms of 60 ask 30 and services 30 of a room of 15: a quarter of both is delivered."""
    result = year(science_platforms=60.0, services=30.0, scale=True)
    assert result.delivered_share[0, 0] == pytest.approx(0.25)
    assert result.measures_city_cost[0, 0] == pytest.approx(15.0)
    assert result.measures_spending[0, 0] == pytest.approx(0.25 * (60 + 90))


def test_the_room_is_a_part_of_revenue() -> None:
    np.testing.assert_allclose(year().programme_budget[:, 0], [15.0, 12.0])


def test_tax_shared_between_the_cities_moves_room_from_payer_to_receiver() -> None:
    """Revenue of 100 and 80; 20 change hands and 15 % of revenue is room."""
    np.testing.assert_allclose(year(transfer=20.0).programme_budget[:, 0], [18.0, 9.0])


def test_support_arrives_in_the_industry_that_it_names() -> None:
    money = year(marine_industry_support=10.0).new_marine_money[..., 0]
    np.testing.assert_allclose(money, [[0.0, 4.0], [0.0, 0.0]])


def test_airport_works_are_paid_and_build_nothing_here() -> None:
    result = year(airport=10.0)
    assert result.measures_spending[0, 0] == 10.0
    assert result.measures_city_cost[0, 0] == pytest.approx(6.0)
    assert result.extra_public_investment[0, 0] == 0.0


def test_works_begun_leave_less_room_for_programmes() -> None:
    """Platforms of 60 ask 30 of the city; of a room of 15 the airport takes 6."""
    result = year(science_platforms=60.0, airport=10.0, scale=True)
    assert result.delivered_share[0, 0] == pytest.approx(0.3)
    assert result.measures_city_cost[0, 0] == pytest.approx(15.0)


def test_earmarks_move_works_between_the_cities_and_bring_none() -> None:
    """Works of 200 and 200: a tenth of 400 for the first city's bay, a twentieth for the shared one.

    60 are earmarked, 30 from each city; 45 arrive in the first. Four tenths would not have gone there anyway.
    """
    moved = year(bays=(10.0, 5.0)).extra_public_investment[:, 0]
    np.testing.assert_allclose(moved, [0.4 * 15.0, -0.4 * 15.0])
    assert year(bays=(10.0, 5.0)).measures_spending.sum() == 0.0


def test_no_more_than_all_works_can_be_earmarked() -> None:
    """Of 150 % asked for, two thirds of all works go to the first bay and a third to the other."""
    moved = year(bays=(100.0, 50.0)).extra_public_investment[:, 0]
    np.testing.assert_allclose(moved, [0.4 * 100.0, -0.4 * 100.0])


def test_new_money_of_firms_is_all_that_is_neither_works_nor_vouchers() -> None:
    levers = dict.fromkeys(SHARES, 10.0) | DOSE
    result = year(**levers)
    np.testing.assert_allclose(result.new_business_money, sum(getattr(result, name) for name in BUSINESS))
    np.testing.assert_allclose(result.new_business_money[:, 0], [20.0, 0.0])


def test_beyond_the_budget_money_comes_all_the_same_unless_the_scenario_says_otherwise() -> None:
    """Platforms of 60 ask 30 of the city, whose room is 15."""
    full, half = (year(science_platforms=60.0, scale=scale) for scale in (False, True))
    assert full.delivered_share[0, 0] == 1.0 and full.new_platform_money[0, 0] == pytest.approx(24.0)
    assert half.delivered_share[0, 0] == pytest.approx(0.5)
    assert half.new_platform_money[0, 0] == pytest.approx(12.0)
    assert half.measures_city_cost[0, 0] == pytest.approx(15.0)
    assert half.delivered_share[1, 0] == 1.0


def test_within_the_budget_the_flag_changes_nothing_to_the_last_bit() -> None:
    full, scaled = (year(science_platforms=20.0, scale=scale) for scale in (False, True))
    for name, values in vars(full).items():
        np.testing.assert_array_equal(values, vars(scaled)[name])


def test_a_cut_is_delivered_whole() -> None:
    assert year(public_investment=-2.0, scale=True).delivered_share[0, 0] == 1.0


def test_the_flag_reaches_the_model() -> None:
    """Twice what Qingdao can pay for platforms, with and without the flag."""
    base = scenario("base")
    dear = with_levers(base, science_platforms={"qingdao": 120.0})
    flagged = validate(
        SCENARIOS / "base.yaml",
        live_levers=LIVE_LEVERS,
        live_flags=LIVE_FLAGS,
        overrides=("levers.science_platforms.qingdao=120", "flags.scale_to_budget=true"),
    )
    gdp = [simulate(s, load()).fields["gdp"][-1, :, 0].sum() for s in (base, flagged, dear)]
    assert gdp[0] <= gdp[1] <= gdp[2]
    assert run("plan").fields["measures_city_cost"][-1].sum() > 0


def test_a_fifth_less_from_land_leaves_a_quarter_of_that_unbuilt_and_no_programme_cut() -> None:
    """By hand: land brings 80 of 1000; a fifth less is 16, and a quarter of it would have been works."""
    result, calm = (
        year(land=-20.0, public_investment=1.0, scale=True),
        year(public_investment=1.0, scale=True),
    )
    np.testing.assert_allclose(result.land_works[:, 0], [-4.0, 0.0])
    np.testing.assert_array_equal(result.delivered_share, calm.delivered_share)
    np.testing.assert_array_equal(result.measures_city_cost, calm.measures_city_cost)
