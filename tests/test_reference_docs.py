"""The reference pages say what the registers say."""

from __future__ import annotations

import csv
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PRINTER: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "build_reference.py"))


@pytest.mark.parametrize("name", sorted(PRINTER["PAGES"]))
def test_a_page_is_what_the_registers_print(name: str) -> None:
    kept = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert kept == PRINTER["PAGES"][name](), "run `python docs/build_reference.py`"


def test_no_page_is_left_from_an_earlier_printing() -> None:
    kept = {path.name for path in (ROOT / "docs" / "reference").iterdir()}
    assert kept == set(PRINTER["PAGES"])


@pytest.mark.parametrize(
    ("page", "register", "key"),
    [
        ("levers.md", "calibration/registers/levers.csv", "lever"),
        ("parameters.md", "calibration/registers/parameters.csv", "name"),
        ("shocks.md", "calibration/registers/shocks.csv", "kind"),
        ("targets.md", "calibration/registers/targets.csv", "target_id"),
        ("variables.md", "sim/variables.csv", "field"),
    ],
)
def test_every_row_of_a_register_is_on_its_page(page: str, register: str, key: str) -> None:
    with (ROOT / register).open(encoding="utf-8", newline="") as file:
        names = [row[key] for row in csv.DictReader(file)]
    text = PRINTER["PAGES"][page]()
    missing = [name for name in names if f"`{name}`" not in text and f"| {name} |" not in text]
    assert names
    assert missing == []


def test_a_cell_cannot_break_its_table() -> None:
    assert PRINTER["cell"]("Marine GDP|Tourism\nand more") == "Marine GDP\\|Tourism and more"
