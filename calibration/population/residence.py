"""Urban and rural residents by age and sex, which no source gives by city: exact margins, derived inside."""

from __future__ import annotations

import numpy as np

from calibration.population.ages import whole_persons
from sim.axes import Array


def exposure_pattern(schedule: Array, urban_share_then: float, urban_share_now: float, years: int) -> Array:
    """Urban share by age [age] if the rise of the urban share was people moving at the ages of ``schedule``.

    Everybody starts at the earlier census's share. A cohort's rural members then move at the schedule's
    rates, scaled so that one year's moves average to the mean yearly hazard of the decade; those born since
    start at their parents' share.
    """
    hazard = np.log((1 - urban_share_then) / (1 - urban_share_now)) / years
    rate = hazard * schedule / schedule.mean()
    cumulated = np.concatenate([[0.0], np.cumsum(rate)])
    ages = np.arange(schedule.size)
    exposure = cumulated[ages] - cumulated[np.maximum(ages - years, 0)]
    born_since = np.maximum(years - ages, 0)
    share: Array = 1 - (1 - urban_share_then) * np.exp(-exposure - hazard * born_since)
    return share


def fit_residence(totals: Array, urban_total: float, urban_share: Array) -> Array:
    """Whole persons [residence, sex, age]: urban and rural add to ``totals``, urban to ``urban_total``.

    Proportional fitting of a two-way table (Deming and Stephan 1940); with two columns it comes down to
    multiplying the odds of living in town by one factor, found by bisection.

    Args:
        totals: persons [sex, age].
        urban_total: urban residents of the city.
        urban_share: pattern of the urban share, above 0 and below 1 [sex, age] or [age].
    """
    odds = urban_share / (1 - urban_share)
    low, high = -20.0, 20.0
    for _ in range(200):
        middle = (low + high) / 2
        scaled = odds * np.exp(middle)
        if (totals * scaled / (1 + scaled)).sum() < urban_total:
            low = middle
        else:
            high = middle
    scaled = odds * np.exp(high)
    urban = whole_persons(totals * scaled / (1 + scaled), urban_total)
    return np.stack([urban, totals - urban])
