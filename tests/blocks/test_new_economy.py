"""The new economy: a share of value added that composition, research and diffusion move."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import new_economy

VALUE = np.array([[[60.0], [40.0]], [[20.0], [80.0]]])
PARAMS = new_economy.Params(
    base_share=np.array([0.5, 0.2]),
    base_intensity=np.full((2, 1), 0.08),
    new_economy_diffusion=np.array([0.0]),
    new_economy_rd_elasticity=np.array([0.5]),
)


def year(
    *,
    diffused: float = 0.0,
    stock: float = 8.0,
    value: np.ndarray = VALUE,
    params: new_economy.Params = PARAMS,
) -> new_economy.NewEconomy:
    return new_economy.step(
        opening_new_economy_diffused=np.array([diffused]),
        opening_rd_capital_effective=np.full((2, 1), stock),
        potential_value_added=VALUE,
        value_added=value,
        params=params,
    )


def test_at_the_odds_of_2020_composition_alone_makes_the_share() -> None:
    """60 at half and 40 at a fifth; 20 at half and 80 at a fifth."""
    np.testing.assert_allclose(year().new_economy_value_added[:, 0], [38.0, 26.0], rtol=1e-13)


def test_four_times_the_research_per_output_doubles_the_odds() -> None:
    """Odds 1 and 1/4 become 2 and 1/2: shares of two thirds and one third."""
    result = year(stock=32.0).new_economy_value_added[0, 0]
    assert result == pytest.approx(60 * 2 / 3 + 40 / 3, rel=1e-13)


def test_diffusion_adds_up_over_the_years_and_is_common_to_the_cities() -> None:
    drift = new_economy.Params(
        PARAMS.base_share,
        PARAMS.base_intensity,
        np.array([math.log(2) / 2]),
        PARAMS.new_economy_rd_elasticity,
    )
    first = year(params=drift)
    second = year(params=drift, diffused=float(first.new_economy_diffused[0]))
    assert second.new_economy_diffused[0] == pytest.approx(math.log(2))
    assert second.new_economy_value_added[1, 0] == pytest.approx(20 * 2 / 3 + 80 / 3, rel=1e-13)


@given(st.floats(-20, 20), st.floats(0.01, 0.99))
def test_new_activity_stays_a_part_of_value_added(log_odds: float, base: float) -> None:
    inside = new_economy.share(np.array([base]), np.array([[log_odds]]))
    assert 0 < inside.item() <= 1
    assert new_economy.share(np.array([base]), np.array([[0.0]])).item() == pytest.approx(base)


def test_a_year_below_normal_lowers_new_activity_and_not_its_share() -> None:
    """R&D per output is measured at the normal level, so that a slump is no leap in research."""
    np.testing.assert_allclose(
        year(value=0.9 * VALUE).new_economy_value_added, 0.9 * year().new_economy_value_added, rtol=1e-13
    )
