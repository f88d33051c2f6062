"""All tables of a comparison, made once for page, charts, workbook and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sim.report.compare import differences, paths
from sim.report.compare.compared import FEW, Compared, labels, names, years
from sim.report.compare.targets import Judgement, Judgements, judgements
from sim.scenario.difference_cells import Row
from sim.scenario.differences import differences as settings


@dataclass(frozen=True)
class Comparison:
    """Scenarios side by side; the first is the one that the others are held against."""

    scenarios: tuple[Compared, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Name of each scenario, all different."""
        return names(self.scenarios)

    def labels(self, lang: str) -> tuple[str, ...]:
        """What each scenario is called on pages and charts, all different."""
        return labels(self.scenarios, lang)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years that all scenarios have."""
        return years(self.scenarios)

    @cached_property
    def differences(self) -> pd.DataFrame:
        """The tidy table of differences; see ``sim.report.compare.differences``."""
        return differences.differences(self.scenarios)

    @cached_property
    def targets(self) -> Judgements:
        """Targets by scenario; see ``sim.report.compare.targets``."""
        return judgements(self.scenarios)

    def judged(self, kind: str = "", *, headline: bool = False) -> list[list[Judgement]]:
        """Targets that some scenario judges, each by scenario: of one class, or the headlines alone."""
        return [
            list(group)
            for group in self.targets.values()
            if any(each.judged for each in group)
            and (group[0].kind == kind or not kind)
            and (group[0].headline or not headline)
        ]

    @cached_property
    def paths(self) -> pd.DataFrame:
        """Paths of the headline indicators; see ``sim.report.compare.paths``."""
        return paths.paths(self.scenarios)

    @cached_property
    def inputs(self) -> Sequence[Row]:
        """Settings that differ between any two of the scenarios."""
        return tuple(settings([each.scenario for each in self.scenarios]))

    @property
    def few(self) -> bool:
        """Whether the scenarios have a colour and a column each."""
        return len(self.scenarios) <= FEW

    @property
    def banded(self) -> bool:
        """Whether some scenario shares draws with the first."""
        return bool(self.differences["p05"].notna().any())


def of(scenarios: Sequence[Compared]) -> Comparison:
    """The comparison of scenarios; raises ValueError for fewer than two."""
    if len(scenarios) < 2:
        raise ValueError("a comparison needs two scenarios or more")
    return Comparison(tuple(scenarios))
