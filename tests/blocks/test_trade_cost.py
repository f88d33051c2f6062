"""Trade cost: cuts on one friction share it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import trade_cost

PARAMS = trade_cost.Params(
    japan_trade_share=np.array([0.1]), korea_trade_share=np.array([0.2]), rcep_tariff_cut=np.array([2.0])
)
CUTS = ("rcep_utilisation", "japan_korea_integration", "overseas_markets", "trade_facilitation")


def factor(**levers: float) -> float:
    values = {f"lever_{name}": np.array([levers.get(name, 0.0)]) for name in CUTS}
    return float(trade_cost.step(**values, params=PARAMS).trade_cost_factor[0])


def test_nothing_done_costs_what_it_did() -> None:
    assert factor() == 1.0


@pytest.mark.parametrize(
    ("lever", "value", "expected"),
    [
        ("trade_facilitation", 10.0, 0.9),  # all partners
        ("overseas_markets", 10.0, 0.3 + 0.7 * 0.9),  # all but Japan and Korea
        ("japan_korea_integration", 10.0, 0.7 + 0.3 * 0.9),  # the short sea only
        ("rcep_utilisation", 50.0, 0.9 + 0.1 * 0.99),  # half of a two-point cut, Japan only
    ],
)
def test_each_measure_reaches_its_own_partners(lever: str, value: float, expected: float) -> None:
    assert factor(**{lever: value}) == pytest.approx(expected, rel=1e-14)


def test_two_cuts_of_one_friction_multiply_what_remains() -> None:
    both = factor(trade_facilitation=60.0, japan_korea_integration=60.0, overseas_markets=60.0)
    assert both == pytest.approx(0.4 * 0.4, rel=1e-14)


@given(st.tuples(*[st.floats(0, 100)] * 4))
def test_no_set_of_measures_removes_more_than_there_is(cuts: tuple[float, ...]) -> None:
    together = factor(**dict(zip(CUTS, cuts, strict=True)))
    removed = sum(1 - factor(**{name: cut}) for name, cut in zip(CUTS, cuts, strict=True))
    assert 0.0 <= together <= 1.0
    assert 1 - together <= removed + 1e-12
