"""The value of one lever: a number, a path over years, or either per place; checked and laid out on years."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from sim.axes import Array
from sim.errors import Problem, nearest
from sim.scenario.labels import CITY, PAIR, Labels
from sim.scenario.levers import Lever
from sim.scenario.tree import Key, KeyPath, Node, problem_at

BASE_YEAR, FIRST_YEAR, PLAN_YEAR, LAST_YEAR = 2020, 2021, 2025, 2060
"""The built year, the plan's first and last year (a bare number is meant for it), the last year of a path."""
DEFAULT = "default"
LONGEST_QUOTE = 60

Setting: TypeAlias = float | Mapping[Key, "Setting"]
"""A number, {year: number}, or {id: Setting} with an optional 'default'."""


def canonical(
    node: Node, axes: Sequence[str], labels: Labels, path: KeyPath, problems: list[Problem]
) -> Node:
    """The node with every place under its id, whatever its spelling; unknown names stay as they are."""
    if not axes or not node.children:
        return node
    renamed: dict[Key, Node] = {}
    for key, child in node.children.items():
        name: Key = key if isinstance(key, int) else labels.find(axes[0], key) or key
        if name in renamed:
            problems.append(
                problem_at(
                    child.place,
                    (*path, key),
                    f"'{name}' is given twice under two names.",
                    "Keep one of them.",
                )
            )
            continue
        deeper = axes if isinstance(key, int) else axes[1:]
        renamed[name] = canonical(child, deeper, labels, (*path, name), problems)
    return Node(renamed, node.place)


def check(
    lever: Lever, axes: Sequence[str], node: Node, labels: Labels, path: KeyPath, problems: list[Problem]
) -> Setting | None:
    """The setting of a lever, or None after noting what is wrong with it."""
    if not node.children:
        return _number(lever, axes, node, path, problems)
    years = [key for key in node.children if isinstance(key, int)]
    if years and len(years) < len(node.children):
        other = next(str(key) for key in node.children if not isinstance(key, int))
        problems.append(
            problem_at(
                node.place,
                path,
                f"mixes years ({years[0]}) with names ('{other}').",
                "Give each place its own path: {qingdao: {2021: 1, 2025: 5}}.",
            )
        )
        return None
    found = len(problems)
    result: dict[Key, Setting] = {}
    for key, child in node.children.items():
        here = (*path, key)
        if isinstance(key, int):
            if not BASE_YEAR <= key <= LAST_YEAR:
                problems.append(
                    problem_at(
                        child.place,
                        here,
                        f"the year {key} is outside the model.",
                        f"Allowed: {BASE_YEAR} to {LAST_YEAR}.",
                    )
                )
            value: Setting | None = _number(lever, (), child, here, problems)
        elif not _known(lever, axes, key, child, labels, here, problems):
            continue
        else:
            value = check(lever, axes[1:], child, labels, here, problems)
        if value is not None:
            result[key] = value
    return result if len(problems) == found else None


def _known(
    lever: Lever,
    axes: Sequence[str],
    key: str,
    child: Node,
    labels: Labels,
    path: KeyPath,
    problems: list[Problem],
) -> bool:
    if axes and (key == DEFAULT or key in labels.known(axes[0])):
        return True
    if not axes:
        problems.append(
            problem_at(
                child.place,
                path,
                f"'{key}' has no place here: lever '{lever.name}' is given for "
                f"{lever.index or 'the region'}.",
                "Give a number or a path {2021: …, 2025: …}.",
            )
        )
    else:
        allowed = (*labels.known(axes[0]), DEFAULT)
        problems.append(
            problem_at(
                child.place,
                path,
                f"'{key}' is not a {axes[0].replace('_', ' ')}.",
                " ".join(filter(None, (f"Allowed: {', '.join(allowed)}.", nearest(key, allowed)))),
            )
        )
    return False


