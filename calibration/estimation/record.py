"""The growth record as the hindcast reads it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calibration import growth
from calibration.growth import BREAK_YEARS, Record
from calibration.tables import SOURCES, Figures
from sim.axes import Array

YEARS = range(2011, 2020)


@dataclass(frozen=True)
class Observed:
    """Log growth of the cities as printed [city, year], gaps filled with city and year effects; of the nation
    [year]; which cells were published [city, year]; the level break of 2018 [city], in log points.
    """

    years: tuple[int, ...]
    cities: Array
    national: Array
    known: Array
    level_break: Array

    def until(self, origin: int) -> Observed:
        """What was known at the end of a year; gaps are filled anew from that alone."""
        kept = np.array(self.years) <= origin
        printed = np.where(self.known, self.cities, np.nan)[:, kept]
        return observed(
            Record(self.years[: kept.sum()], np.expm1(printed), np.expm1(self.national[kept])),
            self.level_break,
        )

    def with_break(self, weight: Array) -> Array:
        """Log growth [draw, city, year] with a part [draw] of the break taken out of 2014-2018."""
        inside = np.isin(self.years, list(BREAK_YEARS)) / len(BREAK_YEARS)
        spread: Array = self.cities + np.multiply.outer(weight, np.outer(self.level_break, inside))
        return spread


def observed(record: Record, level_break: Array) -> Observed:
    """Rates as log growth."""
    known = ~np.isnan(record.cities)
    filled = np.where(known, record.cities, growth.two_way_fit(record.cities))
    return Observed(record.years, np.log1p(filled), np.log1p(record.national), known, level_break)


def read(cities: tuple[str, ...], folder: Path = SOURCES) -> Observed:
    """The record of 2011-2019."""
    history, macro = Figures("city_accounts_history", folder), Figures("macro", folder)
    return observed(growth.read(history, macro, cities, YEARS), growth.level_break(history, cities))
