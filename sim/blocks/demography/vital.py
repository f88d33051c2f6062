"""Births and survival of one year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.blocks.demography.life_tables import life_table, life_years_lost, survival_ratios
from sim.blocks.demography.params import DemographyParams

MALE, FEMALE = 0, 1


@dataclass(frozen=True)
class Survival:
    """Residents who live to the year's end, and the dead, by the age reached or missed then."""

    population: Array
    deaths: Array


def mortality_index(*, opening: Array, gain: Array, mortality_rate: Array) -> Array:
    """Index of national death rates after life expectancy has risen by ``gain`` years [sex, member].

    All rates fall in one proportion: gain / (life years lost to death), to first order exact for life
    expectancy.

    Args:
        opening: index at the start of the year, 1 in the base year [sex, member].
        gain: years of life expectancy gained [sex, member].
        mortality_rate: rates of the base year [sex, age, member].
    """
    lost = life_years_lost(life_table(mortality_rate * opening[:, None]))
    return opening * np.exp(-gain / lost)


def city_survival(*, index: Array, params: DemographyParams) -> tuple[Array, Array]:
    """Survival ratios [city, sex, age, member] and survival of newborns [city, sex, member]."""
    return survival_ratios(params.mortality_level[:, None, None] * (params.mortality_rate * index[:, None]))


def aged(population: Array, ratios: Array) -> Survival:
    """Residents [city, residence, sex, age, member] one year on; age 0 is left empty for the newborn."""
    alive = np.empty_like(population)
    alive[..., 0, :] = 0.0
    np.multiply(population[..., :-1, :], ratios[:, None, :, :-1], out=alive[..., 1:, :])
    alive[..., -1, :] += population[..., -1, :] * ratios[:, None, :, -1]
    dead = np.empty_like(population)
    dead[..., 0, :] = 0.0
    np.subtract(population[..., :-1, :], alive[..., 1:, :], out=dead[..., 1:, :])
    dead[..., -1, :] += population[..., -1, :]
    return Survival(alive, dead)


def total_fertility_rate(*, driver: Array, benefits: Array, years: Array, params: DemographyParams) -> Array:
    """Children per woman by city [city, member]: the base year's, moving in proportion with the nation's.

    Family ``benefits`` beyond those of the base year, % of GDP, add to the nation's. A member's deviation
    from the driver has, after ``years``, the spread of a random walk.
    """
    nation = (driver + params.fertility_benefit_effect * benefits) / params.reference_total_fertility_rate
    return params.city_total_fertility_rate * (nation * np.exp(params.fertility_deviation * np.sqrt(years)))


def lived(
    *, opening: Array, index: Array, fertility: Array, params: DemographyParams
) -> tuple[Survival, Array]:
    """Survivors and the dead before moves, and births by sex; the newborn are age 0 at the year's end.

    Args:
        opening: residents at the start of the year [city, residence, sex, age, member].
        index: national death rates relative to the base year's [sex, member].
        fertility: children per woman [city, member].
        params: rates, patterns and sex ratio at birth.
    """
    ratios, newborn = city_survival(index=index, params=params)
    survival = aged(opening, ratios)
    born = births(opening=opening, closing=survival.population, fertility=fertility, params=params)
    survival.population[:, :, :, 0] = born * newborn[:, None]
    survival.deaths[:, :, :, 0] = born - survival.population[:, :, :, 0]
    return survival, born


def births(*, opening: Array, closing: Array, fertility: Array, params: DemographyParams) -> Array:
    """Births by the mother's residence and the child's sex [city, residence, sex, member].

    Women of an age live half the year among those counted at its start and half among those at its end.

    Args:
        opening: residents at the start of the year [city, residence, sex, age, member].
        closing: survivors at its end, before moves.
        fertility: children per woman [city, member].
        params: pattern over age and sex ratio at birth.
    """
    bearing = np.flatnonzero(params.fertility_pattern.any(axis=-1))
    ages = slice(bearing[0], bearing[-1] + 1)
    women = (opening[:, :, FEMALE, ages] + closing[:, :, FEMALE, ages]) / 2
    total = fertility[:, None] * (women * params.fertility_pattern[ages]).sum(axis=-2)
    boys = total * (params.sex_ratio_birth / (1 + params.sex_ratio_birth))
    return np.stack([boys, total - boys], axis=2)
