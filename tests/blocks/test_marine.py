"""The marine account: hosts, ports, visitors, research, added capital and the gap of 2020."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.blocks import marine

# Marine industries here: tourism, transport, power, seawater use, fishery. Sectors: services, transport.
TOURISM, TRANSPORT, POWER, WATER, FISHERY = range(5)
HOST_SHARE = np.array(
    [
        [[0.2, 0.0], [0.0, 0.5], [0.1, 0.0], [0.0, 0.1], [0.1, 0.0]],
        [[0.1, 0.1], [0.0, 0.4], [0.05, 0.0], [0.0, 0.05], [0.2, 0.0]],
    ]
)
POTENTIAL = np.array([[[100.0], [50.0]], [[200.0], [40.0]]])
CAPITAL = np.array([[[300.0], [100.0]], [[600.0], [80.0]]])
BASE = np.array([[20.0, 25.0, 10.0, 5.0, 10.0], [24.0, 16.0, 10.0, 2.0, 40.0]])


def only(*industries: int) -> np.ndarray:
    return np.array([float(m in industries) for m in range(5)])


def year(
    *,
    potential: np.ndarray = POTENTIAL,
    used: tuple[float, ...] = (1, 1, 1, 1, 1),
    throughput: tuple[tuple[float, ...], ...] = ((60, 40), (10, 40)),
    power: float = 0.0,
    water: float = 0.0,
    visitors: float = 1.0,
    activity: float = 1.0,
    research: float = 1.0,
    coast: float = 1.0,
    lost: float = 0.0,
    added: dict[tuple[int, int, int], float] | None = None,
) -> marine.Marine:
    """The first port is the second city's; what changes in a city changes in the first."""
    params = marine.Params(
        host_share=HOST_SHARE[..., None],
        base_hosted=BASE[..., None],
        base_throughput=np.array([[100.0], [50.0]]),
        port_of_city=np.array([[0.0, 1.0], [1.0, 0.0]]),
        follows_research=only(POWER, WATER),
        is_fishery=only(FISHERY),
        is_power=only(POWER),
        is_seawater_use=only(WATER),
        is_tourism=only(TOURISM),
        moves_with_port=only(TRANSPORT),
        fish_income_elasticity=np.array([0.5]),
        water_quality_fishery=np.array([0.5]),
        pandemic_rebound=np.array([0.75]),
    )
    placed = np.zeros((2, 5, 2, 1))
    for at, money in (added or {}).items():
        placed[at] = money
    return marine.step(
        lagged_marine_utilisation=np.array(used)[:, None],
        opening_marine_capital_added=placed,
        capital_at_work=CAPITAL,
        potential_value_added=potential,
        throughput=np.array(throughput)[..., None],
        china_activity_index=np.array([activity]),
        visitor_demand=np.array([[visitors], [1.0]]),
        coastal_water_quality=np.array([[coast], [1.0]]),
        sea_activity_lost=lost * only(FISHERY)[None, :, None] * np.array([1.0, 0.0])[:, None, None],
        marine_research_lead=np.array([[research], [1.0]]),
        offshore_power_value=np.array([[power], [0.0]]),
        desalination_value=np.array([[water], [0.0]]),
        params=params,
    )


def cells(result: marine.Marine) -> np.ndarray:
    return result.marine_value_added[..., 0]


def test_each_cell_is_its_hosts_times_their_shares() -> None:
    np.testing.assert_allclose(marine.hosted(HOST_SHARE[..., None], POTENTIAL)[..., 0], BASE, rtol=1e-14)
    np.testing.assert_allclose(cells(year()), BASE, rtol=1e-13)


def test_cleaner_water_feeds_the_fishery_of_its_city_alone() -> None:
    grown = cells(year(coast=1.21))
    assert grown[0, FISHERY] == pytest.approx(1.1 * BASE[0, FISHERY], rel=0.05)
    assert grown[0, FISHERY] > BASE[0, FISHERY]
    np.testing.assert_allclose(grown[1], BASE[1], rtol=1e-13)


def test_what_a_spill_stops_is_not_made() -> None:
    hit = cells(year(lost=0.4))
    assert hit[0, FISHERY] == pytest.approx(0.6 * BASE[0, FISHERY], rel=1e-13)
    np.testing.assert_allclose(hit[1], BASE[1], rtol=1e-13)


