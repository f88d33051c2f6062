"""Labour: who works, where, and with how much skill.

Labour force = residents by age and sex times participation; a constant share of it finds work. Work moves out
of agriculture at a steady rate and slowly towards sectors whose value added per worker has risen. Skill is
that of the active: schooling, which comes with cohorts and leaves with them, and age; training adds to it,
and skilled movers beyond the base year's mix bring theirs. Those in training are away from work for a part of
the year. A later retirement age moves the participation of
older ages up. Limits: unemployment moves with nothing; other newcomers have the schooling of residents of
their age; men and women of one age count alike; training is an average dose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

RETIREMENT = (60, 50)
"""Statutory age of men and women in 2020 (workers; women on staff 55): participation from here on shifts."""


@dataclass(frozen=True)
class Params:
    """``participation`` [city, sex, age, member]; ``base_skill`` [city, member] of 2020; ``age_productivity``
    [age, member] in logs; ``base_wage`` [city, sector, member] labour income per worker relative to the
    city's mean in 2020; ``demand_response`` the part of a sector's relative growth that its inputs follow
    (the rest is a falling relative price); ``agriculture`` [sector] is 1 for agriculture; rest [member].
    """

    participation: Array
    base_skill: Array
    age_productivity: Array
    base_wage: Array
    labour_share: Array
    base_value_added: Array
    agriculture: Array
    agricultural_outflow: Array
    demand_response: Array
    labour_adjustment_speed: Array
    mincer_return: Array
    schooling_ceiling: Array
    schooling_cohort_gain: Array
    training_years_per_place: Array
    training_time_off_work: Array
    unemployment_rate: Array
    retirement_coverage: Array
    skilled_schooling: Array


@dataclass(frozen=True)
class Labour:
    """Labour force and employment in 10k persons; schooling of each age; human capital at work, 2020 = 1."""

    labour_force: Annotated[Array, "city", "10k persons"]
    employment: Annotated[Array, "city sector", "10k persons"]
    schooling: Annotated[Array, "city age", "years"]
    training_effect: Annotated[Array, "city", "index"]
    human_capital: Annotated[Array, "city", "index"]


def later_retirement(participation: Array, shift: Array, coverage: Array) -> Array:
    """Participation [city, sex, age, member] when people retire ``shift`` years later [member].

    From the retirement age on, ``coverage`` of the participation is that of ``shift`` years younger, read
    off between single years; nothing changes at a shift of zero. Negative shifts are not foreseen.
    """
    members = np.arange(participation.shape[-1])
    shift = np.broadcast_to(shift, members.shape)
    whole = np.floor(shift).astype(int)
    part = shift - whole
    moved = participation.copy()
    for sex, first in enumerate(RETIREMENT):
        ages = np.arange(first, participation.shape[2])[:, None] - whole
        younger = participation[:, sex, ages - 1, members]
        taken = (1 - part) * participation[:, sex, ages, members] + part * younger
        moved[:, sex, first:] += coverage * (taken - moved[:, sex, first:])
    return moved


def active_by_age(population: Array, participation: Array) -> Array:
    """Economically active residents [city, age, member], 10k persons, from persons by residence, sex, age."""
    active: Array = np.einsum("crgam,cgam->cam", population, participation) / 1e4
    return active


def cohort_speed(gain: Array, ceiling: Array) -> Array:
    """Growth of the log-odds of schooling over its ceiling, per year of birth, where the middle cohort gains
    ``gain`` years of school on the one before: a logistic curve's steepest slope is a quarter of its speed.
    """
    return 4 * gain / ceiling


def next_schooling(opening: Array, gain: Array, ceiling: Array) -> Array:
    """Schooling [city, age, member] a year later: everybody is a year older, and the newborn will learn more
    than the cohort before them, ever closer to the ceiling.
    """
    newborn = opening[:, 0]
    odds = newborn / (ceiling - newborn) * np.exp(cohort_speed(gain, ceiling))
    aged = np.empty_like(opening)
    aged[:, 1:] = opening[:, :-1]
    aged[:, 0] = ceiling * odds / (1 + odds)
    return aged


def with_skilled(schooling: Array, gained: Array, people: Array, skilled_schooling: Array) -> Array:
    """Schooling of each age when skilled movers are ``gained`` [city, age, member] among its ``people``."""
    return schooling + gained / people * (skilled_schooling - schooling)


def skill(active: Array, schooling: Array, age_productivity: Array, schooling_return: Array) -> Array:
    """Mean skill of the active [city, member]: wages rise with schooling and over the working life."""
    each = np.exp(schooling_return * schooling + age_productivity)
    mean: Array = np.sum(active * each, axis=1) / np.sum(active, axis=1)
    return mean


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
    skilled_gain: Annotated[Array, "city age", "persons"],
    lagged_employment: Annotated[Array, "city sector", "10k persons"],
    lagged_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    opening_schooling: Annotated[Array, "city age", "years"],
    opening_training_effect: Annotated[Array, "city", "index"],
    driver_retirement_age_shift: Annotated[Array, "", "years"],
    delivered_share: Annotated[Array, "city", "share"],
    lever_education_human_capital: Annotated[Array, "city", "10k training places per year"],
    params: Params,
) -> Labour:
    """Labour force, employment by sector and human capital of one year."""
    participation = later_retirement(
        params.participation, driver_retirement_age_shift, params.retirement_coverage
    )
    active = active_by_age(population, participation)
    force = active.sum(axis=1)
    total = force * (1 - params.unemployment_rate)
    shares = lagged_employment / lagged_employment.sum(axis=1)[:, None]
    followed = (
        params.base_value_added * (lagged_value_added / params.base_value_added) ** params.demand_response
    )
    desired = params.labour_share * followed / params.base_wage
    moved = reallocate(
        shares, desired, params.agriculture, params.agricultural_outflow, params.labour_adjustment_speed
    )
    schooling = with_skilled(
        next_schooling(opening_schooling, params.schooling_cohort_gain, params.schooling_ceiling),
        skilled_gain,
        population.sum(axis=(1, 2)),
        params.skilled_schooling,
    )
    skilled = skill(active, schooling, params.age_productivity, params.mincer_return)
    trained = delivered_share * lever_education_human_capital / total
    training = opening_training_effect * np.exp(
        params.mincer_return * params.training_years_per_place * trained
    )
    return Labour(
        labour_force=force,
        employment=moved * total[:, None],
        schooling=schooling,
        training_effect=training,
        human_capital=skilled / params.base_skill * training * (1 - params.training_time_off_work * trained),
    )
