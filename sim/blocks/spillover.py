"""Neighbours' knowledge: who learns from whom, through travel time, borders and stocks of R&D.

A city's pool is its neighbours' R&D capital in use, each weighted by nearness x contact:
    nearness = 1/2 ** (door-to-door time / half-life)
    contact  = what the city border lets pass x formal cooperation x slower decay from core cities, 2020 = 1
The pool over that of 2020 is the exact product of nearer neighbours (access), closer contact and larger
stocks (R&D). Limits: one border for all pairs and kinds of knowledge; no knowledge from outside the region.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``base_nearness`` [city, destination, member] and ``base_rd_capital`` [city, member], the R&D capital
    that 2020 produced with; the others [member].
    """

    base_nearness: Array
    base_rd_capital: Array
    rd_spillover_elasticity: Array
    spillover_halflife_time: Array
    access_adjustment: Array
    knowledge_border_loss: Array
    cooperation_channel_share: Array
    core_decay_cut: Array


@dataclass(frozen=True)
class Spillover:
    """Nearness and contact that firms use, of the first city to knowledge of the second; and the three
    effects of the pool on productivity.
    """

    nearness_in_use: Annotated[Array, "city destination", "share"]
    contact_in_use: Annotated[Array, "city destination", "index"]
    nearness_effect: Annotated[Array, "city", "index"]
    contact_effect: Annotated[Array, "city", "index"]
    spillover_effect: Annotated[Array, "city", "index"]


def nearness(travel_time: Array, half_life: Array) -> Array:
    """Weight of each neighbour [city, destination, member]: halved every ``half_life`` minutes, zero for the
    own city.
    """
    between_cities = ~np.eye(travel_time.shape[0], dtype=bool)[:, :, None]
    weight: Array = between_cities * 0.5 ** (travel_time / half_life)
    return weight


def contact(params: Params, travel_time: Array, border_left: Array, cooperation: Array, core: Array) -> Array:
    """Knowledge that passes beside travel time [city, destination, member], relative to 2020.

    ``cooperation`` is the rise of joint research, ``core`` [city, member] the index of the source's core
    functions, which take away a share of the distance decay of what it gives.
    """
    loss = params.knowledge_border_loss
    passes = (1 - loss * border_left) / (1 - loss)
    joint = 1 + params.cooperation_channel_share * cooperation
    reach: Array = 2 ** (travel_time / params.spillover_halflife_time * params.core_decay_cut * core[None])
    return passes * joint * reach


def pool(weight: Array, rd_capital: Array) -> Array:
    """Neighbours' R&D capital [city, member] by weights [city, destination, member]."""
    total: Array = np.sum(weight * rd_capital[None], axis=1)
    return total


def step(
    *,
    opening_nearness_in_use: Annotated[Array, "city destination", "share"],
    opening_contact_in_use: Annotated[Array, "city destination", "index"],
    opening_rd_capital_effective: Annotated[Array, "city", "100m CNY 2020"],
    travel_time: Annotated[Array, "city destination", "min"],
    border_cost_left: Annotated[Array, "city destination", "share"],
    delivery: Annotated[Array, "", "share"],
    lever_innovation_consortia: Annotated[Array, "", "% more joint R&D between the cities"],
    lever_core_city_functions: Annotated[Array, "city", "index"],
    params: Params,
) -> Spillover:
    """Contacts follow times and borders with the delay of access; of joint research the part counts that the
    cities deliver.
    """
    wanted_nearness = nearness(travel_time, params.spillover_halflife_time)
    wanted_contact = contact(
        params,
        travel_time,
        border_cost_left,
        delivery * lever_innovation_consortia / 100,
        lever_core_city_functions,
    )
    speed = params.access_adjustment
    near = opening_nearness_in_use + speed * (wanted_nearness - opening_nearness_in_use)
    close = opening_contact_in_use + speed * (wanted_contact - opening_contact_in_use)

    base, power = params.base_rd_capital, params.rd_spillover_elasticity
    at_base, nearer = pool(params.base_nearness, base), pool(near, base)
    closer, larger = pool(near * close, base), pool(near * close, opening_rd_capital_effective)
    return Spillover(
        nearness_in_use=near,
        contact_in_use=close,
        nearness_effect=(nearer / at_base) ** power,
        contact_effect=(closer / nearer) ** power,
        spillover_effect=(larger / closer) ** power,
    )
