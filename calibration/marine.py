"""The marine satellite account of 2020: value added by city and marine industry, summing
to the plan's 9150, and its hosts.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures
from sim.axes import Array

NATIONAL = {
    "fishery": "fishery",
    "oil_gas": "oil_gas",
    "mining": "mining",
    "salt": "salt",
    "shipbuilding": "shipbuilding",
    "chemicals": "chemicals",
    "biomedicine": "biomedicine",
    "engineering": "engineering_construction",
    "power": "power",
    "seawater_use": "seawater_use",
    "transport": "transport",
    "tourism": "coastal_tourism",
    "research_services": "research_education_management",
    "related": "related_industries",
}
"""Marine industries of GB/T 20794-2006 and their names in the national account."""

STRATA = {"primary": ("fishery",), "tertiary": ("transport", "tourism", "research_services")}
"""Marine industries by stratum of the published city shares; all others are secondary."""

STRATUM_SHARE_YEAR = {"yantai": 2018, "weihai": 2020, "shandong": 2020}
"""Latest year in which an area's marine shares by stratum were published."""

LAYERS = ("research_services", "related")
"""The two layers beside the twelve main industries."""


def city_totals(
    figures: Figures, history: Figures, cities: tuple[str, ...]
) -> tuple[Array, Array, Array, list[str]]:
    """Marine value added by city in 2020 with low and high; they sum to the plan's total.

    Qingdao and Weihai are published or recalled. Of the remainder Yantai takes its 2018 share of GDP (its own
    accounts), and the cities without any figure share the rest in proportion to GDP.
    """
    total = figures.value("jiaodong", "marine_gdp", 2020)
    gdp = {c: history.value(c, "gdp_current", 2020) for c in cities}
    known = {c: figures.value(c, "marine_gdp", 2020) for c in ("qingdao", "weihai")}
    share_2018 = figures.value("yantai", "marine_gdp", 2018) / history.value("yantai", "gdp_current", 2018)
    known["yantai"] = share_2018 * gdp["yantai"]
    rest = [c for c in cities if c not in known]
    left = total - sum(known.values())
    values = {c: known.get(c, left * gdp[c] / sum(gdp[r] for r in rest)) for c in cities}
    spread = {"qingdao": 0.03, "weihai": 0.02, "yantai": 0.15}
    value = np.array([values[c] for c in cities])
    half = np.array([spread.get(c, 0.4) for c in cities])
    kinds = ["recalled" if c == "qingdao" else "sourced" if c == "weihai" else "derived" for c in cities]
    return value, value * (1 - half), value * (1 + half), kinds


def industry_totals(
    national: Figures, marine: Figures, industries: tuple[str, ...], tilt: Array, total: float
) -> Array:
    """Regional value added by marine industry: the province's share of main industries, inside it the
    nation's mix times ``tilt`` [marine].
    """
    nation = tilt * [national.value("china", f"marine_va_{NATIONAL[m]}", 2020) for m in industries]
    main = np.array([m not in LAYERS for m in industries])
    main_share = marine.value("shandong", "marine_va_main_industries", 2020) / marine.value(
        "shandong", "marine_gdp", 2020
    )
    scaled: Array = np.where(
        main, nation * main_share / nation[main].sum(), nation * (1 - main_share) / nation[~main].sum()
    )
    return total * scaled


def stratum_tilt(marine: Figures, cities: tuple[str, ...], industries: tuple[str, ...]) -> Array:
    """Relative weight of each industry's stratum in the city's marine economy [city,
    marine]; the province's is 1.

    Qingdao's shares come from its 2017 account; a city without published shares has the province's.
    """

    def shares(area: str) -> dict[str, float]:
        if area == "qingdao":
            levels = {
                s: marine.value(area, f"marine_va_{s}", 2017) for s in ("primary", "secondary", "tertiary")
            }
            return {s: v / sum(levels.values()) for s, v in levels.items()}
        known = area if area in STRATUM_SHARE_YEAR else "shandong"
        return {
            s: marine.value(known, f"marine_share_{s}", STRATUM_SHARE_YEAR[known]) / 100
            for s in ("primary", "secondary", "tertiary")
        }

    province = shares("shandong")
    stratum = [next((s for s, members in STRATA.items() if m in members), "secondary") for m in industries]
    return np.array([[shares(c)[s] / province[s] for s in stratum] for c in cities])


