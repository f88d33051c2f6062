"""Capital: perpetual inventory by type, investment that follows saving, return and housing need, and money
of measures that goes where it is meant."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import capital

POSITIVE = st.floats(0.1, 1e4)
CITY = st.tuples(POSITIVE, POSITIVE, POSITIVE)
FARM, WORKS, HOMES, OFFICES, POWER = range(5)
"""Sectors of the small world."""
NEW_MONEY = ("new_cluster_money", "new_venture_money", "new_farm_money", "new_foreign_capital")
LEVERS = (
    "leading_firms",
    "financial_services",
    "business_environment",
    "disaster_resilience",
)
BASE = np.array([50.0, 200.0, 100.0, 100.0, 50.0])
STOCK = np.array([100.0, 400.0, 1000.0, 200.0, 300.0])
SHARE = np.array([0.2, 0.5, 0.7, 0.4, 0.6])


def only(sector: int) -> np.ndarray:
    return np.eye(5)[sector]


def params(**changes: float) -> capital.Params:
    """Two cities, five sectors; both are where they were in 2020."""
    values = {
        "anchor_plant_investment": 20.0,
        "capital_cost_spread": 1.0,
        "demand_response": 1.0,
        "depreciation_infrastructure": 0.05,
        "disaster_loss_gdp": 0.002,
        "emerging_manufacturing_share": 0.75,
        "housing_income_elasticity": 0.5,
        "investment_adjustment": 0.25,
        "investment_rate": 0.4,
        "park_spillover_share": 0.5,
        "public_crowd_in": 0.2,
        "risk_capital_share": 0.1,
        "spending_additionality": 0.4,
        "transaction_cost_investment": -0.4,
        "user_cost_elasticity": -0.5,
    } | changes
    wear = np.where(only(HOMES) == 1, 0.02, 0.1)[:, None]
    earned = (SHARE * BASE)[[FARM, WORKS, OFFICES, POWER]].sum() / 1000
    return capital.Params(
        capital_share=SHARE[:, None],
        depreciation=wear,
        base_potential=np.array([BASE] * 2)[..., None],
        base_return=np.full((2, 1), earned),
        base_income=np.full((2, 1), 5.0),
        base_urban=np.full((2, 1), 60.0),
        base_housing=np.full((2, 1), 1000.0),
        housing_rate=np.full((2, 1), 0.0625),
        infrastructure_rate=np.full((2, 1), 0.1),
        agriculture=only(FARM),
        manufacturing=only(WORKS),
        producer_services=only(OFFICES),
        real_estate=only(HOMES),
        utilities=only(POWER),
        **{name: np.array([value]) for name, value in values.items()},
    )


def year(
    given_params: capital.Params | None = None,
    *,
    potential: np.ndarray = BASE,
    stock: np.ndarray = STOCK,
    urban: float = 60.0,
    lacking: np.ndarray | None = None,
    rebuilt: np.ndarray | None = None,
    moved: np.ndarray | None = None,
    at_sea: np.ndarray | None = None,
    delivery: float = 1.0,
    joined: float = 0.0,
    **changes: float,
) -> capital.Capital:
    """One year of both cities; money of measures goes to the first."""

    def first(name: str) -> np.ndarray:
        return np.array([[changes.get(name, 0.0)], [0.0]])

    def in_first(values: np.ndarray | None) -> np.ndarray:
        return np.stack([np.zeros(5) if values is None else values, np.zeros(5)])[..., None]

    return capital.step(
        capital_at_work=np.array([stock, STOCK])[..., None],
        lacking_capital=in_first(lacking),
        supply_loss=in_first(None),
        rebuilt_capital=in_first(rebuilt),
        relocated_net=in_first(moved),
        opening_infrastructure=np.full((2, 1), 450.0),
        potential_value_added=np.array([potential, BASE])[..., None],
        gdp=np.full((2, 1), 500.0),
        residents=np.full((2, 1), 100.0),
        urban_residents=np.array([[urban], [60.0]]),
        extra_public_investment=first("extra_public_investment"),
        land_works=first("land_works"),
        shock_property_demand=first("shock_property_demand"),
        new_ecology_money=first("new_ecology_money"),
        clean_power_investment=first("clean_power_investment"),
        sea_investment=in_first(at_sea),
        **{name: first(name) for name in NEW_MONEY},
        **{f"lever_{name}": first(name) for name in LEVERS},
        delivery=np.array([delivery]),
        lever_capital_market_integration=np.array([joined]),
        params=given_params or params(),
    )


def test_homes_that_a_shock_took_are_rebuilt_and_not_built_twice() -> None:
    lost = np.array([0.0, 0.0, 100.0, 0.0, 0.0])
    hit = year(stock=STOCK - lost, lacking=lost, rebuilt=0.25 * lost)
    assert hit.housing_investment[0, 0] == pytest.approx(year().housing_investment[0, 0] + 25.0, rel=1e-13)


def test_inventory_follows_the_closed_form_of_constant_investment() -> None:
    stock = np.array([50.0])
    for _ in range(25):
        stock = capital.perpetual_inventory(stock, np.array([8.0]), np.array([0.1]))
    assert stock[0] == pytest.approx(0.9**25 * 50 + 8 * (1 - 0.9**25) / 0.1, rel=1e-13)


def test_each_type_wears_out_at_its_own_rate() -> None:
    """By hand: housing 1000 x 0.98, business 1000 x 0.9, infrastructure 450 x 0.95, and what was built."""
    built = year()
    left = np.array([90.0, 360.0, 980.0, 180.0, 270.0])
    np.testing.assert_allclose(built.capital[0, :, 0] - built.investment[0, :, 0], left, rtol=1e-13)
    assert built.infrastructure[0, 0] == pytest.approx(427.5 + 50.0, rel=1e-13)


def test_a_year_like_2020_by_hand() -> None:
    """Saving 200 of 500; works 50; homes a sixteenth of 1000, 62.5; business the 87.5 that are left."""
    built = year()
    assert built.housing_investment[0, 0] == pytest.approx(62.5, rel=1e-13)
    assert built.infrastructure_investment[0, 0] == pytest.approx(50.0, rel=1e-13)
    assert built.business_investment[0, 0] == pytest.approx(87.5, rel=1e-13)
    assert built.total_investment[0, 0] == pytest.approx(200.0, rel=1e-13)
    assert built.total_capital[0, 0] == pytest.approx(1880.0 + 150.0 + 477.5, rel=1e-13)


@given(
    st.tuples(*[st.floats(0.5, 2.0)] * 5),
    st.tuples(*[st.floats(0.5, 2.0)] * 5),
    st.floats(50, 80),
    st.floats(0, 50),
)
def test_the_types_add_up_to_the_total_whatever_happens(
    output: tuple[float, ...], stock: tuple[float, ...], urban: float, money: float
) -> None:
    built = year(
        potential=BASE * output,
        stock=STOCK * stock,
        urban=urban,
        extra_public_investment=money,
        new_ecology_money=0 * money,
        new_cluster_money=money,
        leading_firms=money,
    )
    types = built.business_investment + built.housing_investment + built.infrastructure_investment
    np.testing.assert_allclose(types, built.total_investment, rtol=1e-12)
    np.testing.assert_allclose(
        built.investment.sum(axis=1) + built.infrastructure_investment, built.total_investment, rtol=1e-12
    )
    np.testing.assert_allclose(built.investment[:, HOMES], built.housing_investment, rtol=1e-12)


def test_homes_follow_urban_residents_and_the_root_of_their_income() -> None:
    """A tenth more townspeople, and a tenth more for income up by 21 % at elasticity one half; a speed of a
    quarter over a rate of a sixteenth takes the pressure to its fourth power.
    """
    assert year(urban=66.0).housing_investment[0, 0] == pytest.approx(62.5 * 1.1**4, rel=1e-12)
    richer = year(urban=66.0, potential=1.21 * BASE).housing_investment[0, 0]
    assert richer == pytest.approx(62.5 * 1.21**4, rel=1e-12)


def test_near_2020_a_gap_in_homes_closes_at_the_stated_speed_and_building_never_stops() -> None:
    def built(pressure: float) -> float:
        given = (np.array([value]) for value in (1000.0, pressure, 0.0625, 0.25))
        return float(capital.housing_investment(*given)[0])

    assert built(1.001) - built(1.0) == pytest.approx(0.25 * 1.0, rel=2e-3)
    assert 62.5 > built(0.5) > built(0.1) > 0


@pytest.mark.parametrize("growth", [-0.01, 0.0, 0.03])
def test_homes_end_up_growing_as_the_need_for_them(growth: float) -> None:
    homes, need = 1000.0, 1.0
    for _ in range(600):
        need *= 1 + growth
        given = (np.array([value]) for value in (homes, need / (homes / 1000), 0.0625, 0.25))
        closing = 0.98 * homes + float(capital.housing_investment(*given)[0])
        homes, before = closing, homes
    assert homes / before - 1 == pytest.approx(growth, abs=1e-9)


def test_saving_that_builds_homes_builds_nothing_else() -> None:
    more, usual = year(urban=66.0), year()
    lost = usual.business_investment[0, 0] - more.business_investment[0, 0]
    assert lost == pytest.approx(more.housing_investment[0, 0] - usual.housing_investment[0, 0], rel=1e-12)


def test_business_invests_more_where_capital_earns_more() -> None:
    """Four times the return at elasticity one half doubles what saving offers."""
    saving = np.array([80.0])
    assert capital.business_investment(saving, np.array([4.0]), np.array([-0.5]))[0] == pytest.approx(160.0)
    assert capital.business_investment(saving, np.array([1.0]), np.array([-0.5]))[0] == 80.0


def test_at_given_output_capital_ends_at_the_stated_elasticity_to_its_cost() -> None:
    """Return falls as capital grows: with e = -0.5 a cost one percent lower leads to 1/3 percent more."""
    stock, cost = 100.0, 0.99
    for _ in range(400):
        offered = capital.business_investment(
            np.array([10.0]), np.array([100.0 / stock / cost]), np.array([-0.5])
        )
        stock = float(capital.perpetual_inventory(np.array([stock]), offered, np.array([0.1]))[0])
    assert np.log(stock / 100) / -np.log(cost) == pytest.approx(1 / 3, rel=1e-6)


def test_a_financial_centre_cuts_the_cost_of_its_part_of_finance() -> None:
    """A spread of one point on a return of 15 %, for a tenth of finance, at half the index."""
    earned = (SHARE * BASE)[[FARM, WORKS, OFFICES, POWER]].sum() / 1000
    cost = 1 - 0.5 * 0.1 * 0.01 / earned
    assert year(financial_services=0.5).business_investment[0, 0] == pytest.approx(
        87.5 / cost**0.5, rel=1e-12
    )


@given(CITY, CITY, st.floats(0, 1e4), st.floats(0, 0.5), st.floats(0, 1))
def test_the_mix_closes_the_stated_part_of_its_gap_and_the_total_is_kept(
    opening: tuple[float, ...], income: tuple[float, ...], total: float, depreciation: float, speed: float
) -> None:
    stock, returns = np.array([opening])[..., None], np.array([income])[..., None]
    rate = np.array([depreciation])
    invested = capital.investment_by_sector(stock, np.array([[total]]), returns, rate, np.array([speed]))
    closing = capital.perpetual_inventory(stock, invested, rate)
    assert invested.sum() == pytest.approx(total, rel=1e-9, abs=1e-9 * stock.sum())
    before, wanted = stock / stock.sum(), returns / returns.sum()
    np.testing.assert_allclose(closing / closing.sum(), before + speed * (wanted - before), rtol=1e-9)


def test_full_speed_gives_equal_gross_returns_at_once_outside_housing() -> None:
    built = year(params(investment_adjustment=1.0))
    returns = (SHARE * BASE / built.capital[0, :, 0])[[FARM, WORKS, OFFICES, POWER]]
    np.testing.assert_allclose(returns, returns[0], rtol=1e-13)


@pytest.mark.parametrize(("response", "factor"), [(0.0, 1.0), (0.5, 2**0.5), (1.0, 2.0)])
def test_capital_follows_relative_growth_by_the_response_of_demand(response: float, factor: float) -> None:
    """Offices have doubled; what their price lost does not draw capital."""
    doubled = BASE * (1 + only(OFFICES))
    mix = year(
        params(investment_adjustment=1.0, demand_response=response), potential=doubled, urban=40.0
    ).capital[0, :, 0]
    assert mix[OFFICES] / mix[WORKS] == pytest.approx(factor * 40 / 100, rel=1e-12)


@pytest.mark.parametrize(
    ("money", "sectors"),
    [
        ("new_cluster_money", {WORKS: 10.0}),
        ("clean_power_investment", {POWER: 4.0}),
        ("new_farm_money", {FARM: 10.0}),
        ("new_venture_money", {WORKS: 7.5, OFFICES: 2.5}),
        ("leading_firms", {WORKS: 100.0}),  # ten plants of 20, half of it new
    ],
)
def test_money_of_measures_goes_where_it_is_meant(money: str, sectors: dict[int, float]) -> None:
    change = (year(**{money: 10.0}).investment - year().investment)[..., 0]
    np.testing.assert_array_equal(change[1], 0.0)
    np.testing.assert_allclose(change[0], [sectors.get(s, 0.0) for s in range(5)], atol=1e-11)


def test_money_at_sea_is_invested_once_in_its_sectors() -> None:
    placed = np.array([3.0, 5.0, 0.0, 2.0, 0.0])
    change = (year(at_sea=placed).investment - year().investment)[..., 0]
    np.testing.assert_allclose(change, [placed, np.zeros(5)], atol=1e-11)


def test_public_works_build_infrastructure_and_draw_business_after_them() -> None:
    more, usual = year(extra_public_investment=10.0), year()
    assert (more.infrastructure - usual.infrastructure)[0, 0] == pytest.approx(10.0)
    drawn = (more.investment - usual.investment)[0, :, 0]
    assert drawn.sum() == pytest.approx(2.0)
    assert drawn[HOMES] == 0.0
    assert (np.delete(drawn, HOMES) > 0).all()


def test_protection_keeps_capital_that_disasters_would_take() -> None:
    """A fifth of 0.2 % of a GDP of 500, spread like the capital: 1000 of 2000 are homes."""
    kept = year(disaster_resilience=20.0)
    assert kept.disaster_loss_avoided[0].sum() == pytest.approx(0.2, rel=1e-13)
    assert kept.disaster_loss_avoided[0, HOMES, 0] == pytest.approx(0.1, rel=1e-13)
    np.testing.assert_array_equal(kept.investment, year().investment)
    np.testing.assert_allclose(kept.capital - year().capital, kept.disaster_loss_avoided, atol=1e-11)


@pytest.mark.parametrize("years", [0, 3])
@pytest.mark.parametrize("growth", [0.02, 0.06, 0.1])
def test_in_steady_growth_the_ratio_stands_still(growth: float, years: int) -> None:
    """The stock at the year's end over the year's output is i (1 + g) / (g + d) when both grow at g."""
    investment_rate, depreciation = 0.436, 0.096
    ratio = capital.capital_output_ratio(
        np.array([np.log1p(growth)]),
        np.array([0.0]),
        np.array([investment_rate]),
        np.array([depreciation]),
        years,
    )
    assert ratio[0] == pytest.approx(investment_rate * (1 + growth) / (growth + depreciation), rel=1e-12)


def test_past_deepening_is_what_the_inventory_then_makes() -> None:
    """Capital grew by 8 % and output by 6 %: K = (1 - d) K / 1.08 + i Y, and one more year at 6 % by hand."""
    given = (np.array([np.log(1.06)]), np.array([np.log(1.08 / 1.06)]), np.array([0.4]), np.array([0.1]))
    then = 0.4 / (1 - 0.9 / 1.08)
    assert capital.capital_output_ratio(*given, 0)[0] == pytest.approx(then, rel=1e-12)
    assert capital.capital_output_ratio(*given, 1)[0] == pytest.approx(0.9 * then / 1.06 + 0.4, rel=1e-12)


# one market, red tape, and what other blocks bring


OFFERS = st.tuples(*[st.floats(1, 1e4)] * 3)
RETURNS = st.tuples(*[st.floats(0.02, 0.5)] * 3)


@given(OFFERS, RETURNS, st.floats(0, 2))
def test_one_market_moves_investment_and_makes_none(
    offers: tuple[float, ...], returns: tuple[float, ...], response: float
) -> None:
    offered, earned = np.array(offers)[:, None], np.array(returns)[:, None]
    spread = capital.pooled(offered, earned, np.array([response]))
    assert spread.sum() == pytest.approx(offered.sum(), rel=1e-12)
    assert (spread > 0).all()
    best, worst = int(np.argmax(returns)), int(np.argmin(returns))
    assert spread[best, 0] >= offered[best, 0] * (1 - 1e-12)
    assert spread[worst, 0] <= offered[worst, 0] * (1 + 1e-12)


@given(OFFERS, RETURNS)
def test_without_a_common_market_every_city_invests_its_own_to_the_last_bit(
    offers: tuple[float, ...], returns: tuple[float, ...]
) -> None:
    offered, earned = np.array(offers)[:, None], np.array(returns)[:, None]
    np.testing.assert_array_equal(capital.pooled(offered, earned, np.array([0.0])), offered)


def test_one_market_by_hand() -> None:
    """30 each; four times the return to the power one half draws twice as much: 20 and 40."""
    spread = capital.pooled(np.array([[30.0], [30.0]]), np.array([[0.1], [0.4]]), np.array([0.5]))
    np.testing.assert_allclose(spread[:, 0], [20.0, 40.0], rtol=1e-14)


def test_a_common_market_takes_investment_to_the_city_that_earns_more_as_far_as_it_is_delivered() -> None:
    """The first city earns a fifth more on the same stock. Own rule: 87.5 x 1.2^0.5; the market at one half
    and delivery 0.6 adds the power 0.5 x 0.3. Homes are not in it.
    """
    richer = 1.2 * BASE
    given_params = params(housing_income_elasticity=0.0)
    apart, together = (
        year(given_params, potential=richer, delivery=0.6, joined=joined) for joined in (0.0, 0.5)
    )
    offered = 87.5 * np.array([1.2**0.5, 1.0])
    np.testing.assert_allclose(apart.business_investment[:, 0], offered, rtol=1e-12)
    drawn = offered * np.array([1.2**0.15, 1.0])
    expected = drawn * offered.sum() / drawn.sum()
    np.testing.assert_allclose(together.business_investment[:, 0], expected, rtol=1e-12)
    np.testing.assert_array_equal(together.housing_investment, apart.housing_investment)


def test_less_red_tape_raises_investment_by_the_elasticity() -> None:
    """A fifth less cost at an elasticity of -0.4: 0.8^-0.4; programmes' and foreign money do not answer."""
    eased = year(business_environment=20.0).business_investment[:, 0]
    np.testing.assert_allclose(eased, [87.5 * 0.8**-0.4, 87.5], rtol=1e-13)
    directed = year(business_environment=20.0, new_cluster_money=5.0, new_foreign_capital=4.0)
    np.testing.assert_allclose(directed.business_investment[0] - eased[0], 9.0, rtol=1e-12)


