"""Frictions between the cities: what the measures leave of the border between two cities, and how much of
the cross-city measures is carried out at all.

A border is what is left of the cost of dealing across a city's limit when the way itself is paid for:
procedures, standards, procurement, approval. Measures on one border share it: what remains is the product of
what each leaves, so it never falls below zero. Measures between cities need both sides; without strong
coordination a part of them slips, and coordination takes away a part of that. The fulcrum zones lift the
border only for the dealings between their own districts. Limits: one border for trade and knowledge; a zone's
part of the dealings is gravity between districts, not measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``zone_pair_share`` [zone, city, destination] share of the dealings between two cities that run
    between a zone's own districts; rest [member].
    """

    zone_pair_share: Array
    coordination_border_cut: Array
    data_sharing_border_cut: Array
    delivery_rate: Array


@dataclass(frozen=True)
class Frictions:
    """Share of cross-city measures delivered, and of the 2020 border between two cities that is left."""

    delivery: Annotated[Array, "", "share"]
    border_cost_left: Annotated[Array, "city destination", "share"]


def delivered(rate: Array, coordination: Array) -> Array:
    """Share of cross-city measures carried out: ``rate`` without coordination, all of them at 1."""
    return rate + (1 - rate) * coordination


def left_by_zones(zone_pair_share: Array, integration: Array) -> Array:
    """Border left by zones [city, destination, member]: each lifts it for its part of the dealings.

    ``zone_pair_share`` [zone, city, destination], ``integration`` [zone, member] from 0 to 1.
    """
    left = 1 - zone_pair_share[..., None] * integration[:, None, None]
    remaining: Array = left.prod(axis=0)
    return remaining


def step(
    *,
    lever_border_integration: Annotated[
        Array, "city destination", "share of the 2020 non-transport border cost removed"
    ],
    lever_fulcrum_zone_integration: Annotated[Array, "zone", "index"],
    lever_data_sharing: Annotated[Array, "", "index"],
    lever_policy_coordination: Annotated[Array, "", "index"],
    params: Params,
) -> Frictions:
    """Borders of one year; sharing data needs no second city's consent and is not cut by delivery. A city has
    no border with itself: one is left of it whatever is done.
    """
    delivery = delivered(params.delivery_rate, lever_policy_coordination)
    between_cities = ~np.eye(lever_border_integration.shape[0], dtype=bool)[..., None]
    left = (
        (1 - delivery * lever_border_integration)
        * left_by_zones(params.zone_pair_share, delivery * lever_fulcrum_zone_integration)
        * (1 - params.data_sharing_border_cut * lever_data_sharing)
        * (1 - params.coordination_border_cut * lever_policy_coordination)
    )
    return Frictions(delivery=delivery, border_cost_left=1 - between_cities * (1 - left))
