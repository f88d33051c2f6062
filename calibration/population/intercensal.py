"""Net migration and old-age survival between two censuses, when the earlier one is known by broad age only.

Forward survival method (United Nations 1970, Manual VI: Methods of measuring internal migration, chapter 2).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from sim.axes import Array
from sim.blocks.demography.life_tables import life_table

ROUNDS = 50


@dataclass(frozen=True)
class FirstCensus:
    """What is known of one city at the earlier census: broad groups by first age, totals by sex."""

    starts: tuple[int, ...]
    persons: Array
    by_sex: Array


def survival(rates: Array, years: int) -> tuple[Array, Array]:
    """Share surviving ``years`` from each age, and years lived [sex, age]; the last ages share one ratio."""
    table = life_table(np.moveaxis(rates, 0, 1)[None])
    lived, above = table["person_years"][0].T, table["person_years_above"][0].T
    ratios = np.empty_like(lived)
    ratios[:, :-years] = lived[:, years:] / lived[:, :-years]
    ratios[:, -years - 1 :] = (above[:, -1] / above[:, -years - 1])[:, None]
    return ratios, lived


def first_census_ages(second: Array, first: FirstCensus, rates: Array, years: int) -> Array:
    """Persons at the earlier census [sex, age]: its broad groups and sex totals, filled by reverse survival.

    Within a broad group the age pattern is the later census's, survived backwards; proportional fitting then
    restores the published totals.

    Args:
        second: persons at the later census [sex, age].
        first: published totals of the earlier one.
        rates: death rates between the two [sex, age].
        years: between the two.
    """
    ratios, lived = survival(rates, years)
    back = np.empty_like(second)
    back[:, :-years] = second[:, years:] / ratios[:, :-years]
    open_part = slice(second.shape[1] - years - 1, None)
    weight = lived[:, open_part] / lived[:, open_part].sum(axis=1, keepdims=True)
    back[:, open_part] = (second[:, -1] / ratios[:, -1])[:, None] * weight
    for _ in range(ROUNDS):
        groups = np.add.reduceat(back.sum(axis=0), first.starts)
        widths = np.diff([*first.starts, back.shape[1]])
        back = back * np.repeat(first.persons / groups, widths)
        back = back * (first.by_sex / back.sum(axis=1))[:, None]
    return back


def net_migrants(second: Array, first: FirstCensus, rates: Array, years: int) -> Array:
    """Surviving net migrants of the interval by broad group of the earlier census [group].

    Children born since count as births of their place of residence, so they carry no migration here.
    """
    expected = first_census_ages(second, first, rates, years) * survival(rates, years)[0]
    counted = second[:, years:].sum(axis=0)
    starts = list(first.starts)
    return np.add.reduceat(counted, starts) - np.add.reduceat(expected.sum(axis=0), starts)


def mortality_level(seconds: list[Array], firsts: list[FirstCensus], rates: Array, years: int) -> float:
    """Factor on death rates at which the oldest group has no net migrants, all cities together."""

    def residual(log_factor: float) -> float:
        return sum(
            float(net_migrants(second, first, rates * np.exp(log_factor), years)[-1])
            for second, first in zip(seconds, firsts, strict=True)
        )

    return float(np.exp(brentq(residual, -1.0, 1.0, xtol=1e-13)))
