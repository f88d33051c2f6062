"""The example notebooks run from top to bottom, and are kept without outputs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim.paths import ROOT

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
TIMEOUT = 600
"""Seconds for one cell, far above what any needs."""


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_kept_without_outputs(file: Path) -> None:
    found = json.loads(file.read_text(encoding="utf-8"))
    cells = [cell for cell in found["cells"] if cell["cell_type"] == "code"]
    assert len(cells) > 8
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)


def test_the_twins_have_the_same_steps() -> None:
    english, chinese = (json.loads(file.read_text(encoding="utf-8"))["cells"] for file in NOTEBOOKS)
    assert [cell["cell_type"] for cell in english] == [cell["cell_type"] for cell in chinese]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs_and_every_cell_shows_what_it_says(file: Path) -> None:
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    pytest.importorskip("xarray")
    book = nbformat.read(file, as_version=4)
    nbclient.NotebookClient(book, timeout=TIMEOUT, resources={"metadata": {"path": str(ROOT)}}).execute()
    for cell in (cell for cell in book.cells if cell.cell_type == "code"):
        kinds = [output.output_type for output in cell.outputs]
        streams = [output.text for output in cell.outputs if output.get("name") == "stderr"]
        assert "error" not in kinds and streams == [], cell.source
    shown = [output.data for cell in book.cells for output in cell.get("outputs", ()) if "data" in output]
    assert any("image/svg+xml" in data for data in shown)
    assert sum("text/html" in data for data in shown) >= 6
    printed = "".join(o.text for cell in book.cells for o in cell.get("outputs", ()) if "text" in o)
    assert "rd_growth" in printed
