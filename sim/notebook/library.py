"""What there is to choose from: scenarios and levers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.paths import ROOT
from sim.report.words import in_language
from sim.scenario.lever_rows import rows
from sim.scenario.registers import read_registers
from sim.scenario.stack import names
from sim.session import Options, load_scenario
from sim.year import LIVE_LEVERS


def scenarios() -> pd.DataFrame:
    """The library: a row for each scenario by name, with title and question in both languages and its file.

    A name, or several joined by ``+``, is what `sim.run` and `sim.compare` take.
    """
    return pd.DataFrame([_row(name, path) for name, path in names().items()]).set_index("name")


def levers() -> pd.DataFrame:
    """The register of levers by name: unit, range (low, high), neutral value (missing: a rule of its own),
    that of the plan, grade, mechanism, measures, sources, and state (``live``, or why no block reads it).
    """
    return pd.DataFrame(rows(read_registers().levers, LIVE_LEVERS)).set_index("name")


def _row(name: str, path: Path) -> dict[str, str]:
    scenario = load_scenario(path, Options())
    return {
        "name": name,
        "title_en": scenario.title_en,
        "title_zh": scenario.title_zh,
        "question_en": in_language(scenario.question, "en"),
        "question_zh": in_language(scenario.question, "zh"),
        "file": path.relative_to(ROOT).as_posix(),
    }
