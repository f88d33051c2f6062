"""What is wrong with what a section names: levers, projects, flags, parameters, chapters; what is odd."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sim.errors import Problem, nearest
from sim.scenario.lever_values import Setting
from sim.scenario.registers import Registers
from sim.scenario.setting_checks import check
from sim.scenario.tree import KeyPath, Node, problem_at


def _section(tree: Node, name: str) -> Mapping[str, Node]:
    """Entries of a top-level mapping by name."""
    section = tree.children.get(name)
    return {str(key): child for key, child in section.children.items()} if section else {}


def check_levers(
    tree: Node, registers: Registers, live: Collection[str], problems: list[Problem]
) -> dict[str, Setting]:
    """The settings of all levers without those that have something wrong, which is noted."""
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


def check_projects(
    tree: Node, registers: Registers, live: Collection[str] | None, problems: list[Problem]
) -> None:
    """Notes projects that are not registered or not modelled."""
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


def check_flags(tree: Node, live: Collection[str], problems: list[Problem]) -> None:
    """Notes flags that nothing answers to."""
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


def check_parameters(tree: Node, registers: Registers, problems: list[Problem]) -> list[str]:
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


def check_chapters(tree: Node, registers: Registers, problems: list[Problem]) -> list[str]:
    """Notes chapters that no lever belongs to; returns warnings where there is nothing to carry out."""
    node = tree.children.get("implementation")
    if node is None:
        return []
    known = sorted({lever.chapter for lever in registers.levers.values()}, key=int)
    levers = (registers.levers[name] for name in _section(tree, "levers") if name in registers.levers)
    dated = registers.project_chapters
    given = {lever.chapter for lever in levers} | {dated.get(name) for name in _section(tree, "projects")}
    warnings = [] if given else ["implementation: no lever and no project is set, so it changes nothing."]
    chapters = node.children.get("chapters")
    for chapter, entry in (chapters.children if chapters is not None else {}).items():
        if chapter not in known:
            path = ("implementation", "chapters", chapter)
            said = f"no lever belongs to a chapter '{chapter}'."
            problems.append(problem_at(entry.place, path, said, f"Allowed: {', '.join(known)}."))
        elif given and chapter not in given:
            warnings.append(f"implementation.chapters.{chapter}: nothing of this chapter is set.")
    return warnings
