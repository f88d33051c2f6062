"""Labour: who works, where, and with how much skill.

Labour force = residents by age and sex times participation; employment keeps the base-year ratio to it. Work
moves out of agriculture at a steady rate and slowly towards sectors whose value added per worker has risen.
Skill grows with the schooling of cohorts (trend) and with training. Limits: no unemployment beyond
utilisation; training is an average dose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``participation`` [sex, age, member]; ``employment_ratio`` [city, member]; ``base_wage`` [city, sector,
    member] labour income per worker relative to the city's mean in 2020; ``demand_response`` the part of a
    sector's relative growth that its inputs follow (the rest is a falling relative price); ``agriculture``
    [sector] is 1 for agriculture.
    """

    participation: Array
    employment_ratio: Array
    base_wage: Array
    labour_share: Array
    base_value_added: Array
    demand_response: Array
    agriculture: Array
    agricultural_outflow: Array
    labour_adjustment_speed: Array
    labour_quality_growth: Array
    mincer_return: Array
    training_years_per_place: Array


@dataclass(frozen=True)
class Labour:
    """Labour force and employment in 10k persons; human capital relative to 2020."""

    labour_force: Annotated[Array, "city", "10k persons"]
    employment: Annotated[Array, "city sector", "10k persons"]
    human_capital: Annotated[Array, "city", "index"]


def labour_force(population: Array, participation: Array) -> Array:
    """Economically active residents [city, member], 10k persons, from persons by residence, sex and age."""
    active: Array = np.einsum("crgam,gam->cm", population, participation) / 1e4
    return active


def reallocate(shares: Array, desired: Array, agriculture: Array, outflow: Array, speed: Array) -> Array:
    """Next year's employment shares [city, sector, member]; they sum to one.

    Agriculture loses ``outflow`` of its workers; the rest of the economy closes ``speed``
    of the gap to the desired mix.
    """
    farm = np.sum(shares * agriculture[:, None], axis=1) * (1 - outflow)
    other = (1 - agriculture)[:, None]
    inside = shares * other / np.sum(shares * other, axis=1)[:, None]
    wanted = desired * other / np.sum(desired * other, axis=1)[:, None]
    mix = inside + speed * (wanted - inside)
    moved: Array = farm[:, None] * agriculture[:, None] + (1 - farm)[:, None] * mix
    return moved


def step(
    *,
    population: Annotated[Array, "city residence sex age", "persons"],
    lagged_employment: Annotated[Array, "city sector", "10k persons"],
    lagged_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    opening_human_capital: Annotated[Array, "city", "index"],
    lever_education_human_capital: Annotated[Array, "city", "10k training places per year"],
    params: Params,
) -> Labour:
    """Labour force, employment by sector and human capital of one year."""
    force = labour_force(population, params.participation)
    total = force * params.employment_ratio
    shares = lagged_employment / lagged_employment.sum(axis=1)[:, None]
    followed = (
        params.base_value_added * (lagged_value_added / params.base_value_added) ** params.demand_response
    )
    desired = params.labour_share * followed / params.base_wage
    moved = reallocate(
        shares, desired, params.agriculture, params.agricultural_outflow, params.labour_adjustment_speed
    )
    trained = lever_education_human_capital / total
    gain = (
        params.labour_quality_growth / 100 + params.mincer_return * params.training_years_per_place * trained
    )
    return Labour(
        labour_force=force,
        employment=moved * total[:, None],
        human_capital=opening_human_capital * np.exp(gain),
    )
