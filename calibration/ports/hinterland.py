"""Who shipped what where in 2020: flows that reproduce throughput, the zones' needs and rivals' shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from calibration.ports.assumptions import Assumptions
from calibration.ports.balance import fit
from calibration.ports.material_balance import MaterialBalance
from calibration.ports.rivals import Rivals, far_split
from sim.axes import Array
from sim.parameters import Parameter

ROUNDS, NEWTON_ROUNDS = 60, 60
VOYAGES = ("foreign", "coastal")
NOMINAL_NEED = 0.01
"""Need of a zone that has none of a class, 10k tonnes: the logarithm of its flows then exists."""
JUDGED = (("containers", "coastal"), ("general", "foreign"), ("general", "coastal"))
"""Classes and voyages whose zones are judged: no balance explains them."""


@dataclass(frozen=True)
class Flows:
    """Tonnes of the zones with land to the five ports [zone, voyage, port, cargo] and to rivals [zone,
    voyage, rival, cargo], 10k tonnes; rail share and utility of inland cost [zone, port, cargo]; landed over
    needed [voyage, cargo], not a number where zones are judged.
    """

    handled: Array
    rival: Array
    rail_share: Array
    utility: Array
    factor: Array


@dataclass(frozen=True)
class InlandCost:
    """Cost by road and by rail, CNY per tonne, and what a quay of one's own saves; each [zone, port or
    rival], the ports first.
    """

    road: Array
    rail: Array
    saved: Array


@dataclass(frozen=True)
class Class:
    """One class: tonnes landed without transhipment [port, voyage]; need [zone, voyage] through all ports, or
    weights through the five where ``judged`` [voyage]; mean rail share; loss of log-odds per CNY per tonne.
    """

    landed: Array
    need: Array
    judged: tuple[bool, ...]
    mean_rail: float
    coefficient: float


def rail_constant(advantage: Array, flow: Array, mean: float, coefficient: float) -> float:
    """Constant of the logit of rail for a cost advantage in CNY per tonne, set so that the flow-weighted mean
    is the one given (Newton).
    """
    constant, weight = 0.0, flow / flow.sum()
    for _ in range(NEWTON_ROUNDS):
        share = rail_logit(advantage, constant, coefficient)
        constant += (mean - (weight * share).sum()) / (weight * share * (1.0 - share)).sum()
    return constant


def rail_logit(advantage: Array, constant: float, coefficient: float) -> Array:
    """Share of rail where it saves ``advantage`` CNY per tonne."""
    share: Array = 1.0 / (1.0 + np.exp(-(constant + coefficient * advantage)))
    return share


def choice_coefficient(cargo: str, value: Mapping[str, float]) -> float:
    """Loss of log-odds per CNY per tonne, positive; that of containers is registered per CNY per TEU."""
    per_box = value["portchoice_cost_container"] * value["teu_weight"]
    return -(per_box if cargo == "containers" else value["portchoice_cost_bulk"])


def class_flows(
    this: Class, size: Array, near: Array, near_tonnes: Array, far_share: Array, cost: InlandCost
) -> tuple[Array, Array, Array, Array, Array]:
    """Flows of one class to ports [zone, voyage, port] and rivals [zone, voyage, rival]; rail share and
    utility [zone, port]; landed over needed [voyage].

    A logit on inland cost with a constant per voyage and port, found by iterative proportional fitting in
    turn with the rail shares that cost needs and with the constants of the near rivals (``near_tonnes``
    [rival, voyage]). A zone's cargo is its need times one factor per voyage: landed over needed.
    """
    ports = this.landed.shape[0]
    five, beyond = slice(0, ports), 1.0 / (1.0 - far_share)
    advantage = cost.road - cost.rail
    flow = np.einsum("zv,pv->zvp", this.need / this.need.sum(axis=0), this.landed)
    pull = near_tonnes / np.maximum(this.landed.sum(axis=0), 1.0)
    factor, away = np.ones(len(VOYAGES)), np.zeros((*this.need.shape, len(size)))
    for _ in range(ROUNDS):
        constant = rail_constant(advantage[:, five], flow.sum(axis=1), this.mean_rail, this.coefficient)
        rail = rail_logit(advantage, constant, this.coefficient)
        utility = this.coefficient * (cost.saved - rail * cost.rail - (1.0 - rail) * cost.road)
        split = far_split(size, utility[:, ports:], near)
        for v in np.flatnonzero(this.landed.sum(axis=0)):
            first = flow[:, v, :1] / flow[:, v].sum(axis=1, keepdims=True)
            odds = first * np.exp(utility[:, ports:] - utility[:, :1]) * pull[:, v]
            rows = this.need[:, v] if this.judged[v] else this.need[:, v] / (beyond + odds.sum(axis=1))
            factor[v] = this.landed[:, v].sum() / rows.sum()
            rows = rows * factor[v]
            flow[:, v] = fit(np.exp(utility[:, five]).T, this.landed[:, v], rows).T
            drawn = rows[:, None] * odds
            away[:, v] = drawn + (rows * (beyond - 1.0))[:, None] * split
            total = drawn.sum(axis=0)
            pull[:, v] *= np.divide(near_tonnes[:, v], total, out=np.ones_like(total), where=total > 0)
    return flow, away, rail[:, five], utility[:, five], factor


def inland_costs(
    distance: Array,
    zones: tuple[str, ...],
    cities: tuple[str, ...],
    value: Mapping[str, float],
    saving: float,
) -> InlandCost:
    """Costs over ``distance`` [zone, port or rival], km; a city's own port saves second handling."""
    saved = np.zeros_like(distance)
    for p, city in enumerate(cities):
        saved[zones.index(city), p] = saving
    return InlandCost(
        value["freight_cost_road"] * distance,
        value["freight_cost_rail"] * distance + value["rail_terminal_cost"],
        saved,
    )


def base_flows(
    landed: Array,
    distance: Array,
    zones: tuple[str, ...],
    cities: tuple[str, ...],
    cargo: tuple[str, ...],
    given: Assumptions,
    balance: MaterialBalance,
    rivals: Rivals,
    parameters: Mapping[str, Parameter],
) -> Flows:
    """Flows of every class; ``landed`` [port, voyage, cargo] is throughput without transhipment, ``distance``
    [zone, port or rival] covers the zones with land, which are ``zones``.
    """
    value = {name: p.value for name, p in parameters.items()}
    results = []
    for k, name in enumerate(cargo):
        judged = tuple((name, voyage) in JUDGED for voyage in VOYAGES)
        weight = given.by_area(zones, name, "hinterland_weight") if any(judged) else np.zeros(len(zones))
        need = balance.need[:, :, balance.classes.index(name)] if name in balance.classes else weight[:, None]
        need = np.maximum(np.where(judged, weight[:, None], need), NOMINAL_NEED)
        this = Class(
            landed[:, :, k],
            need,
            judged,
            given.value("jiaodong", name, "rail_share"),
            choice_coefficient(name, value),
        )
        cost = inland_costs(distance, zones, cities, value, given.value("jiaodong", name, "quayside_saving"))
        found = class_flows(
            this, rivals.size[:, k], rivals.near, rivals.near_tonnes[:, :, k], rivals.far_share[:, k], cost
        )
        results.append((*found[:4], np.where(judged, np.nan, found[4])))
    return Flows(*(np.stack(parts, axis=-1) for parts in zip(*results, strict=True)))
