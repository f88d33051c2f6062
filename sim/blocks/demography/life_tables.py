"""Period life tables from mortality rates by single year of age, and what a projection needs from them.

The force of mortality is constant within each year of age, so that survival over it is exp(-m) and the years
lived by its entrants are (1 - exp(-m)) / m: no separation factor is needed. Source: Preston, Heuveline and
Guillot (2001), Demography: measuring and modeling population processes, chapter 3.
"""

from __future__ import annotations

import numpy as np

from sim.axes import Array


def years_lived(mortality_rate: Array, death_probability: Array) -> Array:
    """Years lived within a year of age per person who enters it; one where nobody dies."""
    lived = np.ones_like(mortality_rate)
    np.divide(death_probability, mortality_rate, out=lived, where=mortality_rate > 0)
    return lived


def life_table(mortality_rate: Array) -> dict[str, Array]:
    """Columns of the life table with radix one, each in the shape of the input.

    Args:
        mortality_rate: deaths per person-year [..., age, member]; the last age is open, its rate above zero.

    Returns:
        ``mortality_rate``, ``death_probability``, ``survivors`` (at the exact age), ``deaths``,
        ``person_years``, ``person_years_above`` and ``life_expectancy`` (years, at the exact age).
    """
    survivors = np.empty_like(mortality_rate)
    survivors[..., 0, :] = 1.0
    np.exp(-np.cumsum(mortality_rate[..., :-1, :], axis=-2), out=survivors[..., 1:, :])
    death_probability = -np.expm1(-mortality_rate)
    person_years = survivors * years_lived(mortality_rate, death_probability)
    person_years[..., -1, :] = survivors[..., -1, :] / mortality_rate[..., -1, :]
    person_years_above = np.cumsum(person_years[..., ::-1, :], axis=-2)[..., ::-1, :]
    death_probability[..., -1, :] = 1.0
    return {
        "mortality_rate": mortality_rate,
        "death_probability": death_probability,
        "survivors": survivors,
        "deaths": survivors * death_probability,
        "person_years": person_years,
        "person_years_above": person_years_above,
        "life_expectancy": person_years_above / survivors,
    }


def survival_ratios(mortality_rate: Array) -> tuple[Array, Array]:
    """Survival over a year [..., age, member] by age at its start, and of the year's newborn [..., member].

    These are ratios of the life table's person-years, written without its cumulated columns. The open group
    and the age that flows into it share the ratio of the years lived above them, as is standard.

    Args:
        mortality_rate: deaths per person-year [..., age, member]; the last age is open, its rate above zero.
    """
    dying = -np.expm1(-mortality_rate)
    lived = years_lived(mortality_rate, dying)
    ratios = np.empty_like(mortality_rate)
    np.subtract(1, dying, out=ratios)
    surviving = ratios[..., -2, :].copy()
    ratios[..., :-2, :] *= lived[..., 1:-1, :]
    ratios[..., :-2, :] /= lived[..., :-2, :]
    ratios[..., -2, :] = surviving / (mortality_rate[..., -1, :] * lived[..., -2, :] + surviving)
    ratios[..., -1, :] = ratios[..., -2, :]
    return ratios, lived[..., 0, :]


def life_years_lost(table: dict[str, Array]) -> Array:
    """Life expectancy lost to death, years [..., member]: its gain when all rates fall by one log unit.

    Vaupel and Canudas-Romo (2003), Decomposing change in life expectancy, Demography 40; deaths fall
    mid-year.
    """
    expectancy = table["life_expectancy"]
    at_death = expectancy.copy()
    at_death[..., :-1, :] = (expectancy[..., :-1, :] + expectancy[..., 1:, :]) / 2
    lost: Array = (table["deaths"] * at_death).sum(axis=-2)
    return lost
