"""The plan's targets as people read them: where we stand, where the path leads, what the measures add, what
the naive rules say.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from sim.paths import REGISTERS
from sim.report.inputs import PLAN_YEAR, PROJECTED, REFERENCE, Key, Path
from sim.report.numbers import Display, display, percent
from sim.report.words import word
from sim.targets import HOLDS

CLASSES = ("outcome", "delivery", "direction", "not modelled")
HEADLINE = "headline"
INDEX = "index"
CURRENT = "|Current prices"


@dataclass(frozen=True)
class TargetRow:
    """One target; numbers are NaN where there is none. ``unit`` is that of ``start``, ``without`` and
    ``projected``; ``added_a`` is what the levers of grade A add without the others.
    """

    target_id: str
    name: str
    kind: str
    headline: bool
    region: str
    year: int
    operator: str
    target: float
    unit: str
    basis: str
    quote: str
    reason: str
    variable: str
    start: float
    without: float
    projected: float
    added: float
    added_a: float
    gap: float
    met: bool | None
    grade: str
    probability: float
    probability_error: float
    base_probability: float
    year_reached: float
    low: float
    high: float
    added_low: float
    added_high: float
    naive_growth: float
    naive_share: float

    @property
    def judged(self) -> bool:
        """Whether this version projects the target."""
        return self.met is not None and math.isfinite(self.projected)


@cache
def register() -> Mapping[str, Mapping[str, str]]:
    """Register rows of the targets by id: the plan's own sentence, the judging variable, the status in the
    plan.
    """
    with (REGISTERS / "targets.csv").open(encoding="utf-8", newline="") as file:
        return {row["target_id"]: row for row in csv.DictReader(file)}


def target_rows(
    targets: pd.DataFrame, paths: Mapping[Key, Path], lang: str, scoreboard: pd.DataFrame | None = None
) -> list[TargetRow]:
    """All targets: headline outcomes first, then by class in the order of the plan."""
    naive = _naive(scoreboard, paths)
    base_year = min((p.years[0] for (kind, _, _), p in paths.items() if kind == PROJECTED), default=0)
    rows = [_row(record, paths, naive, base_year, lang) for record in targets.to_dict("records")]
    return sorted(
        rows, key=lambda r: (not r.headline, CLASSES.index(r.kind) if r.kind in CLASSES else len(CLASSES))
    )


def _row(
    record: Mapping[Hashable, object],
    paths: Mapping[Key, Path],
    naive: Mapping[tuple[str, str], tuple[float, float]],
    base_year: int,
    lang: str,
) -> TargetRow:
    known = register().get(str(record["target_id"]), {})
    region, variable, kind, year = (
        str(record["region"]),
        known.get("variable", ""),
        str(record["class"]),
        int(_number(record["year"])),
    )
    path, reference = paths.get((PROJECTED, region, variable)), paths.get((REFERENCE, region, variable))
    start = path.at(base_year) if path else math.nan
    numbers = {
        "without": _number(record["base_projected"]),
        "projected": _number(record["projected"]),
        "added": _number(record["added_by_measures"]),
        "added_a": _number(record.get("added_by_grade_a")),
    }
    suffix = "_zh" if lang == "zh" else ""
    unit, met = str(record["unit"]), _truth(record["met"])
    if kind == "direction" and path and met is not None:
        # a direction is read on the indicator itself: from the base year to the target's year
        without = (reference or path).at(year)
        numbers |= {"without": without, "projected": path.at(year), "added": path.at(year) - without}
        numbers["added_a"] = math.nan
        unit = path.unit
    if unit == INDEX and not math.isclose(start, 1.0):
        unit = ""  # a lever from 0 to 1, or held against another base: its label would say that 2020 is one
    return TargetRow(
        target_id=str(record["target_id"]),
        name=str(record[f"name_{lang}"]),
        kind=kind,
        headline=known.get("status", "").startswith(HEADLINE),
        region=region,
        year=year,
        operator=str(record["operator"]),
        target=_number(record["target"]),
        unit=unit,
        basis=known.get("basis_zh" if suffix else "", "") or _text(record["basis"]),
        quote=known.get("quote_zh", ""),
        reason=known.get(f"reason{suffix}", ""),
        variable=variable,
        start=start,
        **numbers,
        gap=_number(record["gap"]),
        met=met,
        grade=str(record["lever_grade"]) if isinstance(record["lever_grade"], str) else "",
        probability=_number(record["probability"]),
        probability_error=_number(record.get("probability_error")),
        base_probability=_number(record.get("base_probability")),
        year_reached=_number(record["year_reached"]),
        low=_first(_number(record.get("p05")), _band(path, "p05", year)),
        high=_first(_number(record.get("p95")), _band(path, "p95", year)),
        added_low=_number(record.get("added_p05")),
        added_high=_number(record.get("added_p95")),
        naive_growth=naive.get((variable, region), (math.nan, math.nan))[0],
        naive_share=naive.get((variable, region), (math.nan, math.nan))[1],
    )


def _naive(
    scoreboard: pd.DataFrame | None, paths: Mapping[Key, Path]
) -> dict[tuple[str, str], tuple[float, float]]:
    """Naive values by indicator and place; one at 2020 prices also serves current prices, at the projected
    price level.
    """
    if scoreboard is None or scoreboard.empty:
        return {}
    columns = ["indicator", "region", "naive_growth_2025", "naive_share_2025"]
    rows = {
        (str(i), str(r)): (_number(g), _number(s))
        for i, r, g, s in zip(*(scoreboard[c].tolist() for c in columns), strict=True)
    }
    for (indicator, region), (growth, share) in list(rows.items()):
        real, current = (
            paths.get((PROJECTED, region, indicator)),
            paths.get((PROJECTED, region, indicator + CURRENT)),
        )
        if real and current:
            price = current.at(PLAN_YEAR) / real.at(PLAN_YEAR)
            rows.setdefault((indicator + CURRENT, region), (growth * price, share * price))
    return rows


def _text(value: object) -> str:
    """A text that may be missing as a NaN."""
    return value if isinstance(value, str) else ""


def _band(path: Path | None, name: str, year: int) -> float:
    if path is None or name not in path.bands or year not in path.years:
        return math.nan
    return path.bands[name][path.years.index(year)]


def _first(value: float, other: float) -> float:
    """The value, or the other where it is not a number."""
    return other if math.isnan(value) else value


def _number(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return math.nan


def _truth(value: object) -> bool | None:
    """A met flag that may be missing in several ways."""
    if value is None or value is pd.NA or value != value:
        return None
    return value == "True" if isinstance(value, str) else bool(value)


def met_at_start(row: TargetRow) -> bool:
    """Whether the base year meets the target already."""
    rule = HOLDS.get(row.operator)
    return row.judged and row.kind != "direction" and rule is not None and bool(rule(row.start, row.target))


def progress(row: TargetRow) -> float | None:
    """Share of the way from the base year to the target that the projection covers; of the target itself
    where nothing is known of the base year; one where the base year is there already. None without a number.
    """
    if not row.judged or row.kind == "direction" or not math.isfinite(row.target):
        return None
    if not math.isfinite(row.start):
        return row.projected / row.target if row.target > 0 else None
    if met_at_start(row):
        return 1.0
    way = row.target - row.start
    return (row.projected - row.start) / way if way else None


def counts(rows: list[TargetRow]) -> dict[str, tuple[int, int, int]]:
    """Per class: met, judged, all. Classes are never summed."""
    result = {}
    for kind in CLASSES:
        of_kind = [r for r in rows if r.kind == kind]
        if of_kind:
            result[kind] = (sum(bool(r.met) for r in of_kind), sum(r.judged for r in of_kind), len(of_kind))
    return result


def odds(row: TargetRow, lang: str) -> str:
    """Probability of meeting a target with its sampling error, in per cent; a dash without an ensemble."""
    return odds_of(row.probability, row.probability_error, lang)


def odds_of(probability: float, error: float, lang: str) -> str:
    """A probability and its sampling error, in per cent; a dash where there is none."""
    share = percent(100 * probability, lang, 0)
    return f"{share} ± {math.ceil(100 * error)}" if math.isfinite(error) and error > 0 else share


def table_unit(row: TargetRow, lang: str) -> Display:
    """The unit for a row of a table: a step finer than in running text, so that small differences show."""
    return display(
        row.unit, (row.target if math.isfinite(row.target) and row.target else row.projected) / 10, lang
    )


def count_line(rows: list[TargetRow], lang: str) -> str:
    """Counts of met targets per class, in words."""
    parts = [
        word(
            "count" if judged else "count_none",
            lang,
            kind=word(f"class {kind}", lang),
            met=met,
            judged=judged,
            all=every,
        )
        for kind, (met, judged, every) in counts(rows).items()
    ]
    return word("counts", lang) + word("joint", lang).join(parts)
