"""The reconciliation of needs and landings, and the page that prints it."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calibration.ports import PortBaseline, build
from calibration.ports.reconciliation import by_class, by_zone

ROOT = Path(__file__).resolve().parents[2]
PRINTER: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "ports_base_year.py"))


@pytest.fixture(scope="module")
def built() -> PortBaseline:
    return build()


def test_the_page_is_what_the_base_year_prints(built: PortBaseline) -> None:
    kept = PRINTER["PAGE"].read_text(encoding="utf-8")
    assert kept == PRINTER["page"](built), "run `python docs/ports_base_year.py`"


def test_zones_and_classes_tell_the_same_sums(built: PortBaseline) -> None:
    zones, classes = by_zone(built).groupby("class"), by_class(built).groupby("class")
    for column in ("need", "five", "rivals"):
        found, expected = zones[column].sum(), classes[column].sum()
        np.testing.assert_allclose(found, expected[found.index], rtol=1e-9)


def test_landed_is_needed_times_the_factor_and_the_relay_apart(built: PortBaseline) -> None:
    classes = by_class(built)
    landed = classes["five"] + classes["rivals"]
    np.testing.assert_allclose(landed, classes["need"] * classes["factor"], rtol=1e-3)
    assert ((classes["low"] <= classes["need"]) & (classes["need"] <= classes["high"])).all()
    ore = classes[classes["class"] == "ore"]
    handled = built.split.throughput[:, built.cargo.index("ore")].sum()
    assert (ore["five"] + ore["relayed"]).sum() == pytest.approx(handled, rel=1e-9)
