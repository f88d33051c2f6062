"""Damage at sea: what stops, what of the hosts stops with it, and how it comes back."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import sea_damage

HOSTS = np.array([[[0.3, 0.0], [0.1, 0.5]], [[0.0, 0.0], [0.0, 0.2]]])
"""Share of each sector [city, marine, sector]: fishery is in the first, tourism in both."""


def year(
    opening: np.ndarray, shock: np.ndarray, protection: float = 0.0, speed: float = 0.5
) -> sea_damage.SeaDamage:
    return sea_damage.step(
        opening_sea_activity_lost=opening[..., None],
        shock_marine_loss=shock[..., None],
        lever_disaster_resilience=np.full((2, 1), protection),
        params=sea_damage.Params(
            host_share=HOSTS[..., None],
            sea_recovery_speed=np.array([speed]),
            resilience_recovery_gain=np.array([1.0]),
        ),
    )


NOTHING = np.zeros((2, 2))
SPILL = np.array([[40.0, 20.0], [0.0, 0.0]])


def test_a_spill_stops_industries_and_the_part_of_their_hosts() -> None:
    """Fishery 40 % of 30 % and tourism 20 % of 10 %: 14 % of the first sector; tourism 20 % of half: 10 %."""
    hit = year(NOTHING, SPILL)
    np.testing.assert_allclose(hit.sea_activity_lost[..., 0], [[0.4, 0.2], [0, 0]], rtol=1e-14)
    np.testing.assert_allclose(hit.sea_loss[..., 0], [[0.14, 0.1], [0, 0]], rtol=1e-14)


def test_half_of_what_stopped_is_back_a_year_later() -> None:
    later = year(SPILL / 100, NOTHING)
    np.testing.assert_allclose(later.sea_activity_lost[..., 0], [[0.2, 0.1], [0, 0]], rtol=1e-14)


def test_a_second_blow_strikes_what_is_left() -> None:
    """0.2 is still lost; 40 % of the other 0.8 stop besides."""
    again = year(SPILL / 100, SPILL)
    np.testing.assert_allclose(again.sea_activity_lost[0, 0, 0], 0.2 + 0.4 * 0.8, rtol=1e-14)


def test_protection_lowers_the_loss_and_shortens_the_return() -> None:
    """A fifth less is lost; what is left a year later is 0.5^1.2 instead of 0.5."""
    np.testing.assert_allclose(year(NOTHING, SPILL, 20.0).sea_activity_lost[0, 0, 0], 0.32, rtol=1e-14)
    later = year(SPILL / 100, NOTHING, 20.0)
    np.testing.assert_allclose(later.sea_activity_lost[0, 0, 0], 0.4 * 0.5**1.2, rtol=1e-14)


def test_without_a_shock_everything_is_exactly_nothing() -> None:
    for protection in (0.0, 20.0):
        calm = year(NOTHING, NOTHING, protection)
        np.testing.assert_array_equal(calm.sea_activity_lost, 0.0)
        np.testing.assert_array_equal(calm.sea_loss, 0.0)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.floats(0.05, 0.95), st.floats(0, 60))
def test_a_share_stays_a_share(losses: list[float], speed: float, protection: float) -> None:
    lost = NOTHING
    for loss in losses:
        lost = year(lost, np.full((2, 2), loss), protection, speed).sea_activity_lost[..., 0]
        assert (lost >= 0).all() and (lost <= 1).all()
