"""Participation and schooling by city in 2020, so that every draw meets the census: its workers at the given
unemployment, and its mean years of schooling; and how fast skill grew in the ten years before.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.axes import AGES, Array
from sim.blocks import labour

WORKING_AGE = 15
"""The census counts work and schooling from this age on."""

LOOK_BACK = 10
"""Years between the two censuses, over which past growth is measured."""

NEWTON_STEPS = 12
"""Twice what the draws need: each step doubles the correct digits."""

GROUPS = (
    ("participation_15_24", "participation_15_24", 15, 25),
    ("participation_m_25_49", "participation_f_25_49", 25, 50),
    ("participation_m_50_59", "participation_f_50_59", 50, 60),
    ("participation_60_64", "participation_60_64", 60, 65),
    ("participation_65_plus", "participation_65_plus", 65, AGES),
)
"""Register names of participation for men and women, with the ages that they hold for."""

PARAMETERS = (
    "age_productivity_curvature age_productivity_peak mincer_return schooling_ceiling schooling_cohort_gain "
    "unemployment_rate"
).split() + sorted({name for row in GROUPS for name in row[:2]})


def logistic(x: Array) -> Array:
    """Share whose log-odds are x."""
    return 1 / (1 + np.exp(-x))


def shift(logits: Array, weights: Array, target: Array) -> Array:
    """Common addition to log-odds [city, member] with which the weighted sum of shares meets its target.

    ``logits`` [cell, member], ``weights`` [city, cell, member], ``target`` [city, member] between zero and
    the sum of weights. Newton's method on the log-odds of the mean share, which rise nearly one for one with
    the shift: exact in one step where all cells are alike.
    """
    whole = weights.sum(axis=1)
    wanted = np.log(target / (whole - target))
    moved = np.zeros_like(target)
    for _ in range(NEWTON_STEPS):
        shares = logistic(logits + moved[:, None])
        met = np.sum(weights * shares, axis=1)
        slope = np.sum(weights * shares * (1 - shares), axis=1) * whole / (met * (whole - met))
        moved = moved + (wanted - np.log(met / (whole - met))) / slope
    return moved


def registered_participation(draws: Mapping[str, Array]) -> Array:
    """Labour-force participation [sex, age from 15 on, member] from the register's age groups."""
    members = draws[GROUPS[0][0]].shape[0]
    rates = np.empty((2, AGES - WORKING_AGE, members))
    for male, female, start, stop in GROUPS:
        rates[0, start - WORKING_AGE : stop - WORKING_AGE] = draws[male]
        rates[1, start - WORKING_AGE : stop - WORKING_AGE] = draws[female]
    return rates


def participation(draws: Mapping[str, Array], people: Array, workers: Array) -> Array:
    """Participation [city, sex, age, member] at which the employed ``workers`` [city, member], 10k persons,
    are all of the labour force but the unemployed.

    The log-odds of all ages shift alike, so no rate leaves the range from zero to one. ``people`` [city, sex,
    age, member] in persons.
    """
    registered = registered_participation(draws)
    odds = np.log(registered / (1 - registered))
    cells = odds.reshape(-1, odds.shape[-1])
    adults = people[:, :, WORKING_AGE:].reshape(len(people), len(cells), -1) / 1e4
    moved = shift(cells, adults, workers / (1 - draws["unemployment_rate"]))
    rates = np.zeros_like(people)
    rates[:, :, WORKING_AGE:] = logistic(odds + moved[:, None, None])
    return rates


def schooling(draws: Mapping[str, Array], people: Array, mean_years: Array) -> Array:
    """Years of schooling [city, age, member] by cohort, whose mean over residents from 15 on is the census's.

    A cohort's share of the ceiling is logistic in its year of birth; a city's curve is early or late.
    """
    ceiling = draws["schooling_ceiling"]
    later = -np.arange(AGES, dtype=float)[:, None] + WORKING_AGE
    logits = labour.cohort_speed(draws["schooling_cohort_gain"], ceiling) * later
    adults = people.sum(axis=1)[:, WORKING_AGE:]
    weights = ceiling * adults / adults.sum(axis=1)[:, None]
    moved = shift(logits[WORKING_AGE:], weights, mean_years)
    return ceiling * logistic(logits + moved[:, None])


def age_productivity(draws: Mapping[str, Array]) -> Array:
    """Log productivity [age, member] over the working life: a parabola in decades from its peak."""
    decades = (np.arange(AGES)[:, None] - draws["age_productivity_peak"]) / 10
    profile: Array = -draws["age_productivity_curvature"] * decades**2
    return profile


def past_skill_growth(draws: Mapping[str, Array], people: Array, rates: Array, years: Array) -> Array:
    """Yearly log growth of skill in the decade to 2020 [city, member].

    The residents of 2020 are put back ten years: who died or moved is missing, and the oldest few who still
    worked with them. ``rates`` are participation, ``years`` schooling by age in 2020.
    """
    profile, returns = age_productivity(draws), draws["mincer_return"]
    ages = slice(0, AGES - LOOK_BACK)
    now = labour.skill(np.sum(people * rates, axis=1), years, profile, returns)
    younger = np.sum(people[:, :, LOOK_BACK:] * rates[:, :, ages], axis=1)
    then = labour.skill(younger, years[:, LOOK_BACK:], profile[ages], returns)
    growth: Array = np.log(now / then) / LOOK_BACK
    return growth
