"""What may stand in the repository's text files, and how long one of Python may be."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from sim.paths import ROOT

LONGEST = 400
"""Lines with something on them; a longer file has two reasons to change."""
SKIPPED = {"__pycache__", "build", "dist", "outputs"}
"""Made by tools or by runs; folders that begin with a dot or end in egg-info are left out as well."""
TEXT = set(".cff .cfg .csv .css .geojson .html .j2 .json .md .py .toml .txt .yaml .yml".split())
NAMED = {"LICENSE", ".gitignore"}
MACHINE = re.compile(r"(?<![\w.:/])/(?:wor[k]|far[m]|hom[e]|roo[t]|User[s]|tm[p])/")
"""Folders of somebody's machine; a path inside a web address or after a word is none."""
HOSTS = re.compile(r"pyp[i]\.org|pythonhoste[d]|index-ur[l]|extra-inde[x]|trusted-hos[t]|anaconda\.or[g]")


@cache
def text_files() -> dict[str, Path]:
    """Every text file of the project, by its path from the root."""
    found = {}
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(
            (part.startswith(".") and part not in (".github", ".gitignore")) or part.endswith(".egg-info")
            for part in parts
        )
        readable = path.suffix in TEXT or path.name in NAMED
        if readable and not hidden and SKIPPED.isdisjoint(parts[:-1]) and path.is_file():
            found["/".join(parts)] = path
    return found


def lines_with_something(path: Path) -> int:
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())


def test_the_search_reaches_every_corner_of_the_project() -> None:
    found = text_files()
    assert {"run_scenario.py", "sim/year.py", "scenarios/base.yaml", "calibration/sources/macro.csv"} <= set(
        found
    )
    assert {"pyproject.toml", "README.md", "tests/architecture/test_files.py"} <= set(found)
    assert not any(name.startswith((".git/", "outputs/")) for name in found)


def test_no_file_of_python_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        name: lines_with_something(path) for name, path in text_files().items() if path.suffix == ".py"
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST} == {}


def test_the_files_of_the_model_are_short() -> None:
    """Those of sim and calibration below 300 lines in all, blank ones too."""
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines())
        for name, path in text_files().items()
        if path.suffix == ".py" and name.startswith(("sim/", "calibration/"))
    }
    assert {name: n for name, n in lengths.items() if n >= 300} == {}


@pytest.mark.parametrize(("what", "pattern"), [("a machine's folder", MACHINE), ("a package host", HOSTS)])
def test_no_text_file_names(what: str, pattern: re.Pattern[str]) -> None:
    found = []
    for name, path in text_files().items():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{name}:{number}: {line.strip()[:80]}")
    assert found == [], what


def test_the_patterns_find_what_they_are_for() -> None:
    """Samples are put together here, so that this file does not name what it forbids."""
    room, host = "/wor" + "k", "pyp" + "i.org"
    assert all(MACHINE.search(text) for text in (f"{room}/x", f"in '{room}/y'", f"({room}/z)"))
    assert not any(MACHINE.search(text) for text in (f"https://a.b{room}/", f"team{room}/x"))
    assert all(HOSTS.search(text) for text in (f"https://{host}/simple", "--index-" + "url"))
    assert not HOSTS.search("https://python.org")


def test_text_is_utf_8_with_plain_line_ends() -> None:
    for name, path in text_files().items():
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf"), name
        assert b"\r" not in content, name
        content.decode("utf-8")
