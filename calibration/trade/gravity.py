"""Trade between regions by gravity, fitted to what every region supplies and demands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.axes import Array

TOLERANCE = 1e-13
MOST_ROUNDS = 20_000


class NoFitError(ArithmeticError):
    """Proportional fitting did not reach its margins."""


@dataclass(frozen=True)
class Friction:
    """What a flow loses on its way: distance exponent, elasticity to cost, tariff equivalents of borders."""

    distance: float
    elasticity: float
    city_border: float
    provincial_border: float


def inner_distance(area: Array, factor: float) -> Array:
    """Mean distance inside a region [region], km: ``factor`` times the radius of a disc of its area, km2."""
    return factor * np.sqrt(area / np.pi)


def inner_resistance(area: Array, units: Array, provinces: Array, factor: float, friction: Friction) -> Array:
    """Factor on what a region sells to itself [region], as if it were ``units`` equal cities in
    ``provinces``.

    One in ``units`` of a flow stays in its own city, at the inner distance of a city's ``area`` (km2); the
    rest goes to the others across the city border, and across a provincial one as often as the other lies in
    another province, at the mean distance inside the whole.
    """
    in_city = inner_distance(area / units, factor) ** friction.distance
    abroad = 1 - (1 - 1 / provinces) * (1 - (1 + friction.provincial_border) ** -friction.elasticity)
    between = inner_distance(area, factor) ** friction.distance
    between = between * (1 + friction.city_border) ** -friction.elasticity * abroad
    mean: Array = in_city / units + between * (1 - 1 / units)
    return mean


def resistance(distance: Array, same_province: Array, inside: Array, friction: Friction) -> Array:
    """Factor on a flow [origin, destination]: distance^exponent (1 + b)^-elasticity; ``inside`` on the
    diagonal.

    ``distance`` km. Between regions the city border counts, and between provinces (``same_province`` false)
    the provincial border as well.
    """
    border = (1 + friction.city_border) * np.where(same_province, 1.0, 1 + friction.provincial_border)
    apart = np.where(np.eye(len(distance), dtype=bool), 1.0, distance)
    factor: Array = apart**friction.distance * border**-friction.elasticity
    np.fill_diagonal(factor, inside)
    return factor


def fit(seed: Array, rows: Array, columns: Array) -> Array:
    """The flows nearest to ``seed`` [origin, destination] whose margins are ``rows`` and ``columns`` (RAS).

    Margins must have one sum; zeros of the seed stay zero. Raises NoFitError if the margins are not met to
    1e-13 of each within a fixed number of rounds.
    """
    flows = seed * 1.0
    for _ in range(MOST_ROUNDS):
        flows = flows * _ratio(rows, flows.sum(axis=1))[:, None]
        flows = flows * _ratio(columns, flows.sum(axis=0))
        if np.all(np.abs(flows.sum(axis=1) - rows) <= TOLERANCE * np.abs(rows)):
            return flows
    raise NoFitError(f"margins missed by {np.abs(flows.sum(axis=1) - rows).max():.1e}")


def _ratio(wanted: Array, found: Array) -> Array:
    return np.divide(wanted, found, out=np.zeros_like(found), where=found != 0)


def flows(supply: Array, demand: Array, factor: Array) -> Array:
    """Domestic trade [sector, origin, destination], 100m CNY.

    ``supply`` [origin, sector] and ``demand`` [destination, sector] have one total in every sector;
    ``factor`` [sector, origin, destination] is the resistance. The seed is supply times demand times the
    factor.
    """
    seed = np.einsum("os,ds,sod->sod", supply, demand, factor)
    return np.stack([fit(seed[s], supply[:, s], demand[:, s]) for s in range(supply.shape[1])])


def capped_split(total: float, weight: Array, ceiling: Array) -> Array:
    """``total`` shared by ``weight``, no share above its ``ceiling``: what one cannot take goes to the
    others.

    Raises NoFitError if the ceilings together are lower than the total.
    """
    if total > ceiling.sum():
        raise NoFitError(f"{total:.1f} is more than the ceilings allow, {ceiling.sum():.1f}")
    share = np.zeros_like(weight)
    full = np.zeros(weight.shape, dtype=bool)
    while True:
        left = np.where(full, 0.0, weight)
        share = np.where(full, ceiling, (total - ceiling[full].sum()) * left / (left.sum() or 1.0))
        over = ~full & (share > ceiling)
        if not over.any():
            return share
        full |= over
