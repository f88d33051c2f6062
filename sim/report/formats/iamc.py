"""Results in the wide table of the IAMC, as pyam and the databases of the IPCC read it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.axes import Array
from sim.report.formats.wide import CENTRAL, Wide, scenarios
from sim.report.labels import place
from sim.report.tables import BYTE_ORDER_MARK

INDEX = ("Model", "Scenario", "Region", "Variable", "Unit")


def iamc_csv(frame: pd.DataFrame) -> bytes:
    """A long results table as Model, Scenario, Region, Variable, Unit and a column a year.

    Regions go by their English names. A quantile is a variable below that of the central run, as the AR6
    database names it: ``GDP|5.0th Percentile``. Numbers read back as the same numbers.
    """
    import pyarrow as pa
    from pyarrow import csv

    found = scenarios(frame)
    years = sorted({year for each in found for year in each.years})
    blocks: list[Array] = []
    columns: list[list[str]] = [[] for _ in INDEX]
    for each in found:
        place_of_year = np.searchsorted(years, each.years)
        values = np.full((len(each.names) * len(each.statistics), len(years)), np.nan)
        values[:, place_of_year] = np.swapaxes(each.values, 1, 2).reshape(len(values), -1)
        kept = ~np.isnan(values).all(axis=1)
        blocks.append(values[kept])
        for column, texts in zip(columns, zip(*_index(each), strict=True), strict=True):
            column += [text for text, there in zip(texts, kept, strict=True) if there]
    numbers = np.concatenate(blocks)
    arrays = [pa.array(texts, pa.string()) for texts in columns]
    arrays += [pa.array(numbers[:, k], from_pandas=True) for k in range(len(years))]
    table = pa.Table.from_arrays(arrays, names=[*INDEX, *map(str, years)])
    buffer = io.BytesIO(BYTE_ORDER_MARK)
    buffer.seek(0, io.SEEK_END)
    csv.write_csv(table, buffer, csv.WriteOptions(quoting_style="needed", quoting_header="none"))
    return buffer.getvalue()


def quantile_name(statistic: str) -> str:
    """``p05`` as ``5.0th Percentile``."""
    return f"{float(statistic.removeprefix('p')):.1f}th Percentile"


def _index(each: Wide) -> Sequence[tuple[str, ...]]:
    """Model, scenario, region, variable and unit of each row: a series' central run, then its quantiles."""
    endings = ["" if name == CENTRAL else f"|{quantile_name(name)}" for name in each.statistics]
    return [
        (each.model, each.scenario, place(region, "en"), variable + ending, unit)
        for region, variable, unit in each.names
        for ending in endings
    ]
