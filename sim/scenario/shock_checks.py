"""What is wrong with the shocks of a file, with the line and the path of each mistake."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sim.errors import Problem, nearest
from sim.scenario.lever_values import FIRST_YEAR, LAST_YEAR
from sim.scenario.registers import Registers
from sim.scenario.setting_checks import Grammar, check
from sim.scenario.shock_names import SHOCKS, listed
from sim.scenario.shocks import Shock, ShockKind
from sim.scenario.tree import KeyPath, Node, problem_at


def check_shocks(
    tree: Node, registers: Registers, live: Collection[str], problems: list[Problem]
) -> tuple[Shock, ...]:
    """The shocks of a scenario without those that have something wrong.

    The shape of an entry (missing and unknown keys, texts) is judged by the schema, not here.
    """
    shocks: list[Shock] = []
    names: dict[object, Node] = {}
    node = tree.children.get(SHOCKS)
    grammar = Grammar(FIRST_YEAR, _horizon(tree), dated=True)
    for path, item in listed(node) if node is not None else ():
        entry = item.children
        name, cause = entry.get("name"), entry.get("cause")
        if name is not None and isinstance(name.value, str):
            if name.value in names:
                first = names[name.value].place.line
                said = f"the name '{name.value}' is used twice, first in line {first}."
                problems.append(
                    problem_at(name.place, (*path, "name"), said, "Give each shock its own name.")
                )
            names.setdefault(name.value, name)
        kind = _kind(entry.get("kind"), registers, live, path, problems)
        size = entry.get("size")
        if kind is None or size is None:
            continue
        axes: Sequence[str] = registers.labels.axes(kind.index) or ()
        setting = check(kind, axes, size, registers.labels, (*path, "size"), problems, grammar)
        if setting is not None and name is not None and cause is not None:
            shocks.append(Shock(str(name.value), kind.name, str(cause.value), setting))
    return tuple(shocks)


def _horizon(tree: Node) -> int:
    """The last projected year; where the file gives none that could be, the schema says so, and any goes."""
    value = node.value if (node := tree.children.get("horizon")) else None
    return value if isinstance(value, int) and FIRST_YEAR <= value <= LAST_YEAR else LAST_YEAR


def _kind(
    node: Node | None, registers: Registers, live: Collection[str], path: KeyPath, problems: list[Problem]
) -> ShockKind | None:
    """The registered kind of a shock, or None after noting that there is none or that nothing reads it."""
    if node is None or not isinstance(node.value, str) or not node.value:
        return None
    kind = registers.shocks.get(node.value)
    if kind is None:
        spellings = [*registers.shocks, *(known.label_zh for known in registers.shocks.values())]
        cure = f"Allowed: {', '.join(registers.shocks)}."
        problems.append(
            problem_at(
                node.place,
                (*path, "kind"),
                f"there is no kind of shock '{node.value}'.",
                " ".join(filter(None, (cure, nearest(node.value, spellings)))),
            )
        )
    elif kind.name not in live:
        modelled = f"modelled are {', '.join(sorted(live))}" if live else "no kind is modelled yet"
        problems.append(
            problem_at(
                node.place,
                (*path, "kind"),
                f"{kind.called} is in the register but its effect is not modelled yet.",
                f"Remove it; {modelled}.",
            )
        )
    return kind
