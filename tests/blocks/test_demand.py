"""Demand on a small region: nothing without a cause, suppliers by hand, and what passes with time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import demand, trade_cost
from sim.blocks.demand.shares import CALM, Attraction, Costs, attraction, new_shares
from sim.blocks.demand.slack import closed_share, supply_lost, used_capacity
from tests.blocks.small_trade import (
    GOODS,
    RESPONSES,
    SERVICES,
    alike,
    carried_by_hand,
    gap_of,
    linked,
    pair,
    permuted,
    year,
)

NORMAL = np.array([RESPONSES["capacity_utilisation_normal"]])
QUANTITY = RESPONSES["demand_quantity_share"]
REGIONS = {"pair": pair, "alike": alike, "linked": linked}
INDICES = ("intercity_index", "partner_index", "export_index", "import_index", "foreign_demand_index")
CHEAPER_BETWEEN = np.array([[1.0, 0.97], [0.97, 1.0]])


def path(p: demand.Params, years: int, **always: object) -> list[demand.Demand]:
    """Years in which the same causes act and only the plans adapt."""
    results, adapted = [], np.zeros_like(p.gross_output)
    for _ in range(years):
        results.append(year(p, opening_demand_adapted=adapted, **always))
        adapted = results[-1].demand_adapted[..., 0]
    return results


# nothing without a cause


@pytest.mark.parametrize("name", REGIONS)
def test_the_made_up_regions_are_balanced(name: str) -> None:
    """Output is what the cities use of it plus sales outside; shares of every purchase add up to one."""
    p = REGIONS[name]()
    sold = np.einsum("soc,cs->os", p.trade_share, p.use) + p.partner_sales.sum(axis=2) + p.exports.sum(axis=2)
    np.testing.assert_allclose(sold, p.gross_output, rtol=1e-13)
    parts = [share.sum(axis=1) for share in (p.trade_share, p.partner_share, p.market_share)]
    np.testing.assert_allclose(sum(parts), 1.0, rtol=1e-14)


@pytest.mark.parametrize("name", REGIONS)
def test_without_shocks_and_measures_every_deviation_is_exactly_nothing(name: str) -> None:
    p = REGIONS[name](demand_gap_halflife=1.37, trade_elasticity=3.91, capacity_utilisation_normal=0.765)
    calm = year(p, lagged_gdp=1.234 * p.base_gdp[:, 0])
    for field in ("demand_pressure", "demand_adapted", "supply_loss", "consumption_deviation"):
        np.testing.assert_array_equal(getattr(calm, field), 0.0, err_msg=field)
    np.testing.assert_array_equal(calm.demand_effect, 1.0)
    for field in INDICES[:-1]:
        np.testing.assert_array_equal(getattr(calm, field), 1.0, err_msg=field)
    assert calm.foreign_demand_index[0] == 1.0


COST = st.floats(0.5, 1.5)


@given(st.lists(COST, min_size=10, max_size=10), st.floats(0, 100), st.floats(0.7, 1.6))
def test_new_shares_add_up_to_one_again_whatever_the_costs(
    costs: list[float], labelled: float, currency: float
) -> None:
    p = pair()
    drawn = attraction(
        p,
        Costs(
            np.array(costs[:4]).reshape(2, 2, 1),
            np.array(costs[4:6]).reshape(2, 1, 1),
            np.array(costs[6:]).reshape(2, 2, 1),
        ),
        CALM.__class__(CALM.exports, CALM.world, np.array([currency])),
        np.array([[labelled], [0.0]]),
    )
    moved = new_shares(p, drawn)
    total = (
        np.einsum("soc,socm->scm", p.trade_share, moved.city)
        + np.einsum("spc,spcm->scm", p.partner_share, moved.partner)
        + np.einsum("skc,skcm->scm", p.market_share, moved.market)
    )
    np.testing.assert_allclose(total, 1.0, rtol=1e-13)
    assert min(moved.city.min(), moved.partner.min(), moved.market.min()) > 0


def test_shares_by_hand() -> None:
    """A buyer of half from one city, a quarter each from a partner and a market; the city draws twice as
    much: 2 / 1.5 and 1 / 1.5 of before.
    """
    p = pair()
    shares = demand.Params(
        **{
            **vars(p),
            "trade_share": np.full((1, 1, 1), 0.5),
            "partner_share": np.full((1, 1, 1), 0.25),
            "market_share": np.full((1, 1, 1), 0.25),
        }
    )
    one = np.ones((1, 1, 1, 1))
    moved = new_shares(shares, Attraction(2 * one, one, one))
    assert moved.city.item() == pytest.approx(4 / 3, rel=1e-15)
    assert moved.partner.item() == moved.market.item() == pytest.approx(2 / 3, rel=1e-15)


# what a cause asks of suppliers


@pytest.mark.parametrize("size", [-30.0, 12.0])
def test_a_shock_to_foreign_sales_is_passed_on_to_suppliers_in_both_cities(size: float) -> None:
    p = pair()
    hit = year(p, shock_exports=[size, 0.0])
    lost = np.zeros((2, 2))
    lost[0] = size / 100 * p.exports[0].sum(axis=1)
    np.testing.assert_allclose(hit.demand_pressure[..., 0], carried_by_hand(p, lost), rtol=1e-12)
    gap = gap_of(hit.demand_effect[..., 0])
    np.testing.assert_allclose(gap, QUANTITY * carried_by_hand(p, lost), rtol=1e-9)
    np.testing.assert_allclose(hit.export_index[..., 0], [[1 + size / 100] * 2, [1.0, 1.0]], rtol=1e-14)
    assert hit.foreign_demand_index[0] == 1.0
    np.testing.assert_array_equal(hit.demand_adapted, 0.0)


def test_a_shock_to_one_market_is_a_shock_to_what_is_sold_there() -> None:
    p = pair()
    hit = year(p, shock_world_demand=[-20.0, 0.0])
    expected = carried_by_hand(p, -0.2 * p.exports[..., 0])
    np.testing.assert_allclose(hit.demand_pressure[..., 0], expected, rtol=1e-12)
    np.testing.assert_allclose(hit.export_index[..., 0], [[0.8, 1.0]] * 2, rtol=1e-14)


def test_two_shocks_on_the_same_sales_multiply() -> None:
    """A fifth less asked from the first city and half less by the first market: 0.4 is left."""
    hit = year(pair(), shock_exports=[-20.0, 0.0], shock_world_demand=[-50.0, 0.0])
    np.testing.assert_allclose(hit.export_index[..., 0], [[0.4, 0.8], [0.5, 1.0]], rtol=1e-14)


def test_what_households_do_not_buy_is_not_made() -> None:
    """A tenth less of household use in the first city, by its mix, bought where it usually buys."""
    p = pair()
    less = -0.1 * p.household_use[0].sum() * p.household_mix[0]
    final = np.einsum("so,s->os", p.trade_share[:, :, 0], less)
    hit = year(p, shock_household_demand=[-10.0, 0.0])
    np.testing.assert_allclose(hit.demand_pressure[..., 0], carried_by_hand(p, final), rtol=1e-12)
    np.testing.assert_allclose(hit.consumption_deviation[:, 0], [less.sum(), 0.0], rtol=1e-12)


def test_homes_that_are_not_built_ask_for_no_building_and_nobody_adapts_to_it() -> None:
    """A fifth less of the homes that the first city builds, by the mix of works."""
    p = pair()
    less = -0.2 * p.base_homes[0, 0] * p.works_mix[0]
    expected = carried_by_hand(p, np.einsum("so,s->os", p.trade_share[:, :, 0], less))
    hit = year(p, shock_property_demand=[-20.0, 0.0])
    np.testing.assert_allclose(hit.demand_pressure[..., 0], expected, rtol=1e-11, atol=1e-17)
    np.testing.assert_array_equal(hit.demand_adapted, 0.0)


@pytest.mark.parametrize(
    ("money", "mix", "share"),
    [
        ("extra_public_investment", "works_mix", 1.0),
        ("land_works", "works_mix", 1.0),
        ("new_business_money", "investment_mix", 1.0),
        ("new_foreign_capital", "investment_mix", 1.0),
        ("clean_power_investment", "investment_mix", 0.4),
        ("new_voucher_money", "voucher_mix", 2.5 * 0.4),
        ("visitor_spending_added", "voucher_mix", 1.0),
        ("visitor_spending_shaken", "voucher_mix", 1.0),
    ],
)
def test_money_of_measures_asks_for_what_it_buys(money: str, mix: str, share: float) -> None:
    """In an economy of twice the size the same money presses half as hard."""
    p = pair()
    bought = 5.0 * share * getattr(p, mix)[0]
    expected = carried_by_hand(p, np.einsum("so,s->os", p.trade_share[:, :, 0], bought))
    small, large = (year(p, lagged_gdp=size * p.base_gdp[:, 0], **{money: [5.0, 0.0]}) for size in (1.0, 2.0))
    np.testing.assert_allclose(small.demand_pressure[..., 0], expected, rtol=1e-11, atol=1e-17)
    np.testing.assert_allclose(large.demand_pressure[..., 0], expected / 2, rtol=1e-11, atol=1e-17)
    consumed = 5.0 * share if money == "new_voucher_money" else 0.0
    for result in (small, large):
        np.testing.assert_allclose(result.consumption_deviation[:, 0], [consumed, 0.0], atol=1e-12)


def test_investment_at_sea_asks_for_plants_whatever_its_sector() -> None:
    p = pair()
    at_sea = np.zeros((2, p.use.shape[1]))
    at_sea[0, :2] = 3.0, 2.0
    one, other = year(p, sea_investment=at_sea), year(p, new_business_money=[5.0, 0.0])
    np.testing.assert_allclose(one.demand_pressure, other.demand_pressure, rtol=1e-14)


def test_new_money_is_spent_where_purchases_have_moved_to() -> None:
    """Purchases of the first city rest on new shares; what is spent beyond the usual follows them."""
    p = pair()
    costs = Costs(CHEAPER_BETWEEN[..., None], np.ones((2, 1, 1)), np.ones((2, 2, 1)))
    moved = p.trade_share * new_shares(p, attraction(p, costs, CALM, np.zeros((2, 1)))).city[..., 0]
    both, cheaper = (
        year(p, intercity_cost=CHEAPER_BETWEEN, new_business_money=[money, 0.0]).demand_pressure[..., 0]
        for money in (5.0, 0.0)
    )
    bought = np.einsum("so,s->os", moved[:, :, 0], 5.0 * p.investment_mix[0])
    np.testing.assert_allclose(both - cheaper, carried_by_hand(p, bought), rtol=1e-10)


def test_a_weaker_yuan_sells_more_and_buys_less_abroad() -> None:
    """A tenth dearer at elasticity 0.8."""
    weak = year(pair(), shock_exchange_rate=10.0)
    np.testing.assert_allclose(weak.export_index, 1.1**0.8, rtol=1e-13)
    assert (weak.import_index < 1).all() and (weak.import_index > 1.1**-0.8).all()
    assert (weak.demand_pressure > 0).all()
    assert weak.foreign_demand_index[0] == 1.0


def test_cheaper_trade_between_the_cities_moves_purchases_from_outside_to_them() -> None:
    cheaper = year(pair(), intercity_cost=CHEAPER_BETWEEN)
    between = cheaper.intercity_index[..., 0]
    assert between[0, 1] > 1 > between[1, 1]
    assert between[1, 0] > 1 > between[0, 0]
    assert (cheaper.import_index < 1).all()
    np.testing.assert_array_equal(cheaper.export_index, 1.0)
    np.testing.assert_array_equal(cheaper.partner_index, 1.0)


def test_the_label_moves_goods_purchases_to_the_cities_by_the_registered_points() -> None:
    """Ten points more of both cities' firms, 0.3 points of spending on goods: 0.6 became 0.603 / 1.003."""
    p = pair()
    labelled = attraction(p, Costs(*(np.ones((2, n, 1)) for n in (2, 1, 2))), CALM, np.full((2, 1), 10.0))
    local = np.einsum("soc,socm->sc", p.trade_share, new_shares(p, labelled).city)
    assert local[GOODS, 0] == pytest.approx(0.603 / 1.003, rel=1e-13)
    np.testing.assert_allclose(local[SERVICES], p.trade_share[SERVICES].sum(axis=0), rtol=1e-15)
    assert (year(p, lever_quality_and_brands=[10.0, 10.0]).demand_pressure > 0).all()


