"""Digital capital, coverage and platforms: cases by hand, limits, delays and diminishing returns."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import digital

VALUES = {
    "public_investment_efficiency": 0.75,
    "depreciation_digital": 0.1,
    "digital_capital_ratio": 0.03,
    "digital_coverage_base": 0.75,
    "platform_adoption_base": 0.15,
    "broadband_productivity_elasticity": 0.08,
    "industrial_internet_tfp": 0.03,
    "adoption_bass_p": 0.02,
    "adoption_bass_q": 0.4,
}
PARAMS = digital.Params(**{name: np.array([value]) for name, value in VALUES.items()})


def year(
    *,
    capital: float = 0.0,
    coverage: float = 0.75,
    adoption: float = 0.15,
    unaided: float = 0.15,
    aimed: float = 0.0,
    money: float = 0.0,
    programme: float = 0.0,
) -> digital.Digital:
    """One year of one city of GDP 1000 whose usual digital capital is 30."""

    def city(value: float) -> np.ndarray:
        return np.array([[value]])

    return digital.step(
        opening_digital_capital=city(capital),
        opening_digital_coverage=city(coverage),
        opening_platform_adoption=city(adoption),
        opening_platform_adoption_unaided=city(unaided),
        opening_platform_programme=city(aimed),
        lagged_gdp=city(1000.0),
        new_digital_money=city(money),
        lever_industrial_internet=city(programme),
        params=PARAMS,
    )


def run(years: int, money: float = 0.0, programme: float = 0.0) -> list[digital.Digital]:
    """Years in a row; the programme reaches its value in five equal steps, the money flows for five years."""
    state, path = year(), []
    for t in range(1, years + 1):
        state = year(
            capital=state.digital_capital.item() if path else 0.0,
            coverage=state.digital_coverage.item() if path else 0.75,
            adoption=state.platform_adoption.item() if path else 0.15,
            unaided=state.platform_adoption_unaided.item() if path else 0.15,
            aimed=state.platform_programme.item() if path else 0.0,
            money=money if t <= 5 else 0.0,
            programme=programme * min(t / 5, 1),
        )
        path.append(state)
    return path


def test_without_measures_nothing_is_added_and_the_effect_is_one_to_the_last_bit() -> None:
    for result in run(30):
        assert result.digital_capital.item() == 0.0
        assert result.digital_coverage.item() == 0.75
        assert result.digital_effect.item() == 1.0
        assert result.platform_adoption.item() == result.platform_adoption_unaided.item()


def test_capital_is_new_and_efficient_money_by_perpetual_inventory() -> None:
    result = year(capital=20.0, money=10.0)
    assert result.digital_capital.item() == pytest.approx(0.9 * 20 + 0.75 * 10)
    last = run(5, money=10.0)[-1]
    assert last.digital_capital.item() == pytest.approx(7.5 * (1 - 0.9**5) / 0.1, rel=1e-12)


def test_a_doubled_stock_covers_the_same_share_of_what_was_left() -> None:
    """Three quarters covered by the usual stock; another 30 covers three quarters of the rest."""
    assert year(capital=100 / 3, money=0.0).digital_coverage.item() == pytest.approx(15 / 16, rel=1e-12)


@given(st.floats(0, 5), st.floats(0.01, 5), st.floats(0.3, 0.97))
def test_coverage_rises_by_less_and_less_and_stays_below_one(extra: float, step: float, base: float) -> None:
    low, middle, high = (
        float(digital.coverage(np.array(base), np.array(extra + k * step))) for k in range(3)
    )
    assert base <= low + 1e-12
    assert low < middle < high < 1 or high > 1 - 1e-9
    assert high - middle <= middle - low + 1e-12


def test_the_effect_is_coverage_to_its_elasticity_and_waits_a_year() -> None:
    first, second = run(2, money=10.0)
    assert first.digital_effect.item() == 1.0
    assert second.digital_effect.item() == pytest.approx((first.digital_coverage.item() / 0.75) ** 0.08)


def test_a_year_of_diffusion_by_hand() -> None:
    """A fifth of the ceiling has it: the rate is 0.02 + 0.4/5 of those left under the ceiling."""
    result = year(adoption=0.15)
    assert result.platform_adoption.item() == pytest.approx(0.75 - 0.6 * math.exp(-0.1), rel=1e-13)


def test_the_gain_is_that_of_the_lead_over_the_unaided_path() -> None:
    assert year(adoption=0.35, unaided=0.25).digital_effect.item() == pytest.approx(math.exp(0.003))
    assert year(adoption=0.25, unaided=0.25).digital_effect.item() == 1.0


def test_the_programme_counts_once_by_what_it_adds_in_a_year() -> None:
    """Six points of firms in a city where 60 were left in 2020: a rate of a tenth."""
    more = year(programme=6.0).platform_adoption.item()
    assert more == pytest.approx(0.75 - 0.6 * math.exp(-0.2), rel=1e-13)
    assert year(programme=6.0, aimed=6.0).platform_adoption.item() == year().platform_adoption.item()


def test_a_lead_grows_first_and_fades_as_the_others_follow() -> None:
    path = run(60, programme=20.0)
    lead = [(s.platform_adoption - s.platform_adoption_unaided).item() for s in path]
    assert 0.05 < max(lead) < 0.2
    assert 3 <= lead.index(max(lead)) <= 7
    assert 0 <= lead[-1] < 1e-4


@given(st.floats(0, 60), st.floats(0, 300))
def test_adoption_stays_under_the_highest_ceiling(programme: float, money: float) -> None:
    path = [s.platform_adoption.item() for s in run(15, money=money, programme=programme)]
    ceilings = [s.digital_coverage.item() for s in run(15, money=money, programme=programme)]
    assert 0.15 < path[0] < 1
    assert max(path) <= max(ceilings) <= 1


def test_more_money_and_a_larger_programme_have_diminishing_returns() -> None:
    for measure in ("money", "programme"):
        once, twice = (math.log(run(6, **{measure: dose})[-1].digital_effect.item()) for dose in (20, 40))
        assert 0 < once < twice < 2 * once, measure
