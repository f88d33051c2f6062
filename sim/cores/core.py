"""What a core hands to the yearly loop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline


@dataclass(frozen=True)
class Core:
    """Block parameters by block name, and the values of 2020 by field."""

    params: Mapping[str, object]
    base_year: Mapping[str, Array]


def wide(values: Array, members: int) -> Array:
    """The same values for every member, on a last axis."""
    return np.repeat(values[..., None], members, axis=-1)


def one_for(name: str, axis: tuple[str, ...]) -> Array:
    """One for the named label of an axis, zero for the others."""
    return np.array([float(label == name) for label in axis])


def port_of_city(baseline: Baseline) -> Array:
    """One for the port of a city [city, port]."""
    return np.array(
        [[float(port == f"port_{city}") for port in baseline.axes.port] for city in baseline.axes.city]
    )


def sector(baseline: Baseline, name: str) -> Array:
    """One for the named sector [sector]."""
    return one_for(name, baseline.axes.sector)
