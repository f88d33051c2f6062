"""Writes the posterior: the table that the model draws from, prior beside posterior, and the recipe."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pandas as pd

from calibration.estimation import record, summary
from calibration.estimation.posterior import estimate
from calibration.estimation.prior import ESTIMATION, setting
from calibration.tables import SOURCES
from sim import posterior
from sim.baseline import load
from sim.paths import BASELINE, PARAMETERS, POSTERIOR

VERSION = "2020.1"
FORMAT = "%.8g"
"""Eight digits: errors in the last bits of another processor's exp, log and linear algebra reach the tenth at
most, where a trend's error is the small difference of two estimates.
"""
SUMMARY = "summary.csv"
SOURCE_TABLES = ("city_accounts_history.csv", "macro.csv")
RECIPE = (
    "Prior draws of the register's parameters and of calibration/registers/estimation.csv by Philox streams, "
    "weighted with the normal likelihood of calibration/estimation/hindcast.py on 2011-2019, resampled "
    "systematically, permuted; see docs/equations/estimation.md"
)


def write(folder: Path = POSTERIOR, baseline: Path = BASELINE, sources: Path = SOURCES) -> str:
    """Estimate on a built baseline, write table, summary and manifest, and return the table's digest."""
    built = load(baseline)
    seen = record.read(built.axes.city, sources)
    found = estimate(built, seen)
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / posterior.TABLE
    pd.DataFrame(dict(found.members)).to_csv(table, index=False, lineterminator="\n", float_format=FORMAT)
    summary.build(built, seen, found).to_csv(
        folder / SUMMARY, index=False, lineterminator="\n", float_format="%.6g"
    )
    digest = _sha(table)
    manifest = {
        "version": VERSION,
        "sha256": digest,
        "recipe": RECIPE,
        "prior_draws": int(setting("estimation_draws")),
        "rows": int(setting("estimation_members")),
        "seed": int(setting("estimation_seed")),
        "effective_sample_size": round(found.effective_size),
        "log_evidence": round(found.log_evidence, 3),
        "baseline_tables": posterior.fingerprint(baseline),
        "registers": {path.name: _sha(path) for path in (ESTIMATION, PARAMETERS)},
        "sources": {name: _sha(sources / name) for name in SOURCE_TABLES},
    }
    (folder / posterior.MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return digest


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
