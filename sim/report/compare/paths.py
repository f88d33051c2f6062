"""Paths of the headline indicators in every scenario, as an index of the first shared year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.report.compare.compared import HEADLINES, Compared, names, places, years
from sim.report.compare.differences import band, values

START = 100.0
COLUMNS = ("variable", "region", "unit", "scenario", "order", "year", "level", "value", "low", "high")


def paths(scenarios: Sequence[Compared]) -> pd.DataFrame:
    """One row a headline indicator, place, scenario and shared year.

    ``level`` is that of the central run, ``value`` its index (first shared year = 100), ``low`` and ``high``
    hold 90 % of the draws of that index; NaN without draws.
    A series that the first year does not have is left out.
    """
    shared = years(scenarios)
    wanted = [(place, variable) for variable in HEADLINES for place in places(variable)]
    parts = [
        _of(each, wanted, shared).assign(scenario=name, order=order)
        for order, (name, each) in enumerate(zip(names(scenarios), scenarios, strict=True))
    ]
    table = pd.concat(parts, ignore_index=True).dropna(subset=["value"])
    place = {key: k for k, key in enumerate(wanted)}
    at = [
        place[region, variable] for region, variable in zip(table["region"], table["variable"], strict=True)
    ]
    table = table.assign(at=at).sort_values(["at", "order"], kind="stable")
    return table[list(COLUMNS)].reset_index(drop=True)


def _of(each: Compared, wanted: Sequence[tuple[str, str]], shared: Sequence[int]) -> pd.DataFrame:
    found = [
        (place, variable, each.outcome.unit(place, variable))
        for place, variable in wanted
        if each.outcome.find(place, variable) is not None
    ]
    levels = values(each.outcome, found, shared)
    with np.errstate(divide="ignore", invalid="ignore"):
        index = np.where(levels[:, :1] > 0, START * levels / levels[:, :1], np.nan)
    drawn = index[..., 1:] if each.outcome.members > 2 else index[..., :0]
    low, high = band(drawn, each.outcome.drawn_weights)
    columns = {
        "region": np.repeat([place for place, _, _ in found], len(shared)),
        "variable": np.repeat([variable for _, variable, _ in found], len(shared)),
        "unit": np.repeat([unit for _, _, unit in found], len(shared)),
        "year": np.tile(shared, len(found)),
        "level": levels[..., 0].ravel(),
        "value": index[..., 0].ravel(),
        "low": low.ravel(),
        "high": high.ravel(),
    }
    return pd.DataFrame(columns)
