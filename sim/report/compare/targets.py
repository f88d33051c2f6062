"""The plan's targets under every scenario, each with its difference from the first scenario."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sim import odds
from sim.report.compare.compared import Compared, names
from sim.report.compare.differences import band, common_draws
from sim.report.inputs import PROJECTED, paths
from sim.report.target_rows import TargetRow, target_rows
from sim.targets import Target, register

OUTCOME, DIRECTION = "outcome", "direction"


@dataclass(frozen=True)
class Judgement:
    """One target under one scenario; numbers are NaN where there is none.

    ``margin`` is what lies between projection and target, ``margin_percent`` the same in per cent of the
    target; ``difference`` is that of the projection from the first scenario's, with the 90 % band over the
    draws that both have. A direction is read on the indicator itself.
    """

    target_id: str
    name_en: str
    name_zh: str
    kind: str
    headline: bool
    region: str
    year: int
    operator: str
    target: float
    unit: str
    basis: str
    order: int
    scenario: str
    projected: float
    p05: float
    p95: float
    difference: float
    difference_p05: float
    difference_p95: float
    margin: float
    margin_percent: float
    met: bool | None
    probability: float
    probability_error: float
    year_reached: float

    @property
    def judged(self) -> bool:
        """Whether the scenario projects the target."""
        return self.met is not None and math.isfinite(self.projected)

    def name(self, lang: str) -> str:
        """The target's name."""
        return self.name_zh if lang == "zh" else self.name_en


Judgements = Mapping[str, Sequence[Judgement]]
"""By target, headlines first, then by class; in each the scenarios in their order."""


def judgements(scenarios: Sequence[Compared]) -> dict[str, list[Judgement]]:
    """All targets of the register under every scenario."""
    labels = names(scenarios)
    known = {target.target_id: target for target in register()}
    chinese = scenarios[0].targets.set_index("target_id")["name_zh"].to_dict()
    rows = [_rows(each) for each in scenarios]
    first = {row.target_id: row for row in rows[0]}
    found: dict[str, list[Judgement]] = {target_id: [] for target_id in first}
    for order, (name, each, mine) in enumerate(zip(labels, scenarios, rows, strict=True)):
        for row in mine:
            value = row.projected - first[row.target_id].projected
            low, high = _band(scenarios[0], each, row, known[row.target_id])
            found[row.target_id].append(
                Judgement(
                    target_id=row.target_id,
                    name_en=row.name,
                    name_zh=str(chinese[row.target_id]),
                    kind=row.kind,
                    headline=row.headline,
                    region=row.region,
                    year=row.year,
                    operator=row.operator,
                    target=row.target,
                    unit=row.unit,
                    basis=row.basis,
                    order=order,
                    scenario=name,
                    projected=row.projected,
                    p05=row.low,
                    p95=row.high,
                    difference=value,
                    difference_p05=low,
                    difference_p95=high,
                    margin=row.gap,
                    margin_percent=100 * row.gap / row.target if row.target else math.nan,
                    met=row.met,
                    probability=row.probability,
                    probability_error=row.probability_error,
                    year_reached=row.year_reached,
                )
            )
    return found


def _rows(each: Compared) -> list[TargetRow]:
    """The targets as people read them; only the series that judge them are looked up."""
    named = {target.variable for target in register()}
    frame = each.frame
    own = frame[frame["variable"].isin(named) & (frame["scenario"] != "observed")]
    return target_rows(each.targets, paths(own.assign(kind=PROJECTED)), "en")


def _band(base: Compared, other: Compared, row: TargetRow, target: Target) -> tuple[float, float]:
    """90 % of the difference over common draws; NaN where there are none."""
    count = common_draws(base, other)
    if not (count and row.judged and target.modelled_now):
        return math.nan, math.nan
    samples = [odds.sample(each.outcome, target) for each in (base, other)]
    drawn = [
        s.values[s.years.index(target.year), :count]
        for s in samples
        if s is not None and target.year in s.years
    ]
    if len(drawn) < len(samples):
        return math.nan, math.nan
    weights = None if other.outcome.weights is None else other.outcome.weights[1 : count + 1]
    low, high = band(drawn[1] - drawn[0], weights)
    return float(low), float(high)


def table(found: Judgements) -> pd.DataFrame:
    """One row a target and scenario, with the fields of a judgement as columns."""
    rows = [vars(each) for group in found.values() for each in group]
    return pd.DataFrame(rows).rename(columns={"kind": "class"})


def numbered(found: Judgements, *, headline: bool, judged: bool) -> pd.DataFrame:
    """Outcomes with a number that some scenario judges: what charts show; ``headline`` and ``judged`` leave
    out other targets, and scenarios that do not judge one.
    """
    chosen = {
        target_id: [each for each in group if each.judged or not judged]
        for target_id, group in found.items()
        if any(each.judged for each in group)
        and group[0].kind == OUTCOME
        and math.isfinite(group[0].target)
        and (group[0].headline or not headline)
    }
    return table(chosen) if chosen else pd.DataFrame()
