"""Productivity: the trend, catch-up, and causes that are one in the base year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.blocks import productivity, spillover

ONES = np.ones((2, 1))
RD = np.array([[100.0], [50.0]])


def params(**changes: float) -> productivity.Params:
    values = {
        "national_reference_growth": 0.06,
        "national_pass_through": 0.8,
        "sector_drift_decay": 0.1,
        "tfp_catchup_rate": 0.02,
        "rd_output_elasticity": 0.07,
        "access_adjustment": 0.2,
        "market_access_domestic": 0.1,
        "public_capital_elasticity": 0.1,
    } | changes
    return productivity.Params(
        productivity_growth=np.array([[0.02], [0.01]]),
        past_catch_up=0 * ONES,
        frontier=np.array([[1.0], [0.0]]),
        base_rd_capital=RD,
        manufacturing=np.array([0.0, 1.0]),
        **{name: np.array([value]) for name, value in values.items()},
    )


EFFECTS = ("nearness_effect", "contact_effect", "spillover_effect", "digital_effect", "service_effect")


def year(given_params: productivity.Params | None = None, **changes: np.ndarray) -> productivity.Productivity:
    """One year in which nothing has moved since 2020 but the trend, apart from the changes."""
    values = {
        "opening_productivity_trend": np.ones((2, 2, 1)),
        "opening_sector_drift": np.array([[[0.02], [0.0]], [[0.0], [0.0]]]),
        "opening_catch_up": ONES,
        "opening_technology_gap": 0 * ONES,
        "opening_market_access_in_use": ONES,
        "lagged_total_factor_productivity": np.ones((2, 2, 1)),
        "lagged_value_added": np.array([[[30.0], [70.0]], [[50.0], [50.0]]]),
        "opening_rd_capital_effective": RD,
        "opening_public_capital_ratio": 0 * ONES,
        "market_access": ONES,
        "trade_effect": ONES,
        "foreign_effect": ONES,
        **dict.fromkeys(EFFECTS, ONES),
        "driver_china_trend_growth": np.array([6.0]),
    } | changes
    return productivity.step(**values, params=given_params or params())


def test_two_cities_worked_by_hand_through_spillover_and_productivity() -> None:
    """Round numbers throughout, all causes at once.

    Ways: from two half-lives to one, 1/4 to 1/2, half of the gap in use: 3/8, nearness 3/2.
    Border: half of what was lost passes again, 3/4 over 1/2; joint research through a fifth of the flow
    doubles: 6/5; wanted contact 9/5, half of the gap in use: 7/5.
    Stocks: 225 and 144 where there were 100. Elasticities: own 1/2, neighbours' 1, access 1, public 1.
    First city:  trend 5/4, own 3/2, pool 3/2 x 7/5 x 144/100, access 11/10, public 6/5, trade
        9/8, foreign capital 16/15 (together again 6/5).
    Second city: trend 5/4, catch-up 2 (half of ln 4), own 6/5, pool 3/2 x 7/5 x 225/100, access 1, public 1.
    Manufacturing: digital 11/10 x services 21/20 in the first city.
    """
    times = np.array([[0.0, 120.0], [120.0, 0.0]])[..., None]
    half_life, one, half = np.array([60.0]), np.array([1.0]), np.array([0.5])
    stocks = np.array([[225.0], [144.0]])
    pool = spillover.step(
        opening_nearness_in_use=spillover.nearness(times, half_life),
        opening_contact_in_use=np.ones((2, 2, 1)),
        opening_rd_capital_effective=stocks,
        travel_time=times / 2,
        border_cost_left=np.full((2, 2, 1), 0.5),
        delivery=one,
        lever_innovation_consortia=np.array([100.0]),
        lever_core_city_functions=0 * ONES,
        params=spillover.Params(
            base_nearness=spillover.nearness(times, half_life),
            base_rd_capital=100 * ONES,
            rd_spillover_elasticity=one,
            spillover_halflife_time=half_life,
            access_adjustment=half,
            knowledge_border_loss=half,
            cooperation_channel_share=np.array([0.2]),
            core_decay_cut=0 * one,
        ),
    )
    result = year(
        replace(
            params(
                rd_output_elasticity=0.5,
                access_adjustment=0.5,
                market_access_domestic=1.0,
                public_capital_elasticity=1.0,
                tfp_catchup_rate=0.5,
            ),
            productivity_growth=np.log([[1.25], [2.5]]),
            past_catch_up=np.log([[1.0], [2.0]]),
            base_rd_capital=100 * ONES,
        ),
        opening_sector_drift=np.zeros((2, 2, 1)),
        opening_technology_gap=np.log([[1.0], [4.0]]),
        opening_rd_capital_effective=stocks,
        opening_public_capital_ratio=np.array([[0.2], [0.0]]),
        market_access=np.array([[1.2], [1.0]]),
        nearness_effect=pool.nearness_effect,
        contact_effect=pool.contact_effect,
        spillover_effect=pool.spillover_effect,
        digital_effect=np.array([[1.1], [1.0]]),
        service_effect=np.array([[1.05], [1.0]]),
        trade_effect=np.array([[9 / 8], [1.0]]),
        foreign_effect=np.array([[16 / 15], [1.0]]),
    )
    first = 1.25 * 1.5 * (1.5 * 1.4 * 1.44) * 1.1 * 1.2 * 1.2
    second = 1.25 * 2 * 1.2 * (1.5 * 1.4 * 2.25)
    by_hand = [[first, first * 1.155], [second, second]]
    np.testing.assert_allclose(result.total_factor_productivity[..., 0], by_hand, rtol=1e-14)
    grown = [0.3 * np.log(first) + 0.7 * np.log(first * 1.155), np.log(second)]
    np.testing.assert_allclose(
        result.technology_gap[:, 0], [0.0, np.log(4) + grown[0] - grown[1]], rtol=1e-13, atol=1e-15
    )


def test_only_the_trend_moves_while_the_causes_stay() -> None:
    result = year()
    for effect in ("rd_effect", "access_effect", "public_capital_effect", "industry_effect", "catch_up"):
        np.testing.assert_array_equal(getattr(result, effect), 1.0)
    np.testing.assert_array_equal(result.total_factor_productivity, result.productivity_trend)


def test_drifts_move_the_mix_and_leave_the_citys_mean_alone() -> None:
    growth = np.log(year().productivity_trend[..., 0])
    np.testing.assert_allclose(growth[0], [0.02 + 0.7 * 0.02, 0.02 - 0.3 * 0.02], rtol=1e-12)
    assert growth[0] @ [0.3, 0.7] == pytest.approx(0.02)
    np.testing.assert_allclose(growth[1], 0.01, rtol=1e-12)


def test_a_national_slowdown_passes_through() -> None:
    """A nation that grows a sixth slower than in the reference years slows the common part, not the mix."""
    slower, usual = (
        np.log(year(driver_china_trend_growth=np.array([g])).productivity_trend) for g in (5.0, 6.0)
    )
    lost = np.array([0.02, 0.01])[:, None] * (1 - (5 / 6) ** 0.8)
    np.testing.assert_allclose((usual - slower)[..., 0], np.broadcast_to(lost, (2, 2)), rtol=1e-10)


@pytest.mark.parametrize("usual_growth", [-0.01, 0.0, 0.02])
def test_a_slower_nation_speeds_up_no_city(usual_growth: float) -> None:
    """Drawn trends can lie below zero; there too a slow-down is no gain."""
    drawn = replace(params(), productivity_growth=np.full((2, 1), usual_growth))
    slow, usual = (
        year(drawn, driver_china_trend_growth=np.array([growth])).productivity_trend for growth in (4.0, 6.0)
    )
    assert (slow <= usual).all()


def test_drifts_fade() -> None:
    np.testing.assert_allclose(year().sector_drift[..., 0], [[0.018, 0.0], [0.0, 0.0]], rtol=1e-13)


def test_what_catch_up_gave_in_the_past_is_not_in_the_trend() -> None:
    """At the past's distance a city grows as it did: what leaves the trend comes back as catch-up."""
    behind = replace(params(), past_catch_up=np.array([[0.0], [0.02 * 0.3]]))
    result = year(behind, opening_technology_gap=np.array([[0.0], [0.3]]))
    np.testing.assert_allclose(result.total_factor_productivity, year().total_factor_productivity, rtol=1e-14)
    np.testing.assert_allclose(np.log(result.catch_up[:, 0]), [0.0, 0.006], rtol=1e-12, atol=1e-15)


