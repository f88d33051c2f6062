"""Loading a built baseline: complete tables, axes from the labels, and a digest that notices any change."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from sim.baseline import digest, load, read_table
from sim.errors import InputError
from sim.paths import BASELINE

HEAD = "city,sector,value,unit,provenance,low,high\n"
ROWS = [
    "a,x,1,GW,derived,0.5,2\n",
    "a,y,2,GW,sourced,,\n",
    "b,x,3,GW,derived,,\n",
    "b,y,4,GW,derived,3,5\n",
]


def written(path: Path, rows: list[str]) -> Path:
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def test_a_table_becomes_an_array_in_the_order_of_its_file(tmp_path: Path) -> None:
    table = read_table(written(tmp_path / "t.csv", ROWS))
    assert table.axes == {"city": ("a", "b"), "sector": ("x", "y")}
    np.testing.assert_array_equal(table.values, [[1, 2], [3, 4]])
    np.testing.assert_array_equal(table.low, [[0.5, np.nan], [np.nan, 3]])
    np.testing.assert_array_equal(table.high, [[2, np.nan], [np.nan, 5]])
    assert table.unit == "GW"
    assert table.provenance == {"derived": 3, "sourced": 1}


@pytest.mark.parametrize("rows", [ROWS[:3], [*ROWS, ROWS[0]]], ids=["missing", "twice"])
def test_a_table_with_holes_or_doubles_is_refused(tmp_path: Path, rows: list[str]) -> None:
    with pytest.raises(
        InputError, match=r"t\.csv: has \d rows \(\d different\) where its axes need 4.*calibrate"
    ):
        read_table(written(tmp_path / "t.csv", rows))


def test_a_table_whose_doubles_make_up_for_its_holes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_table(written(tmp_path / "t.csv", [*ROWS[:3], ROWS[0]]))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASELINE, tmp_path / "baseline"))


def test_a_copy_loads_as_the_original(copy: Path) -> None:
    again, original = load(copy), load()
    assert again.digest == original.digest == json.loads((copy / "manifest.json").read_text())["digest"]
    assert again.axes == original.axes
    np.testing.assert_array_equal(again["value_added"], original["value_added"])


@pytest.mark.parametrize("change", ["edit", "remove", "rename"])
def test_a_changed_baseline_is_refused(copy: Path, change: str) -> None:
    table = copy / "place_gdp.csv"
    if change == "edit":
        table.write_text(table.read_text().replace("jinan", "jinan ", 1))
    elif change == "remove":
        table.unlink()
    else:
        table.rename(copy / "place_gdp_2.csv")
    with pytest.raises(InputError, match=r"not those that its manifest describes.*calibrate"):
        load(copy)


def test_a_missing_baseline_is_named_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no baseline has been built.*python -m sim calibrate"):
        load(tmp_path)


def test_the_digest_covers_names_and_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    (folder / "one.csv").write_bytes(b"1")
    first = digest(folder)
    (folder / "one.csv").rename(folder / "two.csv")
    second = digest(folder)
    (folder / "two.csv").write_bytes(b"2")
    assert len({first, second, digest(folder)}) == 3
    (folder / "note.txt").write_text("not a table")
    (folder / "two.csv").write_bytes(b"1")
    assert digest(folder) == second


def test_axes_follow_the_registered_labels() -> None:
    baseline = load()
    assert baseline.axes.city == ("qingdao", "yantai", "weifang", "weihai", "rizhao")
    assert len(baseline.axes.sector) == 12
    assert len(baseline.axes.marine) == 14
    for name, table in baseline.tables.items():
        for axis, labels in table.axes.items():
            if hasattr(baseline.axes, axis):
                assert labels == baseline.axes.labels(axis), f"{name}: {axis}"


def test_ranges_hold_the_value() -> None:
    """Cells that nobody measured carry a range; the central value lies in it."""
    ranged = 0
    for name, table in load().tables.items():
        known = np.isfinite(table.low) & np.isfinite(table.high) & np.isfinite(table.values)
        slack = 1e-9 * np.abs(table.values[known])
        assert (table.low[known] <= table.values[known] + slack).all(), name
        assert (table.values[known] <= table.high[known] + slack).all(), name
        ranged += known.any()
    assert ranged >= 8
