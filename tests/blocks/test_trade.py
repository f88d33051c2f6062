"""Expenditure and trade: GDP is spent without a remainder, and flows grow with those who make or buy them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import trade

VALUE_ADDED = np.array([[60.0, 40.0], [20.0, 30.0]])
"""Of 2020: manufacturing and the rest."""
FLOWS = {
    "intercity_index": (2, 2),
    "partner_index": (2, 1),
    "export_index": (2, 2),
    "import_index": (2, 2),
}
PARAMS = trade.Params(
    exports=np.array([[20.0, 10.0], [4.0, 6.0]]),
    imports=np.array([[8.0, 12.0], [3.0, 2.0]]),
    between=np.array([[150.0, 5.0], [7.0, 60.0]]),
    to_partner=np.array([[30.0], [10.0]]),
    household_share=np.array([0.35, 0.4]),
    government_share=np.array([0.1, 0.12]),
    base_gdp=VALUE_ADDED.sum(axis=1)[:, None],
    base_manufacturing=VALUE_ADDED[:, :1],
    manufacturing=np.array([1.0, 0.0]),
)


def year(
    value_added: np.ndarray = VALUE_ADDED,
    *,
    investment: tuple[float, float] = (45.0, 20.0),
    deviation: tuple[float, float] = (0.0, 0.0),
    gap: tuple[float, float] = (0.0, 0.0),
    effect: float = 1.0,
    **indices: float,
) -> trade.Trade:
    return trade.step(
        value_added=value_added[..., None],
        gdp=value_added.sum(axis=1)[:, None],
        income_gap=np.array(gap)[:, None],
        demand_effect=np.full((2, 2, 1), effect),
        total_investment=np.array(investment)[:, None],
        consumption_deviation=np.array(deviation)[:, None],
        **{name: np.full((*shape, 1), indices.get(name, 1.0)) for name, shape in FLOWS.items()},
        params=PARAMS,
    )


def test_the_base_year_is_spent_and_traded_as_its_accounts_say() -> None:
    """100: 35 + 10 + 45, and 10 flow out. 50: 20 + 6 + 20, and 4 flow out."""
    result = year()
    np.testing.assert_allclose(result.household_consumption[:, 0], [35.0, 20.0], rtol=1e-15)
    np.testing.assert_allclose(result.government_consumption[:, 0], [10.0, 6.0], rtol=1e-15)
    np.testing.assert_allclose(result.net_outflow[:, 0], [10.0, 4.0], rtol=1e-14)
    np.testing.assert_array_equal(result.exports[..., 0], PARAMS.exports)
    np.testing.assert_array_equal(result.imports[..., 0], PARAMS.imports)
    np.testing.assert_array_equal(result.intercity_trade[..., 0], PARAMS.between)
    np.testing.assert_array_equal(result.partner_trade[..., 0], PARAMS.to_partner)


def test_a_slump_is_in_the_flows_once_and_not_again_through_the_output_it_costs() -> None:
    """A tenth less is sold abroad and output is a tenth lower for it: exports are nine tenths, not 0.81; and
    households spend what they had planned to earn.
    """
    slump = year(0.9 * VALUE_ADDED, gap=(-10.0, -5.0), effect=0.9, export_index=0.9)
    np.testing.assert_allclose(slump.exports[..., 0], 0.9 * PARAMS.exports, rtol=1e-14)
    np.testing.assert_allclose(slump.household_consumption[:, 0], [35.0, 20.0], rtol=1e-14)
    np.testing.assert_allclose(slump.imports[..., 0], PARAMS.imports, rtol=1e-14)


OUTPUT = st.floats(1, 1e4)


@given(
    st.tuples(OUTPUT, OUTPUT, OUTPUT, OUTPUT),
    st.tuples(st.floats(0, 1e4), st.floats(0, 1e4)),
    st.tuples(st.floats(-100, 100), st.floats(-100, 100)),
)
def test_gdp_is_consumption_investment_and_net_outflow(
    output: tuple[float, ...], investment: tuple[float, float], deviation: tuple[float, float]
) -> None:
    made = np.array(output).reshape(2, 2)
    result = year(made, investment=investment, deviation=deviation)
    spent = (
        result.household_consumption[:, 0]
        + result.government_consumption[:, 0]
        + np.array(investment)
        + result.net_outflow[:, 0]
    )
    np.testing.assert_allclose(spent, made.sum(axis=1), rtol=1e-9)


def test_exports_grow_with_manufacturing_and_not_with_services() -> None:
    """Manufacturing of the first city up by half, the rest of the second doubled."""
    result = year(VALUE_ADDED * [[1.5, 1.0], [1.0, 2.0]])
    np.testing.assert_allclose(result.exports[0, :, 0], [30.0, 15.0], rtol=1e-14)
    np.testing.assert_allclose(result.exports[1, :, 0], [4.0, 6.0], rtol=1e-14)


def test_purchases_grow_with_the_buyer_and_sales_to_partners_with_the_seller() -> None:
    """GDP 130 and 80 instead of 100 and 50."""
    result = year(VALUE_ADDED * [[1.5, 1.0], [1.0, 2.0]])
    np.testing.assert_allclose(result.imports[..., 0], PARAMS.imports * [[1.3], [1.6]], rtol=1e-14)
    np.testing.assert_allclose(result.intercity_trade[..., 0], PARAMS.between * [[1.3, 1.6]], rtol=1e-14)
    np.testing.assert_allclose(result.partner_trade[..., 0], PARAMS.to_partner * [[1.3], [1.6]], rtol=1e-14)


@pytest.mark.parametrize(
    ("index", "flow", "base"),
    [
        ("export_index", "exports", PARAMS.exports),
        ("import_index", "imports", PARAMS.imports),
        ("intercity_index", "intercity_trade", PARAMS.between),
        ("partner_index", "partner_trade", PARAMS.to_partner),
    ],
)
def test_each_flow_moves_with_its_own_index(index: str, flow: str, base: np.ndarray) -> None:
    moved, still = year(**{index: 0.8}), year()
    np.testing.assert_allclose(getattr(moved, flow)[..., 0], 0.8 * base, rtol=1e-15)
    for name, values in vars(still).items():
        if name != flow:
            np.testing.assert_array_equal(getattr(moved, name), values, err_msg=name)


def test_consumption_beyond_the_usual_comes_out_of_net_outflow_one_for_one() -> None:
    more, usual = year(deviation=(3.0, 0.0)), year()
    change = {name: (getattr(more, name) - values)[:, 0] for name, values in vars(usual).items()}
    np.testing.assert_allclose(change["household_consumption"], [3.0, 0.0], rtol=1e-13)
    np.testing.assert_allclose(change["net_outflow"], [-3.0, 0.0], rtol=1e-13)
    np.testing.assert_array_equal(change["government_consumption"], 0.0)
