"""Results as labelled arrays: an xarray Dataset, and netCDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.axes import Array
from sim.errors import InputError
from sim.outcome import Name
from sim.report.formats.variables import notes
from sim.report.formats.wide import CENTRAL, Wide
from sim.report.labels import LANGUAGES, PLACES, ids, place

if TYPE_CHECKING:
    import xarray as xr

STATISTIC, MEMBER = "statistic", "member"
MISSING = "xarray is not installed. Install it with: pip install -e '.[notebook]'."


def of_statistics(found: Wide, facts: Mapping[str, Any], *, bands: bool = True) -> xr.Dataset:
    """A scenario with a variable an indicator: [region, year, statistic], or [region, year] of the central
    run without ``bands``; NaN where a place lacks it.

    Statistics go by the columns of the long table, ``value`` and ``p05`` to ``p95``. Raises InputError where
    xarray is missing.
    """
    head = {**facts, "model": found.model, "scenario": found.scenario}
    if bands and len(found.statistics) > 1:
        return dataset(found.names, found.years, found.values, head, {STATISTIC: found.statistics})
    return dataset(found.names, found.years, found.values[..., found.statistics.index(CENTRAL)], head, {})


def dataset(
    names: Sequence[Name],
    years: Sequence[int],
    values: Array,
    head: Mapping[str, Any],
    last: Mapping[str, Sequence[Any]],
) -> xr.Dataset:
    """Series [series, year, …] as a Dataset whose variables go by their reported names; ``last`` names a
    further axis and its labels.

    Each has ``units``, ``long_name``, ``long_name_zh`` and what else is known of it as attributes; places
    have their names in both languages as coordinates. Of ``head`` texts and numbers become attributes of the
    whole. Raises InputError where xarray is missing.
    """
    try:
        import xarray as xr
    except ModuleNotFoundError:
        raise InputError(MISSING) from None
    regions = _in_order({region for region, _, _ in names})
    dims, shape = ("region", "year", *last), (len(regions), *values.shape[1:])
    cubes: dict[str, Array] = {}
    units: dict[str, str] = {}
    for k, (region, variable, unit) in enumerate(names):
        units[variable] = unit
        cube = cubes.setdefault(variable, np.full(shape, np.nan))
        cube[regions.index(region)] = values[k]
    coordinates = {"region": regions, "year": ("year", np.asarray(years, np.int32), {"long_name": "Year"})}
    labels = {f"region_{lang}": ("region", [place(one, lang) for one in regions]) for lang in LANGUAGES}
    arrays = {name: (dims, cube, attributes(name, units[name])) for name, cube in cubes.items()}
    further = {name: list(entries) for name, entries in last.items()}
    return xr.Dataset(arrays, {**coordinates, **labels, **further}, _plain(head))


def attributes(variable: str, unit: str) -> dict[str, str]:
    """What netCDF programs read of a variable."""
    said = notes(variable)
    spelled = {"title": "long_name", "title_zh": "long_name_zh", "description": "comment", "kind": "kind"}
    found = {spelled[key]: text for key, text in said.items()}
    return {"units": unit, "variable": variable, **found}


def netcdf(found: xr.Dataset) -> bytes:
    """The Dataset as classic netCDF with 64-bit offsets, which every reader of netCDF knows.

    Names are spelled with letters, digits and underscores, as the CF conventions want them; the attribute
    ``variable`` keeps the reported name.
    """
    spelled = dict(zip(found.data_vars, identifiers(map(str, found.data_vars)), strict=True))
    content = found.rename(spelled).to_netcdf(engine="scipy", format="NETCDF3_64BIT")
    return bytes(content)


def identifiers(names: Iterable[str]) -> list[str]:
    """``GDP|Current prices`` as ``gdp_current_prices``; raises ValueError where two names become one."""
    found = [re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") for name in names]
    if len(set(found)) < len(found):
        raise ValueError("two variables would have one name in netCDF")
    return found


def _in_order(regions: set[str]) -> list[str]:
    """Places as the register has them: regions, cities, ports."""
    known = [name for axis in PLACES for name in ids(axis)]
    return [name for name in known if name in regions] + sorted(regions.difference(known))


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts that an attribute can hold: whole numbers beyond the 32 bits of classic netCDF are text."""
    kept = {key: value for key, value in facts.items() if isinstance(value, str | int | float)}
    return {key: str(value) if _long(value) else value for key, value in kept.items()}


def _long(value: object) -> bool:
    limits = np.iinfo(np.int32)
    return isinstance(value, int) and not limits.min <= value <= limits.max
