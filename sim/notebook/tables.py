"""The long results table of one scenario, in the shapes that notebooks want."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.errors import InputError, Problem, nearest
from sim.report import notebook
from sim.report.formats.dataset import of_statistics
from sim.report.formats.wide import wide
from sim.report.inputs import OBSERVED, PROJECTED, Key, Path, paths
from sim.report.target_rows import TargetRow, target_rows

if TYPE_CHECKING:
    import xarray as xr

Names = str | Iterable[str] | None


@dataclass(frozen=True, repr=False, eq=False)
class Tables:
    """What a run folder holds of one scenario; see `sim.read`.

    ``manifest`` says what it was made of, ``targets`` has one row for each target of the plan, in the columns
    of targets.csv; ``lang`` is the language of titles and headings.
    """

    frame: pd.DataFrame
    targets: pd.DataFrame
    manifest: Mapping[str, Any]
    lang: str

    @property
    def name(self) -> str:
        """Name of the scenario."""
        return str(self.projected["scenario"].iloc[0])

    @property
    def title(self) -> str:
        """Title of the scenario in the language, where it is known, else its name."""
        return self.name

    @cached_property
    def projected(self) -> pd.DataFrame:
        """The long table without the history."""
        return self.frame[self.frame["scenario"] != OBSERVED].reset_index(drop=True)

    @property
    def years(self) -> tuple[int, ...]:
        """Projected years, the base year first."""
        return tuple(sorted({int(year) for year in self.projected["year"]}))

    def to_dataframe(
        self, variables: Names = None, regions: Names = None, *, observed: bool = False
    ) -> pd.DataFrame:
        """The long table: model, scenario, region, variable, unit, year, value (central run) and, with an
        ensemble, quantiles p05 to p95 over the draws, each in ``unit``.

        ``variables`` and ``regions`` choose rows by name, or by pattern (``GDP*``); ``observed`` adds the
        history of 2010-2020 as scenario ``observed``. Raises InputError for a name that is not there.
        """
        table = self.frame if observed else self.projected
        kept = pd.Series(True, index=table.index)
        for column, wanted in (("variable", variables), ("region", regions)):
            if wanted is not None:
                kept &= table[column].isin(chosen(self.frame[column], wanted, column))
        return table[kept].reset_index(drop=True)

    def to_xarray(self, *, bands: bool = False) -> xr.Dataset:
        """A Dataset with a variable an indicator, by its reported name: [region, year] of the central run;
        with ``bands`` [region, year, statistic], the statistics ``value``, ``p05`` to ``p95``.

        NaN where a place lacks the indicator; attributes hold ``units`` and names in both languages. Needs
        xarray (extra `notebook`); raises InputError without it.
        """
        return of_statistics(wide(self.projected), self.manifest, bands=bands)

    @property
    def headline(self) -> pd.DataFrame:
        """The plan's headline targets: a row each, numbers in the unit of the row."""
        return notebook.headline(self._rows, self.years[0], self.lang)

    @cached_property
    def _rows(self) -> list[TargetRow]:
        return target_rows(self.targets, self._paths, self.lang)

    @property
    def _compared(self) -> bool:
        """Whether the scenario is held against another: a guess, as a folder's tables do not say it."""
        return notebook.moved(self._rows)

    @property
    def _paths(self) -> Mapping[Key, Path]:
        return paths(self.projected.assign(kind=PROJECTED))

    @property
    def _lines(self) -> tuple[str, ...]:
        """What the card says below the title."""
        return ()

    def _repr_html_(self) -> str:
        table = notebook.headline_table(self._rows, self.years[0], self._compared, self.lang)
        return notebook.card(self.title, self._lines, table, self.lang)

    def __repr__(self) -> str:
        first, *_, last = self.years
        members = self.manifest.get("members", 1)
        return f"{type(self).__name__}({self.name}, {first}-{last}, members={members})"


def chosen(known: pd.Series, wanted: Names, what: str) -> set[str]:
    """Names that are asked for, or that fit a pattern; raises InputError for one that fits nothing."""
    names = dict.fromkeys(known)
    found: set[str] = set()
    problems = []
    for one in [wanted] if isinstance(wanted, str) else (wanted or ()):
        fitting = {name for name in names if name == one or fnmatchcase(name, str(one))}
        if not fitting:
            cure = nearest(str(one), names) or f"There are {len(names)}: see .to_dataframe()."
            problems.append(Problem(f"there is no {what} '{one}'.", cure=cure))
        found |= fitting
    if problems:
        raise InputError(problems)
    return found
