"""National mortality by single year of age, from abridged rates, at a given life expectancy."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.optimize import brentq

from calibration.tables import Figures
from sim.axes import AGES, Array
from sim.blocks.demography.life_tables import life_table

SEXES = ("male", "female")
ROUNDS = 20


def abridged_rates(vital: Figures, area: str, period: str, sex: str) -> tuple[list[int], Array]:
    """First ages of the groups and their death rates; the last group is open."""
    table = vital.table
    rows = table[
        (table["area"] == area)
        & (table["indicator"] == "mortality_rate_mx")
        & (table["year"].astype(str) == period)
        & (table["sex"] == sex)
    ]
    first = rows["age"].astype(str).str.rstrip("+").astype(int)
    order = np.argsort(first.to_numpy())
    return [int(a) for a in first.to_numpy()[order]], rows["value"].to_numpy(dtype=float)[order]


def single_year_rates(starts: list[int], rates: Array) -> Array:
    """Death rates by single year from rates by age group.

    The logarithm is interpolated between the middles of the groups by a monotone cubic, then each group is
    scaled until deaths over years lived in it, in a life table, are the published rate. The open group stands
    at its mean age at death.
    """
    middles = [(a + b) / 2 for a, b in pairwise(starts)]
    middles.append(starts[-1] + 1 / rates[-1])
    ages = np.clip(np.arange(AGES) + 0.5, middles[0], middles[-1])
    smooth: Array = np.exp(PchipInterpolator(middles, np.log(rates))(ages))
    widths = np.diff([*starts, AGES])
    for _ in range(ROUNDS):
        smooth *= np.repeat(rates / group_rates(starts, smooth), widths)
    return smooth


def group_rates(starts: list[int], rates: Array) -> Array:
    """Death rates of the age groups of a life table whose rates by single year are given."""
    table = life_table(rates[:, None])
    return np.add.reduceat(table["deaths"][:, 0], starts) / np.add.reduceat(
        table["person_years"][:, 0], starts
    )


def life_expectancy(rates: Array) -> float:
    """Life expectancy at birth of rates by single year, years."""
    return float(life_table(rates[:, None])["life_expectancy"][0, 0])


def at_life_expectancy(rates: Array, years: float) -> Array:
    """The rates, all scaled by one factor, so that life expectancy at birth is ``years``."""
    factor = brentq(lambda k: life_expectancy(rates * np.exp(k)) - years, -2.0, 2.0, xtol=1e-14)
    scaled: Array = rates * np.exp(factor)
    return scaled


def national_rates(vital: Figures, area: str, period: str, years: range) -> Array:
    """National death rates [sex, age]: age pattern of ``period``, mean life expectancy of ``years``."""
    result = []
    for sex in SEXES:
        expectancy = float(np.mean([vital.series(area, f"life_expectancy_{sex}")[year] for year in years]))
        result.append(
            at_life_expectancy(single_year_rates(*abridged_rates(vital, area, period, sex)), expectancy)
        )
    return np.stack(result)
