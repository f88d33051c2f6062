"""Rivers and the sea at the coast: loads of nitrogen by source, where they go, and what less of them costs.

Farms, towns, factories and ships send a load; measures leave a part of it, and what they leave multiplies.
The load of a city passes the cities below it and reaches coasts. Quality follows the inverse of the load
there, with a lag (sediments, ground water, exchange with the open sea). Industry, farms and shipping bear the
cost of what they remove; that of towns falls on the city's budget. Limits: one nutrient stands for all;
loads, paths and costs are judged; dry years dilute less and that is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100
LAND = 3
"""Sources on land: farms, homes and towns, industry; the last one is ships."""
KT_TIMES_CNY_PER_KG = 0.01
"""1 kt at 1 CNY per kg is 1m CNY, a hundredth of 100m CNY."""


@dataclass(frozen=True)
class Params:
    """``base_load`` [city, load_source] and ``outside_load`` [city] in kt N; ``river_share``, ``coast_share``
    [city, destination] of a city's load that passes, or reaches the coast of, another; ``compensated_share``
    [river, city, destination] of it that a compensated river carries to the city below.

    ``untreated``, ``response``, ``unit_cost``, ``yearly_fall`` [load_source, member]; ``port_of_city`` [city,
    port]; ``base_throughput`` [port, member]; ``farms``, ``industry``, ``shipping`` [sector] are 1 for those;
    ``good_coastal_water``, ``below_grade_v`` [city, 1] of 2020; the rest [member].
    """

    base_load: Array
    outside_load: Array
    river_share: Array
    coast_share: Array
    compensated_share: Array
    untreated: Array
    response: Array
    unit_cost: Array
    yearly_fall: Array
    port_of_city: Array
    base_throughput: Array
    base_residents: Array
    base_potential: Array
    farms: Array
    industry: Array
    shipping: Array
    good_coastal_water: Array
    below_grade_v: Array
    treatment_removal: Array
    ecocomp_pollution: Array
    eco_compensation_reference: Array
    river_response_speed: Array
    coast_response_speed: Array
    load_quality_elasticity: Array
    water_grade_spread: Array


@dataclass(frozen=True)
class Rivers:
    """Loads, quality relative to 2020, grades, and the cost of the measures.

    ``river_gain`` and ``coast_gain`` are the part of the log of quality that the measures brought.
    """

    nutrient_load: Annotated[Array, "city load_source", "kt N"]
    load_removed: Annotated[Array, "city load_source", "kt N"]
    river_quality: Annotated[Array, "city", "index"]
    coastal_water_quality: Annotated[Array, "city", "index"]
    river_gain: Annotated[Array, "city", "log points"]
    coast_gain: Annotated[Array, "city", "log points"]
    below_grade_v: Annotated[Array, "city", "share"]
    good_coastal_water: Annotated[Array, "city", "share"]
    sewage_cost: Annotated[Array, "city", "100m CNY 2020"]
    compliance_effect: Annotated[Array, "city sector", "index"]


def paid_response(payment: Array, full: Array, reference: Array) -> Array:
    """Share of the load that a payment for water quality removes: ``full`` of it, in the end.

    Half as much again costs more each time: full x [1 - exp(-payment / reference)].
    """
    removed: Array = full * -np.expm1(-payment / reference)
    return removed


def approached(opening: Array, wanted: Array, speed: Array) -> Array:
    """Log of quality that closes ``speed`` of its distance to the one that fits this year's load."""
    closer: Array = opening + speed * (wanted - opening)
    return closer


def grade_share(base: Array, quality: Array, spread: Array) -> Array:
    """Share of places beyond a limit, log-logistic over places, when all places move with ``quality``."""
    odds = base / (1 - base) * quality ** (1 / spread)
    share: Array = odds / (1 + odds)
    return share


def activity(potential: Array, residents: Array, throughput: Array, params: Params) -> Array:
    """What sends the load, relative to 2020 [city, load_source, member]: fields are as many as they were."""
    industry = params.industry[:, None]
    works = np.sum(industry * potential, axis=1) / np.sum(industry * params.base_potential, axis=1)
    ships = params.port_of_city @ (throughput.sum(axis=1) / params.base_throughput)
    return np.stack([np.ones_like(works), residents / params.base_residents, works, ships], axis=1)


def in_rivers(load: Array, river_share: Array) -> Array:
    """Load [city, member] in a city's rivers: its own from land and what passes from the cities above."""
    land = load[:, :LAND].sum(axis=1)
    passing: Array = land + river_share.T @ land
    return passing


