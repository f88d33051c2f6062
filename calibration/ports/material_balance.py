"""What the works of each zone need from the sea, or send to it: steel, alumina, refining, power, gas, food,
boxes.

Needs are tonnes by zone, voyage and class through whatever port, independent of what the ports counted. What
they fail to explain is shown in ``reconciliation``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calibration.ports.assumptions import Assumptions
from calibration.ports.split import YEAR
from calibration.tables import Figures
from calibration.trade.foreign import customs_totals
from sim.axes import Array
from sim.parameters import Parameter

PROVINCE, NATION = "shandong", "china"
MEGAWATTS = 10.0
"""Of 10k kW."""
HUNDRED_MILLION, TEN_THOUSAND = 1e8, 1e4


@dataclass(frozen=True)
class MaterialBalance:
    """Needs [zone, voyage, class of ``classes``], 10k tonnes, foreign voyage first; shares [zone] of iron ore
    in ore and of crude in oil; ore per tonne of steel moved and oil per tonne of crude run moved [zone],
    tonnes.
    """

    classes: tuple[str, ...]
    need: Array
    iron_share: Array
    crude_share: Array
    steel_move: Array
    refinery_move: Array


def _share(part: Array, whole: Array) -> Array:
    """Part over whole, one where there is nothing."""
    return np.divide(part, whole, out=np.ones_like(whole), where=whole > 0)


def ore(table: Assumptions, zones: tuple[str, ...]) -> tuple[Array, Array, Array]:
    """Ore landed from abroad and along the coast, and imported iron ore, each [zone], 10k tonnes."""
    per_steel = table.value(NATION, "ore", "ore_per_tonne_of_steel")
    per_alumina = table.value(NATION, "ore", "bauxite_per_tonne_of_alumina")
    imported = table.sparse(zones, "ore", "imported_ore_share")
    iron = per_steel * imported * table.sparse(zones, "ore", "crude_steel")
    bauxite = per_alumina * table.sparse(zones, "ore", "alumina_from_imported_bauxite")
    foreign = iron + bauxite + table.sparse(zones, "ore", "other_ore_landed")
    return foreign, table.sparse(zones, "ore", "coastal_ore"), iron


def oil(table: Assumptions, zones: tuple[str, ...]) -> tuple[Array, Array, Array]:
    """Oil from abroad and along the coast, and crude by sea, each [zone], 10k tonnes.

    Crude of the runs comes by land, from offshore fields along the coast, or from abroad.
    """
    runs = table.sparse(zones, "oil", "crude_runs")
    offshore = table.sparse(zones, "oil", "coastal_crude")
    abroad = runs - table.sparse(zones, "oil", "crude_by_land") - offshore
    shipped = np.array([table.first((z, PROVINCE), ("oil",), "products_by_sea") for z in zones])
    foreign = abroad + table.sparse(zones, "oil", "other_oil_foreign")
    coastal = offshore + shipped * runs + table.sparse(zones, "oil", "other_oil_coastal")
    return foreign, coastal, abroad + offshore


def coal(table: Assumptions, energy: Figures, zones: tuple[str, ...]) -> tuple[Array, Array]:
    """Coal from and to abroad and along the coast [zone], 10k tonnes; power plants burn by their capacity."""
    burnt = (
        table.value(PROVINCE, "coal", "hours_of_coal_power")
        * table.value(PROVINCE, "coal", "coal_per_mwh")
        * MEGAWATTS
        / TEN_THOUSAND
    )
    seaborne = table.sparse(zones, "coal", "seaborne_power_coal")
    capacity = np.array(
        [
            energy.value(z, "power_capacity_gppd_coal", YEAR) if s > 0 else 0.0
            for z, s in zip(zones, seaborne, strict=True)
        ]
    )
    coastal = seaborne * capacity * burnt
    coastal += table.sparse(zones, "coal", "other_coal_in") + table.sparse(zones, "coal", "coal_out")
    return table.sparse(zones, "coal", "foreign_coal"), coastal


def boxes(
    table: Assumptions,
    zones: tuple[str, ...],
    cities: tuple[str, ...],
    tonnes_per_teu: float,
    parameters: Mapping[str, Parameter],
    customs: tuple[Array, Array],
) -> Array:
    """Containers of foreign trade [zone], 10k tonnes: containerised value over value per loaded box, with the
    empties that move along; ``customs`` are the cities' exports and imports, 100m CNY.
    """
    exported, imported = (dict(zip(cities, v, strict=True)) for v in customs)
    ratio = table.value(PROVINCE, "containers", "export_share_of_trade")
    out_share = table.value(NATION, "containers", "containerised_exports")
    in_share = table.value(NATION, "containers", "containerised_imports")

    def value(zone: str) -> float:
        if zone in cities:
            out, into = exported[zone], imported[zone]
            sea = table.value("jiaodong", "containers", "seaborne_trade")
        else:
            trade = table.value(zone, "containers", "trade_total")
            out, into = ratio * trade, (1.0 - ratio) * trade
            sea = table.value(zone, "containers", "seaborne_trade")
        return float(sea * (out_share * out + in_share * into))

    loaded = np.array([value(z) for z in zones]) * HUNDRED_MILLION / parameters["value_per_teu"].value
    handled = loaded / (1.0 - parameters["container_empty_share"].value)
    return handled / TEN_THOUSAND * tonnes_per_teu


def moves(table: Assumptions, zones: tuple[str, ...]) -> tuple[Array, Array]:
    """Ore per tonne of steel, oil per tonne of crude run that move from inland to the coast [zone], tonnes.

    One intensity holds at both ends, so that each sums to zero: works that move use as much imported ore as
    those of the coast and the interior do together, and refineries ship as many products.
    """
    steel = table.sparse(zones, "ore", "crude_steel")
    shares = table.sparse(zones, "ore", "steel_moved")
    concerned = steel * (shares != 0)
    imported = (concerned * table.sparse(zones, "ore", "imported_ore_share")).sum() / concerned.sum()
    per_steel = table.value(NATION, "ore", "ore_per_tonne_of_steel") * imported
    per_run = 1.0 + table.value(PROVINCE, "oil", "products_by_sea")
    return per_steel * shares, per_run * table.sparse(zones, "oil", "refining_moved")


def build(
    folder: Path,
    zones: tuple[str, ...],
    cities: tuple[str, ...],
    tonnes_per_teu: float,
    parameters: Mapping[str, Parameter],
) -> MaterialBalance:
    """Needs of all zones with land, and shares of iron and crude of all zones, from the source tables.

    ``zones`` are those of the hinterland; the last one, transhipment, needs nothing of its own.
    ``tonnes_per_teu`` is that of foreign boxes.
    """
    table, energy = Assumptions(folder, "cargo_balance"), Figures("energy_environment", folder)
    customs = customs_totals(cities, folder)
    return of_table(table, energy, customs, zones, cities, tonnes_per_teu, parameters)


def of_table(
    table: Assumptions,
    energy: Figures,
    customs: tuple[Array, Array],
    zones: tuple[str, ...],
    cities: tuple[str, ...],
    tonnes_per_teu: float,
    parameters: Mapping[str, Parameter],
) -> MaterialBalance:
    """As ``build``, from tables that are read already."""
    land, relay = zones[:-1], zones[-1]
    ore_in, ore_coast, iron = ore(table, land)
    oil_in, oil_coast, crude = oil(table, land)
    coal_in, coal_coast = coal(table, energy, land)
    grain_in = sum(table.sparse(land, "grain", i) for i in ("soy_crush", "other_grain_foreign"))
    none = np.zeros(len(land))
    parts = {
        "ore": (ore_in, ore_coast),
        "coal": (coal_in, coal_coast),
        "oil": (oil_in, oil_coast),
        "lng": (table.sparse(land, "lng", "lng_use"), none),
        "containers": (boxes(table, land, cities, tonnes_per_teu, parameters, customs), none),
        "grain": (grain_in, table.sparse(land, "grain", "coastal_grain")),
    }
    steel_move, refinery_move = moves(table, land)
    return MaterialBalance(
        classes=tuple(parts),
        need=np.stack([np.stack(pair, axis=1) for pair in parts.values()], axis=2),
        iron_share=np.append(_share(iron, ore_in), table.value(relay, "ore", "iron_share")),
        crude_share=np.append(_share(crude, oil_in + oil_coast), table.value(relay, "oil", "crude_share")),
        steel_move=np.append(steel_move, 0.0),
        refinery_move=np.append(refinery_move, 0.0),
    )
