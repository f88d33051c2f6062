"""Checks of an installation, each answered in one line."""

from __future__ import annotations

import os
import sys
from importlib import metadata

from sim.baseline import load
from sim.errors import InputError
from sim.paths import ROOT

NEEDED = (
    "click",
    "jinja2",
    "matplotlib",
    "numpy",
    "pandas",
    "pydantic",
    "pyyaml",
    "rich",
    "salabim",
    "scipy",
    "xlsxwriter",
)
PYTHON = (3, 11)


def report() -> tuple[list[str], bool]:
    """One line per check, and whether all of them passed."""
    checks = [_python(), *(_package(name) for name in NEEDED), _baseline(), _writable()]
    return [("ok    " if good else "FAULT ") + text for good, text in checks], all(good for good, _ in checks)


def _python() -> tuple[bool, str]:
    version = ".".join(str(n) for n in sys.version_info[:3])
    return sys.version_info >= PYTHON, f"Python {version} (3.11 or newer is needed)"


def _package(name: str) -> tuple[bool, str]:
    try:
        return True, f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return False, f"{name} is missing: pip install -c constraints.txt -e ."


def _baseline() -> tuple[bool, str]:
    try:
        baseline = load()
    except InputError as error:
        return False, str(error)
    return True, f"baseline {baseline.version}, sha256 {baseline.digest[:12]}"


def _writable() -> tuple[bool, str]:
    folder = ROOT / "outputs"
    good = os.access(folder if folder.exists() else ROOT, os.W_OK)
    return good, f"{folder.name}/ " + (
        "can be written" if good else "cannot be written: choose another with --out"
    )
