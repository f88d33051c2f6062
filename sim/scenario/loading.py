"""From a scenario file to a checked Scenario; every mistake of the file is reported at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sim.errors import InputError, in_order
from sim.scenario.drivers_file import named_drivers
from sim.scenario.family import EXTENDS
from sim.scenario.implementation import of_file
from sim.scenario.inheritance import inherited
from sim.scenario.origins import implemented, provenance
from sim.scenario.projects import opening
from sim.scenario.registers import Registers, read_registers
from sim.scenario.scenario import Ensemble, Scenario
from sim.scenario.schema import ScenarioFile, validated
from sim.scenario.section_checks import (
    check_chapters,
    check_flags,
    check_levers,
    check_parameters,
    check_projects,
)
from sim.scenario.shock_checks import check_shocks
from sim.scenario.stack import JOIN

NOTHING: Mapping[Path, str] = {}


def validate(
    path: Path | str | Sequence[Path],
    *,
    live_levers: Collection[str],
    live_flags: Collection[str] = (),
    live_shocks: Collection[str] = (),
    live_projects: Collection[str] | None = None,
    overrides: Sequence[str] = (),
    texts: Mapping[Path, str] = NOTHING,
) -> Scenario:
    """Load a scenario against the project's own registers; see `load`."""
    return load(
        path,
        read_registers(),
        live_levers=live_levers,
        live_flags=live_flags,
        live_shocks=live_shocks,
        live_projects=live_projects,
        overrides=overrides,
        texts=texts,
    )


def load(
    path: Path | str | Sequence[Path],
    registers: Registers,
    *,
    live_levers: Collection[str],
    live_flags: Collection[str] = (),
    live_shocks: Collection[str] = (),
    live_projects: Collection[str] | None = None,
    overrides: Sequence[str] = (),
    texts: Mapping[Path, str] = NOTHING,
) -> Scenario:
    """Read, inherit, override and check a scenario: a file, or several laid over one another.

    `live_levers`, `live_flags`, `live_shocks` and `live_projects` are what the model acts on (None: every
    registered project); naming anything else is an error, because it would be ignored. `texts` holds the
    content of files that are given and not kept anywhere. Raises InputError holding every problem found.
    """
    paths = [Path(path)] if isinstance(path, Path | str) else list(path)
    found = inherited(paths, registers, overrides, texts)
    tree, problems = found.tree, found.problems
    spellings = [entry.zh for entry in registers.keys.spellings]
    content = validated(ScenarioFile, tree, found.broken, problems, also=(EXTENDS,), spellings=spellings)
    levers = check_levers(tree, registers, live_levers, problems)
    check_projects(tree, registers, live_projects, problems)
    check_flags(tree, live_flags, problems)
    warnings = [*found.warnings, *check_parameters(tree, registers, problems)]
    warnings += check_chapters(tree, registers, problems)
    shocks = check_shocks(tree, registers, live_shocks, problems)
    overrides_of = content.parameters if content else {}
    parameters = {
        name: replace(known, value=overrides_of.get(name, known.value))
        for name, known in registers.parameters.items()
    }
    drivers = named_drivers(tree.children.get("drivers"), found.folders, parameters, problems)
    if content is None or drivers is None or problems:
        raise InputError(sorted(problems, key=in_order))
    ensemble = Ensemble(**content.uncertainty.model_dump())
    if ensemble.members > 1 and not ensemble.sources:
        warnings.append("with nothing drawn under 'uncertainty' all members are equal.")
    dates = {name: opening(str(project.opens)) for name, project in content.projects.items()}
    extent = of_file(content.implementation)
    settings, openings = extent.applied(levers, dates, registers)
    return Scenario(
        name=JOIN.join(one.stem for one in paths),
        title_en=content.title.en,
        title_zh=content.title.zh,
        question=content.question.model_dump(),
        horizon=content.horizon,
        levers=settings,
        projects=openings,
        flags=dict(sorted(content.flags.items())),
        parameters=dict(sorted(content.parameters.items())),
        drivers=drivers,
        uncertainty=ensemble,
        provenance=provenance(tree, registers, settings, extent),
        implemented=implemented(tree, registers, settings, extent),
        warnings=tuple(warnings),
        registers=registers,
        shocks=shocks,
    )
