"""A run folder read back, also one of an earlier version: the results table and the manifest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from sim.errors import InputError, Problem
from sim.report.tables import RESULT_COLUMNS

PARQUET, CSV, TARGETS, MANIFEST = "results.parquet", "results.csv", "targets.csv", "manifest.json"
TIMED = "wall_seconds"
"""The one entry of a manifest that differs between two equal runs."""


def results(folder: Path) -> pd.DataFrame:
    """The long results table of a run folder, from Parquet where it is there, else from CSV.

    Raises InputError where there is neither or the file is no results table.
    """
    if not folder.is_dir():
        raise InputError(Problem("no such folder.", str(folder), cure="Name the folder of a run."))
    file = next((folder / name for name in (PARQUET, CSV) if (folder / name).is_file()), None)
    if file is None:
        said = f"has neither {PARQUET} nor {CSV}."
        raise InputError(Problem(said, str(folder), cure="Name the folder of a run."))
    try:
        frame = _read(file)
    except (OSError, ValueError):
        said = "cannot be read as a table."
        raise InputError(Problem(said, str(file), cure="Run the scenario again.")) from None
    missing = [name for name in RESULT_COLUMNS if name not in frame.columns]
    if missing or frame.empty:
        said = f"is no results table: it lacks {', '.join(missing) or 'rows'}."
        raise InputError(Problem(said, str(file), cure="Run the scenario again."))
    try:
        return frame.astype({"year": int, "value": float})
    except ValueError:
        said = "holds years or values that are no numbers."
        raise InputError(Problem(said, str(file), cure="Run the scenario again.")) from None


def manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a run folder; empty where there is none.

    Raises InputError where it is no JSON object.
    """
    file = folder / MANIFEST
    if not file.is_file():
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise InputError(Problem("is no JSON object.", str(file), cure="Run the scenario again."))
    return found


def targets(folder: Path) -> pd.DataFrame:
    """The target table of a run folder.

    Raises InputError where there is none.
    """
    file = folder / TARGETS
    try:
        return pd.read_csv(file, encoding="utf-8-sig")
    except (OSError, ValueError):
        said = "cannot be read as a table."
        raise InputError(Problem(said, str(file), cure="Run the scenario again.")) from None


def _read(file: Path) -> pd.DataFrame:
    if file.suffix == ".csv":
        return pd.read_csv(file, encoding="utf-8-sig")
    frame = pd.read_parquet(file)
    texts = [name for name in frame.columns if isinstance(frame[name].dtype, pd.CategoricalDtype)]
    return frame.astype(dict.fromkeys(texts, str))
