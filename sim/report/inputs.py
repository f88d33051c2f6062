"""What a report is made from: results, reference, targets, scores and the context of the run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TypedDict

import pandas as pd

OBSERVED, PROJECTED, REFERENCE = "observed", "projected", "reference"
BANDS = ("p05", "p25", "p50", "p75", "p95")

Bilingual = str | Mapping[str, str]


class ScenarioInfo(TypedDict, total=False):
    """Id, title and question of the scenario; titles may be given per language."""

    id: str
    title: Bilingual
    question: Bilingual


class LeverRow(TypedDict, total=False):
    """A lever in use: ``label`` and ``channel`` may be given per language; ``value`` as the reader should
    see it.
    """

    lever: str
    label: Bilingual
    unit: str
    value: Bilingual
    grade: str
    channel: Bilingual


class ContributionRow(TypedDict, total=False):
    """What one lever adds to one target in a year: ``effect`` in ``unit``."""

    year: int
    target: str
    lever: str
    label: Bilingual
    grade: str
    effect: float
    unit: str
    channel: Bilingual


class ParameterRow(TypedDict, total=False):
    """A parameter that the scenario overrides."""

    name: str
    meaning: Bilingual
    value: object
    default: object
    unit: str


class ShockRow(TypedDict):
    """A shock that the scenario assumes: ``size`` as the reader should see it."""

    name: str
    kind: Bilingual
    size: Bilingual
    unit: str
    cause: str


class HistoryRow(TypedDict):
    """A headline indicator of the judged year under one reading of past growth."""

    reading: str
    target: str
    value: float
    unit: str


class Context(TypedDict, total=False):
    """Everything around the numbers. A part that is absent leaves its section out of the report.

    ``provenance`` counts the cells of the baseline: table -> {sourced, plan, derived, recalled} -> cells;
    ``totals`` counts in the same way the places whose total of the base year an indicator starts from.
    ``histories`` holds the headline indicators under either reading of past growth.
    """

    scenario: ScenarioInfo
    manifest: Mapping[str, object]
    levers: list[LeverRow]
    contributions: list[ContributionRow]
    parameters: list[ParameterRow]
    shocks: list[ShockRow]
    assumptions: list[Bilingual]
    limits: list[Bilingual]
    provenance: Mapping[str, Mapping[str, int]]
    totals: Mapping[str, Mapping[str, int]]
    histories: list[HistoryRow]


@dataclass(frozen=True)
class Path:
    """One indicator of one place over the years, with its bands where there is an ensemble."""

    unit: str
    years: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    bands: dict[str, list[float]] = field(default_factory=dict)

    def at(self, year: int) -> float:
        """Value of a year; NaN where there is none."""
        return self.values[self.years.index(year)] if year in self.years else float("nan")


Key = tuple[str, str, str]
"""Kind (observed, projected or reference), region, variable."""


def paths(table: pd.DataFrame) -> dict[Key, Path]:
    """Series of a table with the columns kind, region, variable, unit, year, value and perhaps bands, in
    its order.
    """
    bands = [b for b in BANDS if b in table.columns]
    years = table["year"].astype(int).tolist()
    values, *quantiles = (table[name].astype(float).tolist() for name in ("value", *bands))
    found: dict[Key, Path] = {}
    start = 0
    keys = zip(*(table[name].tolist() for name in ("kind", "region", "variable", "unit")), strict=True)
    for (*key, unit), rows in groupby(keys):
        stop = start + sum(1 for _ in rows)
        path = found.setdefault((key[0], key[1], key[2]), Path(unit, bands={b: [] for b in bands}))
        path.years.extend(years[start:stop])
        path.values.extend(values[start:stop])
        for name, band in zip(bands, quantiles, strict=True):
            path.bands[name].extend(band[start:stop])
        start = stop
    return found


PLAN_YEAR = 2025
"""Year of the plan's headline targets."""


def judged_year(last: int) -> int:
    """The year in which a run that ends in ``last`` is held against the headline targets."""
    return min(PLAN_YEAR, last)


@dataclass(frozen=True)
class Inputs:
    """The tables of one run.

    ``frame`` is the long results table of one scenario together with its rows of scenario ``observed``;
    ``reference_frame`` is
    that of the reference scenario, or None where the scenario is the reference itself. ``fans`` holds more
    quantiles of the headline indicators, ``variance`` what their spread comes from, ``together`` how likely
    all headline outcomes are met in one and the same draw (``probability``, ``probability_error``,
    ``base_probability``); all are empty without an ensemble. ``districts`` holds minutes, residents and
    openings with their kind; see ``sim.experiments.district_times``.
    """

    frame: pd.DataFrame
    reference_frame: pd.DataFrame | None
    targets: pd.DataFrame
    scoreboard: pd.DataFrame
    backtest: pd.DataFrame
    context: Context
    fans: pd.DataFrame = field(default_factory=pd.DataFrame)
    variance: pd.DataFrame = field(default_factory=pd.DataFrame)
    districts: pd.DataFrame = field(default_factory=pd.DataFrame)
    together: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def long(self) -> pd.DataFrame:
        """All rows with their kind."""
        own = self.frame.assign(
            kind=self.frame["scenario"].eq("observed").map({True: OBSERVED, False: PROJECTED})
        )
        if self.reference_frame is None:
            return own
        other = self.reference_frame[self.reference_frame["scenario"] != "observed"]
        return pd.concat([own, other.assign(kind=REFERENCE)], ignore_index=True)

    @cached_property
    def paths(self) -> dict[Key, Path]:
        """All series."""
        return paths(self.long)

    @cached_property
    def years(self) -> tuple[int, int]:
        """First and last projected year."""
        years = self.frame.loc[self.frame["scenario"] != "observed", "year"]
        return int(years.min()), int(years.max())

    @property
    def judged_year(self) -> int:
        """The year in which the run is held against the headline targets."""
        return judged_year(self.years[1])

    def effects(self, year: int) -> list[ContributionRow]:
        """What the levers add in a year."""
        return [row for row in self.context.get("contributions", []) if row["year"] == year]

    @cached_property
    def scenario_id(self) -> str:
        """Id of the projected scenario."""
        return str(self.frame.loc[self.frame["scenario"] != "observed", "scenario"].iloc[0])

    @cached_property
    def model(self) -> str:
        """Model and version that projected it."""
        return str(self.frame.loc[self.frame["scenario"] != "observed", "model"].iloc[0])

    def rows(
        self,
        kinds: Iterable[str],
        regions: Iterable[str],
        variables: Iterable[str],
        years: Iterable[int] | None = None,
    ) -> pd.DataFrame:
        """A tidy table of the series that exist, in the order asked for: the data of a chart."""
        wanted = None if years is None else set(years)
        regions, variables = list(regions), list(variables)
        bands = [b for b in BANDS if b in self.long.columns]
        records = []
        for kind in kinds:
            for region in regions:
                for variable in variables:
                    path = self.paths.get((kind, region, variable))
                    if path is None:
                        continue
                    for k, year in enumerate(path.years):
                        if wanted is None or year in wanted:
                            records.append(
                                (
                                    kind,
                                    region,
                                    variable,
                                    path.unit,
                                    year,
                                    path.values[k],
                                    *(path.bands[b][k] for b in bands),
                                )
                            )
        return pd.DataFrame(records, columns=["kind", "region", "variable", "unit", "year", "value", *bands])

    def with_prefix(self, prefix: str, kind: str = PROJECTED) -> list[str]:
        """Variables that begin with a prefix, in the order of the results."""
        return list(dict.fromkeys(v for k, _, v in self.paths if k == kind and v.startswith(prefix)))