def at_coast(load: Array, coast_share: Array, outside: Array) -> Array:
    """Load [city, member] that reaches a city's coast: from land, from ships, from outside the five."""
    reached: Array = coast_share.T @ load[:, :LAND].sum(axis=1) + load[:, LAND] + outside[:, None]
    return reached


def burden(cost: Array, value_added: Array, params: Params) -> Array:
    """Cost of compliance [city, sector, member] on those who bear it; industry shares it by value added.

    ``cost`` [city, load_source, member] in 100m CNY.
    """
    farms, _, works, ships = np.moveaxis(cost, 1, 0)
    industry = params.industry[:, None] * value_added
    borne: Array = (
        params.farms[:, None] * farms[:, None]
        + industry / industry.sum(axis=1, keepdims=True) * works[:, None]
        + params.shipping[:, None] * ships[:, None]
    )
    return borne


def step(
    *,
    opening_river_quality: Annotated[Array, "city", "index"],
    opening_coastal_water_quality: Annotated[Array, "city", "index"],
    opening_river_gain: Annotated[Array, "city", "log points"],
    opening_coast_gain: Annotated[Array, "city", "log points"],
    opening_years_projected: Annotated[Array, "", "years"],
    opening_residents: Annotated[Array, "city", "10k persons"],
    lagged_potential_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    lagged_throughput: Annotated[Array, "port cargo", "10k tonnes"],
    new_eco_compensation: Annotated[Array, "river city destination", "100m CNY 2020"],
    lever_water_soil_control: Annotated[
        Array, "city", "% of the untreated nutrient load and waste newly treated"
    ],
    lever_marine_pollution_control: Annotated[Array, "city", "% of the nutrient load removed by 2025"],
    params: Params,
) -> Rivers:
    """Loads and waters of one year.

    ``new_eco_compensation`` is what the city below (destination) newly pays the city above for a river.
    """
    usual = (
        params.base_load[..., None]
        * activity(lagged_potential_value_added, opening_residents, lagged_throughput, params)
        * (1 - params.yearly_fall / PER_CENT) ** opening_years_projected
    )
    treated = params.untreated * params.treatment_removal * params.response
    after_treatment = 1 - treated * lever_water_soil_control[:, None] / PER_CENT
    after_control = 1 - params.response * lever_marine_pollution_control[:, None] / PER_CENT
    answered = paid_response(
        new_eco_compensation, -params.ecocomp_pollution, params.eco_compensation_reference
    )
    after_payment = 1 - np.sum(params.compensated_share[..., None] * answered, axis=(0, 2))
    left = after_treatment * after_control
    left = np.concatenate([left[:, :2], left[:, 2:3] * after_payment[:, None], left[:, 3:]], axis=1)
    load = usual * left
    removed = usual - load

    river, usual_river = (in_rivers(kt, params.river_share) for kt in (load, usual))
    coast, usual_coast = (at_coast(kt, params.coast_share, params.outside_load) for kt in (load, usual))
    base = params.base_load[..., None]
    river_2020 = in_rivers(base, params.river_share)
    coast_2020 = at_coast(base, params.coast_share, params.outside_load)
    elasticity, by_river, by_coast = (
        params.load_quality_elasticity,
        params.river_response_speed,
        params.coast_response_speed,
    )
    river_quality = np.exp(
        approached(np.log(opening_river_quality), -elasticity * np.log(river / river_2020), by_river)
    )
    coast_quality = np.exp(
        approached(np.log(opening_coastal_water_quality), -elasticity * np.log(coast / coast_2020), by_coast)
    )
    cost = removed * params.unit_cost * KT_TIMES_CNY_PER_KG
    return Rivers(
        nutrient_load=load,
        load_removed=removed,
        river_quality=river_quality,
        coastal_water_quality=coast_quality,
        river_gain=approached(opening_river_gain, elasticity * np.log(usual_river / river), by_river),
        coast_gain=approached(opening_coast_gain, elasticity * np.log(usual_coast / coast), by_coast),
        below_grade_v=grade_share(params.below_grade_v, 1 / river_quality, params.water_grade_spread),
        good_coastal_water=grade_share(params.good_coastal_water, coast_quality, params.water_grade_spread),
        sewage_cost=cost[:, 1],
        compliance_effect=1
        - burden(cost, lagged_potential_value_added, params) / lagged_potential_value_added,
    )
