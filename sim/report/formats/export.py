"""A run folder in other formats, made from its results table and manifest alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from sim.report.formats import reading
from sim.report.formats.dataset import netcdf, of_statistics
from sim.report.formats.iamc import iamc_csv
from sim.report.formats.parquet import results_parquet
from sim.report.formats.wide import scenarios
from sim.report.inputs import OBSERVED

Files: TypeAlias = dict[str, bytes]


def files(folder: Path, kinds: Iterable[str]) -> Files:
    """Content by file name for each of ``kinds``: iamc, parquet, netcdf.

    Raises InputError where the folder holds no results or xarray is missing for netCDF.
    """
    frame, facts = reading.results(folder), reading.manifest(folder)
    facts.pop(reading.TIMED, None)
    return {name: content for kind in kinds for name, content in MAKERS[kind](frame, facts).items()}


def beside(frame: pd.DataFrame, facts: Mapping[str, Any]) -> Files:
    """The files that stand beside ``results.csv`` in every run folder."""
    return {**_iamc(frame, facts), **_parquet(frame, facts)}


def _iamc(frame: pd.DataFrame, _: Mapping[str, Any]) -> Files:
    return {"results_iamc.csv": iamc_csv(frame)}


def _parquet(frame: pd.DataFrame, facts: Mapping[str, Any]) -> Files:
    return {reading.PARQUET: results_parquet(frame, facts)}


def _netcdf(frame: pd.DataFrame, facts: Mapping[str, Any]) -> Files:
    """The history has years and places of its own, so it is a file of its own."""
    found = {}
    for each in scenarios(frame):
        name, known = ("observed.nc", {}) if each.scenario == OBSERVED else ("results.nc", facts)
        found[name] = netcdf(of_statistics(each, known))
    return found


MAKERS: Mapping[str, Callable[[pd.DataFrame, Mapping[str, Any]], Files]] = {
    "iamc": _iamc,
    "parquet": _parquet,
    "netcdf": _netcdf,
}
