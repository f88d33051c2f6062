"""Moves of one year: between the cities, with the rest of the country, and from village to town.

People of working age and retired people choose their destinations apart; at every age the hazards of the
destinations add up, so that nobody can leave twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.axes import AGES, Array
from sim.blocks.demography.attraction import Attraction
from sim.blocks.demography.params import DemographyParams

RETIRED = 60
"""Age from which a mover counts as retired: the statutory age of men in 2020, and the care lever's ages."""

BANDS = (slice(0, RETIRED), slice(RETIRED, AGES))
BAND_OF_AGE = np.repeat([0, 1], [RETIRED, AGES - RETIRED])


@dataclass(frozen=True)
class Departures:
    """Those who leave [city, residence, sex, age, member] and where to [city, band, place, member]."""

    leaving: Array
    bound_for: Array


@dataclass(frozen=True)
class Moves:
    """Residents after all moves and the net moves behind them [city, residence, sex, age, member], persons.

    ``within`` adds up to zero over the cities, ``residence`` over town and village. ``leaving`` and
    ``arriving`` are gross. ``skilled`` [city, age, member] are skilled movers gained beyond the base year's
    mix; those between the cities add up to zero.
    """

    population: Array
    within: Array
    outside: Array
    residence: Array
    leaving: Array
    arriving: Array
    skilled: Array


def departures(*, population: Array, response: Attraction, params: DemographyParams) -> Departures:
    """Who leaves each city, and where to."""
    cities = params.destination_share.shape[0]
    between = params.destination_share[:, :cities] * response.between
    elsewhere = (params.destination_share[:, cities] * response.leaving)[:, None]
    weight = np.stack(
        [np.concatenate([inside, elsewhere], axis=1) for inside in (between, between * response.retirees)],
        axis=1,
    )
    attraction = weight.sum(axis=2)
    hazard = (params.departure_hazard[:, None] * attraction)[:, BAND_OF_AGE] * params.migration_schedule
    leaving = population * -np.expm1(-hazard)[:, None, None]
    return Departures(leaving, weight / attraction[:, :, None])


def arrivals_from_outside(*, outside_movers: Array, response: Attraction, params: DemographyParams) -> Array:
    """Persons [city, sex, age, member] who come from the rest of the country.

    They rise and fall with the number of people of moving age there, ``outside_movers`` [member].
    """
    size = params.outside_arrivals * outside_movers * response.arriving
    by_band = np.stack([size, size * response.retirees], axis=1)
    arrivals: Array = by_band[:, BAND_OF_AGE][:, None] * params.outside_profile
    return arrivals


def urban_share(population: Array) -> Array:
    """Share of a city's residents who live in town [city, member]."""
    by_residence = population.sum(axis=(2, 3))
    share: Array = by_residence[:, 0] / by_residence.sum(axis=1)
    return share


def skilled_gain(gone: Departures, from_outside: Array, response: Attraction) -> Array:
    """Skilled movers [city, age, member] gained less lost, beyond what the base year's mix would bring.

    Movers of all ages alike: the children of the skilled are taken to reach their parents' schooling.
    """
    cities = gone.leaving.shape[0]
    persons = gone.leaving.sum(axis=(1, 2))
    gained: Array = from_outside.sum(axis=1) * response.skilled_arriving[:, None]
    for band, ages in enumerate(BANDS):
        moved = gone.bound_for[:, band, :cities] * response.skilled_between
        gone_away = gone.bound_for[:, band, cities] * response.skilled_leaving
        gained[:, ages] += np.einsum("ijm,iam->jam", moved, persons[:, ages])
        gained[:, ages] -= persons[:, ages] * (moved.sum(axis=1) + gone_away)[:, None]
    return gained


def moves(
    *, population: Array, outside_movers: Array, response: Attraction, params: DemographyParams
) -> Moves:
    """All moves at the year's end among the survivors [city, residence, sex, age, member].

    Arrivals live in town and village as the city's residents do; the measured speed of urbanisation therefore
    rests on the moves within the city alone, which are drawn from those who are left after departures.
    """
    cities = population.shape[0]
    gone = departures(population=population, response=response, params=params)
    leaving = gone.leaving
    town = urban_share(population)
    split = np.stack([town, 1 - town], axis=1)[:, :, None, None]

    by_sex = leaving.sum(axis=1)
    from_cities = np.empty_like(by_sex)
    for band, ages in enumerate(BANDS):
        bound = gone.bound_for[:, band, :cities]
        from_cities[:, :, ages] = np.einsum("ijm,isam->jsam", bound, by_sex[:, :, ages])
    from_outside = arrivals_from_outside(outside_movers=outside_movers, response=response, params=params)

    after = population - leaving
    to_town = after[:, 1] * urbanising_probability(town, response, params)[:, None]
    residence = np.stack([to_town, -to_town], axis=1)
    to_outside = gone.bound_for[:, :, cities][:, BAND_OF_AGE][:, None, None]
    inside = split * from_cities[:, None]
    beyond = split * from_outside[:, None]
    arriving = inside + beyond
    out = leaving * to_outside
    return Moves(
        population=after + residence + arriving,
        within=inside - (leaving - out),
        outside=beyond - out,
        residence=residence,
        leaving=leaving,
        arriving=arriving,
        skilled=skilled_gain(gone, from_outside, response),
    )


def urbanising_probability(town: Array, response: Attraction, params: DemographyParams) -> Array:
    """Probability that a rural resident becomes urban within the year [city, age, member].

    A logistic rise of the urban share at speed g is a hazard g x (urban share) per rural resident; it falls
    on the ages of the migration schedule, so that it slackens as the villages age.
    """
    speed = params.urbanisation_logit_speed * params.urbanisation_pace * town * response.urbanising
    by_age = params.migration_schedule / params.rural_schedule_mean[:, None]
    return -np.expm1(-speed[:, None] * by_age)