def test_foreign_money_joins_what_business_invests_and_follows_its_mix() -> None:
    more, usual = year(new_foreign_capital=10.0), year()
    added = (more.investment - usual.investment)[..., 0]
    assert added[0].sum() == pytest.approx(10.0, rel=1e-12)
    assert added[0, HOMES] == 0.0
    np.testing.assert_array_equal(added[1], 0.0)


def test_what_is_rebuilt_is_investment_of_its_sector_and_its_type() -> None:
    """7 of plants and 3 of homes, beyond what saving pays."""
    rebuilt = np.array([0.0, 7.0, 3.0, 0.0, 0.0])
    more, usual = year(rebuilt=rebuilt), year()
    np.testing.assert_allclose((more.investment - usual.investment)[0, :, 0], rebuilt, atol=1e-12)
    np.testing.assert_allclose((more.capital - usual.capital)[0, :, 0], rebuilt, atol=1e-11)
    for name, amount in (
        ("business_investment", 7.0),
        ("housing_investment", 3.0),
        ("total_investment", 10.0),
    ):
        assert (getattr(more, name) - getattr(usual, name))[0, 0] == pytest.approx(amount, rel=1e-12)


def test_relocated_capital_changes_the_stock_and_is_no_investment() -> None:
    moved = np.array([0.0, -12.0, 0.0, 0.0, 0.0])
    less, usual = year(moved=moved), year()
    np.testing.assert_allclose((less.capital - usual.capital)[0, :, 0], moved, atol=1e-11)
    np.testing.assert_array_equal(less.investment, usual.investment)
    assert (less.total_capital - usual.total_capital)[0, 0] == pytest.approx(-12.0, rel=1e-12)


def test_homes_and_works_that_a_slump_leaves_unbuilt_are_not_built_elsewhere() -> None:
    """By hand: a fifth of 62.5 homes and 4 of 50 works less; business keeps its 87.5."""
    built = year(shock_property_demand=-20.0, land_works=-4.0)
    assert built.housing_investment[0, 0] == pytest.approx(50.0, rel=1e-13)
    assert built.infrastructure_investment[0, 0] == pytest.approx(46.0, rel=1e-13)
    assert built.business_investment[0, 0] == year().business_investment[0, 0]
    assert built.total_investment[0, 0] == pytest.approx(200.0 - 12.5 - 4.0, rel=1e-13)
