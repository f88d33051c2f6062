"""The value of one lever: a number, a path over years, or either per place; laid out on years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from sim.axes import Array
from sim.scenario.labels import CITY, PAIR
from sim.scenario.levers import Lever
from sim.scenario.tree import Key

BASE_YEAR, FIRST_YEAR, PLAN_YEAR, LAST_YEAR = 2020, 2021, 2025, 2060
"""The built year, the plan's first and last year (a bare number is meant for it), the last year of a path."""
DEFAULT = "default"

Setting: TypeAlias = float | Mapping[Key, "Setting"]
"""A number, {year: number}, or {id: Setting} with an optional 'default'."""


def series(lever: Lever, setting: Setting | None, years: Array) -> Array:
    """Values of one setting without places, shape [year], in the lever's unit.

    A path is linear between its years, starts from neutral in 2020 unless it gives 2020, and keeps its last
    value. A bare number of a ramp is the path {2025: number}; of a level it holds from 2021 to 2025. A level
    goes back to neutral after 2025 unless its path gives later years. Where neutral is empty (NaN) there is
    nothing to ramp from.
    """
    if setting is None:
        return np.full(years.shape, lever.neutral)
    if isinstance(setting, Mapping):
        points = {int(year): _value(value) for year, value in setting.items()}
    elif lever.timing == "ramp" and not lever.ruled:
        points = {PLAN_YEAR: setting}
    else:
        return np.where((years >= FIRST_YEAR) & _lasting(lever, years, PLAN_YEAR), setting, lever.neutral)
    if BASE_YEAR not in points and not lever.ruled:
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
