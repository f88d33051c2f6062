"""Yearly moves between cities and the rest of the country: an age schedule and an unobserved table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from sim.axes import AGES, Array


@dataclass(frozen=True)
class MigrantStocks:
    """Residents whose registered home is elsewhere, by city of residence, persons [city]."""

    same_province: Array
    """From another county of the province; part of them from the same city."""
    other_province: Array
    from_other_city_share: float
    """Share of ``same_province`` that comes from outside the city."""


def rogers_castro(parameters: Mapping[str, float]) -> Array:
    """Share of moves at each single year of age [age], for equal numbers at every age; adds up to one.

    Rogers and Castro (1981), Model migration schedules, IIASA RR-81-30: childhood, labour-force peak and a
    constant.

    Args:
        parameters: ``rc_a1, rc_alpha1, rc_a2, rc_mu2, rc_alpha2, rc_lambda2, rc_c`` of the register.
    """
    p = parameters
    age = np.arange(AGES)
    childhood = p["rc_a1"] * np.exp(-p["rc_alpha1"] * age)
    since_peak = age - p["rc_mu2"]
    labour = p["rc_a2"] * np.exp(-p["rc_alpha2"] * since_peak - np.exp(-p["rc_lambda2"] * since_peak))
    rates = childhood + labour + p["rc_c"]
    shares: Array = rates / rates.sum()
    return shares


def gravity_shares(residents: Array, distance_km: Array, elasticity: float) -> Array:
    """Origins of a city's arrivals from the province [origin, city]: residents x distance^elasticity.

    Args:
        residents: of the origins: the cities, then the rest of the province [origin].
        distance_km: [origin, city]; a city's distance to itself is not used.
        elasticity: of flows to distance, negative.
    """
    cities = distance_km.shape[1]
    own = np.eye(residents.size, cities, dtype=bool)
    weight = np.where(own, 0.0, residents[:, None] * np.where(own, 1.0, distance_km) ** elasticity)
    shares: Array = weight / weight.sum(axis=0)
    return shares


def flow_table(stocks: MigrantStocks, shares: Array, net_migration: Array, years: int) -> Array:
    """Yearly moves [place from, place to], persons; places are the cities and, last, everywhere else.

    Gross arrivals are the migrant stock divided by the years between the censuses: one renewal a decade,
    which nothing observed confirms. Arrivals from the cities follow ``shares``; departures to elsewhere close
    each city's net migration exactly. The data cannot identify this table; only its nets carry information.

    Raises:
        ValueError: if a city would need negative departures, that is, if its net gain exceeds its gross
        arrivals.
    """
    cities = net_migration.size
    flows = np.zeros((cities + 1, cities + 1))
    from_province = stocks.same_province * stocks.from_other_city_share / years
    flows[:cities, :cities] = shares[:cities] * from_province
    flows[cities, :cities] = shares[cities:].sum(axis=0) * from_province + stocks.other_province / years
    arrivals = flows[:, :cities].sum(axis=0)
    flows[:cities, cities] = arrivals - net_migration - flows[:cities, :cities].sum(axis=1)
    if (flows < 0).any():
        raise ValueError(f"net migration exceeds gross arrivals: departures {flows[:cities, cities].round()}")
    return flows


def departure_hazard(population: Array, schedule: Array, departures: Array) -> Array:
    """Level of the hazard of leaving [city] at which 1 - exp(-level x schedule) yields the yearly departures.

    Args:
        population: persons [city, age].
        schedule: shape of the hazard over age [age].
        departures: persons a year [city].
    """

    def surplus(level: float, residents: Array, leaving: float) -> float:
        return float((-np.expm1(-level * schedule) * residents).sum() - leaving)

    return np.array(
        [
            brentq(surplus, 0.0, 100.0, args=(residents, leaving), xtol=1e-13)
            for residents, leaving in zip(population, departures, strict=True)
        ]
    )
