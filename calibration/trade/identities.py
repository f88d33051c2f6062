"""Identities of the trade system: how far each is missed."""

from __future__ import annotations

import numpy as np

from calibration.trade.system import TradeSystem


def residuals(system: TradeSystem) -> dict[str, float]:
    """Largest relative residual of each identity: output is sold, inputs and value added make output, shares
    of use add up to one, GDP is final use and net outflow.
    """
    a = system.accounts
    sold = (
        np.einsum("soc,cs->os", system.trade_share, a.use)
        + system.partner_sales.sum(axis=2)
        + system.exports.sum(axis=2)
    )
    made = a.coefficients.sum(axis=1) * a.output + a.value_added
    shares = sum(x.sum(axis=1) for x in (system.trade_share, system.partner_share, system.market_share))
    gdp = a.value_added.sum(axis=1)
    spent = (a.household + a.government + a.investment).sum(axis=1) + system.net_outflow
    return {
        "output_sold": float(np.abs(sold / a.output - 1).max()),
        "output_made": float(np.abs(made / a.output - 1).max()),
        "shares_of_use": float(np.abs(shares - 1).max()),
        "gdp_spent": float(np.abs(spent / gdp - 1).max()),
    }
