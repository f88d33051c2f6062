"""The flat record of calls and the summary by class as tables, from the records of simulated years."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.port.analysis import ClassYear, band, queue_by_day
from sim.port.quay import Port
from sim.port.records import Records
from sim.port.study import Study

INDICATORS = {
    "calls": "ships",
    "tonnes": "tonnes",
    "waiting": "hours",
    "wait_berth": "hours",
    "wait_tug": "hours",
    "wait_tide": "hours",
    "wait_weather": "hours",
    "wait_leaving": "hours",
    "service": "hours",
    "waiting_over_service": "ratio",
    "occupancy": "share",
}
"""What the summary says of a class, and in which unit."""
PARTS = ("wait_berth", "wait_tug", "wait_tide", "wait_weather")


def call_table(
    calls: Records, visits: Records, cargo: Sequence[str], sizes: Sequence[Sequence[str]]
) -> pd.DataFrame:
    """One row per call of one simulated year; hours are counted from its start."""
    frame = pd.DataFrame({"call": np.arange(len(calls)) + 1})
    frame["cargo"] = np.array(cargo)[calls["cargo"]]
    names = {(k, rank): name for k, of_class in enumerate(sizes) for rank, name in enumerate(of_class)}
    pairs = zip(calls["cargo"].tolist(), calls["size"].tolist(), strict=True)
    frame["size"] = [names[pair] for pair in pairs]
    for name in ("priority", "tonnes", "tugs", "pilots", "deep", "arrival"):
        frame[name] = calls[name]
    frame["berth"] = visits["berth"] + 1
    for name in (visits.dtype.names or ())[1:]:
        frame[name] = visits[name]
    frame["service"] = visits["departure"] - visits["start"]
    return frame


def summary_table(
    years: Sequence[Sequence[ClassYear]], cargo: Sequence[str], yearly: Sequence[tuple[float, float]]
) -> pd.DataFrame:
    """Mean over replications and its band for every class and indicator; the last rows of a class hold the
    yearly model's occupancy and waiting for comparison.
    """
    rows = []
    for k, name in enumerate(cargo):
        for indicator, unit in INDICATORS.items():
            values = np.array([getattr(year[k], indicator) for year in years], dtype=np.float64)
            rows.append((name, indicator, unit, *band(values), int(np.isfinite(values).sum())))
        for indicator, unit, value in zip(
            ("yearly_model_occupancy", "yearly_model_waiting"), ("share", "hours"), yearly[k], strict=True
        ):
            rows.append((name, indicator, unit, value, np.nan, np.nan, 0))
    return pd.DataFrame(rows, columns=["cargo", "indicator", "unit", "mean", "low", "high", "replications"])


def wide(summary: pd.DataFrame, column: str) -> pd.DataFrame:
    """One row per class, one column per indicator, of ``mean``, ``low`` or ``high``."""
    table = summary.pivot_table(index="cargo", columns="indicator", values=column, sort=False, dropna=False)
    return table.reindex(summary["cargo"].unique())


def held_share(port: Port, classes: Sequence[ClassYear]) -> float:
    """Share of all berth hours of a simulated year in which a berth is held."""
    berths = np.array([terminal.count for terminal in port.terminals])
    return float(berths @ np.array([c.occupancy for c in classes]) / berths.sum())


def worst_days(study: Study, queues: pd.DataFrame) -> tuple[int, float, float, float]:
    """Day of the longest queue of the first simulated year and its mean number of waiting ships, and the
    lowest and highest such number of all simulated years; the warm-up is left out.
    """
    first = int(study.warm_up_days)
    days = queues["day"].nunique()
    level = queues.groupby("day")["first"].sum().to_numpy()[first:]
    worst = [
        float(queue_by_day(year.calls["arrival"], year.visits["start"], days)[first:].max())
        for year in study.years
    ]
    return first + 1 + int(level.argmax()), float(level.max()), min(worst), max(worst)
