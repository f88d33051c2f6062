"""The same run written twice gives the same bytes in every file."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from sim.paths import ROOT
from sim.report.charts.catalogue import CHARTS
from tests.report import synthetic

CHILD = """
import sys
from pathlib import Path
from tests.report import synthetic
synthetic.write(Path(sys.argv[1]), synthetic.inputs(bands=True), sys.argv[2])
"""


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file by its place in the folder."""
    files = sorted(f for f in folder.rglob("*") if f.is_file())
    return {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def test_a_run_folder_holds_its_tables_its_page_its_workbook_and_three_files_a_chart(
    written: Mapping[str, Path],
) -> None:
    charts = {f"charts/{c.id}.{kind}" for c in CHARTS for kind in ("csv", "png", "svg")}
    for folder in written.values():
        assert set(digests(folder)) == {
            "memo.html", "report.html", "results.csv", "results.parquet", "results.xlsx", "results_iamc.csv",
            "targets.csv", *charts,
        }  # fmt: skip


def test_writing_again_into_a_filled_folder_replaces_every_file_by_the_same_bytes(
    written: Mapping[str, Path], tmp_path: Path
) -> None:
    for name in digests(written["en"]):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"of an earlier run")
    synthetic.write(tmp_path, synthetic.inputs(bands=True), "en")
    assert digests(tmp_path) == digests(written["en"])


@pytest.mark.slow
def test_another_process_with_another_hash_seed_zone_and_locale_writes_the_same_bytes(
    written: Mapping[str, Path], tmp_path: Path
) -> None:
    surroundings = os.environ | {"PYTHONHASHSEED": "4321", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", CHILD, str(tmp_path), "zh"], cwd=ROOT, env=surroundings, check=True)
    assert digests(tmp_path) == digests(written["zh"])
