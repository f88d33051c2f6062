"""Air of the year: fine particles by city from its own emissions, its neighbours' and the plain beyond, and
the days of good air that go with them.

Precursors follow coal in power plants and industry, industrial output and the oil of transport, at an
intensity that falls on trend; standards cut what industry and transport emit. A city's air mixes its own
emissions, those of the other four by distance, and air from outside that gets cleaner on its own trend. What
cleaner air is worth counts only against the same year without measures: the usual improvement is in the
trends of the past. Limits: an annual mean of normal weather; no ozone, which limits good-air days; shares of
sources are judgement; more output by other measures dirties the air here but is not charged to output.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100
OIL = 1


@dataclass(frozen=True)
class Params:
    """Weights and trends [member]; of 2020: ``pm25`` [city, 1] ug/m3, ``industry_coal`` and ``oil`` [city, 1]
    Mtce, ``coal_generation`` [city, 1] TWh, ``works`` [city, member] value added of industry.

    ``source`` [city, city, member] is the part of the first city's particles that comes from the second;
    ``weight_*`` [member] add up to one; ``industry`` [sector] is 1 for industry; ``good_air_odds`` [city,
    member] log odds of a good day in 2020 and ``odds_slope`` their change per ug/m3.
    """

    pm25: Array
    industry_coal: Array
    coal_generation: Array
    oil: Array
    works: Array
    industry: Array
    source: Array
    outside: Array
    weight_power: Array
    weight_industry: Array
    weight_transport: Array
    weight_other: Array
    good_air_odds: Array
    odds_slope: Array
    clean_air_wtp: Array
    industrial_coal_precursors: Array
    pm25_trend: Array
    precursor_intensity_trend: Array


@dataclass(frozen=True)
class Air:
    """Precursors and particles; particles over those without measures, and what the difference is worth."""

    precursor_technique: Annotated[Array, "", "index"]
    outside_air: Annotated[Array, "", "index"]
    precursor_emissions: Annotated[Array, "city", "index"]
    pm25: Annotated[Array, "city", "ug/m3"]
    good_air_days: Annotated[Array, "city", "share"]
    pm25_ratio: Annotated[Array, "city", "index"]
    clean_air_gain: Annotated[Array, "city", "log points"]


def mixed(source: Array, emissions: Array, outside: Array) -> Array:
    """Particles relative to 2020 [city, member] from ``emissions`` [city, member] and the ``outside``."""
    inside: Array = np.einsum("ijm,jm->im", source, emissions)
    return inside + outside


def good_days(pm25: Array, params: Params) -> Array:
    """Share of days with good air: its log odds are linear in the annual mean."""
    odds = np.exp(params.good_air_odds + params.odds_slope * (pm25 - params.pm25))
    share: Array = odds / (1 + odds)
    return share


def step(
    *,
    lagged_precursor_technique: Annotated[Array, "", "index"],
    lagged_outside_air: Annotated[Array, "", "index"],
    value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    fuel_use: Annotated[Array, "city fuel", "Mtce"],
    coal_generation: Annotated[Array, "city", "TWh"],
    coal_power_spared: Annotated[Array, "city", "TWh"],
    industry_coal: Annotated[Array, "city", "Mtce"],
    industry_coal_spared: Annotated[Array, "city", "Mtce"],
    precursors_left: Annotated[Array, "city", "share"],
    params: Params,
) -> Air:
    """Air of one year, and that of the same year without what the measures clean."""
    technique = lagged_precursor_technique * (1 + params.precursor_intensity_trend / PER_CENT)
    outside_air = lagged_outside_air * (1 + params.pm25_trend / PER_CENT)
    works = np.sum(params.industry[:, None] * value_added, axis=1) / params.works
    by_coal = params.industrial_coal_precursors

    def emitted(left: Array, plants: Array, coal: Array) -> Array:
        in_works = by_coal * (coal / params.industry_coal) + (1 - by_coal) * works
        on_roads = fuel_use[:, OIL] / params.oil
        held_to_standard = params.weight_industry * in_works + params.weight_transport * on_roads
        in_plants = params.weight_power * (plants / params.coal_generation)
        total: Array = technique * (in_plants + left * held_to_standard + params.weight_other)
        return total

    beyond = params.outside * outside_air
    now = emitted(precursors_left, coal_generation, industry_coal)
    without = emitted(
        np.ones_like(precursors_left),
        coal_generation + coal_power_spared,
        industry_coal + industry_coal_spared,
    )
    relative, unaided = (mixed(params.source, e, beyond) for e in (now, without))
    pm25 = params.pm25 * relative
    return Air(
        precursor_technique=technique,
        outside_air=outside_air,
        precursor_emissions=now,
        pm25=pm25,
        good_air_days=good_days(pm25, params),
        pm25_ratio=relative / unaided,
        clean_air_gain=params.clean_air_wtp * params.pm25 * (unaided - relative),
    )
