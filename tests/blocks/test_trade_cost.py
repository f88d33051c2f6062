"""Trade cost by flow: cuts on one friction share it, none passes its floor, savings are kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import trade_cost

JAPAN, KOREA, REST = range(3)
NEAR, FAR = range(2)
"""Partners: the first in the same province."""
RESPONSES = {
    "border_city_tariff_equiv": 0.06,
    "border_provincial_tariff_equiv": 0.25,
    "foreign_border_tariff_equiv": 0.4,
    "border_resource_share": 0.5,
    "hub_hours_saved": 12.0,
    "hub_traffic_share": 0.25,
    "platform_cost_cut": 0.1,
    "platform_diffusion": 0.2,
    "rcep_tariff_cut": 2.0,
    "time_cost_container": 0.008,
    "tradecost_pass_through": 0.85,
}
REACH = np.array([[[1.0, 0.5, 0.0], [0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0], [0.0, 0.0, 0.4]]])
"""Share of trade that passes a platform: the first stands in the first city, the second in the second."""
EXAMPLE = np.array([[[0.0, 0.0, 0.0], [1.0, 0.5, 0.0]], [[0.0, 0.0, 0.4], [0.0, 0.0, 0.0]]])
PARAMS = trade_cost.Params(
    sold_between=np.array([[0.0, 0.2], [0.3, 0.0]]),
    bought_between=np.array([[0.0, 0.1], [0.4, 0.0]]),
    sold_to_partner=np.array([[0.1, 0.3], [0.2, 0.2]]),
    bought_from_partner=np.array([[0.2, 0.2], [0.1, 0.4]]),
    exported=np.array([[0.1, 0.08, 0.3], [0.05, 0.02, 0.1]]),
    imported=np.array([[0.06, 0.1, 0.2], [0.01, 0.03, 0.1]]),
    goods_to_partner=np.array([[0.5, 0.8], [0.6, 0.7]]),
    same_province=np.array([1.0, 0.0]),
    rcep_market=np.array([1.0, 0.0, 0.0]),
    short_sea=np.array([1.0, 1.0, 0.0]),
    platform_reach=REACH,
    platform_example=EXAMPLE,
    foreign_trade=np.array([[160.0, 180.0, 500.0], [30.0, 25.0, 100.0]]),
    **{name: np.array([value]) for name, value in RESPONSES.items()},
)
NEUTRAL = {
    "border_cost_left": np.ones((2, 2)),
    "lagged_port_cost_foreign": np.zeros(2),
    "lagged_port_cost_coastal": np.zeros(2),
    "lever_hinterland_partnerships": np.zeros(2),
    "lever_logistics_hubs": np.zeros(2),
    "lever_trade_facilitation": 0.0,
    "lever_overseas_markets": np.zeros(3),
    "lever_japan_korea_integration": 0.0,
    "lever_rcep_utilisation": 0.0,
    "lever_open_platforms": np.zeros(2),
    "driver_rcep_phase": 1.0,
}


def year(given_params: trade_cost.Params = PARAMS, **changes: object) -> trade_cost.TradeCost:
    values = {name: np.asarray(value, dtype=float)[..., None] for name, value in (NEUTRAL | changes).items()}
    return trade_cost.step(**values, params=given_params)


def market(**changes: object) -> np.ndarray:
    """Cost with foreign markets [city, market]."""
    cost: np.ndarray = year(**changes).market_cost[..., 0]
    return cost


def foreign(left: float | np.ndarray) -> float | np.ndarray:
    """Cost by hand when that much of the foreign friction is left."""
    return (1 + 0.4 * np.asarray(left)) / 1.4


# neutral values and floors


@pytest.mark.parametrize("friction", [0.06, 0.137, 0.4, 1.3])
def test_nothing_done_costs_what_it_did_to_the_last_bit(friction: float) -> None:
    names = ("border_city_tariff_equiv", "border_provincial_tariff_equiv", "foreign_border_tariff_equiv")
    neutral = year(replace(PARAMS, **dict.fromkeys(names, np.array([friction]))))
    for name in ("intercity_cost", "partner_cost", "market_cost", "trade_cost_factor", "trade_effect"):
        np.testing.assert_array_equal(getattr(neutral, name), 1.0, err_msg=name)


def test_the_friction_that_is_left_is_paid_on_top_of_the_price() -> None:
    """A tariff equivalent of one quarter: half of it gone costs 1.125 of 1.25, all of it 1 of 1.25."""
    cost = trade_cost.friction_cost(np.array([0.25]), np.array([1.0, 0.5, 0.0]))
    np.testing.assert_allclose(cost, [1.0, 0.9, 0.8], rtol=1e-15)


CUT = st.floats(0, 100)
INDEX = st.floats(0, 1)


@given(CUT, CUT, CUT, st.tuples(INDEX, INDEX), st.tuples(CUT, CUT), INDEX)
def test_no_set_of_measures_passes_the_floor_of_trade_without_a_border(
    facilitation: float,
    overseas: float,
    sea: float,
    platforms: tuple[float, float],
    partners: tuple[float, float],
    border: float,
) -> None:
    result = year(
        border_cost_left=np.full((2, 2), border),
        lever_trade_facilitation=facilitation,
        lever_overseas_markets=np.full(3, overseas),
        lever_japan_korea_integration=sea,
        lever_open_platforms=platforms,
        lever_hinterland_partnerships=partners,
    )
    assert result.market_cost.min() >= 1 / 1.4 - 1e-15
    assert result.partner_cost[:, NEAR].min() >= 1 / 1.06 - 1e-15
    assert result.partner_cost[:, FAR].min() >= 1 / 1.25 - 1e-15
    assert result.intercity_cost.min() >= 1 / 1.06 - 1e-15
    for name in ("market_cost", "partner_cost", "intercity_cost"):
        assert getattr(result, name).max() <= 1 + 1e-15
    assert (result.trade_effect >= 1 - 1e-15).all()


# foreign markets


def test_measures_with_the_same_market_leave_the_product_of_what_each_leaves() -> None:
    """Japan: 0.9 x 0.8 x 0.7 of the friction; Korea 0.9 x 0.7; the rest 0.9."""
    cost = market(
        lever_trade_facilitation=10.0,
        lever_overseas_markets=[20.0, 0.0, 0.0],
        lever_japan_korea_integration=30.0,
    )
    np.testing.assert_allclose(cost[0], foreign(np.array([0.504, 0.63, 0.9])), rtol=1e-14)
    np.testing.assert_array_equal(cost[0], cost[1])


@given(CUT, CUT, CUT)
def test_together_they_cut_no_more_than_their_sum_and_no_less_than_the_largest(
    facilitation: float, overseas: float, sea: float
) -> None:
    levers = {
        "lever_trade_facilitation": facilitation,
        "lever_overseas_markets": np.full(3, overseas),
        "lever_japan_korea_integration": sea,
    }
    together = 1 - market(**levers)
    single = [1 - market(**{name: cut}) for name, cut in levers.items()]
    assert (together <= sum(single) + 1e-12).all()
    assert (together >= np.max(single, axis=0) - 1e-12).all()


def test_new_preference_is_with_japan_only_and_comes_with_the_phases_of_the_treaty() -> None:
    """Half of the trade claims a cut of two points of which 30 % have come: 0.3 % off."""
    cost = market(lever_rcep_utilisation=50.0, driver_rcep_phase=0.3)
    np.testing.assert_allclose(cost[0], [1 - 0.003, 1.0, 1.0], rtol=1e-15)
    np.testing.assert_array_equal(market(lever_rcep_utilisation=50.0, driver_rcep_phase=0.0), 1.0)


def test_a_platform_cuts_the_trade_that_passes_it_and_others_copy_a_part() -> None:
    """All of the first city's trade with Japan and half of that with Korea pass; a tenth is cut. The second
    city copies a fifth of it. At half the index half of all this.
    """
    cost = market(lever_open_platforms=[1.0, 0.0])
    np.testing.assert_allclose(cost[0], foreign(np.array([0.9, 0.95, 1.0])), rtol=1e-14)
    np.testing.assert_allclose(cost[1], foreign(np.array([0.98, 0.99, 1.0])), rtol=1e-14)
    half = market(lever_open_platforms=[0.5, 0.0])
    np.testing.assert_allclose(half[0], foreign(np.array([0.95, 0.975, 1.0])), rtol=1e-14)


def test_a_platform_and_facilitation_overlap_on_the_friction_they_share() -> None:
    """0.9 x 0.7 with Japan; with Korea 0.95 x 0.7; both alone would leave 0.6."""
    cost = market(lever_open_platforms=[1.0, 0.0], lever_trade_facilitation=30.0)
    np.testing.assert_allclose(cost[0], foreign(np.array([0.63, 0.665, 0.7])), rtol=1e-14)
    assert cost[0, JAPAN] > foreign(0.6)


def test_measures_that_pull_against_each_other_follow_the_same_product() -> None:
    """A trade conflict raises the friction with the rest by a quarter, facilitation takes a fifth of what is
    then there: 1.25 x 0.8 = 1, as if neither were, while Japan has the fifth.
    """
    cost = market(lever_overseas_markets=[0.0, 0.0, -25.0], lever_trade_facilitation=20.0)
    assert cost[0, REST] == pytest.approx(1.0, rel=1e-15)
    assert cost[0, JAPAN] == pytest.approx(foreign(0.8), rel=1e-15)
    dearer = year(lever_overseas_markets=[0.0, 0.0, -25.0])
    assert dearer.market_cost[0, REST, 0] == pytest.approx(foreign(1.25), rel=1e-15)
    assert (dearer.trade_effect < 1).all()


# domestic partners and hubs


def test_a_partnership_cuts_the_border_with_its_partner_and_no_other() -> None:
    """Half of 0.06 inside the province, half of 0.25 beyond it."""
    near = year(lever_hinterland_partnerships=[50.0, 0.0]).partner_cost[0, :, 0]
    np.testing.assert_allclose(near, [1.03 / 1.06, 1.0], rtol=1e-15)
    far = year(lever_hinterland_partnerships=[0.0, 50.0]).partner_cost[0, :, 0]
    np.testing.assert_allclose(far, [1.0, 1.125 / 1.25], rtol=1e-15)


def test_a_hub_saves_time_on_the_goods_that_pass_it_and_not_on_services() -> None:
    """Half a day at 0.8 % a day for a quarter of the goods: 0.1 %; of the trade with the first partner half
    is goods, with the second four fifths. The second city has no hub, and trade between the cities none.
    """
    result = year(lever_logistics_hubs=[1.0, 0.0])
    np.testing.assert_allclose(result.market_cost[0, :, 0], 0.999, rtol=1e-15)
    np.testing.assert_allclose(result.partner_cost[0, :, 0], [0.9995, 0.9992], rtol=1e-15)
    np.testing.assert_array_equal(result.market_cost[1], 1.0)
    np.testing.assert_array_equal(result.partner_cost[1], 1.0)
    np.testing.assert_array_equal(result.intercity_cost, 1.0)
    without = replace(PARAMS, goods_to_partner=np.zeros((2, 2)))
    np.testing.assert_array_equal(year(without, lever_logistics_hubs=[1.0, 1.0]).partner_cost, 1.0)


# what is saved


def test_cost_saved_with_one_market_is_kept_by_sellers_and_buyers() -> None:
    """Facilitation leaves 0.65 of the friction with all: (1 - 1.26 / 1.4) = 0.1 of the price, half of it real
    work: 0.05. Of 0.3 exported to the rest sellers keep 0.15, of 0.2 imported buyers 0.85. The treaty's part
    is a tariff and all of it money: 2 % of what is traded with Japan.
    """
    only_rest = replace(
        PARAMS,
        exported=PARAMS.exported * [0.0, 0.0, 1.0],
        imported=PARAMS.imported * [0.0, 0.0, 1.0],
    )
    cheaper = year(only_rest, lever_trade_facilitation=35.0)
    assert cheaper.market_cost[0, REST, 0] == pytest.approx(0.9, rel=1e-14)
    kept = 0.05 * (0.15 * 0.3 + 0.85 * 0.2)
    assert cheaper.trade_effect[0, 0] == pytest.approx(1 + kept, rel=1e-14)
    treaty = year(lever_rcep_utilisation=100.0).trade_effect[0, 0]
    assert treaty == pytest.approx(1 + 0.02 * (0.15 * 0.1 + 0.85 * 0.06), rel=1e-14)


def test_cost_saved_between_two_cities_is_kept_by_both() -> None:
    """Half the border gone: 0.03 / 1.06 of the price, half of it real."""
    half = np.array([[1.0, 0.5], [0.5, 1.0]])
    saved = 0.5 * 0.03 / 1.06
    expected = [1 + saved * (0.15 * 0.2 + 0.85 * 0.1), 1 + saved * (0.15 * 0.3 + 0.85 * 0.4)]
    np.testing.assert_allclose(year(border_cost_left=half).trade_effect[:, 0], expected, rtol=1e-14)


def test_time_saved_at_a_hub_is_saved_whole() -> None:
    """0.1 % of foreign trade; of trade with partners 0.05 and 0.08 %; sellers 0.15, buyers 0.85."""
    foreign_trade = 0.001 * (0.15 * 0.48 + 0.85 * 0.36)
    partners = 0.0005 * (0.15 * 0.1 + 0.85 * 0.2) + 0.0008 * (0.15 * 0.3 + 0.85 * 0.2)
    effect = year(lever_logistics_hubs=[1.0, 0.0]).trade_effect[:, 0]
    np.testing.assert_allclose(effect, [1 + foreign_trade + partners, 1.0], rtol=1e-14)


def test_what_distrust_cost_is_nobodys_output() -> None:
    none_real = replace(PARAMS, border_resource_share=np.array([0.0]))
    result = year(none_real, lever_trade_facilitation=50.0, lever_hinterland_partnerships=[50.0, 50.0])
    np.testing.assert_array_equal(result.trade_effect, 1.0)
    assert (result.market_cost < 1).all()


def test_the_factor_is_the_mean_cost_of_foreign_trade_by_value() -> None:
    """A tenth off Japan's friction through the platform for the first city, a fiftieth for the second."""
    result = year(lever_open_platforms=[1.0, 0.3], lever_japan_korea_integration=12.0)
    traded = PARAMS.foreign_trade
    expected = float((traded * result.market_cost[..., 0]).sum() / traded.sum())
    assert result.trade_cost_factor[0] == pytest.approx(expected, rel=1e-14)
    by_hand = year(lever_rcep_utilisation=100.0).trade_cost_factor[0]
    assert by_hand == pytest.approx(1 - 0.02 * 190 / 995, rel=1e-14)


def test_permuting_the_cities_permutes_the_results() -> None:
    names = (
        "sold_to_partner",
        "bought_from_partner",
        "exported",
        "imported",
        "goods_to_partner",
        "foreign_trade",
    )
    mixed_params = replace(
        PARAMS,
        sold_between=PARAMS.sold_between[::-1, ::-1],
        bought_between=PARAMS.bought_between[::-1, ::-1],
        platform_reach=REACH[:, ::-1],
        platform_example=EXAMPLE[:, ::-1],
        **{name: getattr(PARAMS, name)[::-1] for name in names},
    )
    common = {"lever_open_platforms": [0.7, 0.4], "lever_trade_facilitation": 10.0}
    straight = year(lever_logistics_hubs=[1.0, 0.2], **common)
    mixed = year(mixed_params, lever_logistics_hubs=[0.2, 1.0], **common)
    for name in ("partner_cost", "market_cost", "trade_effect"):
        np.testing.assert_allclose(
            getattr(mixed, name), getattr(straight, name)[::-1], rtol=1e-14, err_msg=name
        )
