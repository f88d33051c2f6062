"""`import sim` is light, and what it offers is loaded when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sim
from sim.paths import ROOT

HEAVY = ("numpy", "pandas", "matplotlib", "pyarrow", "xarray", "yaml", "pydantic")


def test_the_import_loads_nothing_heavy() -> None:
    code = f"import sys, sim; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_everything_that_is_offered_is_there_and_explained() -> None:
    assert set(sim.__all__) <= set(dir(sim))
    for name in sim.__all__:
        assert (getattr(sim, name).__doc__ or "").strip(), name
    with pytest.raises(AttributeError, match="no attribute 'runn'"):
        sim.runn  # noqa: B018


def test_no_module_hides_what_is_offered() -> None:
    """A module of the package with the name of a call would take its place once it is imported."""
    modules = {path.stem for path in (ROOT / "sim").iterdir()}
    assert modules.isdisjoint(sim.__all__)
