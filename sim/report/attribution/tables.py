"""An attribution as tidy tables: every setting, every group, and the steps from one scenario to the other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim import attribution as kinds
from sim.attribution import Attribution, Bands, Shares
from sim.axes import Array
from sim.report.attribution.naming import GRADES, group_label, player_label

COUNTED = ("A", "B")
"""Grades that enter the headline."""

STEP = ["target", "region", "row", "part", "contribution", "unit"]


def players_table(attribution: Attribution) -> pd.DataFrame:
    """One row a target, place, year and setting; contributions of one target, place and year add up to the
    difference between the two scenarios.

    ``order_p05`` and ``order_p95`` are percentiles over the orders, which are no band of uncertainty.
    """
    shares = attribution.of(kinds.PLAYER)
    of_key = {player.key: player for player in attribution.players}
    found = [of_key[key] for key in shares.groups.keys]
    columns = {
        "section": [p.section for p in found],
        "chapter": [p.chapter for p in found],
        "grade": [p.grade for p in found],
        "player": [p.name for p in found],
        "label_en": [player_label(p, attribution, "en") for p in found],
        "label_zh": [player_label(p, attribution, "zh") for p in found],
    }
    return _tidy(attribution, columns, _numbers(shares))


def groups_table(attribution: Attribution) -> pd.DataFrame:
    """One row a target, place, year and group of every level but single settings.

    ``sum_alone`` is what the group's settings do one by one, ``interaction`` what the contribution has
    beyond that; ``p05`` to ``p95`` are over the members of an ensemble, for chapters and for all together.
    """
    parts = []
    for shares in attribution.shares:
        level, keys = shares.groups.level, shares.groups.keys
        if level == kinds.PLAYER:
            continue
        columns = {
            "level": [level] * len(keys),
            "group": list(keys),
            "label_en": [group_label(level, key, attribution, "en") for key in keys],
            "label_zh": [group_label(level, key, attribution, "zh") for key in keys],
        }
        numbers = _numbers(shares) | {
            "sum_alone": shares.players_alone,
            "interaction": shares.found.mean - shares.players_alone,
        }
        if attribution.bands is not None:
            numbers |= dict(zip(("p05", "p50", "p95"), _bands(attribution.bands, shares), strict=True))
        parts.append(_tidy(attribution, columns, numbers))
    return pd.concat(parts, ignore_index=True)


def _bands(bands: Bands, shares: Shares) -> Array:
    """Percentiles over the members [quantile, group, series, year]; NaN for levels that have none."""
    if shares.groups.level == kinds.CHAPTER:
        return bands.quantiles
    if shares.groups.level == kinds.TOTAL:
        return bands.quantiles_together[:, None]
    return np.full((len(kinds.BAND), *shares.found.mean.shape), np.nan)


def values_table(attribution: Attribution) -> pd.DataFrame:
    """Values of both scenarios by target, place and year."""
    regions, variables, units = zip(*attribution.series, strict=True)
    count = len(attribution.years)
    return pd.DataFrame(
        {
            "target": np.repeat(variables, count),
            "region": np.repeat(regions, count),
            "year": np.tile(attribution.years, len(regions)),
            "start": attribution.start.ravel(),
            "end": attribution.end.ravel(),
            "difference": (attribution.end - attribution.start).ravel(),
            "unit": np.repeat(units, count),
        }
    )


def steps_table(groups: pd.DataFrame) -> pd.DataFrame:
    """The last year as steps: grades A and B of each chapter, then grade C of all together, then what is no
    policy; ``row`` is the chapter or what stands for one, ``part`` the grade.
    """
    last = groups[groups["year"] == groups["year"].max()]
    fine = last[last["level"] == kinds.CHAPTER_GRADE]
    part = fine["group"].str[-1].where(fine["group"].str[-1].isin(GRADES), "")
    row = fine["group"].where(part == "", fine["group"].str[:-1])
    steps = fine.assign(row=row, part=part).loc[part != "C", STEP]
    judged = last[(last["level"] == kinds.GRADE) & (last["group"] == "C")]
    judged = judged.assign(row="judged", part="C")[STEP]
    policy = steps["part"].isin(COUNTED)
    whole: pd.DataFrame = pd.concat([steps[policy], judged, steps[~policy]], ignore_index=True)
    return whole


def _numbers(shares: Shares) -> dict[str, Array]:
    return {
        "contribution": shares.found.mean,
        "standard_error": shares.found.standard_error,
        "order_p05": shares.found.low,
        "order_p95": shares.found.high,
        "first": shares.alone,
        "last": shares.within,
    }


def _tidy(attribution: Attribution, columns: dict[str, list[str]], numbers: dict[str, Array]) -> pd.DataFrame:
    """Numbers [group, series, year] as rows, with the columns [group] of their groups."""
    series, years = attribution.series, attribution.years
    shape = next(iter(numbers.values())).shape
    at_group, at_series, at_year = (index.ravel() for index in np.indices(shape))
    regions, variables, units = (np.array(part) for part in zip(*series, strict=True))
    frame = pd.DataFrame(
        {
            "target": variables[at_series],
            "region": regions[at_series],
            "year": np.array(years)[at_year],
            **{name: np.array(entries)[at_group] for name, entries in columns.items()},
            **{name: values.ravel() for name, values in numbers.items()},
            "unit": units[at_series],
        }
    )
    frame["order"] = at_series * len(years) + at_year
    return frame.sort_values("order", kind="stable").drop(columns="order").reset_index(drop=True)
