"""Short commands start short: they do not load what only a run or a chart needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sim.paths import ROOT

HEAVY = ("pandas", "matplotlib", "scipy", "jinja2", "openpyxl", "rich", "xlsxwriter")
LIGHT = (*HEAVY, "numpy", "pydantic", "yaml")


def loaded(*command: str) -> set[str]:
    """Top-level packages that a command has imported by its end, as the interpreter itself tells them."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    assert len(lines) > 50
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize(
    "command", [("run_scenario.py", "--help"), ("-m", "sim", "--help"), ("-m", "sim", "check", "--help")]
)
def test_help_loads_nothing_but_the_parser(command: tuple[str, ...]) -> None:
    packages = loaded(*command)
    assert "click" in packages
    assert packages.isdisjoint(LIGHT), packages & set(LIGHT)


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "sim", "levers", "--no-effects"),
        ("-m", "sim", "validate", "scenarios/plan.yaml"),
        ("-m", "sim", "resolve", "scenarios/plan.yaml"),
        ("-m", "sim", "diff", "base", "plan"),
        ("-m", "sim", "check", "scenarios/plan.yaml"),
    ],
)
def test_a_command_without_tables_or_charts_does_not_load_them(command: tuple[str, ...]) -> None:
    packages = loaded(*command)
    assert "numpy" in packages
    assert packages.isdisjoint(HEAVY), packages & set(HEAVY)


def test_the_probe_sees_what_a_command_loads() -> None:
    """The counterpart: a command that does make tables shows pandas to the same probe."""
    assert {"numpy", "pandas"} <= loaded("-m", "sim", "backtest")
