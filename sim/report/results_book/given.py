"""What every sheet of a run's workbook is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.inputs import PROJECTED, Inputs, Path
from sim.report.target_rows import TargetRow
from sim.report.words import in_language


@dataclass(frozen=True)
class Given:
    """The run, its target rows and the reader's language."""

    inputs: Inputs
    rows: Sequence[TargetRow]
    lang: str

    @property
    def years(self) -> list[int]:
        """All projected years, the base year first."""
        first, last = self.inputs.years
        return list(range(first, last + 1))

    @property
    def title(self) -> str:
        """The scenario's title, or its name where it has none."""
        scenario = self.inputs.context.get("scenario", {})
        return in_language(scenario.get("title"), self.lang) or self.inputs.scenario_id

    @property
    def year_code(self) -> str:
        """The number format of a year in a head."""
        return '0"年"' if self.lang == "zh" else "0"

    def path(self, place: str, variable: str, kind: str = PROJECTED) -> Path | None:
        """One series, None where there is none."""
        return self.inputs.paths.get((kind, place, variable))
