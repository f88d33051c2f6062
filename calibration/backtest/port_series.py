"""Observed throughput of the ports by calibre: growth is taken inside one way of counting and never across.

Yantai: the port group to 2017, the whole city in 2018, the reporting system of 2019 from then on. Rizhao:
terminals outside the group are counted from 2018. Weifang and Weihai have no series: round figures of three
years, and figures derived from half a year (calibration/sources/README.md, trap 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calibration.tables import SOURCES, Figures
from sim.axes import Array

TONNES, BOXES = "cargo_throughput", "container_throughput"
CALIBRES: Mapping[str, tuple[range, ...]] = {
    "qingdao": (range(2010, 2021),),
    "yantai": (range(2010, 2018), range(2018, 2019), range(2019, 2021)),
    "rizhao": (range(2010, 2018), range(2018, 2021)),
}
"""Years that were counted alike, by city. Boxes are cut where tonnes are: nobody says whether terminals that
came in brought boxes along.
"""


class AcrossCalibresError(ValueError):
    """Growth was asked for between years that were not counted alike."""


@dataclass(frozen=True)
class Calibre:
    """One port's levels [year] in years that follow one another and were counted alike."""

    port: str
    years: range
    levels: Array

    def span(self, first: int, last: int) -> slice:
        """Places of the years from ``first`` to ``last``; raises AcrossCalibresError if one lies outside."""
        if first not in self.years or last not in self.years or last < first:
            raise AcrossCalibresError(
                f"{self.port}: {first} and {last} are not both of the years counted alike, "
                f"{self.years[0]}-{self.years[-1]}."
            )
        return slice(self.years.index(first), self.years.index(last) + 1)

    def growth(self, first: int, last: int) -> Array:
        """Log growth in each year after ``first`` up to ``last`` [year]."""
        rates: Array = np.diff(np.log(self.levels[self.span(first, last)]))
        return rates

    def trend(self, last: int) -> float:
        """Slope of a straight line through the logarithms of the levels up to ``last``, by least squares."""
        logs = np.log(self.levels[self.span(self.years[0], last)])
        return float(np.polynomial.polynomial.polyfit(np.arange(len(logs)), logs, 1)[1])


def read(indicator: str = TONNES, folder: Path = SOURCES) -> tuple[Calibre, ...]:
    """All calibres; a year without a figure raises KeyError."""
    figures = Figures("ports", folder)
    found = []
    for city, calibres in CALIBRES.items():
        series = figures.series(city, indicator)
        found += [
            Calibre(f"port_{city}", years, np.array([series[year] for year in years])) for years in calibres
        ]
    return tuple(found)
