"""The register of dated projects: lines and roads with the openings of the base and of the plan."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from sim.errors import InputError, Problem

NEVER = "never"
TEXTS = ("kind", "label_en", "label_zh", "base_basis", "status_mid_2021", "measure", "source", "note")


@dataclass(frozen=True)
class DatedProject:
    """One project; openings are years with decimals (2024.5 is the middle of 2024), infinity for never."""

    name: str
    base_opening: float
    plan_opening: float
    line: int
    kind: str
    label_en: str
    label_zh: str
    base_basis: str
    status_mid_2021: str
    measure: str
    source: str
    note: str


def read_projects(path: Path) -> dict[str, DatedProject]:
    """Read the register by project id; raises InputError with every faulty row."""
    projects: dict[str, DatedProject] = {}
    problems: list[Problem] = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            name = row["project"]
            try:
                projects[name] = DatedProject(
                    name=name,
                    base_opening=opening(row["base_opening"]),
                    plan_opening=opening(row["plan_opening"]),
                    line=rows.line_num,
                    **{text: row[text] for text in TEXTS},
                )
            except (KeyError, ValueError) as error:
                problems.append(Problem(f"cannot be read: {error}.", path.name, rows.line_num, name))
    if problems:
        raise InputError(problems)
    return projects


def opening(text: str) -> float:
    """An opening as written in the register; raises ValueError if it is neither a year nor 'never'."""
    return math.inf if text == NEVER else float(text)