def test_the_neighbour_with_the_closer_link_loses_more_and_both_less_than_the_city_that_is_hit() -> None:
    hit = year(linked(), shock_exports=[-20.0, 0.0, 0.0])
    struck, close, loose = hit.demand_pressure[:, GOODS, 0]
    assert struck < close < loose < 0
    assert abs(close) < 0.2 * abs(struck)
    effect = hit.demand_effect[:, GOODS, 0]
    assert effect[0] < effect[1] < effect[2] < 1


@given(st.floats(-60, 60))
def test_demand_is_a_chain_of_fixed_coefficients_rise_and_fall_alike(size: float) -> None:
    up, down = (year(pair(), shock_exports=[sign * size, 0.0]).demand_pressure for sign in (1.0, -1.0))
    np.testing.assert_allclose(up, -down, rtol=1e-10, atol=1e-15)


# what passes with time


@pytest.mark.parametrize(
    "measure", [{"intercity_cost": CHEAPER_BETWEEN}, {"new_business_money": np.array([3.0, 2.0])}]
)
def test_of_a_lasting_measure_the_effect_on_demand_halves_every_half_life(
    measure: dict[str, np.ndarray],
) -> None:
    results = path(pair(), 4, **measure)
    first = results[0].demand_pressure[..., 0]
    assert np.abs(first).max() > 5e-3
    for n, result in enumerate(results):
        np.testing.assert_array_equal(result.demand_pressure[..., 0], first)
        gap = gap_of(result.demand_effect[..., 0])
        np.testing.assert_allclose(gap, QUANTITY * first / 2**n, rtol=1e-9, atol=1e-14)


