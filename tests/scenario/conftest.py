"""Fixtures: a small register, a scenarios folder, and a loader over both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest

from sim.paths import REGISTERS
from sim.scenario.levers import TEXTS
from sim.scenario.loading import load
from sim.scenario.registers import Registers, read_registers
from sim.scenario.scenario import Scenario
from tests.scenario.samples import (
    CHAPTERS,
    DRIVERS,
    HEAD,
    LABELS,
    LEVERS,
    LIVE,
    LIVE_SHOCKS,
    MEASURES,
    PARAMETERS,
    PROJECTS,
    RULE_VALUES,
    SERIES,
    SHOCKS,
    UNITS,
)


@pytest.fixture
def registers(tmp_path: Path) -> Registers:
    folder = tmp_path / "registers"
    folder.mkdir()
    columns = ["lever", "neutral", "rule_value", "low", "high", *TEXTS]
    lines = [",".join(columns)]
    for lever, index, unit, neutral, low, high, zh in LEVERS:
        row = {
            "lever": lever,
            "neutral": neutral,
            "rule_value": RULE_VALUES.get(lever, ""),
            "chapter": CHAPTERS.get(lever, "8"),
            "low": low,
            "high": high,
            "index": index,
            "unit": unit,
            "label_en": lever,
            "label_zh": zh,
            "mechanism": "a stated cause",
            "grade": "A",
        }
        lines.append(",".join(str(row.get(column, "")) for column in columns))
    (folder / "levers.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "labels.csv").write_text(LABELS, encoding="utf-8")
    (folder / "dated_projects.csv").write_text(PROJECTS, encoding="utf-8")
    (folder / "measures.csv").write_text(MEASURES, encoding="utf-8")
    (folder / "driver_series.csv").write_text(SERIES, encoding="utf-8")
    (folder / "lever_units.csv").write_text(UNITS, encoding="utf-8")
    copy(REGISTERS / "scenario_keys.csv", folder)
    (folder / "parameters.csv").write_text(PARAMETERS, encoding="utf-8")
    (folder / "shocks.csv").write_text(SHOCKS, encoding="utf-8")
    return read_registers(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "scenarios"
    (home / "drivers").mkdir(parents=True)
    (home / "drivers" / "test.yaml").write_text(DRIVERS, encoding="utf-8")
    return home


@pytest.fixture
def write(folder: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file into the scenarios folder and returns its path."""

    def _write(name: str, content: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write


@pytest.fixture
def loaded(write: Callable[[str, str | bytes], Path], registers: Registers) -> Callable[..., Scenario]:
    """Loads a scenario made of the usual head and the given text."""

    def _loaded(body: str = "", *overrides: str, name: str = "case.yaml", head: str = HEAD) -> Scenario:
        return load(
            write(name, head + body),
            registers,
            live_levers=LIVE,
            live_flags=("science_centre",),
            live_shocks=LIVE_SHOCKS,
            overrides=overrides,
        )

    return _loaded
