"""Who carries what: the measures of each lever, the levers that no block reads, and the projects of each."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, cast

from sim.paths import REGISTERS
from sim.scenario.projects import DatedProject

State: TypeAlias = Literal["live", "dates", "zero", "waits"]
STATES = ("dates", "zero", "waits")
"""Why no block reads a lever: dated projects carry it, it would change nothing, its mechanism is absent."""


@dataclass(frozen=True)
class Unread:
    """Why no block reads a lever, in both languages."""

    state: State
    reason: str
    reason_zh: str


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def unread(path: Path = REGISTERS / "unread_levers.csv") -> dict[str, Unread]:
    """Levers that no block reads, with the reason; raises ValueError for a state that is none."""
    found = {}
    for row in _rows(path):
        if row["state"] not in STATES:
            raise ValueError(f"{path.name}: '{row['lever']}' has the unknown state '{row['state']}'")
        found[row["lever"]] = Unread(cast("State", row["state"]), row["reason"], row["reason_zh"])
    return found


def carried(path: Path = REGISTERS / "measures.csv") -> dict[str, tuple[str, ...]]:
    """Ids of the plan's measures by the lever that carries them, in the plan's order."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows(path):
        if row["lever"]:
            found[row["lever"]] = (*found.get(row["lever"], ()), row["id"])
    return found


def excused(path: Path = REGISTERS / "measures.csv") -> dict[str, str]:
    """Reasons of the measures that no lever carries, by id."""
    return {row["id"]: row["excused_reason"] for row in _rows(path) if row["excused_reason"]}


def units(path: Path = REGISTERS / "lever_units.csv") -> dict[str, str]:
    """Chinese names of the units of levers."""
    return {row["unit"]: row["unit_zh"] for row in _rows(path)}


def dated(
    projects: Mapping[str, DatedProject], carriers: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Dated projects by the lever that carries their measure."""
    lever_of = {measure: lever for lever, measures in carriers.items() for measure in measures}
    found: dict[str, tuple[str, ...]] = {}
    for name, project in projects.items():
        lever = lever_of[project.measure]
        found[lever] = (*found.get(lever, ()), name)
    return found


@dataclass(frozen=True)
class Quote:
    """What the plan says of a measure: its id, the plan's words, and a title in English."""

    measure: str
    zh: str
    en: str


def quotes(path: Path = REGISTERS / "measures.csv") -> dict[str, tuple[Quote, ...]]:
    """The plan's words on the measures of each lever, in the plan's order."""
    found: dict[str, tuple[Quote, ...]] = {}
    for row in _rows(path):
        if row["lever"]:
            quote = Quote(row["id"], row["quote_zh"], row["title_en"])
            found[row["lever"]] = (*found.get(row["lever"], ()), quote)
    return found


@dataclass(frozen=True)
class Chapter:
    """Names of a chapter of the plan: the plan's own in Chinese, ours in English, and short ones."""

    label_en: str
    label_zh: str
    short_en: str
    short_zh: str


def chapters(path: Path = REGISTERS / "chapters.csv") -> dict[str, Chapter]:
    """The plan's chapters that carry levers, by number."""
    return {row.pop("chapter"): Chapter(**row) for row in _rows(path)}