@given(st.floats(0.3, 10))
def test_half_of_a_gap_is_closed_after_the_half_life(halflife: float) -> None:
    left = 1 - closed_share(np.array([halflife]))
    np.testing.assert_allclose(left**halflife, 0.5, rtol=1e-12)


def test_what_a_measure_moves_through_demand_is_gone_in_time_and_what_it_saves_stays() -> None:
    """Facilitation cuts foreign cost for ever: supply keeps its effect, demand returns to plan."""
    p = pair()
    gdp = p.base_gdp
    exported = p.exports.sum(axis=1)
    imported = np.einsum("skc,cs->ck", p.market_share, p.use)
    none, one = np.zeros((2, 2)), np.ones((2, 1))
    flat = (
        "border_city_tariff_equiv border_provincial_tariff_equiv hub_hours_saved hub_traffic_share "
        "platform_cost_cut platform_diffusion rcep_tariff_cut time_cost_container"
    ).split()
    cost = trade_cost.step(
        border_cost_left=np.ones((2, 2, 1)),
        lagged_port_cost_foreign=np.zeros((2, 1)),
        lagged_port_cost_coastal=np.zeros((2, 1)),
        lever_hinterland_partnerships=np.zeros((1, 1)),
        lever_logistics_hubs=np.zeros((2, 1)),
        lever_trade_facilitation=np.array([20.0]),
        lever_overseas_markets=np.zeros((2, 1)),
        lever_japan_korea_integration=np.array([0.0]),
        lever_rcep_utilisation=np.array([0.0]),
        lever_open_platforms=np.zeros((1, 1)),
        driver_rcep_phase=np.array([0.0]),
        params=trade_cost.Params(
            sold_between=none,
            bought_between=none,
            sold_to_partner=0 * one,
            bought_from_partner=0 * one,
            exported=exported / gdp,
            imported=imported / gdp,
            goods_to_partner=one,
            same_province=np.zeros(1),
            rcep_market=np.zeros(2),
            short_sea=np.zeros(2),
            platform_reach=np.zeros((1, 2, 2)),
            platform_example=np.zeros((1, 2, 2)),
            foreign_trade=exported + imported,
            foreign_border_tariff_equiv=np.array([0.4]),
            border_resource_share=np.array([0.5]),
            tradecost_pass_through=np.array([0.85]),
            **dict.fromkeys(flat, np.array([0.1])),
        ),
    )
    results = path(p, 40, market_cost=cost.market_cost[..., 0])
    distance = np.array([np.abs(result.demand_effect - 1).max() for result in results])
    assert distance[0] > 1e-3
    assert (np.diff(distance) <= 0).all()
    assert distance[-1] < 1e-9
    assert (cost.trade_effect > 1.001).all()


