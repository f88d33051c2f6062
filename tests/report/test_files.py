"""Files are written whole: an interrupted write leaves the earlier file, and nothing of the new one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sim.report import files, run_folder
from sim.report.files import atomic_write_bytes
from tests.report import synthetic


def test_a_file_is_written_with_its_folders_and_readable_by_all(tmp_path: Path) -> None:
    target = tmp_path / "run" / "charts" / "a.csv"
    atomic_write_bytes(target, b"one\n")
    atomic_write_bytes(target, b"two\n")
    assert target.read_bytes() == b"two\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert [f.name for f in target.parent.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("trouble", [OSError(28, "no space left"), KeyboardInterrupt()])
@pytest.mark.parametrize("earlier", [None, b"earlier"])
def test_an_interrupted_replacement_leaves_what_was_there(
    trouble: BaseException, earlier: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "targets.csv"
    if earlier is not None:
        target.write_bytes(earlier)

    def fails(self: Path, other: Path) -> Path:
        raise trouble

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(type(trouble)):
        atomic_write_bytes(target, b"new")
    monkeypatch.undo()
    left = {f.name: f.read_bytes() for f in tmp_path.iterdir()}
    assert left == ({} if earlier is None else {"targets.csv": earlier})


def test_a_write_that_breaks_off_half_way_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.html"
    target.write_bytes(b"earlier")
    true_open = os.fdopen

    def breaking(handle: int, mode: str) -> object:
        with true_open(handle, mode) as file:
            file.write(b"<html>half")
        raise OSError(5, "input/output error")

    monkeypatch.setattr(files.os, "fdopen", breaking)
    with pytest.raises(OSError, match="input/output"):
        atomic_write_bytes(target, b"<html>half and the rest")
    monkeypatch.undo()
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir()} == {"report.html": b"earlier"}


def test_the_earlier_file_stands_until_the_new_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"earlier")
    seen: list[tuple[bytes, bytes]] = []
    replace = Path.replace

    def watched(self: Path, other: Path) -> Path:
        seen.append((Path(other).read_bytes(), self.read_bytes()))
        assert self.parent == Path(other).parent, "a rename in one step needs one folder"
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", watched)
    atomic_write_bytes(target, b"new")
    assert seen == [(b"earlier", b"new")]


def test_a_place_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match=r"(?i)exist|directory"):
        atomic_write_bytes(tmp_path / "file" / "a.csv", b"")


def test_a_run_broken_off_before_its_page_keeps_the_earlier_page_and_leaves_whole_files(
    no_png: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("results.csv", "results.xlsx", "report.html"):
        (tmp_path / name).write_bytes(b"earlier")

    def broken(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(run_folder, "workbook", broken)
    with pytest.raises(KeyboardInterrupt):
        synthetic.write(tmp_path, synthetic.inputs(), "en")
    left = {f.name: f.read_bytes() for f in tmp_path.iterdir() if f.is_file()}
    twins = {"results.parquet", "results_iamc.csv"}
    assert set(left) == {"results.csv", "results.xlsx", "report.html", "targets.csv", *twins}
    assert left["report.html"] == left["results.xlsx"] == b"earlier" != left["results.csv"]


def test_the_page_is_the_last_file_of_a_run(
    no_png: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr(run_folder, "atomic_write_bytes", lambda path, content: order.append(path.name))
    synthetic.write(tmp_path, synthetic.inputs(), "en")
    assert order[:2] == ["results.csv", "targets.csv"]
    assert order[-3:] == ["results.xlsx", "memo.html", "report.html"]