def provincial_tilt(industries: tuple[str, ...], folder: Path) -> Array:
    """Weight of each industry against the national mix [marine]; 1 unless the tilt table says otherwise."""
    tilts = pd.read_csv(folder / "marine_tilt.csv").set_index("industry")["tilt"]
    return np.array([float(tilts.get(m, 1.0)) for m in industries])


def fit(seed: Array, rows: Array, columns: Array, rounds: int = 500) -> Array:
    """Iterative proportional fitting of a non-negative seed to row and column sums, ending on exact rows."""
    cells = seed.copy()
    for _ in range(rounds):
        cells *= (columns / cells.sum(axis=0))[None, :]
        cells *= (rows / cells.sum(axis=1))[:, None]
    return cells


def host_shares(cells: Array, weights: Array, host: Array) -> Array:
    """Share of each host sector's normal-year value added [city, marine, sector] that is
    the marine industry's.

    A cell is spread over its host sectors in proportion to weight times value added. Raises ValueError if a
    city's marine industries would take more than their host has.
    """
    spread = weights[None, :, :] * host[:, None, :]
    spread = spread / spread.sum(axis=2, keepdims=True)
    shares: Array = cells[:, :, None] * spread / host[:, None, :]
    taken = shares.sum(axis=1)
    if (taken > 1).any():
        raise ValueError(f"marine industries exceed their host sector: largest share {taken.max():.3f}")
    return shares


def build(
    cities: tuple[str, ...],
    sectors: tuple[str, ...],
    industries: tuple[str, ...],
    normal_value_added: Array,
    folder: Path = SOURCES,
) -> list[Quantity]:
    """The marine account as baseline quantities."""
    marine, national, history = (
        Figures("marine", folder),
        Figures("marine_industries", folder),
        Figures("city_accounts_history", folder),
    )
    hosts = pd.read_csv(folder / "marine_hosts.csv", dtype={"weight": float})
    weights = np.zeros((len(industries), len(sectors)))
    for row in hosts.to_dict("records"):
        weights[industries.index(row["industry"]), sectors.index(row["sector"])] = row["weight"]
    rows, low, high, kinds = city_totals(marine, history, cities)
    columns = industry_totals(national, marine, industries, provincial_tilt(industries, folder), rows.sum())
    host = np.einsum("ms,cs->cm", weights, normal_value_added)
    tilt = stratum_tilt(marine, cities, industries)
    cells = fit(tilt * columns[None, :] * host, rows, columns)

    growth_2020 = np.array([_figure(national, f"marine_growth_{NATIONAL[m]}", 0.0) for m in industries])
    usual = pd.read_csv(folder / "marine_usual_growth.csv").set_index("industry")["growth"]
    usually = np.array([float(usual[m]) for m in industries])
    used = (1 + growth_2020 / 100) / (1 + usually / 100)
    used = np.where(np.isin(industries, LAYERS), 1.0, used)
    shares = host_shares(cells / used[None, :], weights, normal_value_added)
    axes = {"city": cities, "marine": industries}
    relative = np.maximum(high / rows - 1, 0.3)
    return [
        Quantity(
            "marine_value_added",
            axes,
            "100m CNY 2020",
            cells,
            "derived",
            "national mix of industries fitted to city totals and the province's share of main industries, "
            "seeded by host sectors",
            cells / (1 + relative[:, None]),
            cells * (1 + relative[:, None]),
        ),
        Quantity(
            "marine_city_total", {"city": cities}, "100m CNY 2020", rows, kinds, "see city_totals", low, high
        ),
        Quantity(
            "marine_host_share",
            {"city": cities, "marine": industries, "sector": sectors},
            "share",
            shares,
            "derived",
            "cell at its normal-year level over the host sector's normal-year value added",
        ),
        Quantity(
            "marine_utilisation",
            {"marine": industries},
            "share",
            used,
            "derived",
            "national growth of the industry in 2020 against its usual growth; "
            "the two outer layers are taken as normal",
        ),
        Quantity(
            "marine_usual_growth",
            {"marine": industries},
            "% per year",
            usually,
            "derived",
            "national real growth of the industry in usual years",
        ),
    ]


def _figure(figures: Figures, indicator: str, default: float) -> float:
    rows = figures.find("china", indicator, 2020)
    return float(rows["value"].iloc[0]) if len(rows) else default
