"""Errors of the data of 2020: margins kept, ranges met, and nothing moved in the central member."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import base_data
from sim.baseline import Table, load

MEMBERS = 1001


@pytest.fixture(scope="module")
def drawn() -> dict[str, np.ndarray]:
    return base_data.factors(load(), members=MEMBERS, seed=2, drawn=True)


def test_the_central_member_and_data_without_error_have_the_factor_one(drawn: dict[str, np.ndarray]) -> None:
    exact = base_data.factors(load(), members=3, seed=2, drawn=False)
    for name, values in drawn.items():
        neutral = 0.0 if name == base_data.UTILISATION else 1.0
        assert (values[..., 0] == neutral).all(), name
        assert (exact[name] == neutral).all() and exact[name].shape[:-1] == values.shape[:-1], name
        assert (values[..., 1:] != neutral).any(), name


def test_a_draw_does_not_depend_on_how_many_are_made(drawn: dict[str, np.ndarray]) -> None:
    few = base_data.factors(load(), members=4, seed=2, drawn=True)
    for name, values in few.items():
        np.testing.assert_array_equal(values, drawn[name][..., :4], err_msg=name)


def test_published_group_totals_stay_as_published(drawn: dict[str, np.ndarray]) -> None:
    baseline = load()
    value = baseline["value_added"][..., None] * drawn[base_data.VALUE_ADDED]
    sectors = baseline.axes.sector
    named = [s for group in base_data.GROUPS for s in group]
    for group in (*base_data.GROUPS, tuple(s for s in sectors if s not in named)):
        inside = [sectors.index(s) for s in group]
        whole = baseline["value_added"][:, inside].sum(axis=1)
        np.testing.assert_allclose(
            value[:, inside].sum(axis=1), np.repeat(whole[:, None], MEMBERS, 1), rtol=1e-12
        )
    assert (drawn[base_data.VALUE_ADDED][:, sectors.index("agriculture")] == 1).all()


def test_the_plans_marine_total_and_the_cities_own_stay(drawn: dict[str, np.ndarray]) -> None:
    baseline = load()
    cities = baseline["marine_city_total"][:, None] * drawn[base_data.MARINE_CITY]
    np.testing.assert_allclose(cities.sum(axis=0), baseline["marine_city_total"].sum(), rtol=1e-12)
    cells = baseline["marine_value_added"][..., None] * drawn[base_data.MARINE_CELL]
    whole = baseline["marine_value_added"].sum(axis=1)[:, None]
    np.testing.assert_allclose(cells.sum(axis=1) / whole, 1.0, rtol=1e-12)
    weihai, rizhao = (baseline.axes.city.index(c) for c in ("weihai", "rizhao"))
    assert cities.std(axis=1)[weihai] / cities.mean(axis=1)[weihai] < 0.02
    assert cities.std(axis=1)[rizhao] / cities.mean(axis=1)[rizhao] > 0.15


def test_port_totals_stray_as_far_as_their_confidence_says(drawn: dict[str, np.ndarray]) -> None:
    baseline = load()
    tonnes = (baseline["port_throughput"][..., None] * drawn[base_data.CARGO]).sum(axis=1)
    spread = np.diff(np.quantile(tonnes[:, 1:], (0.05, 0.95), axis=1), axis=0)[0] / 2 / baseline["port_total"]
    expected = [0.01 if f"port_{c}" in ("port_qingdao", "port_yantai", "port_rizhao") else 0.1
                for c in baseline.axes.city]  # fmt: skip
    np.testing.assert_allclose(spread, expected, rtol=0.15)


def test_a_range_gives_its_ends_as_percentiles() -> None:
    table = Table({"a": ("x",)}, np.array([2.0]), "", np.array([1.0]), np.array([8.0]), {})
    logs = base_data.strayed(
        base_data.spread(table), np.array([[-1.6448536269514722, 0.0, 1.6448536269514722]])
    )
    np.testing.assert_allclose(2 * np.exp(logs[0]), [1.0, 2.0, 8.0], rtol=1e-12)


def test_two_methods_bound_the_values_between_them() -> None:
    sd = np.log([[2.0], [4.0]]) / base_data.Z90
    logs = base_data.bounded(sd, np.linspace(-8, 8, 999)[None])
    assert np.exp(logs).min() == pytest.approx(0.5, rel=1e-3)
    assert np.exp(logs).max() == pytest.approx(4.0, rel=1e-3)


@given(
    st.lists(st.tuples(st.floats(0.1, 1000), st.floats(0, 0.6)), min_size=2, max_size=6),
    st.integers(0, 1000),
)
def test_any_cells_keep_their_sum_and_a_certain_one_its_value(
    cells: list[tuple[float, float]], seed: int
) -> None:
    values, sd = (np.array(column) for column in zip(*cells, strict=True))
    sd[0] = 0.0
    normal = np.random.default_rng(seed).normal(size=(len(values), 5))
    factors = base_data.within(values, np.array([sd, sd]), sd[:, None] * normal)
    if sd.max() > 0.01:
        np.testing.assert_allclose((values[:, None] * factors).sum(axis=0)[1:], values.sum(), rtol=1e-6)
    assert (factors > 0).all() and (factors[0] == 1).all()


def test_ports_that_handled_more_did_so_from_the_same_zones() -> None:
    """Two ports, one rival: the first port handled twice as much in the second member."""
    share, rivals = np.array([[[[0.5], [0.3]]]]), np.array([[[[0.2]]]])
    factor = np.array([[[1.0, 2.0]], [[1.0, 1.0]]])
    ports, left, growth = base_data.shipped(share[..., None], rivals[..., None], factor)
    np.testing.assert_allclose(growth[0, 0, 0], [1.0, 1.5])
    np.testing.assert_allclose((ports * growth[:, :, None])[0, 0, :, 0, 1], [1.0, 0.3])
    np.testing.assert_allclose(ports.sum(axis=2) + left.sum(axis=2), 1.0)
