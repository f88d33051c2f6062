"""The balanced trade system: flows of every product between cities, partners and markets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calibration.tables import SOURCES
from calibration.trade import cities as city_accounts
from calibration.trade import foreign, gravity, national, partners
from calibration.trade.cities import CityAccounts
from calibration.trade.foreign import ForeignTrade
from calibration.trade.gravity import Friction
from calibration.trade.national import NationalTable
from sim.axes import Array


@dataclass(frozen=True)
class Names:
    """Labels of the axes."""

    city: tuple[str, ...]
    sector: tuple[str, ...]
    partner: tuple[str, ...]
    market: tuple[str, ...]


@dataclass(frozen=True)
class TradeSystem:
    """Accounts of the cities, domestic flows [sector, origin, destination] with the cities first, and trade
    abroad; all 100m CNY.
    """

    accounts: CityAccounts
    foreign: ForeignTrade
    domestic: Array

    @property
    def count(self) -> int:
        """Number of cities."""
        return len(self.accounts.output)

    @property
    def trade_share(self) -> Array:
        """Share of a city's use of a product that comes from each city [sector, origin, city]."""
        n = self.count
        share: Array = self.domestic[:, :n, :n] / self.accounts.use.T[:, None, :]
        return share

    @property
    def partner_share(self) -> Array:
        """Share of use that comes from each partner in the nation [sector, partner, city]."""
        n = self.count
        share: Array = self.domestic[:, n:, :n] / self.accounts.use.T[:, None, :]
        return share

    @property
    def market_share(self) -> Array:
        """Share of use that is imported from each market [sector, market, city]."""
        imported = (self.foreign.imports / self.accounts.use).T
        share: Array = self.foreign.import_share[:, :, None] * imported[:, None, :]
        return share

    @property
    def partner_sales(self) -> Array:
        """Sales to the partners [city, sector, partner]."""
        n = self.count
        return self.domestic[:, :n, n:].transpose(1, 0, 2)

    @property
    def exports(self) -> Array:
        """Exports by market [city, sector, market]."""
        by_market: Array = self.foreign.exports[:, :, None] * self.foreign.export_share
        return by_market

    @property
    def net_outflow(self) -> Array:
        """Sales outside the city less purchases from outside [city]."""
        own = np.einsum("scc->c", self.domestic[:, : self.count, : self.count])
        sold = self.domestic[:, : self.count].sum(axis=(0, 2)) - own + self.foreign.exports.sum(axis=1)
        bought = self.domestic[:, :, : self.count].sum(axis=(0, 1)) - own + self.foreign.imports.sum(axis=1)
        outflow: Array = sold - bought
        return outflow


def frictions(parameters: Mapping[str, float]) -> dict[str, Friction]:
    """Frictions by kind of sector, from the register; services also need presence, which works like a border
    between cities.
    """
    city, provincial = parameters["border_city_tariff_equiv"], parameters["border_provincial_tariff_equiv"]
    goods = Friction(parameters["gravity_distance"], parameters["trade_elasticity"], city, provincial)
    services = {
        kind: Friction(
            -parameters["access_decay_services"],
            parameters["trade_elasticity_services"],
            (1 + city) * (1 + parameters[f"presence_{kind}"]) - 1,
            provincial,
        )
        for kind in ("market_services", "local_services")
    }
    return {"goods": goods} | services


def balance(
    names: Names,
    table: NationalTable,
    member: Array,
    accounts: CityAccounts,
    abroad: ForeignTrade,
    parameters: Mapping[str, float],
    folder: Path = SOURCES,
) -> TradeSystem:
    """Close the nation: what the cities do not sell abroad goes to some region, what they do not import comes
    from one; the partners stand for the nation less the cities.
    """
    supply = accounts.output - abroad.exports
    demand = accounts.use - abroad.imports
    final = (table.consumption + table.investment) @ member
    national_demand = (table.output - table.exports) @ member
    made, gdp = partners.weights(names.partner, names.sector, folder)
    output = table.output @ member
    coefficients = member.T @ table.flows @ member / output
    others = partners.supply_and_demand(
        national_demand - supply.sum(axis=0),
        national_demand - demand.sum(axis=0),
        output - accounts.output.sum(axis=0),
        final - (accounts.household + accounts.government + accounts.investment).sum(axis=0),
        coefficients,
        made,
        gdp,
    )
    factor = partners.resistance(
        partners.geography(names.city, names.partner, folder),
        names.sector,
        frictions(parameters),
        parameters["inner_distance_factor"],
        folder,
    )
    domestic = gravity.flows(np.vstack([supply, others[0]]), np.vstack([demand, others[1]]), factor)
    return TradeSystem(accounts, abroad, domestic)


def solve(
    names: Names,
    value_added: Array,
    utilisation: Array,
    parameters: Mapping[str, float],
    folder: Path = SOURCES,
) -> TradeSystem:
    """The whole system from the accounts' ``value_added`` and ``utilisation`` [city, sector]."""
    table = national.read(folder)
    member = national.membership(table.codes, names.sector, folder)
    accounts = city_accounts.accounts(
        table, member, names.city, value_added, utilisation, parameters["investment_rate"], folder
    )
    customs = foreign.customs_sectors(names.sector, folder)
    exports, imports = foreign.trade_by_product(
        table,
        member,
        accounts,
        customs,
        foreign.customs_totals(names.city, folder),
        parameters["goods_trade_ceiling"],
        folder,
    )
    known = {"japan": parameters["japan_trade_share"], "korea": parameters["korea_trade_share"]}
    trade_share, export_share = foreign.market_shares(names.market, known, folder)
    import_share = foreign.import_shares(
        trade_share,
        export_share,
        exports[:, customs].sum(),
        np.where(customs, imports.sum(axis=0), 0.0),
        names.sector,
        names.market,
        folder,
    )
    abroad = ForeignTrade(exports, imports, export_share, import_share)
    return balance(names, table, member, accounts, abroad, parameters, folder)
