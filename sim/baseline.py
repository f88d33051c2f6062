"""The built baseline: arrays read from its hashed tables, and the axes that they are laid out on."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from sim.axes import Array, Axes
from sim.errors import InputError, Problem
from sim.paths import BASELINE, REGISTERS

NOT_AXES = ("value", "unit", "provenance", "low", "high")


@dataclass(frozen=True)
class Table:
    """One quantity: its axes with labels in file order, its values and how each is known."""

    axes: Mapping[str, tuple[str, ...]]
    values: Array
    unit: str
    low: Array
    high: Array
    provenance: Mapping[str, int]


@dataclass(frozen=True)
class Baseline:
    """All quantities of a built baseline by name, with its axes and the digest of its tables."""

    axes: Axes
    tables: Mapping[str, Table]
    digest: str
    version: str

    def __getitem__(self, name: str) -> Array:
        """Values of one quantity, without a member axis."""
        return self.tables[name].values


def read_table(path: Path) -> Table:
    """Read one tidy table into an array; raises InputError if rows are missing or stand twice."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names = [c for c in reader.fieldnames or () if c not in NOT_AXES]
        rows = list(reader)
    labels = {n: tuple(dict.fromkeys(row[n] for row in rows)) for n in names}
    shape = tuple(len(v) for v in labels.values())
    cells = {tuple(row[n] for n in names) for row in rows}
    if not len(cells) == len(rows) == int(np.prod(shape)):
        raise InputError(
            Problem(
                f"has {len(rows)} rows ({len(cells)} different) where its axes need {int(np.prod(shape))}.",
                file=path.name,
                cure="Rebuild the baseline with `python -m sim calibrate`.",
            )
        )
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["provenance"]] = counts.get(row["provenance"], 0) + 1
    column = {
        c: np.array([float(row[c] or "nan") for row in rows]).reshape(shape) for c in ("value", "low", "high")
    }
    return Table(labels, column["value"], rows[0]["unit"], column["low"], column["high"], counts)


def dated_projects(folder: Path = BASELINE) -> tuple[str, ...]:
    """Lines of the built network and power plants with a date, without reading the rest of the baseline."""
    names: list[str] = []
    for table, axis in (("line_links", "line"), ("plant_capacity", "plant")):
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            names += [row[axis] for row in csv.DictReader(file)]
    return tuple(dict.fromkeys(names))


def read_labels(path: Path) -> dict[str, tuple[str, ...]]:
    """Ids of every labelled axis, in the order of the register."""
    axes: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            axes.setdefault(row["axis"], []).append(row["id"])
    return {axis: tuple(ids) for axis, ids in axes.items()}


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of a baseline's tables."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


@cache
def load(folder: Path = BASELINE, registers: Path = REGISTERS) -> Baseline:
    """Load a built baseline.

    Raises InputError if it is missing or if its tables differ from the manifest that was written with them.
    """
    manifest_path = folder / "manifest.json"
    if not manifest_path.exists():
        raise InputError(
            Problem(
                "no baseline has been built.", file=manifest_path.name, cure="Run `python -m sim calibrate`."
            )
        )
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    found = digest(folder)
    if found != manifest["digest"]:
        raise InputError(
            Problem(
                "the baseline's tables are not those that its manifest describes.",
                file=manifest_path.name,
                cure="Rebuild it with `python -m sim calibrate`.",
            )
        )
    tables = {path.stem: read_table(path) for path in sorted(folder.glob("*.csv")) if path.stem != "observed"}
    known = read_labels(registers / "labels.csv")
    axes = Axes(
        city=known["city"],
        port=known["port"],
        sector=known["sector"],
        cargo=known["cargo"],
        marine=known["marine"],
        line=tables["line_links"].axes["line"],
        partner=known["partner"],
        market=known["market"],
        zone=known["zone"],
        platform=known["platform"],
        rival=known["rival"],
        hinterland=known["hinterland"],
        river=known["river"],
        water_user=known["water_user"],
        water_source=known["water_source"],
        load_source=known["load_source"],
        bay=known["bay"],
        technology=known["technology"],
        fuel=known["fuel"],
        plant=tables["plant_capacity"].axes["plant"],
    )
    return Baseline(axes, tables, found, manifest["version"])
