"""The catalogue of levers with their effects, computed once for one content, then read from a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from sim.baseline import load
from sim.paths import POSTERIOR, REGISTERS, ROOT
from sim.report.files import atomic_write_bytes
from sim.scenario.lever_rows import rows
from sim.scenario.measures import excused
from sim.scenario.registers import read_registers
from sim.scenario.scenario import Scenario
from sim.session import Options, load_scenario, reference
from sim.year import LIVE_LEVERS

Catalogue: TypeAlias = Mapping[str, Any]

TARGETS = {
    "population": "Population",
    "gdp": "GDP|Current prices",
    "ports": "Port throughput",
    "sea": "Marine GDP|Current prices",
}
"""Short names of the headline targets."""

KEPT = ROOT / "outputs" / "lever_catalogues"
"""Folder of what was computed; it may be deleted at any time."""


def catalogue(path: Path, options: Options, *, members: int, kept: Path = KEPT) -> Catalogue:
    """Every lever under the scenario of a file, as ``lever_catalogue.build`` gives it.

    Anything that decides the numbers is part of the file's name, so a changed scenario, register or line of
    code computes anew. A place that cannot be written to is no reason to fail.
    """
    scenario = load_scenario(path, options)
    base = reference(scenario, options)
    file = kept / f"{key(scenario, base, members)}.json"
    with suppress(OSError, ValueError):
        kept_one: Catalogue = json.loads(file.read_text(encoding="utf-8"))
        return kept_one
    from sim.experiments import lever_catalogue  # its tables are heavy, and what is kept needs none

    found = lever_catalogue.build(scenario, base, load(), live=LIVE_LEVERS, members=members)
    with suppress(OSError):
        atomic_write_bytes(file, json.dumps(found, ensure_ascii=False).encode())
    return found


def register() -> Catalogue:
    """The register's rows alone."""
    return {"levers": rows(read_registers().levers, LIVE_LEVERS), "excused": excused()}


def key(scenario: Scenario, base: Scenario, members: int) -> str:
    """Digest of everything that decides a catalogue: scenarios, baseline, posterior, registers and code."""
    total = hashlib.sha256(f"{scenario.name} {scenario.digest} {base.digest} {members}".encode())
    content = [*REGISTERS.glob("*.csv"), *POSTERIOR.glob("*"), *(ROOT / "sim").rglob("*.py")]
    for file in sorted([*content, ROOT / "sim" / "variables.csv"]):
        total.update(file.read_bytes())
    total.update(load().digest.encode())
    return total.hexdigest()[:32]
