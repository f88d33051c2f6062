"""Land and shore that is restored: a stock that grows slowly into an ecosystem, and what it is worth.

Money restores hills, rivers, mines and shores; what is restored matures over decades. The ecological index
compares mature ecosystems and natural shoreline with those of 2020. Residents value what the measures restore
and the water that they clean: a landscape amenity draws people as services do. What the base does draws
nobody, since the rest of the country does the like. Limits: area stands for quality; no loss of what is there
but shoreline; the value of landscape is judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

HECTARES_PER_KM2 = 100
CNY_PER_100M = 1e8


@dataclass(frozen=True)
class Params:
    """``ecosystem_area`` [city, member] of 2020 in ha; ``base_shoreline`` [city] share; the rest [member]."""

    ecosystem_area: Array
    base_shoreline: Array
    restoration_cost: Array
    ecosystem_maturity_years: Array
    shoreline_weight: Array
    forest_sink: Array
    landscape_amenity_elasticity: Array
    water_amenity_weight: Array


@dataclass(frozen=True)
class Ecology:
    """Area restored and mature since 2020, the index, the sink and the amenity."""

    restored_area: Annotated[Array, "city", "ha"]
    mature_area: Annotated[Array, "city", "ha"]
    eco_index: Annotated[Array, "city", "index"]
    carbon_sink_added: Annotated[Array, "city", "Mt CO2"]
    landscape_amenity: Annotated[Array, "city", "log points"]


def step(
    *,
    opening_restored_area: Annotated[Array, "city", "ha"],
    opening_mature_area: Annotated[Array, "city", "ha"],
    new_ecology_money: Annotated[Array, "city", "100m CNY 2020"],
    natural_shoreline: Annotated[Array, "city", "share"],
    river_gain: Annotated[Array, "city", "log points"],
    coast_gain: Annotated[Array, "city", "log points"],
    params: Params,
) -> Ecology:
    """Restored area by its cost per hectare; each year a share of what is young matures. Mt are 10^6 t."""
    restored = opening_restored_area + new_ecology_money * CNY_PER_100M / params.restoration_cost
    mature = opening_mature_area + (opening_restored_area - opening_mature_area) / (
        params.ecosystem_maturity_years
    )
    land = 1 + mature / params.ecosystem_area
    shore = natural_shoreline / params.base_shoreline[:, None]
    waters = (river_gain + coast_gain) / 2
    return Ecology(
        restored_area=restored,
        mature_area=mature,
        eco_index=land ** (1 - params.shoreline_weight) * shore**params.shoreline_weight,
        carbon_sink_added=mature * params.forest_sink / 1e6,
        landscape_amenity=params.landscape_amenity_elasticity
        * ((1 - params.water_amenity_weight) * np.log(land) + params.water_amenity_weight * waters),
    )
