"""Everything that a scenario file may name: levers, places, dated projects, parameters, kinds of shocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sim.parameters import Parameter
from sim.parameters import register as read_parameters
from sim.paths import REGISTERS
from sim.scenario.labels import Labels, SeriesLabel, read_labels, series_labels
from sim.scenario.levers import Lever, read_levers
from sim.scenario.measures import carried, dated, units
from sim.scenario.projects import DatedProject, read_projects
from sim.scenario.scenario_keys import Keys, read_keys
from sim.scenario.shocks import ShockKind, read_shocks

PROJECTS_FILE = "dated_projects.csv"


@dataclass(frozen=True)
class Registers:
    """The registers that scenario files are checked against."""

    levers: Mapping[str, Lever]
    labels: Labels
    projects: Mapping[str, DatedProject]
    parameters: Mapping[str, Parameter]
    shocks: Mapping[str, ShockKind]
    carriers: Mapping[str, tuple[str, ...]]
    """Ids of the plan's measures by the lever that carries them."""
    units: Mapping[str, str]
    """Chinese names of the units of levers."""
    series: Mapping[str, SeriesLabel]
    keys: Keys

    @cached_property
    def project_chapters(self) -> Mapping[str, str]:
        """The chapter of each dated project: that of the lever that carries its measure."""
        of_lever = dated(self.projects, self.carriers)
        return {name: self.levers[lever].chapter for lever, names in of_lever.items() for name in names}


def read_registers(folder: Path = REGISTERS) -> Registers:
    """Read all registers of a folder; raises InputError if one of them is faulty."""
    return Registers(
        levers=read_levers(folder / "levers.csv"),
        labels=read_labels(folder / "labels.csv"),
        projects=read_projects(folder / PROJECTS_FILE),
        parameters=read_parameters(folder / "parameters.csv"),
        shocks=read_shocks(folder / "shocks.csv"),
        carriers=carried(folder / "measures.csv"),
        units=units(folder / "lever_units.csv"),
        series=series_labels(folder / "driver_series.csv"),
        keys=read_keys(folder / "scenario_keys.csv"),
    )