def test_nobody_adapts_to_a_shock_and_the_year_after_it_is_as_if_it_had_not_been() -> None:
    p = pair()
    hit = year(p, shock_exports=[-30.0, 0.0], shock_world_demand=[-10.0, 5.0])
    after = year(p, opening_demand_adapted=hit.demand_adapted[..., 0])
    np.testing.assert_array_equal(after.demand_effect, 1.0)
    np.testing.assert_array_equal(after.demand_pressure, 0.0)


def test_income_that_was_lost_is_missed_the_year_after_by_less() -> None:
    """Of 10 lost households had 6 and would have spent 3.6; investors 0.15 of 10 less."""
    p = pair()
    hit = year(p, shock_exports=[-30.0, 0.0])
    lost = 0.7 * p.gross_output * (1 - 1 / hit.demand_effect[..., 0])  # value added is 0.7 of output
    after = year(p, lagged_income_gap=lost.sum(axis=1))
    first, second = gap_of(hit.demand_effect[..., 0]), gap_of(after.demand_effect[..., 0])
    assert (second < 0).all()
    assert (first[0] < second[0]).all()  # in the city that was hit
    in_all = [np.sum(p.gross_output * gap) for gap in (first, second)]
    assert in_all[0] < 2 * in_all[1]
    ten = year(p, lagged_income_gap=[-10.0, 0.0])
    np.testing.assert_allclose(ten.consumption_deviation[:, 0], [-3.6, 0.0], rtol=1e-12)
    bought = -3.6 * p.household_mix[0] - 1.5 * p.investment_mix[0]
    expected = carried_by_hand(p, np.einsum("so,s->os", p.trade_share[:, :, 0], bought))
    np.testing.assert_allclose(ten.demand_pressure[..., 0], expected, rtol=1e-11)
    large = year(p, lagged_income_gap=[-10.0, 0.0], lagged_gdp=2 * p.base_gdp[:, 0])
    np.testing.assert_allclose(large.demand_pressure[..., 0], expected / 2, rtol=1e-11)
    np.testing.assert_allclose(large.consumption_deviation[:, 0], [-3.6, 0.0], rtol=1e-12)


