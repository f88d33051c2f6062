"""What the levers add to the headline outcomes, in the units of a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.report.book.units import Unit, unit
from sim.report.inputs import ContributionRow
from sim.report.labels import indicator
from sim.report.view import bracket


@dataclass(frozen=True)
class Effects:
    """The unit of each outcome, and the effects by lever and outcome."""

    units: Mapping[str, Unit]
    of: Mapping[str, Mapping[str, float]]

    def cells(self, lever: str) -> list[float | None]:
        """Effects of a lever in the units of the outcomes."""
        mine = self.of.get(lever, {})
        return [shown.cell(mine.get(outcome)) for outcome, shown in self.units.items()]

    @property
    def codes(self) -> list[str]:
        """Number formats of the outcomes."""
        return [shown.change for shown in self.units.values()]

    def heads(self, lang: str) -> list[str]:
        """Outcomes with their units."""
        return [indicator(name, lang) + bracket(shown.label, lang) for name, shown in self.units.items()]


def effects(rows: Sequence[ContributionRow], lang: str) -> Effects:
    """The effects of a run's levers."""
    found: dict[str, dict[str, float]] = {}
    for row in rows:
        found.setdefault(row["lever"], {})[row["target"]] = row["effect"]
    names = {row["target"]: row.get("unit", "") for row in rows}
    units = {t: unit(name, (of.get(t) for of in found.values()), lang) for t, name in names.items()}
    return Effects(units, found)
