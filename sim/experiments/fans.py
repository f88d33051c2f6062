"""Quantiles of the headline outcomes year by year, finer than the results table: what fan charts show."""

from __future__ import annotations

import pandas as pd

from sim.experiments.central_runs import HEADLINES
from sim.indicators import REGION
from sim.outcome import Outcome, quantiles

QUANTILES = {"p05": 0.05, "p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90, "p95": 0.95}
COLUMNS = ["kind", "region", "variable", "unit", "year", "value", *QUANTILES]


def build(outcome: Outcome, reference: Outcome | None) -> pd.DataFrame:
    """One row by scenario (kind ``projected`` or ``reference``), headline and year; empty without an
    ensemble.
    """
    rows: list[tuple[object, ...]] = []
    for kind, mine in (("projected", outcome), ("reference", reference)):
        for variable in HEADLINES if mine is not None and mine.members > 2 else ():
            assert mine is not None
            values = mine.find(REGION, variable)
            assert values is not None
            bands = quantiles(values[:, 1:], list(QUANTILES.values()), mine.drawn_weights)
            unit = mine.unit(REGION, variable)
            rows += [
                (kind, REGION, variable, unit, year, float(values[k, 0]), *bands[:, k].tolist())
                for k, year in enumerate(mine.years)
            ]
    return pd.DataFrame(rows, columns=COLUMNS)
