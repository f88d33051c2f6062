"""Producer services: the chain from entry cost to manufacturing, by hand and in its limits."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import producer_services

PARAMS = producer_services.Params(
    entry_admin_elasticity=np.array([-0.5]),
    service_firm_turnover=np.array([0.1]),
    producer_service_tfp=np.array([0.04]),
)


def year(supply: float = 1.0, cut: float = 0.0) -> producer_services.ProducerServices:
    return producer_services.step(
        opening_service_supply=np.array([[supply]]),
        lever_producer_services=np.array([[cut]]),
        params=PARAMS,
    )


def test_without_a_cut_supply_and_effect_stay_one_to_the_last_bit() -> None:
    result = year()
    assert result.service_supply.item() == 1.0
    assert result.service_effect.item() == 1.0


def test_three_quarters_of_the_cost_gone_doubles_the_wanted_supply_and_a_tenth_comes_in_a_year() -> None:
    """(1 - 0.75)^-0.5 = 2."""
    assert year(cut=75.0).service_supply.item() == pytest.approx(1.1, rel=1e-14)


def test_manufacturing_uses_the_supply_of_the_years_start() -> None:
    result = year(supply=1.21, cut=75.0)
    assert result.service_effect.item() == pytest.approx(1.21**0.04, rel=1e-14)


def test_supply_nears_the_wanted_one_at_the_speed_of_turnover() -> None:
    supply = 1.0
    for _ in range(20):
        supply = year(supply, cut=75.0).service_supply.item()
    assert supply == pytest.approx(2 - 0.9**20, rel=1e-12)


def test_a_dearer_entry_lowers_supply() -> None:
    assert year(cut=-21.0).service_supply.item() < 1.0
