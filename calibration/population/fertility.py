"""Fertility: the nation's age pattern by single year, and each city's level from its census infants."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator

from calibration.tables import Figures
from sim.axes import AGES, Array


def age_pattern(vital: Figures, area: str, year: int) -> Array:
    """Share of the total fertility rate at each single year of age [age], adding up to one.

    The cumulated shares of the published groups are interpolated by a monotone cubic; group shares are kept.
    """
    table = vital.table
    rows = table[
        (table["area"] == area)
        & (table["indicator"] == "asfr_share")
        & (table["year"].astype(str) == str(year))
    ]
    bounds = sorted(tuple(int(a) for a in str(group).split("-")) for group in rows["age"])
    by_first_age = {
        int(str(group).split("-")[0]): float(v) for group, v in zip(rows["age"], rows["value"], strict=True)
    }
    shares = np.array([by_first_age[first] for first, _ in bounds])
    edges = np.array([bounds[0][0], *(last + 1 for _, last in bounds)])
    cumulated = np.concatenate([[0.0], np.cumsum(shares / shares.sum())])
    pattern = np.zeros(AGES)
    pattern[edges[0] : edges[-1]] = np.diff(
        PchipInterpolator(edges, cumulated)(np.arange(edges[0], edges[-1] + 1))
    )
    return pattern


def total_fertility(residents: Array, survival: Array, pattern: Array, child_ages: range) -> Array:
    """Total fertility rate [city] when the children of the given ages were born, by reverse survival.

    Women lived the year of a birth half at one age and half a year older; deaths of mothers and all moves
    since are left out. Age 0 gives the year before the census.

    Args:
        residents: at the census [city, sex, age], women last.
        survival: years lived by single year per birth [city, sex, age].
        pattern: share of fertility by age [age].
        child_ages: ages of the children counted.
    """
    women = residents[:, -1]
    born, expected = np.zeros(len(women)), np.zeros(len(women))
    for age in child_ages:
        born += (residents[:, :, age] / survival[:, :, age]).sum(axis=-1)
        then = np.zeros_like(women)
        then[:, : -age - 1] = (women[:, age:-1] + women[:, age + 1 :]) / 2
        expected += then @ pattern
    return born / expected
