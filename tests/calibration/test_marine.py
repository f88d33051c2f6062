"""The marine account of 2020: its total, published cities, the province's shares, and hosts large enough."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calibration import marine
from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures
from sim.baseline import load

AXES = load().axes
MARINE_OF_2020 = {"qingdao": 3581.0, "weihai": 1027.0}
GDP = {"weifang": 5872.17, "rizhao": 2006.43}
LAYERS = ("research_services", "related")


@pytest.fixture(scope="module")
def normal() -> np.ndarray:
    baseline = load()
    return baseline["value_added"] / baseline["utilisation"]


@pytest.fixture(scope="module")
def built(normal: np.ndarray) -> dict[str, Quantity]:
    made = marine.build(AXES.city, AXES.sector, AXES.marine, normal)
    return {quantity.name: quantity for quantity in made}


def by_city(quantity: Quantity) -> dict[str, float]:
    return dict(zip(AXES.city, quantity.values, strict=True))


def test_cells_add_up_to_the_plans_total_and_to_every_city(built: dict[str, Quantity]) -> None:
    cells = built["marine_value_added"].values
    assert cells.sum() == pytest.approx(9150.0, rel=1e-12)
    np.testing.assert_allclose(cells.sum(axis=1), built["marine_city_total"].values, rtol=1e-12)
    assert (cells >= 0).all()


def test_published_cities_are_kept_and_the_others_share_the_rest_by_gdp(built: dict[str, Quantity]) -> None:
    """Yantai keeps its share of 2018, 2241.1 of 7832.58; what is left goes by GDP."""
    totals = by_city(built["marine_city_total"])
    for city, published in MARINE_OF_2020.items():
        assert totals[city] == published
    assert totals["yantai"] == pytest.approx(2241.1 / 7832.58 * 7816.42, rel=1e-12)
    left = 9150 - 3581 - 1027 - totals["yantai"]
    for city, gdp in GDP.items():
        assert totals[city] == pytest.approx(left * gdp / sum(GDP.values()), rel=1e-12)


def test_how_a_citys_total_is_known_goes_with_it(built: dict[str, Quantity]) -> None:
    known = dict(zip(AXES.city, built["marine_city_total"].provenance, strict=True))
    assert known == {
        "qingdao": "recalled",
        "yantai": "derived",
        "weifang": "derived",
        "weihai": "sourced",
        "rizhao": "derived",
    }


def test_the_less_is_known_the_wider_the_range(built: dict[str, Quantity]) -> None:
    quantity = built["marine_city_total"]
    assert quantity.high is not None
    width = dict(zip(AXES.city, quantity.high / quantity.values, strict=True))
    assert width["weihai"] < width["qingdao"] < width["yantai"] < width["weifang"] == width["rizhao"]
    cells = built["marine_value_added"]
    assert cells.low is not None
    assert (cells.low < cells.values).all()


def test_main_industries_take_the_provinces_share_and_the_nations_mix() -> None:
    """5073 of 13187 in the province; in the nation tourism is 13924 and transport 5711."""
    even = np.ones(len(AXES.marine))
    totals = marine.industry_totals(
        Figures("marine_industries"), Figures("marine"), AXES.marine, even, 1000.0
    )
    amount = dict(zip(AXES.marine, totals, strict=True))
    assert totals.sum() == pytest.approx(1000.0, rel=1e-12)
    main = sum(v for name, v in amount.items() if name not in LAYERS)
    assert main == pytest.approx(1000 * 5073 / 13187, rel=1e-12)
    assert amount["tourism"] / amount["transport"] == pytest.approx(13924 / 5711, rel=1e-12)
    assert amount["research_services"] / amount["related"] == pytest.approx(23313 / 27056, rel=1e-12)


def test_only_tourism_leans_away_from_the_national_mix(built: dict[str, Quantity]) -> None:
    """Before balancing all main industries but tourism, at 0.8, have the nation's proportions."""
    tilt = dict(zip(AXES.marine, marine.provincial_tilt(AXES.marine, SOURCES), strict=True))
    assert {name: value for name, value in tilt.items() if value != 1} == {"tourism": 0.8}
    columns = dict(zip(AXES.marine, built["marine_value_added"].values.sum(axis=0), strict=True))
    assert columns["tourism"] / columns["transport"] == pytest.approx(0.8 * 13924 / 5711, rel=1e-6)
    main = sum(value for name, value in columns.items() if name not in LAYERS)
    assert main == pytest.approx(9150 * 5073 / 13187, rel=1e-6), "the tilt leaves the province's share alone"
    assert columns["fishery"] / columns["transport"] == pytest.approx(4712 / 5711, rel=1e-6)