# slack


def test_at_no_gap_capacity_is_used_as_usual_and_a_little_more_is_made_whole() -> None:
    assert used_capacity(np.array([0.0]), NORMAL)[0] == 1.0
    step = 1e-6
    slope = (used_capacity(np.array([step]), NORMAL) - used_capacity(np.array([-step]), NORMAL)) / (2 * step)
    assert slope[0] == pytest.approx(1.0, abs=1e-8)


@given(st.floats(-2, 20), st.floats(-2, 20), st.floats(0.5, 0.9))
def test_use_of_capacity_rises_with_demand_between_nothing_and_all_of_it(
    one: float, other: float, normal: float
) -> None:
    less, more = (used_capacity(np.array([gap]), np.array([normal]))[0] for gap in sorted((one, other)))
    rounding = 1 + 1e-14
    assert 0 < less <= rounding * more <= rounding**2 / normal


def test_output_lost_with_capital_by_hand() -> None:
    """36 of 100 gone at a share of one half: 0.8 of output is left."""
    lost = supply_lost(np.array([[36.0]]), np.array([[64.0]]), np.array([[0.5]]))
    assert lost[0, 0] == pytest.approx(0.2, rel=1e-15)
    assert supply_lost(np.array([[0.0]]), np.array([[64.0]]), np.array([[0.37]]))[0, 0] == 0.0


