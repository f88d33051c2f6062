"""Cross-check of local sourcing: own-city share of inputs by Flegg's location quotient beside gravity's."""

from __future__ import annotations

import numpy as np
import pandas as pd

from calibration.trade.national import NationalTable
from calibration.trade.system import Names, TradeSystem
from sim.axes import Array


def flegg(output: Array, national_output: Array, delta: float) -> Array:
    """Flegg location quotients of one city [product, industry], at most one.

    Cross-industry quotient of seller and buyer (the simple quotient on the diagonal), times
    log2(1 + city / nation)^delta for the city's size. ``output`` and ``national_output`` [sector].
    """
    simple = output / output.sum() / (national_output / national_output.sum())
    cross = simple[:, None] / simple[None, :]
    np.fill_diagonal(cross, simple)
    size = np.log2(1 + output.sum() / national_output.sum()) ** delta
    capped: Array = np.minimum(1.0, cross * size)
    return capped


def own_share_of_inputs(coefficients: Array, output: Array, share: Array) -> float:
    """Inputs bought in the own city over all inputs: ``share`` [product, industry] of each purchase."""
    bought = coefficients * output
    return float((bought * share).sum() / bought.sum())


def compare(
    system: TradeSystem,
    names: Names,
    table: NationalTable,
    member: Array,
    deltas: tuple[float, ...],
    judged: tuple[float, float, float],
) -> pd.DataFrame:
    """Own-city share of inputs by city: gravity's, Flegg's at each of ``deltas`` and the ``judged`` range."""
    a = system.accounts
    national_output = table.output @ member
    domestic = member.T @ table.domestic @ member / (member.T @ table.flows @ member)
    rows = []
    for c, city in enumerate(names.city):
        gravity = np.broadcast_to(system.trade_share[:, c, c][:, None], a.coefficients[c].shape)
        row: dict[str, object] = {
            "city": city,
            "gravity": own_share_of_inputs(a.coefficients[c], a.output[c], gravity),
        }
        for delta in deltas:
            quotient = flegg(a.output[c], national_output, delta) * domestic
            row[f"flegg {delta:g}"] = own_share_of_inputs(a.coefficients[c], a.output[c], quotient)
        rows.append(row | dict(zip(("judged low", "judged", "judged high"), judged, strict=True)))
    return pd.DataFrame(rows)
