"""The labelled output: a long table in the IAMC's column order, with bands where there is an ensemble."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd

from sim.indicators import Labels, series
from sim.paths import BASELINE, REGISTERS
from sim.run import Run

MODEL = "Jiaodong 0.1"
COLUMNS = ["model", "scenario", "region", "variable", "unit", "year", "value"]
QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p95": 0.95}


def english_labels(path: Path = REGISTERS / "labels.csv") -> Labels:
    """English labels by axis and id."""
    labels: dict[str, dict[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels.setdefault(row["axis"], {})[row["id"]] = row["label_en"]
    return labels


def table(run: Run, scenario: str, labels: Labels | None = None) -> pd.DataFrame:
    """All reported series of a run; ``value`` is member 0 (central parameters), bands are
    over the drawn members.

    Values that the base year does not have are left out.
    """
    found = list(series(run, labels if labels is not None else english_labels()))
    years = np.array(run.years)
    n = len(found)
    values = np.stack([s.values for s in found])  # [series, year, member]
    frame = pd.DataFrame(
        {
            "model": MODEL,
            "scenario": scenario,
            "region": np.repeat([s.region for s in found], len(years)),
            "variable": np.repeat([s.variable for s in found], len(years)),
            "unit": np.repeat([s.unit for s in found], len(years)),
            "year": np.tile(years, n),
            "value": values[:, :, 0].ravel(),
        }
    )
    if run.members > 2:
        bands = np.quantile(values[:, :, 1:], list(QUANTILES.values()), axis=2)
        for name, band in zip(QUANTILES, bands, strict=True):
            frame[name] = band.ravel()
    return frame.dropna(subset=["value"], ignore_index=True)


def observed(path: Path = BASELINE / "observed.csv") -> pd.DataFrame:
    """History 2010-2020 as scenario ``observed``, in the columns of results."""
    history = pd.read_csv(path)
    history.insert(0, "scenario", "observed")
    history.insert(0, "model", "Published statistics")
    return history[COLUMNS]
