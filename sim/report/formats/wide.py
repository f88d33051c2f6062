"""A long results table as one array: what the wide formats are made from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.axes import Array
from sim.outcome import Name
from sim.report.tables import BANDS

CENTRAL = "value"


@dataclass(frozen=True)
class Wide:
    """The series of one scenario: ``values`` [series, year, statistic], NaN where there is none.

    ``statistics`` are the columns of the long table: ``value`` (the central run), then the quantiles.
    """

    model: str
    scenario: str
    names: tuple[Name, ...]
    years: tuple[int, ...]
    statistics: tuple[str, ...]
    values: Array


def wide(frame: pd.DataFrame) -> Wide:
    """One scenario's rows of a long table, the series in their order there."""
    number = frame.groupby(["region", "variable", "unit"], sort=False).ngroup().to_numpy()
    firsts = frame.loc[~pd.Series(number, index=frame.index).duplicated(), ["region", "variable", "unit"]]
    years = sorted(set(frame["year"].tolist()))
    statistics = (CENTRAL, *(band for band in BANDS if band in frame.columns and frame[band].notna().any()))
    values = np.full((len(firsts), len(years), len(statistics)), np.nan)
    values[number, np.searchsorted(years, frame["year"])] = frame[list(statistics)]
    names = tuple(zip(*(firsts[part].tolist() for part in firsts), strict=True))
    head = frame.iloc[0]
    return Wide(str(head["model"]), str(head["scenario"]), names, tuple(years), statistics, values)


def scenarios(frame: pd.DataFrame) -> list[Wide]:
    """Each scenario of a long table, in its order there."""
    return [wide(part) for _, part in frame.groupby("scenario", sort=False)]
