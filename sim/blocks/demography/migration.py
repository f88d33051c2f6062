"""Moves of one year: between the cities, with the rest of the country, and from village to town.

Flows respond to wages and to what is left of the cost of moving (Tombe and Zhu 2019, Trade, migration, and
productivity, American Economic Review 109): a mover keeps ``1 - cost`` of the destination's real wage, and
flows rise with it at the ``migration_wage_elasticity``. Measures that lower the cost share it: what remains
is the product of what each leaves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.blocks.demography.params import DemographyParams


@dataclass(frozen=True)
class Responses:
    """Flows relative to the base year's: between cities, to and from elsewhere, from village to town."""

    between: Array
    leaving: Array
    arriving: Array
    urbanising: Array


@dataclass(frozen=True)
class Moves:
    """Residents after all moves and the net moves behind them [city, residence, sex, age, member], persons.

    ``within`` adds up to zero over the cities, ``residence`` over town and village.
    """

    population: Array
    within: Array
    outside: Array
    residence: Array


def settlement_cost_share(params: DemographyParams) -> Array:
    """Share of the moving cost that full settlement removes [member].

    It is what makes in-migration rise by ``hukou_reform_inflow``, the response published for cities that
    opened settlement; the whole cost is far larger, since by 2020 little of it was the registration
    threshold.
    """
    wanted = (1 + params.hukou_reform_inflow) ** (1 / params.migration_wage_elasticity)
    return (wanted - 1) * (1 - params.hukou_cost_within) / params.hukou_cost_within


def ease(remaining: Array, params: DemographyParams) -> Array:
    """Flow relative to the base year's when ``remaining`` of the moving cost is left; one if all of it is."""
    cost = params.hukou_cost_within
    kept: Array = (1 - cost * remaining) / (1 - cost)
    relative: Array = kept**params.migration_wage_elasticity
    return relative


def responses(
    *,
    relative_wage: Array,
    hukou_settlement: Array,
    labour_mobility: Array,
    talent_attraction: Array,
    params: DemographyParams,
) -> Responses:
    """How wages and measures change each flow [city from, city to, member] or [city, member]."""
    pull = np.exp(params.migration_wage_elasticity * relative_wage)
    skilled = 1 + params.skilled_share * params.talent_policy_inflow * (talent_attraction / 100)
    after_settlement = 1 - settlement_cost_share(params) * hukou_settlement
    after_mobility = 1 - params.mobility_cost_cut * labour_mobility
    settled = ease(after_settlement, params)
    between = (pull[None] / pull[:, None]) * ease(after_settlement * after_mobility, params) * skilled
    return Responses(between, 1 / pull, pull * settled * skilled, settled)


def departures(*, population: Array, response: Responses, params: DemographyParams) -> tuple[Array, Array]:
    """Those who leave [city, residence, sex, age, member] and where to [city, place, member].

    The hazard of leaving adds up over destinations, so that nobody can leave twice.
    """
    cities = params.destination_share.shape[0]
    weight = np.concatenate(
        [
            params.destination_share[:, :cities] * response.between,
            (params.destination_share[:, cities] * response.leaving)[:, None],
        ],
        axis=1,
    )
    attraction = weight.sum(axis=1)
    hazard = (params.departure_hazard * attraction)[:, None] * params.migration_schedule
    leaving = population * -np.expm1(-hazard)[:, None, None]
    return leaving, weight / attraction[:, None]


def urban_share(population: Array) -> Array:
    """Share of a city's residents who live in town [city, member]."""
    by_residence = population.sum(axis=(2, 3))
    share: Array = by_residence[:, 0] / by_residence.sum(axis=1)
    return share


def moves(
    *, population: Array, outside_movers: Array, response: Responses, params: DemographyParams
) -> Moves:
    """All moves at the year's end among the survivors [city, residence, sex, age, member].

    Arrivals from elsewhere rise and fall with the number of people of moving age there, ``outside_movers``
    [member].

    Arrivals live in town and village as the city's residents do; the measured speed of urbanisation therefore
    rests on the moves within the city alone, which are drawn from those who are left after departures.
    """
    cities = population.shape[0]
    leaving, bound_for = departures(population=population, response=response, params=params)
    town = urban_share(population)
    split = np.stack([town, 1 - town], axis=1)[:, :, None, None]

    from_cities = np.einsum("ijm,isam->jsam", bound_for[:, :cities], leaving.sum(axis=1))
    from_outside = (params.outside_arrivals * outside_movers * response.arriving)[:, None, None]
    from_outside = from_outside * params.outside_profile

    after = population - leaving
    to_town = after[:, 1] * urbanising_probability(town, response, params)[:, None]
    residence = np.stack([to_town, -to_town], axis=1)
    after += residence
    within = leaving * -bound_for[:, :cities].sum(axis=1)[:, None, None, None]
    outside = leaving * -bound_for[:, cities][:, None, None, None]
    for net, arrivals in ((within, from_cities), (outside, from_outside)):
        arriving = np.multiply(split, arrivals[:, None], out=leaving)
        net += arriving
        after += arriving
    return Moves(after, within, outside, residence)


def urbanising_probability(town: Array, response: Responses, params: DemographyParams) -> Array:
    """Probability that a rural resident becomes urban within the year [city, age, member].

    A logistic rise of the urban share at speed g is a hazard g x (urban share) per rural resident; it falls
    on the ages of the migration schedule, so that it slackens as the villages age.
    """
    speed = params.urbanisation_logit_speed * params.urbanisation_pace * town * response.urbanising
    by_age = params.migration_schedule / params.rural_schedule_mean[:, None]
    return -np.expm1(-speed[:, None] * by_age)
