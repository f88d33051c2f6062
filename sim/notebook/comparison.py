"""Scenarios side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import pandas as pd

from sim.notebook.charts import Charts
from sim.notebook.results import Results
from sim.report.charts.catalogue import Drawn
from sim.report.compare import charts, comparison, differences, settings, summary, targets
from sim.report.compare.folder import titles, write_comparison
from sim.report.notebook import card


@dataclass(frozen=True, repr=False, eq=False)
class Comparison:
    """Scenarios side by side, the first of which the others are held against; see `sim.compare`.

    ``results`` holds each scenario's own results by name, in their order; ``lang`` is the language of titles
    and headings.
    """

    results: Mapping[str, Results]
    lang: str

    @cached_property
    def found(self) -> comparison.Comparison:
        """The comparison as the report has it."""
        return comparison.of([each.compared for each in self.results.values()])

    @property
    def differences(self) -> pd.DataFrame:
        """Main indicators by place and shared year: value, that of the first scenario, the difference in the
        row's unit and in %, each with p05 and p95 taken draw by draw (NaN where draws are not shared).
        """
        return self.found.differences.drop(columns="order")

    @property
    def targets(self) -> pd.DataFrame:
        """A row for each target of the plan and scenario: projection, difference, margin in the row's unit
        and in % of the target, probability.
        """
        return targets.table(self.found.targets).drop(columns="order")

    @property
    def inputs(self) -> pd.DataFrame:
        """Every setting that differs, with a column a scenario."""
        return settings.columns(self.found)

    @property
    def side_by_side(self) -> pd.DataFrame:
        """Every reported indicator by place and year, with a column a scenario and one for its difference
        from the first.
        """
        return differences.side_by_side(self.found.scenarios)

    @cached_property
    def charts(self) -> Charts:
        """The charts of the comparison by id."""
        drawn = {one.id: one for one in charts.drawn(self.found, self.lang)}
        makers = {name: partial(_as_it_is, one) for name, one in drawn.items()}
        return Charts(makers, {name: one.caption.title for name, one in drawn.items()})

    def write(self, folder: Path | str) -> Path:
        """Write the folder of the comparison that the command line would write, file by file the same bytes;
        returns the path of its page.

        Raises OSError where the folder cannot be written.
        """
        return write_comparison(Path(folder), self.found.scenarios, self.lang)

    @property
    def _lines(self) -> Sequence[str]:
        return summary.sentences(self.found, self.lang)

    def _repr_html_(self) -> str:
        title = titles(self.found)[self.lang]
        return card(title, self._lines, summary.table(self.found, self.lang), self.lang)

    def __repr__(self) -> str:
        return f"Comparison({', '.join(self.results)})"


def _as_it_is(one: Drawn) -> Drawn:
    return one
