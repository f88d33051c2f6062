"""The trade of 2020 as the blocks receive it: balanced, and in the order that they expect."""

from __future__ import annotations

from functools import cache

import numpy as np

from sim.baseline import load
from sim.blocks import demand, relocation, trade, trade_cost
from sim.cores import trade as core
from sim.cores.core import Core
from tests.cores.test_workforce import drawn


@cache
def built() -> Core:
    values, books = drawn()
    return core.build(load(), values, books)


def of_demand() -> demand.Params:
    found = built().params["demand"]
    assert isinstance(found, demand.Params)
    return found


def sold_outside(p: demand.Params) -> np.ndarray:
    """To partners and markets [city, sector]."""
    sold: np.ndarray = p.partner_sales.sum(axis=2) + p.exports.sum(axis=2)
    return sold


def test_output_is_what_the_cities_use_of_it_and_what_is_sold_outside() -> None:
    p = of_demand()
    sold = np.einsum("soc,cs->os", p.trade_share, p.use) + sold_outside(p)
    np.testing.assert_allclose(sold, p.gross_output, rtol=1e-6)


def test_the_inverse_turns_all_final_sales_of_2020_into_the_output_of_2020() -> None:
    p, baseline = of_demand(), load()
    final = sum(baseline[f"{who}_use"] for who in ("household", "government", "investment"))
    sales = np.einsum("soc,cs->os", p.trade_share, final) + sold_outside(p)
    output = (p.leontief @ sales.ravel()).reshape(sales.shape)
    np.testing.assert_allclose(output, p.gross_output, rtol=1e-6)
    assert (p.leontief >= 0).all()
    assert (np.diag(p.leontief) >= 1).all()


def test_the_inverse_is_laid_out_by_city_and_sectors_within() -> None:
    """Two cities, two sectors: only the second city's first sector buys, 0.5 of the first city's second
    product, so that one unit of it needs 0.5 there.
    """
    share = np.zeros((2, 2, 2))
    share[1, 0, 1] = 1.0
    coefficient = np.zeros((2, 2, 2))
    coefficient[1, 1, 0] = 0.5
    inverse = core.leontief(share, coefficient)
    expected = np.eye(4)
    expected[1, 2] = 0.5
    np.testing.assert_allclose(inverse, expected, rtol=1e-15)


def test_every_yuan_is_spent_once() -> None:
    p = of_demand()
    total = p.trade_share.sum(axis=1) + p.partner_share.sum(axis=1) + p.market_share.sum(axis=1)
    np.testing.assert_allclose(total, 1.0, rtol=1e-9)
    for mix in (p.household_mix, p.investment_mix, p.voucher_mix, p.works_mix):
        np.testing.assert_allclose(mix.sum(axis=1), 1.0, rtol=1e-12)


def test_what_one_city_sells_another_buys_and_nobody_trades_with_himself() -> None:
    p = built().params["trade_cost"]
    assert isinstance(p, trade_cost.Params)
    gdp = load()["value_added"].sum(axis=1)[:, None]
    np.testing.assert_allclose(p.sold_between * gdp, (p.bought_between * gdp).T, rtol=1e-12)
    np.testing.assert_array_equal(np.diag(p.sold_between), 0.0)
    zones = load()["zone_pair_share"]
    np.testing.assert_array_equal(np.diagonal(zones, axis1=1, axis2=2), 0.0)
    assert (zones.sum(axis=0) <= 1).all()


def test_accounts_of_2020_spend_gdp_and_trade_what_the_system_says() -> None:
    p = built().params["trade"]
    assert isinstance(p, trade.Params)
    baseline = load()
    gdp = baseline["value_added"].sum(axis=1)
    outflow = (
        baseline["partner_sales"].sum(axis=(1, 2))
        + baseline["exports"].sum(axis=(1, 2))
        + p.between.sum(axis=1)
        - core.uses(baseline).sum(axis=1)
    )
    consumed = (p.household_share + p.government_share) * gdp
    invested = baseline["investment_use"].sum(axis=1)
    np.testing.assert_allclose(consumed + invested + outflow, gdp, rtol=1e-6)


def test_only_the_largest_city_sends_industry_away() -> None:
    p = built().params["relocation"]
    assert isinstance(p, relocation.Params)
    np.testing.assert_array_equal(p.core[:, 0], [1.0, 0.0, 0.0, 0.0, 0.0])
