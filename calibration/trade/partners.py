"""The regions of the nation: distances between them, and what the partners supply and demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.network import great_circle
from calibration.tables import SOURCES, Figures
from calibration.trade import gravity
from calibration.trade.gravity import Friction
from calibration.trade.national import YEAR
from sim.axes import Array

GROUPS = ("primary", "secondary", "tertiary")


@dataclass(frozen=True)
class Geography:
    """Kilometres between seats and whether two regions share the province [region, region]; area in km2,
    number of prefectures and of provinces [region]; cities first.
    """

    distance: Array
    same_province: Array
    area: Array
    units: Array
    provinces: Array


def geography(cities: tuple[str, ...], partners: tuple[str, ...], folder: Path = SOURCES) -> Geography:
    """Read where the regions are; a partner outside the cities' province is a province of its own."""
    seats = pd.read_csv(folder / "coordinates.csv", keep_default_na=False)
    seats = seats[seats["kind"] == "city seat"].set_index("area")
    figures = Figures("trade_partners", folder)
    degrees = seats.loc[list(cities), ["longitude", "latitude"]].to_numpy(dtype=float).tolist()
    degrees += [[figures.value(p, k, YEAR) for k in ("longitude", "latitude")] for p in partners]
    area, units, provinces, home = (
        np.array([figures.value(r, k, YEAR) for r in (*cities, *partners)])
        for k in ("area", "prefectures", "provinces", "in_shandong")
    )
    province = np.logical_and.outer(home > 0, home > 0)
    return Geography(great_circle(np.array(degrees)), province, area, units, provinces)


def resistance(
    place: Geography,
    sectors: tuple[str, ...],
    frictions: Mapping[str, Friction],
    factor: float,
    folder: Path = SOURCES,
) -> Array:
    """Resistance [sector, origin, destination]; ``frictions`` by the kind of a sector, ``factor`` of the
    inner distance.
    """
    kind = pd.read_csv(folder / "trade_sectors.csv").set_index("sector")["kind"]
    by_kind = {}
    for name, friction in frictions.items():
        inside = gravity.inner_resistance(place.area, place.units, place.provinces, factor, friction)
        by_kind[name] = gravity.resistance(place.distance, place.same_province, inside, friction)
    return np.stack([by_kind[str(kind[s])] for s in sectors])


def weights(
    partners: tuple[str, ...], sectors: tuple[str, ...], folder: Path = SOURCES
) -> tuple[Array, Array]:
    """Each partner's share of the nation without the cities: value added of the sector's group [partner,
    sector], and GDP [partner].
    """
    figures = Figures("trade_partners", folder)
    concordance = pd.read_csv(folder / "sector_concordance.csv", dtype=str)
    group = concordance.drop_duplicates("sector").set_index("sector")["group"]
    by_group = {g: np.array([figures.value(p, f"va_{g}", YEAR) for p in partners]) for g in GROUPS}
    made = np.stack([by_group[str(group[s])] / by_group[str(group[s])].sum() for s in sectors], axis=1)
    gdp = np.array([figures.value(p, "gdp_current", YEAR) for p in partners])
    return made, gdp / gdp.sum()


def supply_and_demand(
    supply: Array, demand: Array, output: Array, final: Array, coefficients: Array, made: Array, gdp: Array
) -> tuple[Array, Array]:
    """Domestic supply and demand of the partners [partner, sector], 100m CNY.

    ``supply``, ``demand``, ``output`` and ``final`` [sector] are the nation's less the cities'. Supply
    follows ``made`` [partner, sector]; demand follows what each partner's industries need by the nation's
    ``coefficients`` [product, sector], and ``gdp`` [partner] for final use.
    """
    needed = np.einsum("ij,pj->pi", coefficients, made * output) + np.outer(gdp, final)
    return made * supply, needed * (demand / needed.sum(axis=0))