def test_transport_grows_with_the_citys_port_and_power_with_its_host() -> None:
    grown = cells(year(throughput=((100, 100), (25, 25))))
    np.testing.assert_allclose(grown[:, TRANSPORT], [25.0, 32.0], rtol=1e-14)
    richer = cells(year(potential=1.5 * POTENTIAL, visitors=1.5, activity=1.5**2))
    np.testing.assert_allclose(richer[0], BASE[0] * [1.5, 1.0, 1.5, 1.5, 1.5], rtol=1e-13)


def test_tourism_takes_a_larger_share_where_visitors_outgrow_its_host() -> None:
    """Twice the visitors: 0.4 beside the 0.8 of all others, so a third of 100."""
    result = cells(year(visitors=2.0))
    assert result[0, TOURISM] == pytest.approx(100 * 0.4 / 1.2)
    assert result[0, FISHERY] == pytest.approx(100 * 0.1 / 1.2)
    np.testing.assert_allclose(result[1], BASE[1], rtol=1e-13)


def test_fishery_grows_with_the_nations_table_and_not_with_its_host() -> None:
    """Activity of 1.44 at elasticity 0.5 is 1.2 times the fish. In a host of twice the size fishery and
    tourism weigh half beside the rest: 0.05 of 0.85.
    """
    result = cells(year(activity=1.44))
    assert result[0, FISHERY] == pytest.approx(100 * 0.12 / 1.02)
    doubled = cells(year(potential=2 * POTENTIAL))
    assert doubled[0, FISHERY] == pytest.approx(200 * 0.05 / 0.85)


def test_marine_research_lifts_the_industries_that_use_it() -> None:
    result = cells(year(research=1.1))
    assert result[0, POWER] == pytest.approx(100 * 0.11 / 1.01)
    assert result[0, WATER] == pytest.approx(50 * 0.11 / 1.01)
    assert result[0, TOURISM] < BASE[0, TOURISM]


def test_added_capital_makes_what_its_sector_makes_per_unit_of_capital() -> None:
    """30 of 300 in fishery: a tenth of 100 is the new plant's, and the others keep nine tenths."""
    result = cells(year(added={(0, FISHERY, 0): 30.0}))
    assert result[0, FISHERY] == pytest.approx(0.9 * 10 + 10)
    assert result[0, TOURISM] == pytest.approx(0.9 * 20)
    assert result[0, TRANSPORT] == pytest.approx(25.0)
    services = cells(year(added={(0, TRANSPORT, 1): 10.0}))
    assert services[0, TRANSPORT] == pytest.approx(25 + 5)


POSITIVE = st.floats(0.05, 5)


@given(relative=arrays(float, (2, 5), elements=POSITIVE), part=st.floats(0, 0.2))
def test_an_industry_never_outgrows_its_host_however_fast_it_grows(relative: np.ndarray, part: float) -> None:
    grown = marine.shares(HOST_SHARE[..., None], relative[..., None])
    joined = marine.with_added_capital(grown, np.full((2, 5, 2, 1), part))
    for share in (grown, joined):
        assert (share >= 0).all()
        assert (share.sum(axis=1) <= 1 + 1e-12).all()


def test_the_gap_of_the_base_year_closes_by_the_rebound() -> None:
    result = year(used=(0.6, 1.0, 1.0, 1.0, 1.0))
    np.testing.assert_allclose(result.marine_utilisation[:, 0], [0.9, 1, 1, 1, 1], rtol=1e-14)
    np.testing.assert_allclose(result.marine_value_added[:, 0, 0], 0.9 * BASE[:, 0], rtol=1e-13)


@pytest.mark.parametrize(("added", "industry"), [({"power": 3.0}, POWER), ({"water": 3.0}, WATER)])
def test_added_capacity_counts_in_its_own_industry_and_city(added: dict[str, float], industry: int) -> None:
    change = cells(year(**added)) - BASE  # type: ignore[arg-type]
    expected = np.zeros_like(BASE)
    expected[0, industry] = 3.0
    np.testing.assert_allclose(change, expected, atol=1e-12)


def test_marine_gdp_is_the_sum_of_its_industries() -> None:
    np.testing.assert_allclose(year(power=1.0).marine_gdp[:, 0], [71.0, 92.0], rtol=1e-14)
