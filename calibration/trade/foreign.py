"""Exports and imports of the cities in 2020 by product and market."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.tables import SOURCES, Figures
from calibration.trade.cities import PERCENT, CityAccounts
from calibration.trade.gravity import capped_split, fit
from calibration.trade.national import YEAR, NationalTable
from sim.axes import Array

RESIDUAL = "other_markets"
"""The market that takes what is left of the shares."""


@dataclass(frozen=True)
class ForeignTrade:
    """Exports and imports [city, sector] in 100m CNY at the table's prices, and their shares by market.

    Shares of exports are by market alone [market], of imports by product [sector, market].
    """

    exports: Array
    imports: Array
    export_share: Array
    import_share: Array


def customs_sectors(sectors: tuple[str, ...], folder: Path = SOURCES) -> Array:
    """True for the sectors whose products cross customs as goods [sector]."""
    table = pd.read_csv(folder / "trade_sectors.csv").set_index("sector")["crosses_customs"]
    return np.array([bool(table[s]) for s in sectors])


def customs_totals(cities: tuple[str, ...], folder: Path = SOURCES) -> tuple[Array, Array]:
    """Exports and imports of goods at customs [city], 100m CNY.

    Totals are those of the city accounts; a city whose exports are published keeps them, the others share the
    province's remaining ratio of exports to trade.
    """
    history, trade = Figures("city_accounts_history", folder), Figures("trade", folder)
    total = np.array([history.value(c, "trade_total", YEAR) for c in cities])
    exports = np.array([trade.series(c, "exports_customs").get(YEAR, np.nan) for c in cities])
    imports = np.array([trade.series(c, "imports_customs").get(YEAR, np.nan) for c in cities])
    left_exports = trade.value("shandong", "exports", YEAR) - np.nansum(exports)
    left_imports = trade.value("shandong", "imports", YEAR) - np.nansum(imports)
    ratio = left_exports / (left_exports + left_imports)
    exports = np.where(np.isnan(exports), ratio * total, exports)
    return exports, total - exports


def trade_by_product(
    table: NationalTable,
    member: Array,
    accounts: CityAccounts,
    customs: Array,
    totals: tuple[Array, Array],
    ceiling: float,
    folder: Path = SOURCES,
) -> tuple[Array, Array]:
    """Exports and imports [city, sector], 100m CNY at the table's prices.

    Goods: the city's customs total, brought from customs value to the table's prices by the nation's ratio
    (the table books margins on exports under trade and transport), split by output (use) times the nation's
    export (import) ratio; no product above ``ceiling`` of output (use). What does not cross customs, services
    and the next to nothing of power and construction: the nation's ratio.
    """
    figures = Figures("trade_markets", folder)
    national_use = (table.flows.sum(axis=1) + table.consumption + table.investment) @ member
    results: list[Array] = []
    for flow, national, base, indicator in (
        (table.exports @ member, table.output @ member, accounts.output, "exports_goods_customs"),
        (table.imports @ member, national_use, accounts.use, "imports_goods_customs"),
    ):
        price = flow[customs].sum() / figures.value("china", indicator, YEAR)
        seed = base * (flow / national)
        total = totals[len(results)] * price
        split = seed.copy()
        for c in range(len(base)):
            split[c, customs] = capped_split(float(total[c]), seed[c, customs], ceiling * base[c, customs])
        results.append(split)
    return results[0], results[1]


def market_shares(
    markets: tuple[str, ...], known: dict[str, float], folder: Path = SOURCES
) -> tuple[Array, Array]:
    """Shares of the markets in all trade and in exports [market]; the residual market takes the rest.

    ``known`` holds shares of trade that are registered parameters, by market.
    """
    figures = Figures("trade_markets", folder)
    trade, exports = np.zeros(len(markets)), np.zeros(len(markets))
    for m, market in enumerate(markets):
        if market != RESIDUAL:
            trade[m] = known.get(market) or figures.value(market, "trade_share", YEAR) / PERCENT
            exports[m] = figures.value(market, "export_share", YEAR) / PERCENT
    rest = markets.index(RESIDUAL)
    trade[rest], exports[rest] = 1 - trade.sum(), 1 - exports.sum()
    return trade, exports


def import_shares(
    trade_share: Array,
    export_share: Array,
    exports: float,
    imports: Array,
    sectors: tuple[str, ...],
    markets: tuple[str, ...],
    folder: Path = SOURCES,
) -> Array:
    """Share of each market in the imports of a product [sector, market].

    Imports of a market are its trade less the exports to it, with ``exports`` and ``imports`` [sector] of the
    goods of all cities, 100m CNY; the products are spread over markets by judged tilts and fitted to both.
    """
    total = trade_share * (exports + imports.sum()) - export_share * exports
    if (total <= 0).any():
        raise ValueError(f"trade_markets.csv: no imports are left from {markets[int(total.argmin())]}")
    figures = Figures("trade_markets", folder)
    tilt = np.array(
        [[figures.series(m, f"import_tilt_{s}").get(YEAR, 1.0) for m in markets] for s in sectors]
    )
    fitted = fit(tilt * total, np.where(imports > 0, imports, 0.0), total)
    return np.where(
        imports[:, None] > 0, fitted / np.where(imports > 0, imports, 1.0)[:, None], total / total.sum()
    )
