"""The balanced system: identities, shares, signs, what distance does, and the order of the cities."""

from __future__ import annotations

import numpy as np
import pytest

from calibration.quantity import Quantity
from calibration.trade import baseline, national
from calibration.trade.identities import residuals
from calibration.trade.system import solve
from sim.parameters import register
from tests.calibration.trade_case import NAMES, PARAMETERS, city_accounts, solved


@pytest.fixture(scope="module")
def built() -> dict[str, Quantity]:
    a = city_accounts()
    quantities = baseline.build(NAMES, a["value_added"], a["utilisation"], register())
    return {quantity.name: quantity for quantity in quantities}


def test_every_identity_holds() -> None:
    assert all(residual < 1e-12 for residual in residuals(solved()).values()), residuals(solved())


def test_the_written_quantities_satisfy_the_identities(built: dict[str, Quantity]) -> None:
    """As a reader of the baseline would form them: use, row by row, and the shares."""
    q = {name: quantity.values for name, quantity in built.items()}
    use = np.einsum("cps,cs->cp", q["input_coefficient"], q["gross_output"])
    use = use + q["household_use"] + q["government_use"] + q["investment_use"]
    sold = np.einsum("soc,cs->os", q["trade_share"], use)
    sold = sold + q["partner_sales"].sum(axis=2) + q["exports"].sum(axis=2)
    np.testing.assert_allclose(sold, q["gross_output"], rtol=1e-12)
    shares = sum(q[f"{name}_share"].sum(axis=1) for name in ("trade", "partner", "market"))
    np.testing.assert_allclose(shares, 1.0, rtol=1e-12)


def test_no_flow_is_negative_and_every_city_buys_at_home(built: dict[str, Quantity]) -> None:
    for quantity in built.values():
        assert (quantity.values >= 0).all(), quantity.name
    assert (np.einsum("scc->sc", built["trade_share"].values) > 0).all()


def test_values_lie_in_their_ranges(built: dict[str, Quantity]) -> None:
    for quantity in built.values():
        if quantity.low is not None and quantity.high is not None:
            assert (quantity.low <= quantity.values).all(), quantity.name
            assert (quantity.values <= quantity.high).all(), quantity.name
    share = built["trade_share"]
    assert share.low is not None
    assert (np.einsum("scc->sc", share.low) < np.einsum("scc->sc", share.values)).all()


def test_the_nation_closes() -> None:
    """What all regions sell at home is the nation's output less its exports, product by product."""
    table = national.read()
    member = national.membership(table.codes, NAMES.sector)
    sold = solved().domestic.sum(axis=(1, 2))
    np.testing.assert_allclose(sold, (table.output - table.exports) @ member, rtol=1e-12)


def test_services_used_in_place_are_more_local_than_goods() -> None:
    own = np.einsum("scc->cs", solved().trade_share)
    at = NAMES.sector.index
    for service in ("public_services", "real_estate"):
        assert (own[:, at(service)] > own[:, at("trade")]).all()
        assert (own[:, at("trade")] > own[:, at("manufacturing")]).all()


def test_a_city_trades_more_with_a_near_city_of_one_size_than_with_a_far_one() -> None:
    """Of each yuan that Yantai spends, per yuan that the seller supplies, Weihai gets more than Rizhao."""
    system = solved()
    city = NAMES.city.index
    supply = (system.accounts.output - system.foreign.exports).T
    per_supply = system.trade_share[:, :, city("yantai")] / supply
    assert (per_supply[:, city("weihai")] > per_supply[:, city("rizhao")]).all()


def test_permuting_the_cities_permutes_the_results() -> None:
    order = [3, 0, 4, 2, 1]
    other = solved(tuple(NAMES.city[i] for i in order))
    here = solved()
    np.testing.assert_allclose(other.accounts.use, here.accounts.use[order], rtol=1e-12)
    np.testing.assert_allclose(other.trade_share, here.trade_share[:, order][:, :, order], rtol=1e-10)
    np.testing.assert_allclose(other.partner_share, here.partner_share[:, :, order], rtol=1e-10)
    np.testing.assert_allclose(other.partner_sales, here.partner_sales[order], rtol=1e-10)
    np.testing.assert_allclose(other.exports, here.exports[order], rtol=1e-10)


def test_net_outflow_is_the_residual_of_gdp() -> None:
    a = solved().accounts
    final = (a.household + a.government + a.investment).sum(axis=1)
    np.testing.assert_allclose(solved().net_outflow, a.value_added.sum(axis=1) - final, rtol=1e-9)


def test_presence_keeps_services_at_home() -> None:
    a = city_accounts()
    without = PARAMETERS | {"presence_market_services": 0.0}
    free = solve(NAMES, a["value_added"], a["utilisation"], without)
    at = NAMES.sector.index("trade")
    own, own_free = (np.einsum("cc->c", s.trade_share[at]) for s in (solved(), free))
    assert (own > own_free).all()
