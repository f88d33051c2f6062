"""The plan's targets under every scenario: one row a target and scenario, with its difference from the first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim import odds
from sim.report.compare.compared import Compared, names
from sim.report.compare.differences import band, common_draws
from sim.report.inputs import PROJECTED, paths
from sim.report.target_rows import TargetRow, target_rows
from sim.targets import Target, register

OUTCOME = "outcome"


def targets(scenarios: Sequence[Compared]) -> pd.DataFrame:
    """All targets of the register by scenario, headlines first, then by class; a target that a scenario does
    not judge has no numbers there.

    ``margin`` is what lies between projection and target, ``margin_percent`` the same in per cent of the
    target; ``difference`` is that of the projection from the first scenario's, with the 90 % band over the
    draws that both have. A direction is read on the indicator itself.
    """
    labels = names(scenarios)
    known = {target.target_id: target for target in register()}
    rows = [_rows(each) for each in scenarios]
    first = {row.target_id: row for row in rows[0]}
    chinese = scenarios[0].targets.set_index("target_id")["name_zh"].to_dict()
    records = [
        {
            "target_id": row.target_id,
            "name_en": row.name,
            "name_zh": chinese.get(row.target_id, row.name),
            "class": row.kind,
            "headline": row.headline,
            "region": row.region,
            "year": row.year,
            "operator": row.operator,
            "target": row.target,
            "unit": row.unit,
            "basis": row.basis,
            "order": order,
            "scenario": name,
            "projected": row.projected,
            "p05": row.low,
            "p95": row.high,
            **_difference(scenarios[0], each, first.get(row.target_id), row, known.get(row.target_id)),
            "margin": row.gap,
            "margin_percent": 100 * row.gap / row.target if row.target else np.nan,
            "met": row.met,
            "probability": row.probability,
            "probability_error": row.probability_error,
            "year_reached": row.year_reached,
        }
        for order, (name, each, mine) in enumerate(zip(labels, scenarios, rows, strict=True))
        for row in mine
    ]
    table = pd.DataFrame(records)
    place = {row.target_id: k for k, row in enumerate(rows[0])}
    table["judged"] = table["met"].notna() & table["projected"].notna()
    return table.sort_values(
        ["target_id", "order"], key=lambda c: c.map(place) if c.name == "target_id" else c, kind="stable"
    ).reset_index(drop=True)


def _rows(each: Compared) -> list[TargetRow]:
    """The targets as people read them; only the series that judge them are looked up."""
    named = {target.variable for target in register()}
    frame = each.frame
    own = frame[frame["variable"].isin(named) & (frame["scenario"] != "observed")]
    return target_rows(each.targets, paths(own.assign(kind=PROJECTED)), "en")


def _difference(
    base: Compared, other: Compared, first: TargetRow | None, row: TargetRow, target: Target | None
) -> dict[str, float]:
    low = high = np.nan
    count = common_draws(base, other)
    if count and target is not None and row.judged and target.modelled_now:
        samples = [odds.sample(each.outcome, target) for each in (base, other)]
        drawn = [
            s.values[s.years.index(target.year), :count]
            for s in samples
            if s is not None and target.year in s.years
        ]
        if len(drawn) == 2:
            weights = None if other.outcome.weights is None else other.outcome.weights[1 : count + 1]
            low, high = (float(bound) for bound in band(drawn[1] - drawn[0], weights))
    value = row.projected - first.projected if first is not None else np.nan
    return {"difference": value, "difference_p05": low, "difference_p95": high}


def numbered(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of outcomes with a number that are judged in some scenario: what charts show."""
    chosen = table[(table["class"] == OUTCOME) & table["target"].notna()]
    judged = chosen.groupby("target_id")["judged"].transform("any")
    return chosen[judged].reset_index(drop=True)