def test_the_leading_city_is_at_no_distance_and_a_faster_follower_comes_nearer() -> None:
    usual = replace(params(), productivity_growth=np.array([[0.01], [0.03]]))
    result = year(
        usual, opening_technology_gap=np.array([[0.0], [0.3]]), opening_sector_drift=np.zeros((2, 2, 1))
    )
    np.testing.assert_allclose(result.technology_gap[:, 0], [0.0, 0.3 + 0.01 - 0.036], rtol=1e-12)


def test_the_gap_settles_where_both_grow_alike() -> None:
    """0.01 a year more in the leader's trend, and a rate of 0.02: half a log point, from either side."""
    chosen = replace(params(), productivity_growth=np.array([[0.02], [0.01]]))
    for start in (0.0, 2.0):
        gap, trend, catch_up = np.array([[0.0], [start]]), np.ones((2, 2, 1)), ONES
        tfp = np.ones((2, 2, 1))
        for _ in range(600):
            result = year(
                chosen,
                opening_technology_gap=gap,
                opening_productivity_trend=trend,
                opening_catch_up=catch_up,
                lagged_total_factor_productivity=tfp,
                opening_sector_drift=np.zeros((2, 2, 1)),
            )
            gap, trend, catch_up = result.technology_gap, result.productivity_trend, result.catch_up
            tfp = result.total_factor_productivity
        assert gap[1, 0] == pytest.approx(0.5, abs=1e-4)


