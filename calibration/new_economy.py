"""The new-economy share of each sector in 2020: judged against each other, scaled to the published total."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures
from sim.axes import Array


def scaled(shares: Array, value_added: Array, total: float) -> Array:
    """Shares whose odds are all moved by one factor so that their mean, weighted by value added, is
    ``total``.
    """

    def moved(log_factor: float) -> Array:
        odds = shares / (1 - shares) * np.exp(log_factor)
        inside: Array = odds / (1 + odds)
        return inside

    weights = value_added / value_added.sum()
    return moved(brentq(lambda factor: weights @ moved(factor) - total, -5.0, 5.0, xtol=1e-14))


def build(sectors: tuple[str, ...], value_added: Array, folder: Path = SOURCES) -> list[Quantity]:
    """Share of new activity [sector]; ``value_added`` [city, sector]. The province's total stands for the
    region's.
    """
    table = pd.read_csv(folder / "new_economy.csv").set_index("sector")["share"]
    total = Figures("macro", folder).value("shandong", "new_economy_share_official", 2020) / 100
    judged = np.array([table[sector] for sector in sectors])
    return [
        Quantity(
            "new_economy_share",
            {"sector": sectors},
            "share",
            scaled(judged, value_added.sum(axis=0), total),
            "derived",
            "judged shares by sector, odds scaled to the province's share of 2020",
        )
    ]
