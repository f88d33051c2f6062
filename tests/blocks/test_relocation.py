"""Relocation: capital that leaves the core city arrives or is lost, and tax that is paid is received."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import relocation

CITIES = 3
STOCK = np.array([[1000.0, 500.0], [400.0, 100.0], [200.0, 300.0]])
"""Manufacturing and the rest."""


def params(**changes: float) -> relocation.Params:
    values = {
        "general_manufacturing_share": 0.5,
        "relocation_feasible": 0.6,
        "relocation_loss": 0.3,
        "veto_relief": 0.3,
    } | changes
    return relocation.Params(
        core=np.array([[1.0], [0.0], [0.0]]),
        manufacturing=np.array([1.0, 0.0]),
        tax_share=np.array([0.1, 0.08, 0.05]),
        output_of_capital=np.array([[0.5], [0.4], [0.3]]),
        depreciation=np.array([0.1]),
        **{name: np.array([value]) for name, value in values.items()},
    )


def to(*asked: tuple[int, float]) -> np.ndarray:
    """What the lever asks of the first city, by destination."""
    lever = np.zeros((CITIES, CITIES, 1))
    for destination, share in asked:
        lever[0, destination] = share
    return lever


def year(
    lever: np.ndarray,
    *,
    kept: float = 0.0,
    before: np.ndarray | None = None,
    moved: np.ndarray | None = None,
    given_params: relocation.Params | None = None,
    stock: np.ndarray = STOCK,
) -> relocation.Relocation:
    none = np.zeros((CITIES, CITIES, 1))
    return relocation.step(
        opening_relocation_asked=none if before is None else before,
        opening_relocated_capital=none if moved is None else moved,
        capital_at_work=stock[..., None],
        lever_industrial_division_of_labour=lever,
        lever_cost_benefit_sharing=np.array([kept]),
        params=given_params or params(),
    )


def test_nothing_asked_moves_nothing() -> None:
    still = year(to(), kept=30.0)
    for name, values in vars(still).items():
        np.testing.assert_array_equal(values, 0.0, err_msg=name)


def test_a_tenth_asked_by_hand() -> None:
    """Half of 1000 is general; a tenth of it, 50, is asked; 0.6 agreed: 30 leave, 21 arrive, 9 are lost."""
    result = year(to((1, 10.0)))
    np.testing.assert_allclose(result.relocated_net[..., 0], [[-30, 0], [21, 0], [0, 0]], rtol=1e-14)
    assert result.relocated_capital[0, 1, 0] == pytest.approx(21.0, rel=1e-14)
    assert result.relocated_capital.sum() == pytest.approx(21.0, rel=1e-14)


def test_what_was_asked_before_is_not_asked_again() -> None:
    """10 % by last year and 15 % by now: 5 % move, 25 asked and 15 leaving."""
    result = year(to((1, 15.0)), before=to((1, 10.0)))
    assert result.relocated_net[0, 0, 0] == pytest.approx(-15.0, rel=1e-14)
    unchanged = year(to((1, 15.0)), before=to((1, 15.0)))
    np.testing.assert_array_equal(unchanged.relocated_net, 0.0)


def test_the_core_agrees_to_more_where_it_keeps_tax() -> None:
    """0.4 are blocked; 30 % kept remove 0.3 of that: 0.28; 60 % kept twice: 0.196."""
    share = [
        relocation.feasible_share(np.array([0.6]), np.array([0.3]), np.array([kept]))[0]
        for kept in (0.0, 30.0, 60.0)
    ]
    np.testing.assert_allclose(share, [0.6, 0.72, 0.804], rtol=1e-14)


@given(st.floats(0, 0.99), st.floats(0, 0.9), st.floats(0, 100), st.floats(0, 100))
def test_the_agreed_share_rises_with_sharing_and_never_reaches_all(
    without: float, relief: float, one: float, other: float
) -> None:
    low, high = (
        relocation.feasible_share(np.array([without]), np.array([relief]), np.array([kept]))[0]
        for kept in sorted((one, other))
    )
    assert without - 1e-12 <= low <= high + 1e-15
    assert high < 1


@given(st.floats(0, 50), st.floats(0, 50), st.floats(0, 100), st.floats(0, 1))
def test_what_leaves_is_what_arrives_and_what_is_lost(
    first: float, second: float, kept: float, loss: float
) -> None:
    result = year(to((1, first), (2, second)), kept=kept, given_params=params(relocation_loss=loss))
    net = result.relocated_net[:, 0, 0]
    assert net[0] <= 0 <= net[1:].min()
    assert net[1:].sum() == pytest.approx(-net[0] * (1 - loss), rel=1e-12, abs=1e-12)
    np.testing.assert_array_equal(result.relocated_net[:, 1], 0.0)


def test_tax_is_paid_at_the_destination_on_what_lies_there_and_received_by_the_core() -> None:
    """100 moved to the second city make 40 of output and 3.2 of tax, of which 30 % go back: 0.96. What wears
    out, a tenth, pays no more."""
    result = year(to((1, 10.0)), before=to((1, 10.0)), moved=to((1, 100.0)), kept=30.0)
    np.testing.assert_allclose(result.tax_transfer[:, 0], [0.96, -0.96, 0.0], rtol=1e-14)
    assert result.relocated_capital[0, 1, 0] == pytest.approx(90.0)


@given(st.floats(0, 500), st.floats(0, 500), st.floats(0, 100))
def test_taxes_paid_and_received_add_up_to_zero(first: float, second: float, kept: float) -> None:
    paid = year(to(), moved=to((1, first), (2, second)), kept=kept).tax_transfer[:, 0]
    assert paid.sum() == pytest.approx(0.0, abs=1e-12)
    assert paid[0] >= 0 >= paid[1:].max()


def test_only_the_core_sends() -> None:
    everywhere = np.full((CITIES, CITIES, 1), 10.0) * ~np.eye(CITIES, dtype=bool)[..., None]
    result = year(everywhere)
    np.testing.assert_array_equal(result.relocated_capital[1:], 0.0)
    np.testing.assert_array_equal(result.relocated_net, year(to((1, 10.0), (2, 10.0))).relocated_net)


def test_permuting_the_cities_permutes_the_results() -> None:
    order = [2, 0, 1]
    lever, moved = to((1, 10.0), (2, 4.0)), to((1, 50.0), (2, 80.0))
    straight = year(lever, moved=moved, kept=30.0)
    given_params = params()
    mixed = year(
        lever[order][:, order],
        moved=moved[order][:, order],
        kept=30.0,
        stock=STOCK[order],
        given_params=replace(
            given_params,
            core=given_params.core[order],
            tax_share=given_params.tax_share[order],
            output_of_capital=given_params.output_of_capital[order],
        ),
    )
    np.testing.assert_allclose(mixed.relocated_net, straight.relocated_net[order], rtol=1e-14)
    np.testing.assert_allclose(mixed.tax_transfer, straight.tax_transfer[order], rtol=1e-14)
    np.testing.assert_allclose(
        mixed.relocated_capital, straight.relocated_capital[order][:, order], rtol=1e-14
    )


@given(st.floats(0, 50), st.floats(0, 50))
def test_a_measure_that_is_withdrawn_makes_no_capital_out_of_nothing(before: float, now: float) -> None:
    result = year(to((1, now)), before=to((1, before)), moved=to((1, 100.0)))
    assert result.relocated_net.sum() <= 1e-12
