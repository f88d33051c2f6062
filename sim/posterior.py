"""The shipped posterior: rows of parameters drawn together, which the growth record of 2010-2019 weighted."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from sim.axes import Array
from sim.errors import InputError, Problem
from sim.paths import BASELINE, POSTERIOR

TABLE, MANIFEST = "posterior.csv", "manifest.json"
RESTS_ON = (
    "capital_share_weights national_pass_through national_pass_through_error trend_growth "
    "trend_growth_common_error trend_growth_error utilisation value_added"
).split()
"""Tables of the baseline in whose terms the posterior is written."""
CURE = "Rebuild it with `python -m sim calibrate`."


def fingerprint(baseline: Path = BASELINE) -> str:
    """SHA-256 over the tables of the baseline that the posterior rests on."""
    total = hashlib.sha256()
    for name in RESTS_ON:
        total.update(name.encode() + b"\0" + (baseline / f"{name}.csv").read_bytes() + b"\0")
    return total.hexdigest()


def digest(folder: Path = POSTERIOR) -> str:
    """SHA-256 of the shipped table."""
    return hashlib.sha256((folder / TABLE).read_bytes()).hexdigest()


@cache
def load(folder: Path = POSTERIOR, baseline: Path = BASELINE) -> Mapping[str, Array]:
    """Values of every parameter of the posterior by name [row].

    Raises InputError if the table is missing, changed, or made for another baseline.
    """
    path = folder / TABLE
    if not (path.exists() and (folder / MANIFEST).exists()):
        raise InputError(Problem("no posterior has been built.", file=TABLE, cure=CURE))
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if digest(folder) != manifest["sha256"]:
        raise InputError(Problem("is not the table that its manifest describes.", file=TABLE, cure=CURE))
    if fingerprint(baseline) != manifest["baseline_tables"]:
        raise InputError(Problem("was estimated on another baseline.", file=TABLE, cure=CURE))
    with path.open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    values = np.array(rows, dtype=float).T
    return dict(zip(names, values, strict=True))
