"""The built baseline: a function of the source tables alone, and the one that is kept in the project."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from calibration import build as builder
from calibration.quantity import Quantity
from calibration.tables import SOURCES
from sim.baseline import digest, load
from sim.errors import InputError
from sim.paths import BASELINE, ROOT


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A baseline built here and now; a table of an older build lies in its folder."""
    folder = tmp_path_factory.mktemp("fresh")
    (folder / "left_over.csv").write_text("value\n1\n", encoding="utf-8")
    builder.write(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def differing(one: Path, other: Path) -> set[str]:
    first, second = files(one), files(other)
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}


def written_by(sources: Path, folder: Path, *, hash_seed: str) -> str:
    """Build in a process of its own, where sets and dictionaries are hashed otherwise; its digest."""
    code = (
        "import sys; from pathlib import Path; from calibration.build import write;"
        "print(write(Path(sys.argv[1]), Path(sys.argv[2])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(sources)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_the_baseline_in_the_project_is_what_its_sources_give(fresh: Path) -> None:
    """Words to the letter, numbers to nine digits: the last bits belong to the processor's exp and log."""
    assert files(fresh).keys() == files(BASELINE).keys()
    for name in sorted(path.name for path in fresh.glob("*.csv")):
        built, kept = (pd.read_csv(folder / name, keep_default_na=False) for folder in (fresh, BASELINE))
        pd.testing.assert_frame_equal(built, kept, rtol=1e-9, atol=1e-15, obj=name)


def test_nothing_of_an_older_build_stays_behind(fresh: Path) -> None:
    assert "left_over.csv" not in files(fresh)


@pytest.mark.slow
def test_building_in_another_process_gives_the_same_bytes(fresh: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    found = written_by(SOURCES, again, hash_seed="7")
    assert differing(fresh, again) == set()
    assert found == digest(fresh)


@pytest.mark.slow
def test_a_changed_source_gives_another_hash_and_moves_only_what_rests_on_it(
    fresh: Path, tmp_path: Path
) -> None:
    sources = tmp_path / "sources"
    shutil.copytree(SOURCES, sources)
    table = sources / "city_accounts_history.csv"
    text = table.read_text(encoding="utf-8")
    row = "qingdao,2020,rd_expenditure_allocated,274.586007"
    assert text.count(row) == 1
    table.write_text(text.replace(row, "qingdao,2020,rd_expenditure_allocated,275.586007"), encoding="utf-8")
    changed = tmp_path / "changed"
    found = written_by(sources, changed, hash_seed="0")
    assert differing(fresh, changed) == {"rd_spending.csv", "manifest.json"}
    assert found != digest(fresh)
    hashes = [
        json.loads((f / "manifest.json").read_text(encoding="utf-8"))["sources"] for f in (fresh, changed)
    ]
    assert {name for name in hashes[0] if hashes[0][name] != hashes[1][name]} == {table.name}


def test_the_manifest_holds_the_true_hash_of_every_source() -> None:
    manifest = json.loads((BASELINE / "manifest.json").read_text(encoding="utf-8"))
    expected = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in SOURCES.glob("*.csv")}
    assert manifest["sources"] == expected
    assert len(expected) > 25
    assert manifest["version"] == builder.VERSION


def test_the_digest_is_over_names_and_bytes_of_every_table() -> None:
    """The documented rule, written out again: name, zero byte, content, zero byte, in the order of names."""
    total = hashlib.sha256()
    for name in sorted(path.name for path in BASELINE.glob("*.csv")):
        total.update(name.encode() + b"\0" + (BASELINE / name).read_bytes() + b"\0")
    manifest = json.loads((BASELINE / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["digest"] == total.hexdigest() == load().digest


def test_every_table_has_a_method() -> None:
    manifest = json.loads((BASELINE / "manifest.json").read_text(encoding="utf-8"))
    tables = {path.stem for path in BASELINE.glob("*.csv")} - {"observed"}
    assert set(manifest["methods"]) == tables
    assert all(manifest["methods"].values())


def test_a_table_changed_by_hand_is_refused(fresh: Path, tmp_path: Path) -> None:
    folder = tmp_path / "touched"
    shutil.copytree(fresh, folder)
    table = folder / "rd_spending.csv"
    table.write_bytes(table.read_bytes().replace(b"274.586007", b"274.586008"))
    with pytest.raises(InputError, match="not those that its manifest describes"):
        load(folder)


def test_a_missing_source_table_stops_the_build_before_anything_is_written(tmp_path: Path) -> None:
    sources, folder = tmp_path / "sources", tmp_path / "out"
    shutil.copytree(SOURCES, sources)
    (sources / "marine.csv").unlink()
    folder.mkdir()
    (folder / "kept.csv").write_text("value\n1\n", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"marine\.csv"):
        builder.write(folder, sources)
    assert list(files(folder)) == ["kept.csv"]


def test_every_number_is_written_in_its_shortest_exact_form(tmp_path: Path) -> None:
    values = np.array([0.1, 1 / 3, 1e-17, 12345678.9, np.inf])
    quantity = Quantity("q", {"a": tuple("vwxyz")}, "share", values, "derived", "by hand")
    lines = quantity.write(tmp_path).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "a,value,unit,provenance,low,high"
    assert [float(line.split(",")[1]) for line in lines[1:]] == list(values)
    assert lines[1] == "v,0.1,share,derived,,"


def test_values_that_do_not_fit_their_axes_are_refused() -> None:
    quantity = Quantity("q", {"a": ("x", "y")}, "share", np.ones(3), "derived", "by hand")
    with pytest.raises(ValueError, match=r"q: values have shape \(3,\), axes \(2,\)"):
        quantity.table()
