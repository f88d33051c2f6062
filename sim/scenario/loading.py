"""From a scenario file to a checked Scenario; every mistake of the file is reported at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sim.errors import InputError, Problem, in_order, nearest
from sim.parameters import Parameter
from sim.paths import SCENARIOS
from sim.scenario.drivers import Drivers, read_drivers
from sim.scenario.inheritance import EXTENDS, Folder, inherited, is_file_name
from sim.scenario.lever_values import Setting
from sim.scenario.registers import PROJECTS_FILE, Registers, read_registers
from sim.scenario.scenario import Ensemble, Scenario
from sim.scenario.schema import ScenarioFile, validated
from sim.scenario.setting_checks import check
from sim.scenario.shock_checks import check_shocks
from sim.scenario.tree import KeyPath, Node, Source, dotted, leaves, problem_at


def validate(
    path: Path | str,
    *,
    live_levers: Collection[str],
    live_flags: Collection[str] = (),
    live_shocks: Collection[str] = (),
    live_projects: Collection[str] | None = None,
    overrides: Sequence[str] = (),
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
    )


def load(
    path: Path | str,
    registers: Registers,
    *,
    live_levers: Collection[str],
    live_flags: Collection[str] = (),
    live_shocks: Collection[str] = (),
    live_projects: Collection[str] | None = None,
    overrides: Sequence[str] = (),
) -> Scenario:
    """Read, inherit, override and check a scenario.

    `live_levers`, `live_flags`, `live_shocks` and `live_projects` are what the model acts on (None: every
    registered project); naming anything else is an error, because it would be ignored. Raises InputError
    holding every problem found.
    """
    tree, family = inherited(Path(path), registers, overrides)
    problems = family.problems
    content = validated(ScenarioFile, tree, family.broken, problems, also=(EXTENDS,))
    levers = _levers(tree, registers, live_levers, problems)
    _check_projects(tree, registers, live_projects, problems)
    _check_flags(tree, live_flags, problems)
    warnings = [*family.warnings, *_check_parameters(tree, registers, problems)]
    shocks = check_shocks(tree, registers, live_shocks, problems)
    overrides_of = content.parameters if content else {}
    parameters = {
        name: replace(known, value=overrides_of.get(name, known.value))
        for name, known in registers.parameters.items()
    }
    drivers = _drivers(tree, parameters, family.folder, problems)
    if content is None or drivers is None or problems:
        raise InputError(sorted(problems, key=in_order))
    ensemble = Ensemble(**content.uncertainty.model_dump())
    if ensemble.members > 1 and not ensemble.sources:
        warnings.append("with nothing drawn under 'uncertainty' all members are equal.")
    openings = {name: project.base_opening for name, project in registers.projects.items()}
    openings |= {
        name: float(
            project.opens.replace("never", "inf") if isinstance(project.opens, str) else project.opens
        )
        for name, project in content.projects.items()
    }
    return Scenario(
        name=Path(path).stem,
        title_en=content.title.en,
        title_zh=content.title.zh,
        question=content.question,
        horizon=content.horizon,
        levers={name: levers[name] for name in registers.levers if name in levers},
        projects=openings,
        flags=dict(sorted(content.flags.items())),
        parameters=dict(sorted(content.parameters.items())),
        drivers=drivers,
        uncertainty=ensemble,
        provenance=_provenance(tree, registers),
        warnings=tuple(warnings),
        registers=registers,
        shocks=shocks,
    )


def _section(tree: Node, name: str) -> Mapping[str, Node]:
    """Entries of a top-level mapping by name."""
    section = tree.children.get(name)
    return {str(key): child for key, child in section.children.items()} if section else {}


def _levers(
    tree: Node, registers: Registers, live: Collection[str], problems: list[Problem]
) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    for name, node in _section(tree, "levers").items():
        path: KeyPath = ("levers", name)
        lever = registers.levers.get(name)
        mechanism = lever.mechanism.rstrip(".") if lever else ""
        axes = registers.labels.axes(lever.index) if lever else None
        if lever is None:
            cure = nearest(
                name, [*registers.levers, *(known.label_zh for known in registers.levers.values())]
            )
            problems.append(
                problem_at(
                    node.place,
                    path,
                    f"there is no lever '{name}'.",
                    cure or "`python -m sim levers` lists them.",
                )
            )
        elif lever.index == "project":
            problems.append(
                problem_at(
                    node.place,
                    path,
                    f"lever '{name}' is the opening of dated projects.",
                    "Write them under 'projects: {name: {opens: 2025}}'.",
                )
            )
        elif name not in live:
            problems.append(
                problem_at(
                    node.place,
                    path,
                    f"lever '{name}' is in the register but its mechanism ({mechanism}) is not modelled yet;",
                    "remove it or see `python -m sim levers`.",
                )
            )
        elif axes is None:
            problems.append(
                problem_at(
                    node.place,
                    path,
                    f"lever '{name}' is given per '{lever.index}', which has no labels.",
                    "Remove it.",
                )
            )
        else:
            setting = check(lever, axes, node, registers.labels, path, problems)
            if setting is not None:
                settings[name] = setting
    return settings


def _check_projects(
    tree: Node, registers: Registers, live: Collection[str] | None, problems: list[Problem]
) -> None:
    for name, node in _section(tree, "projects").items():
        if name not in registers.projects:
            problems.append(
                problem_at(
                    node.place,
                    ("projects", name),
                    f"there is no project '{name}'.",
                    nearest(name, registers.projects) or f"Allowed: {', '.join(registers.projects)}.",
                )
            )
        elif live is not None and name not in live:
            problems.append(
                problem_at(
                    node.place,
                    ("projects", name),
                    f"project '{name}' is in the register but its effect is not modelled yet.",
                    f"Remove it; modelled are {', '.join(sorted(live))}.",
                )
            )


def _check_flags(tree: Node, live: Collection[str], problems: list[Problem]) -> None:
    for name, node in _section(tree, "flags").items():
        if name not in live:
            known = f"Modelled: {', '.join(sorted(live))}." if live else "No flag is modelled yet: remove it."
            problems.append(
                problem_at(
                    node.place,
                    ("flags", name),
                    f"flag '{name}' is not modelled.",
                    nearest(name, live) or known,
                )
            )


def _check_parameters(tree: Node, registers: Registers, problems: list[Problem]) -> list[str]:
    """Notes unknown names; returns warnings for values outside the register's range."""
    warnings: list[str] = []
    for name, node in _section(tree, "parameters").items():
        known = registers.parameters.get(name)
        if known is None:
            problems.append(
                problem_at(
                    node.place,
                    ("parameters", name),
                    f"there is no parameter '{name}'.",
                    nearest(name, registers.parameters) or "See calibration/registers/parameters.csv.",
                )
            )
        elif isinstance(node.value, int | float) and not known.low <= node.value <= known.high:
            warnings.append(
                f"parameters.{name} = {node.value:g} is outside the registered range "
                f"{known.low:g} to {known.high:g} ({known.unit})."
            )
    return warnings


