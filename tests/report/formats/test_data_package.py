"""The data package: every table of a folder described, in both languages, and nothing that is not so."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.report.compare.folder import write_comparison
from sim.report.formats import columns, files
from sim.report.formats.data_package import FILE, data_package, slug
from sim.report.formats.variables import notes, registered
from sim.report.run_folder import write_run_folder
from tests.report import synthetic
from tests.report.side_by_side import several

TITLE = {"en": "A plan", "zh": "规划"}
FACTS = {"seed": 0}
RUN, COMPARISON = "run", "comparison"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of an invented run, and that of a comparison."""
    run, comparison = (tmp_path_factory.mktemp("package") / kind for kind in (RUN, COMPARISON))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sim.report.run_folder.png", lambda sheet: b"")
        files = write_run_folder(run, synthetic.inputs(bands=True), "en")
        write_comparison(comparison, several(3, 24), "en")
    (run / FILE).write_bytes(data_package(run, files, "plan", TITLE, FACTS))
    return {RUN: run, COMPARISON: comparison}


def package(folder: Path) -> dict:
    return json.loads((folder / FILE).read_text(encoding="utf-8"))


def tables(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for path in folder.rglob("*.csv"):
        head = next(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        yield path.relative_to(folder).as_posix(), head


@pytest.mark.parametrize("kind", [RUN, COMPARISON])
def test_every_table_is_described_column_by_column_with_its_digest(
    kind: str, folders: dict[str, Path]
) -> None:
    folder = folders[kind]
    described = {one["path"]: one for one in package(folder)["resources"] if "path" in one}
    found = dict(tables(folder))
    assert found.keys() <= described.keys()
    assert all((folder / path).is_file() for path in described)
    for path, one in described.items():
        content = (folder / path).read_bytes()
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if path in found:
            assert [field["name"] for field in one["schema"]["fields"]] == found[path]


@pytest.mark.parametrize("kind", [RUN, COMPARISON])
def test_every_column_and_file_is_registered_with_names_in_both_languages(
    kind: str, folders: dict[str, Path]
) -> None:
    """A new column needs a row in columns.csv, a new file one in files.csv, a new chart a caption."""
    folder = folders[kind]
    assert [
        (path, name) for path, head in tables(folder) for name in head if not columns.column(path, name)
    ] == []
    for one in package(folder)["resources"]:
        assert one["title"] and one["title_zh"], one["name"]
        assert not re.search(r"[a-z]{4}", one["title_zh"].replace("Parquet", "").replace("IAMC", "")), one


@pytest.mark.parametrize("kind", [RUN, COMPARISON])
def test_variables_and_places_stand_in_lists_with_units(kind: str, folders: dict[str, Path]) -> None:
    found = {one["name"]: one for one in package(folders[kind])["resources"]}
    units = {row["variable"]: row["unit"] for row in found["variables"]["data"]}
    assert units["GDP"] == "100m CNY 2020"
    names = {row["region"]: row["title_zh"] for row in found["places"]["data"]}
    assert names["jiaodong"] == "胶东经济圈"
    assert all(row["title_zh"] for row in found["variables"]["data"])


def test_the_package_names_licences_and_sources(folders: dict[str, Path]) -> None:
    found = package(folders[RUN])
    assert found["name"] == "jiaodong-plan" and found["title_zh"] == "规划" and found["run"] == FACTS
    assert {"MIT", "CC-BY-3.0-IGO", "CC-BY-4.0"} <= {one["name"] for one in found["licenses"]}
    assert len(found["sources"]) > 10


def test_equal_folders_have_equal_packages(folders: dict[str, Path], tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(folders[RUN], copy)
    files = [path.relative_to(copy).as_posix() for path in copy.rglob("*.*")]
    assert data_package(copy, files, "plan", TITLE, FACTS) == (folders[RUN] / FILE).read_bytes()


def test_what_a_run_did_not_write_is_not_described(tmp_path: Path, no_png: None) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "charts").mkdir()
    (tmp_path / "charts" / "measures_old.csv").write_bytes("旧,表\n".encode("gbk"))
    files = write_run_folder(tmp_path, synthetic.inputs(), "en")
    found = json.loads(data_package(tmp_path, files, "plan", TITLE, FACTS))
    described = {one["path"] for one in found["resources"] if "path" in one}
    assert described and described <= set(files)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [RUN, COMPARISON])
@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_no_fault(kind: str, folders: dict[str, Path]) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.Package(str(folders[kind] / FILE)).validate()
    assert report.valid, report.flatten(["name", "fieldName", "type", "note"])[:5]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_frictionless_sees_a_changed_number(folders: dict[str, Path], tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    copy = tmp_path / RUN
    shutil.copytree(folders[RUN], copy)
    with (copy / "targets.csv").open("a", encoding="utf-8") as file:
        file.write("T999\n")
    assert not frictionless.Package(str(copy / FILE)).validate().valid


def test_a_tables_own_row_goes_before_that_for_all() -> None:
    assert columns.column("results.csv", "p05").title_en == "5th percentile"
    assert columns.column("differences.csv", "p05").title_en == "Difference, 5th percentile"
    assert columns.column("comparison.csv", "value").column == columns.ANY
    assert columns.column("results_iamc.csv", "2025").type == "number"
    assert columns.column("results.csv", "nonsense") is None


def test_the_registers_are_whole_and_hold_each_row_once() -> None:
    rows = columns.register()
    assert len({(row.table, row.column) for row in rows}) == len(rows)
    for row in rows:
        assert row.type in ("string", "number", "integer", "boolean", "any")
        assert row.title_en and row.title_zh
        assert bool(row.meaning_en) == bool(row.meaning_zh), row
    for row in files.register().values():
        assert row["description"] and row["description_zh"]
        assert row["folder"] in (RUN, COMPARISON, "both")


def test_a_variable_has_the_meaning_of_its_family() -> None:
    assert registered("Value added|Manufacturing").field == registered("Value added").field
    assert registered("GDP|Current prices") is None
    assert notes("Port throughput|Ore")["kind"] == "flow"
    assert set(notes("GDP|Current prices")) == {"title", "title_zh"}


@pytest.mark.parametrize(
    ("text", "name"),
    [("Jiaodong plan+trade_slump", "jiaodong-plan-trade-slump"), ("charts-GDP", "charts-gdp")],
)
def test_names_are_those_that_the_standard_allows(text: str, name: str) -> None:
    assert slug(text) == name
