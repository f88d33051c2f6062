"""The trade system as quantities of the baseline, with ranges from the ends of what makes trade local."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures
from calibration.trade import foreign
from calibration.trade.national import YEAR
from calibration.trade.system import Names, TradeSystem, solve
from sim.axes import Array
from sim.parameters import Parameter

LOCAL = (
    "gravity_distance",
    "access_decay_services",
    "border_city_tariff_equiv",
    "border_provincial_tariff_equiv",
    "presence_market_services",
    "presence_local_services",
)
"""Determinants of local sourcing whose bounds make the range of the shares; gravity_distance is negative."""
MONEY = "100m CNY 2020"


@dataclass(frozen=True)
class Range:
    """The central system and the two at the ends: trade as wide and as local as the register allows."""

    central: TradeSystem
    wide: TradeSystem
    local: TradeSystem

    def of(self, name: str) -> tuple[Array, Array, Array]:
        """Value, low and high of one property of the system."""
        value, wide, local = (getattr(s, name) for s in (self.central, self.wide, self.local))
        return value, np.minimum.reduce([value, wide, local]), np.maximum.reduce([value, wide, local])


def ends(register: Mapping[str, Parameter]) -> tuple[dict[str, float], dict[str, float]]:
    """Parameters at which trade is widest and most local: each determinant at its bound nearer to nought, and
    at the other.
    """
    central = {name: p.value for name, p in register.items()}
    bounds = {n: sorted((register[n].low, register[n].high), key=abs) for n in LOCAL}
    wide, local = ({n: b[i] for n, b in bounds.items()} for i in (0, 1))
    return central | wide, central | local


def solve_range(
    names: Names,
    value_added: Array,
    utilisation: Array,
    register: Mapping[str, Parameter],
    folder: Path = SOURCES,
) -> Range:
    """The system at the central parameters and at both ends."""
    central = {name: p.value for name, p in register.items()}
    return Range(*(solve(names, value_added, utilisation, p, folder) for p in (central, *ends(register))))


def foreign_investment(cities: tuple[str, ...], folder: Path = SOURCES) -> Array:
    """Utilised foreign investment of 2020 [city], 100m CNY.

    A city's own figure where there is one; the others share the sum that is known for them by foreign trade.
    """
    history = Figures("city_accounts_history", folder)
    rate = Figures("macro", folder).value("china", "exchange_rate", YEAR)
    own = np.array([history.series(c, "fdi_utilised").get(YEAR, np.nan) for c in cities])
    left = history.value("jiaodong", "fdi_utilised", YEAR) - np.nansum(own)
    exports, imports = foreign.customs_totals(cities, folder)
    weight = np.where(np.isnan(own), exports + imports, 0.0)
    dollars = np.where(np.isnan(own), left * weight / weight.sum(), own)
    return dollars * rate


def build(
    names: Names,
    value_added: Array,
    utilisation: Array,
    register: Mapping[str, Parameter],
    folder: Path = SOURCES,
) -> list[Quantity]:
    """Every quantity of the trade system; ``value_added`` and ``utilisation`` [city, sector]."""
    found = solve_range(names, value_added, utilisation, register, folder)
    accounts = found.central.accounts
    use = {"city": names.city, "sector": names.sector}
    gravity = "gravity between cities and partners, fitted to supply and demand; range at the ends of "
    gravity += "distance, borders and presence"

    def ranged(name: str, axes: Mapping[str, tuple[str, ...]], unit: str, method: str) -> Quantity:
        value, low, high = found.of(name)
        return Quantity(name, axes, unit, value, "derived", method, low, high)

    def final(name: str, value: Array, other: Array, method: str) -> Quantity:
        low, high = np.minimum(value, other), np.maximum(value, other)
        return Quantity(name, use, MONEY, value, "derived", method, low, high)

    rate = register["investment_rate"]
    sources = dict.fromkeys(("origin", "city"), names.city)
    return [
        Quantity(
            "gross_output",
            use,
            MONEY,
            accounts.output,
            "derived",
            "value added over the national ratio, codes of the table mixed by the city's employment",
        ),
        Quantity(
            "input_coefficient",
            {"city": names.city, "product": names.sector, "sector": names.sector},
            "ratio",
            accounts.coefficients,
            "derived",
            "national table of 2020, all origins, codes mixed by the city's employment",
        ),
        final(
            "household_use",
            accounts.household,
            accounts.household_other,
            "national ratio of consumption to disposable income (range: to GDP) and composition",
        ),
        final(
            "government_use",
            accounts.government,
            accounts.government_other,
            "national government consumption per resident (range: per GDP), judged composition",
        ),
        Quantity(
            "investment_use",
            use,
            MONEY,
            accounts.investment,
            "derived",
            "registered rate times normal-year GDP, national composition with stocks",
            accounts.investment * rate.low / rate.value,
            accounts.investment * rate.high / rate.value,
        ),
        ranged("trade_share", {"sector": names.sector} | sources, "share", gravity),
        ranged(
            "partner_share",
            {"sector": names.sector, "partner": names.partner, "city": names.city},
            "share",
            gravity,
        ),
        Quantity(
            "market_share",
            {"sector": names.sector, "market": names.market, "city": names.city},
            "share",
            found.central.market_share,
            "derived",
            "customs totals split by national import ratios; markets by provincial shares and judged tilts",
        ),
        ranged(
            "partner_sales",
            {"city": names.city, "sector": names.sector, "partner": names.partner},
            MONEY,
            gravity,
        ),
        Quantity(
            "exports",
            {"city": names.city, "sector": names.sector, "market": names.market},
            MONEY,
            found.central.exports,
            "derived",
            "customs totals at the table's prices by national export ratios; markets by provincial shares",
        ),
        Quantity(
            "foreign_investment",
            {"city": names.city},
            MONEY,
            foreign_investment(names.city, folder),
            "derived",
            "utilised foreign investment; the total of four cities shared by foreign trade",
        ),
    ]
