"""What the trade system of 2020 says, in tables for the documents: origins of use, multipliers, a second
opinion on local sourcing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.tables import SOURCES
from calibration.trade import foreign, location_quotient, multipliers, national
from calibration.trade.baseline import Range, solve_range
from calibration.trade.cities import government_by_code
from calibration.trade.system import Names, TradeSystem
from sim.axes import Array
from sim.parameters import Parameter

IN_PROVINCE = ("jinan_circle", "lunan_circle")
PER_CENT = 100


@dataclass(frozen=True)
class Summary:
    """Percentages of use by origin with ranges; multipliers averaged with the region's output; shares of
    inputs from the own city beside Flegg's quotient.
    """

    origins: pd.DataFrame
    multipliers: pd.DataFrame
    own_city: pd.DataFrame


def _parts(system: TradeSystem, names: Names, products: Array) -> Array:
    """Share of each city's use of the marked products by origin [city, five origins], %."""
    use = system.accounts.use * products
    inside = np.isin(names.partner, IN_PROVINCE)
    from_cities = np.einsum("soc,cs->co", system.trade_share, use)
    from_partners = np.einsum("spc,cs->cp", system.partner_share, use)
    own = np.diag(from_cities)
    parts = np.stack(
        [
            own,
            from_cities.sum(axis=1) - own,
            from_partners[:, inside].sum(axis=1),
            from_partners[:, ~inside].sum(axis=1),
            np.einsum("skc,cs->c", system.market_share, use),
        ],
        axis=1,
    )
    shares: Array = PER_CENT * parts / use.sum(axis=1, keepdims=True)
    return shares


def origins(found: Range, names: Names, goods: Array) -> pd.DataFrame:
    """Where each city's goods and services come from, and the range of what comes from the own city."""
    rows = []
    for kind, marked in (("goods", goods), ("services", 1 - goods)):
        central, wide, local = (_parts(s, names, marked) for s in (found.central, found.wide, found.local))
        for c, city in enumerate(names.city):
            ends = sorted((wide[c, 0], local[c, 0]))
            rows.append((kind, city, *central[c], *ends))
    columns = ["products", "city", "own city", "other four", "rest of Shandong", "rest of China", "abroad"]
    return pd.DataFrame(rows, columns=[*columns, "own city, low", "own city, high"])


def build(
    names: Names,
    value_added: Array,
    utilisation: Array,
    register: Mapping[str, Parameter],
    folder: Path = SOURCES,
) -> Summary:
    """Every table, from the same inputs as the baseline's."""
    found = solve_range(names, value_added, utilisation, register, folder)
    source = national.read(folder)
    member = national.membership(source.codes, names.sector, folder)
    government = government_by_code(source, folder)
    by_sector = multipliers.table(found.central, names, source, member, government)
    weights = found.central.accounts.output.sum(axis=0)
    numbers = [c for c in by_sector.columns if c not in ("area", "sector")]
    mean = by_sector.groupby("area", sort=False)[numbers].apply(
        lambda part: pd.Series(weights @ part.to_numpy() / weights.sum(), index=numbers)
    )
    goods = foreign.customs_sectors(names.sector, folder).astype(float)
    delta, judged = register["flq_delta"], register["local_sourcing_share"]
    quotient = location_quotient.compare(
        found.central,
        names,
        source,
        member,
        (delta.low, delta.value, delta.high),
        (judged.low, judged.value, judged.high),
    )
    return Summary(origins(found, names, goods), mean.reset_index(), quotient)
