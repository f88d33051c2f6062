"""Throughput of 2020 by port and cargo class: known port totals, estimated class totals, a seed, and
balancing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.ports.assumptions import Assumptions
from calibration.ports.balance import fit
from calibration.tables import Figures
from sim.axes import Array

YEAR = 2020
CONTAINERS, LNG = "containers", "lng"
HALVES = 2.0
NOMINAL = 0.1
"""Throughput of a cell without cargo in 2020, 10k tonnes: the logarithm of its occupancy then exists."""


@dataclass(frozen=True)
class Split:
    """Throughput [port, cargo] with low and high (10k tonnes), containers by port (10k TEU) and tonnes per
    TEU.
    """

    throughput: Array
    low: Array
    high: Array
    containers_teu: Array
    tonnes_per_teu: Array


def class_totals(detail: Figures, given: Assumptions) -> dict[str, float]:
    """Totals of the five ports by class, 10k tonnes: the province's half year of 2015 doubled, carried to
    2020 by imports.

    Containers and the remaining class are not here: the one follows from boxes, the other is what is left.
    The class of 2015 was oil and gas: liquefied gas, known by terminal, is taken out of it.
    """
    half = {
        k: detail.value("shandong", f"cargo_{k}_h1", 2015)
        for k in ("metal_ore", "iron_ore", "coal", "oil_gas")
    }

    def growth(cargo: str, indicator: str = "import_volume_growth_2015_2020") -> float:
        return given.value("china", cargo, indicator)

    other_ore = growth("ore", "bauxite_import_growth_2015_2020")
    province = {
        "ore": half["iron_ore"] * growth("ore") + (half["metal_ore"] - half["iron_ore"]) * other_ore,
        "coal": half["coal"] * growth("coal"),
        "oil": half["oil_gas"] * growth("oil"),
    }
    totals = {
        k: HALVES * v * given.value("jiaodong", k, "share_of_provincial_cargo") for k, v in province.items()
    }
    gas = given.rows("cargo_throughput")
    totals["oil"] -= float(gas[gas["cargo"] == LNG]["value"].sum())
    return {**totals, "grain": given.value("jiaodong", "grain", "cargo_throughput")}


def _seed_qingdao(detail: Figures, given: Assumptions, classes: tuple[str, ...], total: float) -> Array:
    """Dry and liquid bulk by the listed company's shares of 2017; dry bulk divided by assumption."""
    dry, liquid = (
        total * detail.value("qingdao", f"cargo_share_{k}_bulk_group", 2017) / 100 for k in ("dry", "liquid")
    )
    return np.array(
        [liquid if k == "oil" else dry * given.value("qingdao", k, "share_of_dry_bulk") for k in classes]
    )


def _seed_rizhao(
    detail: Figures, ports: Figures, given: Assumptions, classes: tuple[str, ...], total: float, boxes: float
) -> Array:
    """Ore, coal and oil of 2019 (port group, with ore's part of the berths outside it), grown as the port's
    total.

    The rest is general cargo.
    """
    city_total = ports.value("rizhao", "cargo_throughput", YEAR - 1)
    growth = total / city_total
    other_berths = city_total - ports.value("rizhao", "cargo_throughput_lower_bound", YEAR - 1)
    other_ore = other_berths * given.value("rizhao", "ore", "share_of_cargo_outside_group")
    known = {
        "ore": (detail.value("rizhao", "cargo_iron_ore", YEAR - 1) + other_ore) * growth,
        "coal": detail.value("rizhao", "cargo_coal", YEAR - 1) * growth,
        "oil": detail.value("rizhao", "cargo_crude_oil", YEAR - 1) * growth,
        "grain": total * given.value("rizhao", "grain", "cargo_share"),
    }
    return np.array([known.get(k, total - boxes - sum(known.values())) for k in classes])


def gas_tonnes(given: Assumptions, cities: tuple[str, ...], column: str) -> Array:
    """Liquefied gas by port, 10k tonnes, with a terminal of 2020 as known, else nominal."""
    rows = given.rows("cargo_throughput")
    known = {r.area: float(getattr(r, column)) for r in rows.itertuples() if r.cargo == LNG}
    return np.array([known.get(city, NOMINAL) for city in cities])


def throughput_split(
    ports: Figures, detail: Figures, given: Assumptions, cities: tuple[str, ...], cargo: tuple[str, ...]
) -> Split:
    """Throughput by port and class, whose sums by port are the published totals exactly.

    Containers are boxes times tonnes per box; gas is known where there is a terminal, a nominal tonnage
    elsewhere. The other classes are the matrix nearest to the seed (least
    relative entropy) with the known port totals and the estimated class totals; general cargo closes the
    account.
    """
    totals = np.array([ports.value(c, "cargo_throughput", YEAR) for c in cities])
    teu = np.array([ports.value(c, "container_throughput", YEAR) for c in cities])
    box, box_low, box_high = (
        given.by_area(cities, CONTAINERS, "tonnes_per_teu", k) for k in ("value", "low", "high")
    )
    boxes = teu * box
    gas, gas_low, gas_high = (gas_tonnes(given, cities, k) for k in ("value", "low", "high"))
    classes = tuple(k for k in cargo if k not in (CONTAINERS, LNG))

    seed = np.array(
        [
            _seed_qingdao(detail, given, classes, total)
            if city == "qingdao"
            else _seed_rizhao(detail, ports, given, classes, total, box_tonnes)
            if city == "rizhao"
            else total * given.by_cargo(city, classes, "cargo_share")
            for city, total, box_tonnes in zip(cities, totals, boxes, strict=True)
        ]
    )
    rows = totals - boxes - gas
    known = class_totals(detail, given)
    columns = np.array([known.get(k, rows.sum() - sum(known.values())) for k in classes])
    others = fit(seed, rows, columns)

    spread = given.by_area(cities, "all", "cargo_split_uncertainty")[:, None]
    cells = np.empty((len(cities), len(cargo)))
    low, high = np.empty_like(cells), np.empty_like(cells)
    index = [cargo.index(k) for k in classes]
    cells[:, index], low[:, index], high[:, index] = others, others * (1 - spread), others * (1 + spread)
    at = cargo.index(CONTAINERS)
    cells[:, at], low[:, at], high[:, at] = boxes, teu * box_low, teu * box_high
    at = cargo.index(LNG)
    cells[:, at], low[:, at], high[:, at] = gas, gas_low, gas_high
    return Split(cells, low, high, teu, box)
