"""`python -m sim export`: other formats from a run folder alone, also from one that holds no Parquet yet."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from sim.cli import main
from sim.errors import InputError
from sim.report.formats import export, reading
from sim.report.formats.iamc import iamc_csv
from sim.report.tables import results_csv
from tests.report.formats import small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as an earlier version left it."""
    (tmp_path / "results.csv").write_bytes(results_csv(small.frame()))
    (tmp_path / "manifest.json").write_text(json.dumps({"seed": 3, "wall_seconds": 1.5}), encoding="utf-8")
    return tmp_path


def test_csv_and_parquet_read_back_alike(folder: Path) -> None:
    from_csv = reading.results(folder)
    (folder / "results.parquet").write_bytes(export.files(folder, ["parquet"])["results.parquet"])
    pd.testing.assert_frame_equal(reading.results(folder), from_csv, check_exact=True)
    pd.testing.assert_frame_equal(from_csv, small.frame(), check_exact=True, check_dtype=False)


def test_the_files_are_those_that_a_run_writes(folder: Path) -> None:
    assert export.files(folder, ["iamc", "parquet"]) == export.beside(small.frame(), {"seed": 3})
    assert export.files(folder, ["iamc"]) == {"results_iamc.csv": iamc_csv(small.frame())}


def test_the_verb_writes_what_it_says(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("xarray")
    out = tmp_path / "elsewhere"
    given = ["export", str(folder), "--to", "netcdf", "--to", "iamc", "--out", str(out), "--lang", "zh"]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 0, done.output
    assert {path.name for path in out.iterdir()} == {"results.nc", "observed.nc", "results_iamc.csv"}
    assert done.output.count("已写出。") == 3


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (None, b"", "has neither results.parquet nor results.csv"),
        ("results.csv", b"", "cannot be read as a table"),
        ("results.csv", b"a,b\n1,2\n", "it lacks model, scenario, region"),
        ("results.csv", b"model,scenario,region,variable,unit,year,value\n", "it lacks rows"),
        (
            "results.csv",
            b"model,scenario,region,variable,unit,year,value\nm,s,r,v,u,2020,x\n",
            "are no numbers",
        ),
        ("results.csv", b"\xff\xfe\x00", "cannot be read as a table"),
        ("results.parquet", b"PAR1", "cannot be read as a table"),
    ],
)
def test_what_is_no_run_folder_is_told(name: str | None, content: bytes, said: str, tmp_path: Path) -> None:
    if name:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=said):
        export.files(tmp_path, ["iamc"])
    done = CliRunner().invoke(main, ["export", str(tmp_path), "--to", "iamc"])
    assert done.exit_code == 2
    assert said in done.output


def test_a_broken_manifest_and_a_missing_folder_are_told(folder: Path) -> None:
    (folder / "manifest.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(InputError, match="is no JSON object"):
        export.files(folder, ["iamc"])
    with pytest.raises(InputError, match="no such folder"):
        export.files(folder / "none", ["iamc"])