def _drivers(
    tree: Node, parameters: Mapping[str, Parameter], folder: Folder, problems: list[Problem]
) -> Drivers | None:
    """The named drivers file: beside the scenario's folder, else among the project's own."""
    node = tree.children.get("drivers")
    if node is None or not isinstance(node.value, str):
        return None
    own, shipped = folder.root / "drivers", SCENARIOS / "drivers"
    if Path(node.value).name != node.value or not is_file_name(node.value):
        problems.append(
            problem_at(
                node.place,
                ("drivers",),
                f"'{node.value}' is not a file name.",
                "Put the file into scenarios/drivers and give its name.",
            )
        )
        return None
    path = own / node.value if (own / node.value).is_file() else shipped / node.value
    if not path.is_file():
        names = sorted({entry.name for place in (own, shipped) for entry in place.glob("*.yaml")})
        cure = f"Files there: {', '.join(names)}." if names else "The folder is empty."
        problems.append(
            problem_at(
                node.place,
                ("drivers",),
                f"there is no drivers file '{node.value}'.",
                " ".join(filter(None, (nearest(node.value, names), cure))),
            )
        )
        return None
    try:
        shown = Source(f"drivers/{node.value}", folder.source(path).shown)
        return read_drivers(path, shown, parameters)
    except InputError as error:
        problems.extend(error.problems)
        return None


def _provenance(tree: Node, registers: Registers) -> dict[str, tuple[str, int | str | None]]:
    """The file and line behind every leaf, with the register behind the openings that no file gives."""
    origin: dict[str, tuple[str, int | str | None]] = {
        f"projects.{name}.opens": (PROJECTS_FILE, project.line)
        for name, project in registers.projects.items()
    }
    for path, node in leaves(tree):
        origin[dotted(path)] = (node.place.source.name, node.place.line)
    return origin
