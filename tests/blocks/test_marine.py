"""The marine account: hosts, ports, added capacity, and the gap of 2020."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import marine

# Marine industries here: tourism, transport, power, seawater use. Sectors: services, transport.
HOST_SHARE = np.array(
    [
        [[0.2, 0.0], [0.0, 0.5], [0.1, 0.0], [0.0, 0.1]],
        [[0.1, 0.1], [0.0, 0.4], [0.0, 0.0], [0.0, 0.0]],
    ]
)
POTENTIAL = np.array([[[100.0], [50.0]], [[200.0], [40.0]]])


def year(
    *,
    potential: np.ndarray = POTENTIAL,
    used: tuple[float, ...] = (1, 1, 1, 1),
    throughput: tuple[tuple[float, ...], ...] = ((60, 40), (10, 40)),
    power: float = 0.0,
    water: float = 0.0,
) -> marine.Marine:
    """The first port is the second city's."""
    params = marine.Params(
        host_share=HOST_SHARE[..., None],
        base_potential=POTENTIAL,
        base_throughput=np.array([[100.0], [50.0]]),
        port_of_city=np.array([[0.0, 1.0], [1.0, 0.0]]),
        moves_with_port=np.array([0.0, 1.0, 0.0, 0.0]),
        is_power=np.array([0.0, 0.0, 1.0, 0.0]),
        is_seawater_use=np.array([0.0, 0.0, 0.0, 1.0]),
        pandemic_rebound=np.array([0.75]),
    )
    return marine.step(
        lagged_marine_utilisation=np.array(used)[:, None],
        potential_value_added=potential,
        throughput=np.array(throughput)[..., None],
        offshore_power_value=np.array([[power], [0.0]]),
        desalination_value=np.array([[water], [0.0]]),
        params=params,
    )


BASE = np.array([[20.0, 25.0, 10.0, 5.0], [24.0, 16.0, 0.0, 0.0]])


def test_each_cell_is_its_hosts_times_their_shares() -> None:
    np.testing.assert_allclose(marine.hosted(HOST_SHARE[..., None], POTENTIAL)[..., 0], BASE, rtol=1e-14)
    np.testing.assert_allclose(year().marine_value_added[..., 0], BASE, rtol=1e-14)


def test_industries_grow_with_their_hosts_but_transport_with_the_citys_port() -> None:
    cells = year(potential=1.5 * POTENTIAL, throughput=((100, 100), (25, 25))).marine_value_added[..., 0]
    np.testing.assert_allclose(cells, BASE * [[1.5, 1.0, 1.5, 1.5], [1.5, 2.0, 1.5, 1.5]], rtol=1e-14)


def test_the_gap_of_the_base_year_closes_by_the_rebound() -> None:
    result = year(used=(0.6, 1.0, 1.0, 1.0))
    np.testing.assert_allclose(result.marine_utilisation[:, 0], [0.9, 1, 1, 1], rtol=1e-14)
    np.testing.assert_allclose(result.marine_value_added[:, 0, 0], 0.9 * BASE[:, 0], rtol=1e-14)


@pytest.mark.parametrize(("added", "industry"), [({"power": 3.0}, 2), ({"water": 3.0}, 3)])
def test_added_capacity_counts_in_its_own_industry_and_city(added: dict[str, float], industry: int) -> None:
    change = year(**added).marine_value_added[..., 0] - BASE
    expected = np.zeros_like(BASE)
    expected[0, industry] = 3.0
    np.testing.assert_allclose(change, expected, atol=1e-12)


def test_marine_gdp_is_the_sum_of_its_industries() -> None:
    np.testing.assert_allclose(year(power=1.0).marine_gdp[:, 0], [61.0, 40.0], rtol=1e-14)