def test_own_research_counts_by_its_elasticity() -> None:
    result = year(opening_rd_capital_effective=np.array([[200.0], [50.0]]))
    np.testing.assert_allclose(result.rd_effect[:, 0], [2**0.07, 1.0], rtol=1e-13)


def test_firms_use_new_access_step_by_step() -> None:
    """A fifth of the gap a year: market access 1.5 counts as 1.1."""
    result = year(market_access=1.5 * ONES)
    np.testing.assert_allclose(result.market_access_in_use, 1.1, rtol=1e-13)
    np.testing.assert_allclose(result.access_effect, 1.1**0.1, rtol=1e-13)


def test_extra_public_capital_counts_by_its_elasticity() -> None:
    result = year(opening_public_capital_ratio=np.array([[0.1], [0.0]]))
    np.testing.assert_allclose(result.public_capital_effect[:, 0], [1.1**0.1, 1.0], rtol=1e-13)


def test_digital_connection_and_services_reach_manufacturing_only() -> None:
    result = year(digital_effect=1.02 * ONES, service_effect=1.01 * ONES)
    np.testing.assert_array_equal(result.industry_effect[:, 0], 1.0)
    np.testing.assert_allclose(result.industry_effect[:, 1], 1.02 * 1.01, rtol=1e-13)


def test_productivity_is_the_product_of_trend_and_causes() -> None:
    result = year(
        opening_rd_capital_effective=1.3 * RD,
        market_access=1.2 * ONES,
        opening_public_capital_ratio=0.05 * ONES,
        opening_technology_gap=np.array([[0.0], [0.4]]),
        digital_effect=1.02 * ONES,
        spillover_effect=1.03 * ONES,
        nearness_effect=1.01 * ONES,
        contact_effect=1.04 * ONES,
    )
    given_effects = 1.03 * 1.01 * 1.04
    product = result.catch_up * result.rd_effect * result.access_effect * result.public_capital_effect
    ratio = result.total_factor_productivity / (result.productivity_trend * result.industry_effect)
    np.testing.assert_allclose(
        ratio, np.broadcast_to((given_effects * product)[:, None], ratio.shape), rtol=1e-13
    )
    assert (product > 1).all()


def test_symmetric_cities_behave_alike() -> None:
    alike = replace(params(), productivity_growth=0.02 * ONES, base_rd_capital=100 * ONES)
    result = year(
        alike,
        opening_sector_drift=np.full((2, 2, 1), 0.01),
        opening_rd_capital_effective=120 * ONES,
        lagged_value_added=np.array([[[30.0], [70.0]]] * 2),
    )
    for values in vars(result).values():
        np.testing.assert_array_equal(values[0], values[1])
