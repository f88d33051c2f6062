"""The labelled output: a long table in the IAMC's column order, with bands where there is an ensemble."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd

from sim.indicators import Labels
from sim.outcome import Outcome, of_run, quantiles
from sim.paths import BASELINE, REGISTERS
from sim.record import Run

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
    """All reported series of a run; see ``frame``."""
    return frame(of_run(run, labels if labels is not None else english_labels()), scenario)


def frame(outcome: Outcome, scenario: str) -> pd.DataFrame:
    """The long table of an ensemble; ``value`` is member 0 (the central run), bands are over the drawn
    members.

    Values that the base year does not have are left out.
    """
    names, years, values = outcome.names, np.array(outcome.years), outcome.values
    columns: dict[str, object] = {
        "model": MODEL,
        "scenario": scenario,
        "region": np.repeat([region for region, _, _ in names], len(years)),
        "variable": np.repeat([variable for _, variable, _ in names], len(years)),
        "unit": np.repeat([unit for _, _, unit in names], len(years)),
        "year": np.tile(years, len(names)),
        "value": values[:, :, 0].ravel(),
    }
    if outcome.members > 2:
        bands = quantiles(values[:, :, 1:], list(QUANTILES.values()), outcome.drawn_weights)
        columns |= {name: band.ravel() for name, band in zip(QUANTILES, bands, strict=True)}
    return pd.DataFrame(columns).dropna(subset=["value"], ignore_index=True)


def observed(path: Path = BASELINE / "observed.csv") -> pd.DataFrame:
    """History 2010-2020 as scenario ``observed``, in the columns of results."""
    history = pd.read_csv(path)
    history.insert(0, "scenario", "observed")
    history.insert(0, "model", "Published statistics")
    return history[COLUMNS]