def test_a_stratums_tilt_is_its_share_over_the_provinces() -> None:
    """Fishery: 21.4 % in Weihai, 9.2 % in Yantai, 106 of 2909 in Qingdao, 5.3 % in the province."""
    tilt = marine.stratum_tilt(Figures("marine"), AXES.city, AXES.marine)
    fishery = dict(zip(AXES.city, tilt[:, AXES.marine.index("fishery")], strict=True))
    assert fishery["weihai"] == pytest.approx(21.4 / 5.3)
    assert fishery["yantai"] == pytest.approx(9.2 / 5.3)
    assert fishery["qingdao"] == pytest.approx(106 / 2909 / 0.053)
    assert fishery["weifang"] == fishery["rizhao"] == 1.0
    transport = tilt[AXES.city.index("weihai"), AXES.marine.index("transport")]
    assert transport == pytest.approx(42.9 / 57.9)


def test_the_weight_of_fishery_ranks_the_cities_as_published(built: dict[str, Quantity]) -> None:
    cells = built["marine_value_added"].values
    share = dict(zip(AXES.city, cells[:, AXES.marine.index("fishery")] / cells.sum(axis=1), strict=True))
    assert share["weihai"] > 2 * share["yantai"] > 2 * share["qingdao"]
    assert share["weihai"] == pytest.approx(0.214, abs=0.04)


def test_fitting_meets_its_margins_in_a_case_worked_by_hand() -> None:
    """An even seed goes to the product of its margins; a cell without seed stays empty."""
    rows, columns = np.array([30.0, 70.0]), np.array([40.0, 60.0])
    np.testing.assert_allclose(marine.fit(np.ones((2, 2)), rows, columns), [[12, 18], [28, 42]])
    diagonal = marine.fit(np.array([[1.0, 1.0], [0.0, 1.0]]), np.array([60.0, 40.0]), np.array([30.0, 70.0]))
    np.testing.assert_allclose(diagonal, [[30, 30], [0, 40]])


POSITIVE = st.floats(0.1, 10)


@given(
    seed=arrays(float, (3, 4), elements=POSITIVE),
    rows=arrays(float, 3, elements=POSITIVE),
    columns=arrays(float, 4, elements=POSITIVE),
)
def test_fitting_keeps_margins_and_cross_ratios(
    seed: np.ndarray, rows: np.ndarray, columns: np.ndarray
) -> None:
    columns = columns * rows.sum() / columns.sum()
    cells = marine.fit(seed, rows, columns)
    np.testing.assert_allclose(cells.sum(axis=1), rows, rtol=1e-12)
    np.testing.assert_allclose(cells.sum(axis=0), columns, rtol=1e-9)
    for table in (seed, cells):
        table /= table[:1]
    np.testing.assert_allclose(cells / cells[:, :1], seed / seed[:, :1], rtol=1e-9)


def test_a_cell_is_spread_over_its_hosts_by_weight_times_size() -> None:
    """Cell of 12 on hosts of 100 and 50: by weights 1 and 1 8 % of each, by 1 and 0 12 % of the first."""
    host = np.array([[100.0, 50.0]])
    weights = np.array([[1.0, 1.0], [1.0, 0.0]])
    shares = marine.host_shares(np.array([[12.0, 12.0]]), weights, host)
    np.testing.assert_allclose(shares[0], [[0.08, 0.08], [0.12, 0.0]])


def test_marine_industries_larger_than_their_host_are_refused() -> None:
    with pytest.raises(ValueError, match=r"exceed their host sector: largest share 1\.200"):
        marine.host_shares(np.array([[60.0, 60.0]]), np.ones((2, 1)), np.array([[100.0]]))


def test_hosts_hold_their_marine_industries(built: dict[str, Quantity], normal: np.ndarray) -> None:
    """Shares of a host lie in 0..1 together, and times the host and utilisation they give the cells back."""
    shares, used = built["marine_host_share"].values, built["marine_utilisation"].values
    assert (shares >= 0).all()
    assert (shares.sum(axis=1) < 1).all()
    back = used * np.einsum("cms,cs->cm", shares, normal)
    np.testing.assert_allclose(back, built["marine_value_added"].values, rtol=1e-12)


def test_tourism_had_the_deepest_gap_of_2020_and_the_layers_none(built: dict[str, Quantity]) -> None:
    used = dict(zip(AXES.marine, built["marine_utilisation"].values, strict=True))
    assert min(used, key=used.__getitem__) == "tourism"
    assert used["tourism"] < (1 - 0.245) / 1.05
    assert used["fishery"] == pytest.approx(1.031 / 1.03)
    assert [used[layer] for layer in LAYERS] == [1.0, 1.0]
    assert [used[name] for name in ("oil_gas", "mining", "salt")] == [1.0, 1.0, 1.0]
