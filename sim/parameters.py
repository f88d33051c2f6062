"""The register of parameters and the draws of uncertain ones, one private random stream per parameter."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from sim.axes import Array
from sim.paths import PARAMETERS

Z90 = 1.6448536269514722
"""Standard normal 95th percentile: registers give the 5th and 95th percentiles as low and high."""

JOINT = "posterior"
"""Name of the random stream that chooses rows of parameters that are drawn together."""


@dataclass(frozen=True)
class Parameter:
    """One registered parameter: central value, 5th and 95th percentile (bounds for
    uniform and triangular), source.
    """

    name: str
    block: str
    symbol: str
    meaning: str
    meaning_zh: str
    unit: str
    value: float
    low: float
    high: float
    distribution: str
    source: str
    seen: str


@cache
def register(path: Path = PARAMETERS) -> dict[str, Parameter]:
    """All parameters by name."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["name"]: Parameter(
                name=row["name"],
                block=row["block"],
                symbol=row["symbol"],
                meaning=row["meaning"],
                meaning_zh=row["meaning_zh"],
                unit=row["unit"],
                value=float(row["value"]),
                low=float(row["low"]),
                high=float(row["high"]),
                distribution=row["distribution"],
                source=row["source"],
                seen=row["seen"],
            )
            for row in csv.DictReader(file)
        }


def _normal(p: Parameter, u: Array) -> Array:
    from scipy.special import ndtri

    drawn: Array = p.value + (p.high - p.low) / (2 * Z90) * ndtri(u)
    return drawn


def _normal_positive(p: Parameter, u: Array) -> Array:
    """Normal truncated to values above zero, by the inverse distribution function."""
    from scipy.special import ndtr, ndtri

    sd = (p.high - p.low) / (2 * Z90)
    below_zero = ndtr(-p.value / sd)
    drawn: Array = p.value + sd * ndtri(below_zero + u * (1 - below_zero))
    return drawn


def _lognormal(p: Parameter, u: Array) -> Array:
    from scipy.special import ndtri

    drawn: Array = p.value * np.exp(np.log(p.high / p.low) / (2 * Z90) * ndtri(u))
    return drawn


def _beta(p: Parameter, u: Array) -> Array:
    """Beta with the register's central value as mean and (high - low) / 3.29 as standard deviation."""
    from scipy.special import betaincinv

    variance = ((p.high - p.low) / (2 * Z90)) ** 2
    size = p.value * (1 - p.value) / variance - 1
    drawn: Array = betaincinv(p.value * size, (1 - p.value) * size, u)
    return drawn


def _triangular(p: Parameter, u: Array) -> Array:
    width, left = p.high - p.low, p.value - p.low
    right = p.high - p.value
    return np.where(
        u * width < left, p.low + np.sqrt(u * width * left), p.high - np.sqrt((1 - u) * width * right)
    )


def _uniform(p: Parameter, u: Array) -> Array:
    return p.low + (p.high - p.low) * u


DISTRIBUTIONS: Mapping[str, Callable[[Parameter, Array], Array]] = {
    "normal": _normal,
    "normal_pos": _normal_positive,
    "lognormal": _lognormal,
    "beta": _beta,
    "triangular": _triangular,
    "uniform": _uniform,
}


def stream(seed: int, name: str) -> np.random.Generator:
    """The private random stream of one named quantity, so that no draw depends on what else is drawn."""
    return np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, zlib.crc32(name.encode())])))


def draws(
    names: Iterable[str],
    *,
    members: int,
    seed: int,
    uncertain: bool,
    overrides: Mapping[str, float],
    parameters: Mapping[str, Parameter] | None = None,
    joint: Mapping[str, Array] | None = None,
) -> dict[str, Array]:
    """Values of the named parameters, each shape [member].

    Member 0 always has the central values; the others are drawn from the register's priors when
    ``uncertain``. An override holds for every member. Draw i of a parameter is the same whatever ``members``
    is. ``joint`` [row] holds parameters that are drawn together: a member takes one of its rows.
    """
    known = parameters if parameters is not None else register()
    together = joint or {}
    chosen = list(names)
    central = np.array([overrides.get(name, known[name].value) for name in chosen], dtype=np.float64)
    values = dict(zip(chosen, np.repeat(central[:, None], members, axis=1), strict=True))
    if not uncertain or members == 1:
        return values
    shared = stream(seed, JOINT).random(members - 1)
    for name, drawn in values.items():
        parameter = known[name]
        if name in overrides or parameter.high <= parameter.low:
            continue
        if name in together:
            drawn[1:] = together[name][(shared * len(together[name])).astype(int)]
        else:
            drawn[1:] = _prior(name, parameter, members, seed)
    return values


@lru_cache(maxsize=2048)
def _prior(name: str, parameter: Parameter, members: int, seed: int) -> Array:
    """Draws of one parameter [drawn member] from the stream of its name; scenarios of one call share them."""
    uniform = stream(seed, name).random(members - 1)
    drawn = DISTRIBUTIONS[parameter.distribution](parameter, uniform)
    drawn.flags.writeable = False
    return drawn
