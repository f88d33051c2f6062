"""What the material balances explain of the cargo that the ports landed, and what they do not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from calibration.ports.assumptions import Assumptions
from calibration.ports.baseline import PortBaseline
from calibration.ports.material_balance import of_table
from calibration.ports.transhipment import HUB
from calibration.tables import SOURCES, Figures
from calibration.trade.foreign import customs_totals
from sim.axes import Array
from sim.parameters import register

BOUNDS = ("low", "high")
OF_PARAMETERS = {"containers": ("value_per_teu", "container_empty_share")}
"""Parameters whose ranges widen the need of a class beside those of the table."""


def by_zone(built: PortBaseline) -> pd.DataFrame:
    """Class by zone, 10k tonnes, both voyages: need, landed at the five and at rivals, and the remainder,
    landed less needed.

    Only for what a balance explains: containers of coastal trade and general cargo are judged.
    """
    rows = []
    tonnes = built.market.demand[:, :, None] * built.market.share
    away = built.market.demand[:, :, None] * built.market.rival_share
    for name in built.balance.classes:
        k, at = built.cargo.index(name), built.balance.classes.index(name)
        voyages = [v for v in range(2) if not np.isnan(built.flows.factor[v, k])]
        for z, zone in enumerate(built.zone[:-1]):
            need = built.balance.need[z, voyages, at].sum()
            five, rival = (float(a[z, voyages, :, k].sum()) for a in (tonnes, away))
            rows.append((name, zone, need, five, rival, five + rival - need))
    return pd.DataFrame(rows, columns=["class", "zone", "need", "five", "rivals", "remainder"])


def by_class(built: PortBaseline, folder: Path = SOURCES) -> pd.DataFrame:
    """Class by voyage, 10k tonnes: need with its range, landed at the five without relay, relayed there,
    landed at rivals, and landed over needed.
    """
    low, high = need_range(built, folder)
    tonnes = (built.market.demand[:, :, None] * built.market.share).sum(axis=2)
    away = (built.market.demand[:, :, None] * built.market.rival_share).sum(axis=2)
    rows = []
    for at, name in enumerate(built.balance.classes):
        k = built.cargo.index(name)
        for v, voyage in enumerate(built.voyage):
            need = float(built.balance.need[:, v, at].sum())
            factor = float(built.flows.factor[v, k])
            if np.isnan(factor) or need == 0.0:
                continue
            rows.append(
                (
                    name,
                    voyage,
                    need,
                    need - low[v, at],
                    need + high[v, at],
                    float(tonnes[:-1, v, k].sum()),
                    float(tonnes[-1, v, k]),
                    float(away[:-1, v, k].sum()),
                    factor,
                )
            )
    columns = ["class", "voyage", "need", "low", "high", "five", "relayed", "rivals", "factor"]
    return pd.DataFrame(rows, columns=columns)


def need_range(built: PortBaseline, folder: Path = SOURCES) -> tuple[Array, Array]:
    """How far the need of all zones [voyage, class] may lie below and above its value, 10k tonnes.

    Each figure of the table, and each parameter, moves alone to its low and its high end; what the need then
    falls or rises by adds up as independent errors do, in squares.
    """
    table, parameters = Assumptions(folder, "cargo_balance"), register()
    energy, customs = Figures("energy_environment", folder), customs_totals(built.city, folder)
    box = float(built.split.tonnes_per_teu[built.city.index(HUB)])

    def need(given: Assumptions) -> Array:
        found = of_table(given, energy, customs, built.zone, built.city, box, parameters)
        total: Array = found.need.sum(axis=0)
        return total

    centre = need(table)
    below, above = np.zeros_like(centre), np.zeros_like(centre)
    for key in table.figures:
        for bound in BOUNDS:
            moved = need(table.at_bound(key, bound)) - centre
            below += np.minimum(moved, 0.0) ** 2
            above += np.maximum(moved, 0.0) ** 2
    for name, of_class in OF_PARAMETERS.items():
        for parameter in of_class:
            known = parameters[parameter]
            at = built.balance.classes.index(name)
            for bound in BOUNDS:
                value = getattr(known, bound)
                ratio = (
                    known.value / value if parameter == "value_per_teu" else (1 - known.value) / (1 - value)
                )
                moved = centre[:, at] * (ratio - 1.0)
                below[:, at] += np.minimum(moved, 0.0) ** 2
                above[:, at] += np.maximum(moved, 0.0) ** 2
    return np.sqrt(below), np.sqrt(above)
