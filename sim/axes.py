"""Names of the axes along which every array is laid out; the member axis is always the last one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

AGES = 101
"""Single years of age 0..99 and the open group 100+."""

CHUNK = 32
"""Members computed together. Every chunk has this width (the last one is padded): numpy's loops and
reductions then take the same path for one member as for thousands, so a member's result never depends on its
company.
"""


@dataclass(frozen=True)
class Axes:
    """Labels of a region's axes, in the order of the baseline tables.

    The region is data: cities, ports, sectors, cargo classes and marine industries come from the register of
    labels, and so do rival ports, the ports' hinterland, domestic partners, foreign markets, fulcrum zones,
    opening platforms, bays, rivers with compensation, users and sources of water, sources of nitrogen,
    technologies of clean power and fuels; ``line``, the projects that change travel times, and ``plant``,
    dated power plants, from the baseline.
    """

    city: tuple[str, ...]
    port: tuple[str, ...]
    sector: tuple[str, ...]
    cargo: tuple[str, ...]
    marine: tuple[str, ...]
    line: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    market: tuple[str, ...] = ()
    zone: tuple[str, ...] = ()
    platform: tuple[str, ...] = ()
    rival: tuple[str, ...] = ()
    hinterland: tuple[str, ...] = ()
    voyage: tuple[str, ...] = ("foreign", "coastal")
    river: tuple[str, ...] = ()
    water_user: tuple[str, ...] = ()
    water_source: tuple[str, ...] = ()
    load_source: tuple[str, ...] = ()
    bay: tuple[str, ...] = ()
    technology: tuple[str, ...] = ()
    fuel: tuple[str, ...] = ()
    plant: tuple[str, ...] = ()
    residence: tuple[str, ...] = ("urban", "rural")
    sex: tuple[str, ...] = ("male", "female")
    age: tuple[str, ...] = tuple(str(a) for a in range(AGES))

    @property
    def destination(self) -> tuple[str, ...]:
        """The cities once more, as the second axis of pairs."""
        return self.city

    def labels(self, axis: str) -> tuple[str, ...]:
        """Labels of one axis by its name; raises AttributeError for an unknown axis."""
        labels: tuple[str, ...] = getattr(self, axis)
        return labels

    def shape(self, axes: str) -> tuple[int, ...]:
        """Lengths of the axes named in a blank-separated string, without the member axis."""
        return tuple(len(self.labels(axis)) for axis in axes.split())