def _number(
    lever: Lever, axes: Sequence[str], node: Node, path: KeyPath, problems: list[Problem]
) -> float | None:
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        each = f", or either per {axes[0].replace('_', ' ')}" if axes else ""
        problems.append(
            problem_at(
                node.place,
                path,
                f"found {described(value)} where a number belongs.",
                f"Give a number or a path {{2021: …, 2025: …}}{each}; allowed: {lever.range}.",
            )
        )
        return None
    if not lever.low <= value <= lever.high:
        problems.append(
            problem_at(node.place, path, f"{value:g} is out of range.", f"Allowed: {lever.range}.")
        )
        return None
    return float(value)


def described(value: object) -> str:
    """A found value in words, for a message."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"the text '{value[:LONGEST_QUOTE]}'"
    if isinstance(value, Mapping):
        return "an empty mapping" if not value else "a mapping"
    return "a list" if isinstance(value, tuple | list) else f"{value}"


def series(lever: Lever, setting: Setting | None, years: Array) -> Array:
    """Values of one setting without places, shape [year], in the lever's unit.

    A path is linear between its years, starts from neutral in 2020 unless it gives 2020, and keeps its last
    value. A bare number of a ramp is the path {2025: number}; of a level it holds from 2021 to 2025. A level
    goes back to neutral after 2025 unless its path gives later years. Where neutral is empty (NaN) there is
    nothing to ramp from.
    """
    if setting is None:
        return np.full(years.shape, lever.neutral)
    no_start = math.isnan(lever.neutral)
    if isinstance(setting, Mapping):
        points = {int(year): _value(value) for year, value in setting.items()}
    elif lever.timing == "ramp" and not no_start:
        points = {PLAN_YEAR: setting}
    else:
        return np.where((years >= FIRST_YEAR) & _lasting(lever, years, PLAN_YEAR), setting, lever.neutral)
    if BASE_YEAR not in points and not no_start:
        points[BASE_YEAR] = lever.neutral
    given = sorted(points)
    values = np.interp(years, given, [points[year] for year in given])
    return np.where((years >= given[0]) & _lasting(lever, years, given[-1]), values, lever.neutral)


def _value(setting: Setting) -> float:
    if isinstance(setting, Mapping):
        raise TypeError("a path over years holds numbers only")
    return setting


def _lasting(lever: Lever, years: Array, last_given: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    if lever.timing == "ramp" or last_given > PLAN_YEAR:
        return np.ones(years.shape, dtype=np.bool_)
    return years <= PLAN_YEAR


def at_place(setting: Setting | None, keys: Sequence[str]) -> Setting | None:
    """The part of a setting that holds for one place: its own entry, else 'default', else None (neutral)."""
    for key in keys:
        if not isinstance(setting, Mapping) or any(isinstance(name, int) for name in setting):
            return setting
        setting = setting.get(key, setting.get(DEFAULT))
    return setting


def layout(
    lever: Lever, axes: Sequence[str], setting: Setting | None, labels: Sequence[Sequence[str]], years: Array
) -> Array:
    """A lever on years and places, shape [year, *labels], float64; for a pair of cities [year, city, city].

    The diagonal of a pair is neutral. Raises ValueError if the labels do not fit the lever's index.
    """
    wanted = (CITY, CITY) if tuple(axes) == (PAIR,) else tuple(axes)
    if len(labels) != len(wanted):
        raise ValueError(f"lever '{lever.name}' is indexed by {wanted}, got {len(labels)} lists of labels")
    values = np.empty((years.size, *(len(entries) for entries in labels)))
    for at in np.ndindex(values.shape[1:]):
        keys = [entries[n] for entries, n in zip(labels, at, strict=True)]
        if tuple(axes) == (PAIR,):
            here = _pair(setting, keys) if keys[0] != keys[1] else None
        else:
            here = at_place(setting, keys)
        values[(slice(None), *at)] = series(lever, here, years)
    return values


def _pair(setting: Setting | None, keys: Sequence[str]) -> Setting | None:
    """The setting of a pair, stored under one of its two orders."""
    if not isinstance(setting, Mapping) or any(isinstance(name, int) for name in setting):
        return setting
    found = setting.get("-".join(keys), setting.get("-".join(reversed(keys))))
    return found if found is not None else setting.get(DEFAULT)
