"""One scenario, run and held against the base."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim import scenario_run
from sim.notebook.charts import Charts
from sim.notebook.tables import Tables
from sim.report import inputs
from sim.report.charts.captions import caption
from sim.report.charts.catalogue import CHARTS, Drawn, drawing
from sim.report.compare.compared import Compared
from sim.report.formats.dataset import MEMBER, dataset
from sim.report.target_rows import TargetRow, target_rows
from sim.report.words import in_language
from sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True, repr=False, eq=False)
class Results(Tables):
    """One scenario, run and held against the base; see `sim.run`.

    ``ran`` is the run as the command line has it, ``warnings`` what was odd in the scenario.
    """

    ran: scenario_run.Ran
    warnings: tuple[str, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario after inheritance."""
        return self.ran.scenario

    @property
    def title(self) -> str:
        """Title of the scenario in the language."""
        return self.scenario.title_zh if self.lang == "zh" else self.scenario.title_en

    def to_xarray(self, *, bands: bool = False, members: bool = False) -> xr.Dataset:
        """As `Tables.to_xarray`; with ``members`` [region, year, member] of all members, where member 0 is
        the central run and draw i is the same world in every scenario of one seed.
        """
        if not members:
            return super().to_xarray(bands=bands)
        outcome = self.ran.outcome
        head = {"scenario": self.name, "seed": self.ran.seed}
        return dataset(outcome.names, outcome.years, outcome.values, head, {MEMBER: range(outcome.members)})

    @cached_property
    def charts(self) -> Charts:
        """The charts of the report by id, each drawn when it is asked for."""
        makers: dict[str, Callable[[], Drawn]] = {}
        titles: dict[str, str] = {}
        for chart in CHARTS:
            table = chart.data(self.ran.inputs)
            if not table.empty:
                makers[chart.id] = partial(drawing, chart, table, self.ran.inputs, self.lang)
                titles[chart.id] = caption(chart.id, self.lang, table).title
        return Charts(makers, titles)

    def write(self, folder: Path | str) -> Path:
        """Write the run folder that the command line would write, file by file the same bytes (but for the
        seconds in manifest.json); returns the path of its report.

        Raises OSError where the folder cannot be written.
        """
        return scenario_run.save(self.ran, Path(folder), self.lang)

    @property
    def compared(self) -> Compared:
        """The run as a comparison reads it."""
        ran = self.ran
        return Compared(ran.scenario, ran.frame, ran.inputs.targets, ran.outcome, ran.seed)

    @cached_property
    def _rows(self) -> list[TargetRow]:
        given = self.ran.inputs
        return target_rows(given.targets, given.paths, self.lang, given.scoreboard)

    @property
    def _compared(self) -> bool:
        return self.ran.inputs.reference_frame is not None

    @property
    def _paths(self) -> Mapping[inputs.Key, inputs.Path]:
        return self.ran.inputs.paths

    @property
    def _lines(self) -> tuple[str, ...]:
        return (in_language(self.scenario.question, self.lang), *(f"⚠ {one}" for one in self.warnings))
