"""Exogenous series: what the world outside the region was expected to do, as known on a stated date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.axes import Array
from sim.errors import InputError, nearest
from sim.scenario.deviations import Deviation, news


@dataclass(frozen=True)
class Series:
    """One series: unit, origin, and values at the years given."""

    name: str
    unit: str
    source: str
    provenance: str
    note: str
    values: Mapping[int, float]

    def at(self, years: Sequence[int]) -> Array:
        """Values, shape [year]: linear between the years given, constant after the last.

        Raises InputError for a year before the first one: the past is not extrapolated.
        """
        given = sorted(self.values)
        if years and min(years) < given[0]:
            raise InputError(f"driver '{self.name}' starts in {given[0]}, but {min(years)} is needed.")
        points = [self.values[year] for year in given]
        return np.interp(np.asarray(years, dtype=np.float64), given, points)


@dataclass(frozen=True)
class Drivers:
    """A vintage of series by name."""

    file: str
    vintage: str
    series: Mapping[str, Series]
    deviations: Mapping[str, Deviation] = field(default_factory=dict)
    correlation: tuple[tuple[float, ...], ...] = ()
    """Of the yearly news of the series that deviate, in their order."""

    def correlations(self) -> dict[tuple[str, str], float]:
        """Correlations that are not zero, by two series in the order of the file."""
        names = tuple(self.deviations)
        return {
            (names[j], names[i]): self.correlation[i][j]
            for i in range(len(names))
            for j in range(i)
            if self.correlation[i][j]
        }

    def drawn(self, years: Sequence[int], *, members: int, seed: int) -> dict[str, Array]:
        """Every series that deviates from its path, member by member [year, member]; member 0 does not."""
        names = tuple(self.deviations)
        shocks = news(names, np.array(self.correlation), years, members=members, seed=seed)
        return {name: self.deviations[name].applied(self.values(name, years), shocks[name]) for name in names}

    def values(self, name: str, years: Sequence[int]) -> Array:
        """One series on years, shape [year]; raises InputError if the vintage has no such series."""
        if name not in self.series:
            raise InputError(
                f"drivers file '{self.file}' has no series '{name}'. {nearest(name, self.series)}".strip()
            )
        return self.series[name].at(years)

    def held(self, last_year: int) -> dict[str, int]:
        """Series that end before a year and are held constant from there, with their last year."""
        ends = {name: max(series.values) for name, series in self.series.items()}
        return {name: end for name, end in ends.items() if end < last_year}
