"""The coast as a bound: natural shoreline left, what new works take of it, and what a red line lets be built.

Ports, parks and property take natural shoreline; part of new works finds its place on shore that is built
already. A minimum share of natural shoreline stops what would go below it: the works that need natural shore
are then carried out only as far as there is room. Limits: shoreline does not come back (what restoration
returns is in the ecosystem stock); the share of 2020 is judged; one length per tonne for all berths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100


@dataclass(frozen=True)
class Params:
    """``coastline`` [city] km; ``base_natural`` [city] share of 2020; ``port_of_city`` [city, port];
    ``port_capacity`` [port, member] of 2020, 10k tonnes a year of design; the rest [member].
    """

    coastline: Array
    base_natural: Array
    port_of_city: Array
    port_capacity: Array
    port_capacity_growth: Array
    coastal_building_rate: Array
    natural_share_of_works: Array
    shoreline_per_capacity: Array
    sea_projects_on_shore: Array


@dataclass(frozen=True)
class Coast:
    """Natural shoreline at the year's end, works asked for and carried out since 2020, and the bounds."""

    natural_shoreline: Annotated[Array, "city", "share"]
    natural_length: Annotated[Array, "city", "km"]
    coastal_works_asked: Annotated[Array, "city", "10k tonnes"]
    coastal_works_done: Annotated[Array, "city", "10k tonnes"]
    coastal_works_allowed: Annotated[Array, "city", "share"]
    sea_area_allowed: Annotated[Array, "city", "share"]


def room(natural: Array, minimum: Array) -> Array:
    """Share of the coast that may still be taken; nothing where the coast is below the line already."""
    left: Array = np.maximum(natural - minimum, 0)
    return left


def carried_out(wanted: Array, left: Array) -> Array:
    """Share of works on natural shore that the room ``left`` carries; all of them where nothing is wanted."""
    binding = wanted > left
    return np.where(binding, left / np.where(binding, wanted, 1.0), 1.0)


def step(
    *,
    opening_natural_shoreline: Annotated[Array, "city", "share"],
    opening_coastal_works_asked: Annotated[Array, "city", "10k tonnes"],
    opening_coastal_works_done: Annotated[Array, "city", "10k tonnes"],
    opening_years_projected: Annotated[Array, "", "years"],
    lever_port_capacity: Annotated[Array, "port cargo", "10k tonnes per year of new capacity by 2025"],
    lever_shoreline_control: Annotated[Array, "city", "minimum % of natural shoreline"],
    params: Params,
) -> Coast:
    """Works and shoreline of one year.

    The base adds a share of the capacity of 2020 each year. ``coastal_works_allowed`` is the part of all
    capacity asked for since 2020 that has found its shore; ``sea_area_allowed`` that of the year's marine
    projects.
    """
    by_port = np.sum(lever_port_capacity * np.ones_like(params.port_capacity_growth), axis=1) + (
        params.port_capacity_growth * params.port_capacity * (opening_years_projected + 1)
    )
    asked = params.port_of_city @ by_port
    new = np.maximum(asked - opening_coastal_works_asked, 0)
    on_natural = params.natural_share_of_works
    berths = new * params.shoreline_per_capacity * on_natural / params.coastline[:, None]
    buildings = params.coastal_building_rate / PER_CENT * opening_natural_shoreline
    wanted = berths + buildings
    allowed = carried_out(wanted, room(opening_natural_shoreline, lever_shoreline_control / PER_CENT))
    done = opening_coastal_works_done + new * (1 - on_natural * (1 - allowed))
    natural = opening_natural_shoreline - allowed * wanted
    complete = asked == done
    return Coast(
        natural_shoreline=natural,
        natural_length=natural * params.coastline[:, None],
        coastal_works_asked=asked,
        coastal_works_done=done,
        coastal_works_allowed=np.where(complete, 1.0, done / np.where(complete, 1.0, asked)),
        sea_area_allowed=1 - params.sea_projects_on_shore * on_natural * (1 - allowed),
    )
