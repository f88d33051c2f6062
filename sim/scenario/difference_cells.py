"""One difference as a row, and settings of several scenarios side by side, place by place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sim.errors import located
from sim.scenario.lever_values import DEFAULT, Setting, at_place
from sim.scenario.scenario import Scenario
from sim.scenario.tree import KeyPath, dotted

Value: TypeAlias = float | str | bool | Mapping[int, float] | None
"""A number, a text, a switch, or a path {year: number}; None where a scenario sets nothing."""


@dataclass(frozen=True)
class Row:
    """One thing that scenarios do not have alike.

    ``chapter`` is that of the plan, empty where none owns it; ``place`` holds an id on each of the first
    ``axes``, with 'default' for all places that no scenario names; ``values`` and ``origins`` (file and line,
    empty where nothing is set) are in the order of the scenarios. An opening is a year with decimals,
    infinity for never.
    """

    section: str
    chapter: str
    name: str
    label_en: str
    label_zh: str
    axes: tuple[str, ...]
    place: tuple[str, ...]
    unit: str
    unit_zh: str
    values: tuple[Value, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """What every scenario has at one place."""

    place: tuple[str, ...]
    values: tuple[Value, ...]
    origins: tuple[str, ...]


def cells(
    scenarios: Sequence[Scenario],
    settings: Sequence[Setting | None],
    paths: Sequence[KeyPath],
    axes: Sequence[Collection[str]],
    place: tuple[str, ...] = (),
) -> Iterator[Cell]:
    """Settings at every place that one of them names, and at all others if there are any.

    ``paths`` are the key paths under which each scenario holds its setting, ``axes`` the ids of every axis.
    """
    named = [_places(setting) for setting in settings]
    if not any(named):
        values = tuple(_flat(setting) for setting in settings)
        yield Cell(place, values, origins(scenarios, paths, values))
        return
    keys = dict.fromkeys(key for names in named for key in names if key != DEFAULT)
    for key in keys if set(axes[0]) <= keys.keys() else (*keys, DEFAULT):
        inner = [at_place(setting, (key,)) for setting in settings]
        deeper: list[KeyPath] = [
            (*path, key if key in names else DEFAULT) if names else path
            for path, names in zip(paths, named, strict=True)
        ]
        yield from cells(scenarios, inner, deeper, axes[1:], (*place, key))


def origins(
    scenarios: Sequence[Scenario], paths: Sequence[KeyPath], values: Sequence[Value]
) -> tuple[str, ...]:
    """File and line behind each scenario's value, empty where it has none."""
    each = zip(scenarios, paths, values, strict=True)
    return tuple("" if value is None else origin(scenario, path) for scenario, path, value in each)


def origin(scenario: Scenario, path: KeyPath) -> str:
    """File and line behind a value, or behind the first year of a path; empty if no file gives it."""
    key = dotted(path)
    found = scenario.provenance.get(key)
    if found is None:
        under = (entry for name, entry in scenario.provenance.items() if name.startswith(f"{key}."))
        found = next(under, None)
    return "" if found is None else located(*found)


def _places(setting: Setting | None) -> tuple[str, ...]:
    """The places that a setting names; none for a number, a path and nothing."""
    return tuple(key for key in setting if isinstance(key, str)) if isinstance(setting, Mapping) else ()


def _flat(setting: Setting | None) -> Value:
    """A setting without places."""
    if not isinstance(setting, Mapping):
        return setting
    return {int(year): value for year, value in setting.items() if not isinstance(value, Mapping)}
