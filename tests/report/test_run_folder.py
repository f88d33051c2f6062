"""A run's folder by one process and by two: the same bytes, errors as they were, nothing left behind."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from sim import workers
from sim.report import glyphs, run_folder
from sim.report.charts import catalogue
from tests.report import synthetic
from tests.report.test_same_bytes import digests

FORKS = pytest.mark.skipif(workers.method() != "fork", reason="processes start as copies on Linux only")
COUNTS = [1, pytest.param(2, marks=FORKS)]


@FORKS
def test_two_processes_write_the_bytes_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for count in (1, 2):
        monkeypatch.setattr(run_folder, "processes", lambda count=count: count)
        run_folder.write_run_folder(tmp_path / str(count), synthetic.inputs(bands=True), "zh")
    one, two = (digests(tmp_path / str(count)) for count in (1, 2))
    assert one == two and len(one) > 60
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("count", COUNTS)
def test_an_error_in_a_chart_is_raised_and_neither_page_nor_process_is_left(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no such chart")

    monkeypatch.setattr(run_folder, "processes", lambda: count)
    monkeypatch.setattr(run_folder, "made", broken)
    with pytest.raises(ValueError, match="no such chart"):
        run_folder.write_run_folder(tmp_path, synthetic.inputs(), "en")
    assert not (tmp_path / "report.html").exists()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("count", COUNTS)
def test_a_folder_that_cannot_be_written_is_an_error_with_its_name_and_ends_all_processes(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_folder, "processes", lambda: count)
    (tmp_path / "charts").write_text("a file")
    with pytest.raises(OSError, match="charts"):
        run_folder.write_run_folder(tmp_path, synthetic.inputs(), "en")
    assert not (tmp_path / "report.html").exists()
    assert multiprocessing.active_children() == []


@FORKS
def test_letters_are_the_same_in_processes_that_read_the_font_at_once() -> None:
    """Copies of a process share its open files, and the place in them."""
    known = glyphs.glyph("口").vertices
    texts = ["".join(map(chr, range(0x4E00 + first, 0x9000, 8))) for first in range(4)]
    glyphs.glyph.cache_clear()
    assert list(workers.each(outlines, texts, 2)) == [outlines(text) for text in texts]
    assert (glyphs.glyph("口").vertices == known).all()


def outlines(text: str) -> list[float]:
    return [float(glyphs.glyph(character).vertices.sum()) for character in text if glyphs.known(character)]


def test_charts_of_a_run_are_those_of_the_catalogue_in_its_order() -> None:
    inputs = synthetic.inputs(bands=True)
    found = [chart.id for chart in catalogue.drawn(inputs, "en")]
    assert found == [chart.id for chart in catalogue.CHARTS if catalogue.made(chart, inputs, "en")]
