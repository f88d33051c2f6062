"""The raw record of a run: every registered variable by year and member, before labels and aggregation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.axes import Array, Axes


@dataclass(frozen=True)
class Run:
    """Fields [year, *axes, member] for ``years`` (the base year first); member 0 has the central parameters.

    ``constants`` holds arrays without a year axis that accounts need: ``capital_share`` [sector, member],
    ``depreciation`` [sector, member], ``emission_factor`` [fuel, member], ``depreciation_infrastructure``,
    ``rd_depreciation`` and ``coal_power_heat_rate`` [member]. Flows that the base year does not have are NaN
    there.
    """

    axes: Axes
    years: tuple[int, ...]
    fields: Mapping[str, Array]
    constants: Mapping[str, Array]

    @property
    def members(self) -> int:
        """Number of members."""
        return int(self.fields["gdp"].shape[-1])