def test_who_lost_capital_works_harder_on_what_is_left_and_suppliers_sell_less() -> None:
    """Three tenths of the first city's capital gone: customers still ask, and what is left makes up the
    quantity share of it, so that inputs of the rest alone are not bought.
    """
    at_work, lacking = np.full((3, 2), 100.0), np.zeros((3, 2))
    at_work[0], lacking[0] = 70.0, 30.0
    p = linked()
    hit = year(p, capital_at_work=at_work, lacking_capital=lacking)
    loss = 1 - 0.7 ** np.array([0.5, 0.4])
    np.testing.assert_allclose(hit.supply_loss[0, :, 0], loss, rtol=1e-14)
    np.testing.assert_array_equal(hit.supply_loss[1:], 0.0)
    not_made = (1 - p.demand_quantity_share[0]) * loss
    unused = p.input_coefficient[0] @ (p.gross_output[0] * not_made)
    expected = carried_by_hand(p, -np.einsum("so,s->os", p.trade_share[:, :, 0], unused))
    np.testing.assert_allclose(hit.demand_pressure[..., 0], expected, rtol=1e-11)
    effect = hit.demand_effect[..., 0]
    assert (effect[0] > 1).all()
    assert (effect[1] < effect[2]).all() and (effect[2] < 1).all()
    assert (effect[0] * (1 - loss) < 1).all()


# who is who does not matter


def test_symmetric_cities_behave_alike() -> None:
    p = alike()
    both = year(p, market_cost=np.full((3, 2), 0.98), new_business_money=[3.0] * 3, shock_exports=[-10.0] * 3)
    for field in ("demand_effect", "demand_pressure", "partner_index", "export_index", "import_index"):
        values = getattr(both, field)
        np.testing.assert_allclose(values, np.broadcast_to(values[:1], values.shape), rtol=1e-13)
    hit = year(p, shock_exports=[-20.0, 0.0, 0.0]).demand_effect
    np.testing.assert_allclose(hit[1], hit[2], rtol=1e-14)


def test_permuting_the_cities_permutes_the_results() -> None:
    p, order = linked(), [2, 0, 1]
    costs = 1 - 0.02 * np.arange(9.0).reshape(3, 3) / 9
    given = {
        "shock_exports": np.array([-20.0, 5.0, 0.0]),
        "new_business_money": np.array([1.0, 0.0, 4.0]),
        "lacking_capital": np.array([[0.0, 5.0], [2.0, 0.0], [0.0, 0.0]]),
        "lagged_income_gap": np.array([-3.0, 2.0, 0.5]),
        "lever_quality_and_brands": np.array([0.0, 8.0, 3.0]),
        "market_cost": 1 - 0.01 * np.arange(6.0).reshape(3, 2),
    }
    straight = year(p, intercity_cost=costs, **given)
    mixed = year(
        permuted(p, order),
        intercity_cost=costs[order][:, order],
        **{name: values[order] for name, values in given.items()},
    )
    for field in (
        "demand_effect demand_pressure demand_adapted supply_loss consumption_deviation partner_index "
        "export_index import_index"
    ).split():
        np.testing.assert_allclose(
            getattr(mixed, field), getattr(straight, field)[order], rtol=1e-11, atol=1e-15, err_msg=field
        )
    np.testing.assert_allclose(mixed.intercity_index, straight.intercity_index[order][:, order], rtol=1e-12)
