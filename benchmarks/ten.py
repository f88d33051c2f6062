"""Ten scenarios for the comparison: the base, the plan, and eight that differ from them as a library's do."""

from __future__ import annotations

import shutil
from pathlib import Path

from sim.paths import SCENARIOS

TITLE = "title: {{en: {name}, zh: {name}}}\nquestion: What of {name}?\nextends: {of}.yaml\n{differs}\n"
SLUMP = "shocks: {slump: {kind: exports, cause: A recession abroad., size: {2023: -10}}}"
DIFFER = {
    "research_alone": ("base", "levers: {rd_growth: 10}"),
    "settlement_alone": ("base", "levers: {hukou_settlement: 0.7, county_town_upgrade: 1000}"),
    "rail_to_water_alone": ("base", "levers: {rail_water_shift: {rizhao: 8}}"),
    "plan_half": ("plan", "implementation: {share: 0.5}"),
    "plan_late": ("plan", "implementation: {years_late: 2}"),
    "plan_without_ports": ("plan", "implementation: {chapters: {4: {share: 0}}}"),
    "plan_line_late": ("plan", "projects: {weifang_yantai: {opens: 2026}}"),
    "plan_in_slump": ("plan", SLUMP),
}
"""What each extends, and what it changes; the last is held against a base with the same shock."""


def ten(folder: Path) -> list[str]:
    """Files of the ten scenarios, written into a folder."""
    for name in ("base", "plan"):
        shutil.copy(SCENARIOS / f"{name}.yaml", folder)
    for name, (of, differs) in DIFFER.items():
        text = TITLE.format(name=name, of=of, differs=differs)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [str(folder / f"{name}.yaml") for name in ("base", "plan", *DIFFER)]
