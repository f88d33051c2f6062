"""Where the project keeps its own files, relative to this checkout."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCENARIOS = ROOT / "scenarios"
SOURCES = ROOT / "calibration" / "sources"
REGISTERS = ROOT / "calibration" / "registers"
PARAMETERS = REGISTERS / "parameters.csv"
BASELINE = ROOT / "calibration" / "baseline"
SOURCES = ROOT / "calibration" / "sources"
POSTERIOR = ROOT / "calibration" / "posterior"
PORT_YEARS = ROOT / "calibration" / "port_years"
