"""The example notebooks run from top to bottom, and are kept without outputs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sim.paths import ROOT

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
EXECUTE = """
import sys
import nbclient, nbformat
book = nbformat.read(sys.argv[1], as_version=4)
nbclient.NotebookClient(book, timeout=600, resources={"metadata": {"path": sys.argv[3]}}).execute()
nbformat.write(book, sys.argv[2])
"""
"""A process of its own, as the client's threads outlive it: no later test could start copies of its own."""


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
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs_and_every_cell_shows_what_it_says(file: Path, tmp_path: Path) -> None:
    pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    pytest.importorskip("xarray")
    nbformat = pytest.importorskip("nbformat")
    executed = tmp_path / file.name
    command = [sys.executable, "-c", EXECUTE, str(file), str(executed), str(ROOT)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout
    book = nbformat.read(executed, as_version=4)
    for cell in (cell for cell in book.cells if cell.cell_type == "code"):
        kinds = [output.output_type for output in cell.outputs]
        streams = [output.text for output in cell.outputs if output.get("name") == "stderr"]
        assert "error" not in kinds and streams == [], cell.source
    shown = [output.data for cell in book.cells for output in cell.get("outputs", ()) if "data" in output]
    assert any("image/svg+xml" in data for data in shown)
    assert sum("text/html" in data for data in shown) >= 6
    printed = "".join(o.text for cell in book.cells for o in cell.get("outputs", ()) if "text" in o)
    assert "rd_growth" in printed
